"""What it costs to schedule a scene: a planned course of many tiny scenes, in the parent process alone.

python -m benchmarks.scale              1,000 scenes, two workers
python -m benchmarks.scale --scenes 200

Scenes are grey clips that are made at once, so that nearly all of the time is the pipeline's own: keys, the
cache, processes, moving files, the manifest. The memory is told at the first, the middle and the last scene.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from calcanim.rendering import manifest
from calcanim.rendering.backend import FakeBackend
from calcanim.rendering.cache import Cache
from calcanim.rendering.catalogue import Catalogue
from calcanim.rendering.jobs import Picture, RenderJob, Status
from calcanim.rendering.pipeline import Keys, Recorder, keeping, look_up, render_left
from calcanim.rendering.plan import Options, outline
from calcanim.rendering.runner import run
from calcanim.rendering.schedule import expectations, longest_first
from calcanim.rendering.workers import Crew, run_parallel

PICTURE = Picture(32, 18, 10)
SCENE = "class Scene{i:05}:\n    number = {i}\n    def construct(self): ...\n    def render(self): ...\n\n\n"


def resident() -> float:
    """The memory of this process now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def jobs_of(folder: Path, catalogue: Catalogue, count: int) -> Sequence[RenderJob]:
    """Write and plan a course of tiny scenes."""
    file = folder / "course.py"
    file.write_text("".join(SCENE.format(i=i) for i in range(count)), encoding="utf-8")
    return outline(catalogue.library([file]).scenes, Options(folder / "media", PICTURE))


def timed(folder: Path, count: int, workers: int) -> None:
    """Run the pipeline once, and tell what it cost."""
    began, spent = time.perf_counter(), time.process_time()
    media = folder / "media"
    cache = Cache(media)
    catalogue = Catalogue(cache.folder)
    jobs = jobs_of(folder, catalogue, count)
    keys = Keys(catalogue.sources)
    known = {job: keys.of(job) for job in jobs}
    looked_up = look_up(jobs, cache, known)
    ready = time.process_time()
    backend, told = FakeBackend(), list[str]()
    rendering = (
        partial(run_parallel, backend=backend, crew=Crew(workers))
        if workers
        else partial(run, backend=backend)
    )
    recorder, memory = Recorder(media), [resident()]
    longest_first(looked_up.left, expectations(looked_up.left, manifest.read(media)))
    for number, result in enumerate(render_left(looked_up, rendering, keeping(cache, keys, known, told))):
        assert result.status is Status.RENDERED, result.reason
        recorder.add(result.clips)
        if number in (count // 2, count - 1):
            memory.append(resident())
    recorder.flush()
    catalogue.save()
    cpu, wall = time.process_time() - spent, time.perf_counter() - began
    done = f"{len(looked_up.done)} from the cache, {len(looked_up.left)} rendered"
    before, all_of_it = (1000 * seconds / count for seconds in (ready - spent, cpu))
    grew = ", ".join(f"{each:.0f}" for each in memory)
    click.echo(f"{done}: parent {all_of_it:.2f} ms a scene, {before:.2f} of it before the first")
    click.echo(f"{wall:.1f} s in all; memory {grew} MB")


@click.command()
@click.option("--scenes", default=1000, show_default=True)
@click.option("--workers", default=2, show_default=True)
def main(scenes: int, workers: int) -> None:
    """Schedule a course of tiny scenes twice: nothing is there, and all is there."""
    with tempfile.TemporaryDirectory() as folder:
        sys.setrecursionlimit(10_000)
        timed(Path(folder), scenes, workers)
        timed(Path(folder), scenes, workers)


if __name__ == "__main__":
    main()
