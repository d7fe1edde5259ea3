"""One `render`, from its jobs to its results: what is kept is looked up, the rest is rendered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TextIO, TypeAlias

from calcanim.cli.progress import watching
from calcanim.cli.speech import Settled
from calcanim.rendering import manifest
from calcanim.rendering.backend import Backend, Manim, Watcher
from calcanim.rendering.cache import LARGEST, Cache
from calcanim.rendering.catalogue import Catalogue
from calcanim.rendering.cluster import Address, run_on_cluster
from calcanim.rendering.jobs import RenderJob, Result, Status
from calcanim.rendering.pipeline import (
    Keys,
    Known,
    LookedUp,
    Recorder,
    Rendering,
    keeping,
    look_up,
    render_left,
)
from calcanim.rendering.reasons import storage_reason
from calcanim.rendering.runner import run
from calcanim.rendering.schedule import expectations, longest_first
from calcanim.rendering.workers import STANDARD, Crew, Limits, loading, run_parallel
from calcanim.rendering.workspace import check_writable, sweep

SCENES = ("calcanim.rendering.manim_backend", "calcanim.engine.loaded", "calcanim.cli.speech")
IN_SPACE = (*SCENES, "calcanim.engine.loaded_for_space")
LESSONS = (*IN_SPACE, "calcanim.lesson")
"""What is imported once, before workers are forked: for any scene, for one in space, and for a lesson."""

Check: TypeAlias = Callable[[Sequence[RenderJob]], None]


@dataclass(frozen=True)
class Manner:
    """How a batch is rendered: by how many workers, within which limits, with or without the cache."""

    workers: int | None = None
    limits: Limits = STANDARD
    is_cached: bool = True
    cache_size: int = LARGEST
    is_verbose: bool = False
    cluster: Address | None = None
    backend: Backend | None = None
    """What renders in this process, in place of workers with Manim: a test hands in a fake."""


@dataclass(frozen=True)
class Outcome:
    """What a batch came to."""

    results: tuple[Result, ...]
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    is_interrupted: bool = False

    @property
    def has_failed(self) -> bool:
        """Whether anything that was asked for is missing."""
        return bool(self.problems) or any(r.status is Status.FAILED for r in self.results)


@contextmanager
def loading_meanwhile(names: Sequence[str], manner: Manner, catalogue: Catalogue, /) -> Iterator[None]:
    """Load what workers need while scenes are looked for, if that takes as long: where none is known."""
    is_quick = manner.is_cached and catalogue.known
    if is_quick or manner.backend is not None or manner.cluster is not None:
        yield
        return
    files = [Path(name) for name in names if name.endswith(".py")]
    is_of_lessons = not (names and names[0].endswith(".py"))
    with loading(LESSONS if is_of_lessons else _needed(files)):
        yield


def _needed(files: Iterable[Path]) -> tuple[str, ...]:
    texts = [_text(file) for file in files]
    if any(b"calcanim" in text for text in texts):
        return LESSONS
    return IN_SPACE if any(b"ThreeD" in text for text in texts) else SCENES


def _text(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


class Batch:
    """Jobs of one media folder, with what is known of their scenes; `events` is where a program reads."""

    def __init__(
        self, media: Path, catalogue: Catalogue, manner: Manner, /, *, events: TextIO | None = None
    ) -> None:
        self.media, self.catalogue, self.manner, self.events = media, catalogue, manner, events
        self.cache = Cache(media, largest=manner.cache_size)
        self.keys = Keys(catalogue.sources)
        self.notes: list[str] = []

    def render(self, jobs: Sequence[RenderJob], check: Check, /) -> Outcome:
        """Render jobs; `check` is asked for what is left to be rendered, before the first is begun."""
        known = {job: self.keys.of(job) if self.manner.is_cached else None for job in jobs}
        looked_up = look_up(jobs, self.cache, known)
        check(looked_up.left)
        self.notes += _make_ready(self.media)
        recorder = Recorder(self.media)
        recorder.add(clip for result in looked_up.done for clip in result.clips)
        known |= {left: known[job] for left, (job, _) in looked_up.parts.items()}
        results, is_interrupted = self._rendered(looked_up, known, recorder)
        recorder.flush()
        self._tidy()
        place = {job.target: i for i, job in enumerate(jobs)}
        results.sort(key=lambda result: place[result.job.target])
        problems = (recorder.problem,) if recorder.problem else ()
        return Outcome(tuple(results), tuple(self.notes), problems, is_interrupted)

    def _rendered(
        self, looked_up: LookedUp, known: Mapping[RenderJob, Known | None], recorder: Recorder
    ) -> tuple[list[Result], bool]:
        """All results, those from the cache first; and whether an interrupt came before the last."""
        results = list(looked_up.done)
        expected = expectations(looked_up.left, manifest.read(self.media))
        first = replace(looked_up, left=tuple(longest_first(looked_up.left, expected)))
        collecting = keeping(self.cache, self.keys, known, self.notes)
        try:
            with watching(first.left, expected, events=self.events) as watcher:
                for result in render_left(first, self._rendering(first.left, watcher), collecting):
                    results.append(result)
                    recorder.add(result.clips)
        except KeyboardInterrupt:
            return results, True
        return results, False

    def _rendering(self, jobs: Sequence[RenderJob], watcher: Watcher) -> Rendering:
        manner = self.manner
        if manner.backend is not None:
            return partial(run, backend=manner.backend, watcher=watcher)
        if manner.cluster is not None:
            return partial(
                run_on_cluster, backend=Manim(), place=manner.cluster, watcher=watcher, limits=manner.limits
            )
        settle = Settled(is_verbose=manner.is_verbose, is_json=self.events is not None)
        size = manner.workers or os.cpu_count() or 1
        crew = Crew(size, manner.limits, _needed({job.file for job in jobs}), settle)
        return partial(run_parallel, backend=Manim(), crew=crew, watcher=watcher)

    def _tidy(self) -> None:
        """Keep what was learned, and no more clips than there is room for."""
        try:
            self.catalogue.save()
            self.cache.trim()
        except OSError as error:
            self.notes.append(f"the cache cannot be written: {storage_reason(error)}")


def _make_ready(media: Path) -> tuple[str, ...]:
    check_writable(media)
    sweep(media)
    kept = manifest.set_aside_if_damaged(media)
    said = f"the manifest was damaged, or an older one, and is begun anew; it is kept as {kept}"
    return (said,) if kept else ()
