"""One `render` from its planned jobs to its results: the media folder made ready, the manifest kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from calcanim.cli.progress import watching
from calcanim.errors import OutputError
from calcanim.rendering import manifest
from calcanim.rendering.backend import Backend
from calcanim.rendering.jobs import Clip, RenderJob, Result, Status
from calcanim.rendering.runner import run
from calcanim.rendering.workspace import check_writable, sweep


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


def render_batch(
    jobs: tuple[RenderJob, ...], media: Path, /, *, backend: Backend | None, is_silent: bool
) -> Outcome:
    """Render jobs into a media folder, and enter each clip into its manifest as soon as it is in place."""
    notes = _make_ready(media)
    expected = expected_frames(jobs, manifest.read(media))
    results: list[Result] = []
    problems: list[str] = []
    is_interrupted = False
    try:
        with watching(jobs, expected, is_silent=is_silent) as watcher:
            for result in run(jobs, backend or _manim(), watcher=watcher):
                results.append(result)
                problems[:] = _record(media, result)
    except KeyboardInterrupt:
        is_interrupted = True
    return Outcome(tuple(results), notes, tuple(problems), is_interrupted)


def expected_frames(jobs: tuple[RenderJob, ...], clips: tuple[Clip, ...], /) -> Mapping[Path, int]:
    """Tell from earlier clips how many frames each job will have, by target; a lesson's length is its own."""
    lengths = {(c.scene, c.file.stem, c.settings, c.theme): c.duration for c in clips if c.duration}
    known = {job.target: lengths.get((job.scene, job.target.stem, job.settings, job.theme)) for job in jobs}
    rates = {job.target: job.picture.fps for job in jobs}
    return {target: round(length * rates[target]) for target, length in known.items() if length}


def _make_ready(media: Path) -> tuple[str, ...]:
    check_writable(media)
    sweep(media)
    kept = manifest.set_aside_if_damaged(media)
    return (f"the manifest was damaged and is begun anew; the old one is {kept}",) if kept else ()


def _record(media: Path, result: Result) -> list[str]:
    """Enter a clip; the manifest is written whole, so a later success makes an earlier failure good."""
    if result.clip is None:
        return []
    try:
        manifest.record(media, [result.clip])
    except OutputError as error:
        return [f"{result.clip.file} is rendered, but not in the manifest: {error}"]
    return []


def _manim() -> Backend:
    # Manim takes over a second to import: not before there is something to render.
    from calcanim.rendering.manim_backend import ManimBackend

    return ManimBackend()
