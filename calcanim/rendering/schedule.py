"""In which order jobs are begun, and how long they will take: from what earlier clips took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from calcanim.rendering.jobs import Clip, RenderJob


@dataclass(frozen=True)
class Expectation:
    """What a job will come to: frames, None where it was never rendered; and a cost, in seconds."""

    frames: int | None
    cost: float


def expectations(jobs: Sequence[RenderJob], clips: Sequence[Clip], /) -> Mapping[Path, Expectation]:
    """Expect of each job, by target, what its scene took before, at any size and frame rate.

    What was never rendered is expected to take as long as the others do.
    """
    lengths = {_identity(c, c.file): c.duration for c in clips if c.duration}
    paces = {_identity(c, c.file): c.making.seconds / _pixels(c) for c in clips if c.duration and _pixels(c)}
    usual = median(paces.values()) if paces else 0.0
    common = median(lengths.values()) if lengths else 1.0
    found = {}
    for job in jobs:
        identity, picture = _identity(job, job.target), job.picture
        length = lengths.get(identity)
        frames = None if length is None else round(length * picture.fps)
        drawn = (length or common) * picture.fps * picture.width * picture.height
        found[job.target] = Expectation(frames, paces.get(identity, usual) * drawn or 1.0)
    return found


def longest_first(jobs: Sequence[RenderJob], expected: Mapping[Path, Expectation], /) -> list[RenderJob]:
    """Begin with what takes longest, so that at the end no one waits for it; those alike keep their order."""
    return sorted(jobs, key=lambda job: -expected[job.target].cost)


def _identity(what: RenderJob | Clip, file: Path) -> tuple[object, ...]:
    return what.scene, file.stem, what.settings, what.theme


def _pixels(clip: Clip) -> int:
    return clip.frames * clip.width * clip.height
