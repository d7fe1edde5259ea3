"""What one job comes to where it is rendered: its footage, measured; and how that was made."""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from calcanim.errors import OutputError
from calcanim.rendering.backend import Backend, Progress
from calcanim.rendering.jobs import Footage, Made, Picture, RenderJob
from calcanim.rendering.opened import opened_files, source_of
from calcanim.rendering.probe import Measure, measure

_KIBIBYTES = 1 if sys.platform == "darwin" else 1024  # what getrusage counts memory in


@dataclass(frozen=True)
class Delivery:
    """Footage, still in its workspace, with a measure for each file made.

    `memory` is the peak, in bytes; `read` are files that were opened while the scene was drawn.
    """

    footage: Footage
    measures: tuple[Measure, ...]
    seconds: float
    memory: int
    read: tuple[str, ...] = ()


def deliver(job: RenderJob, backend: Backend, folder: Path, /, *, progress: Progress) -> Delivery:
    """Render a job into a folder and measure what came of it; whatever goes wrong is raised."""
    began = time.perf_counter()
    with opened_files(but=str(folder)) as opened:
        footage = backend.render(job, folder, progress=progress)
    measures = tuple(_measured(made, job.picture) for made in footage.made)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBIBYTES
    read = tuple(sorted({source_of(path) for path in opened}))
    return Delivery(footage, measures, time.perf_counter() - began, memory, read)


def _measured(made: Made, picture: Picture) -> Measure:
    found = measure(made.file, made.format, picture)
    if found.frames != made.frames:
        raise OutputError(f"the file made holds {found.frames} of the {made.frames} frames drawn")
    return found
