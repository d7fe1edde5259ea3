"""A watcher for tests."""

from __future__ import annotations

from dataclasses import dataclass, field

from calcanim.rendering.backend import Unwatched
from calcanim.rendering.jobs import RenderJob, Result


@dataclass(frozen=True)
class Notes(Unwatched):
    """A watcher that keeps what it is told."""

    told: list[str] = field(default_factory=list)

    def started(self, job: RenderJob, /) -> None:
        self.told.append(f"started {job.scene}")

    def drew(self, job: RenderJob, frames: int, /) -> None:
        self.told.append(f"drew {frames} of {job.scene}")

    def beat(self, job: RenderJob, name: str, /) -> None:
        self.told.append(f"beat {name} of {job.scene}")

    def finished(self, result: Result, /) -> None:
        self.told.append(f"finished {result.job.scene}: {result.status}")
