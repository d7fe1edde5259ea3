"""A backend that notes the order of a set."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from calcanim.rendering.backend import FakeBackend, Progress
from calcanim.rendering.jobs import Footage, RenderJob

WORDS = frozenset({"dot", "line", "plane", "curve", "slope", "point", "axis", "graph"})


@dataclass(frozen=True)
class Hashing:
    """Writes down in which order a set of words is."""

    notes: Path

    def render(self, job: RenderJob, folder: Path, /, *, progress: Progress) -> Footage:
        """Note the order, and make a grey clip."""
        (self.notes / f"hash-{job.scene}").write_text(" ".join(WORDS))
        return FakeBackend().render(job, folder, progress=progress)
