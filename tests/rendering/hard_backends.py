"""Backends that come to a bad end: for tests of what surrounds them. A worker imports them by name."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from calcanim.rendering.backend import FakeBackend, Progress
from calcanim.rendering.jobs import Footage, RenderJob


@dataclass(frozen=True)
class Hard:
    """Renders grey clips, but for the scenes of which it is told otherwise.

    `dies` are killed as often as the number says, `hangs` never end, `swells` ask for that many bytes;
    `notes` is a folder in which each attempt leaves a file.
    """

    notes: Path
    dies: tuple[tuple[str, int], ...] = ()
    hangs: tuple[str, ...] = ()
    swells: tuple[tuple[str, int], ...] = ()
    takes: float = 0.0

    def render(self, job: RenderJob, folder: Path, /, *, progress: Progress) -> Footage:
        """Come to a bad end, or make a grey clip."""
        attempt = sum(1 for _ in self.notes.glob(f"{job.scene}-*")) + 1
        (self.notes / f"{job.scene}-{attempt}").write_text(str(os.getpid()))
        progress.beat("begun")
        progress.drew(1)
        if attempt <= dict(self.dies).get(job.scene, 0):
            (folder / "half.mp4").write_bytes(b"half a file")
            os.kill(os.getpid(), signal.SIGKILL)
        while job.scene in self.hangs:
            time.sleep(0.1)
        if job.scene in dict(self.swells):
            bytearray(dict(self.swells)[job.scene])
        time.sleep(self.takes)
        return FakeBackend(frames=4).render(job, folder, progress=progress)
