"""Jobs in, results out, one after another in this process. A scene that fails is a result like any other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from calcanim.rendering.backend import Backend, Told, Unwatched, Watcher
from calcanim.rendering.collect import collect
from calcanim.rendering.delivery import Delivery, deliver
from calcanim.rendering.jobs import Clip, RenderJob, Result, Status
from calcanim.rendering.reasons import explain
from calcanim.rendering.workspace import workspace

Collect: TypeAlias = Callable[[RenderJob, Delivery], tuple[Clip, ...]]
"""What is done with a delivery while its workspace is still there."""


def run(
    jobs: Iterable[RenderJob],
    /,
    backend: Backend,
    *,
    watcher: Watcher | None = None,
    collecting: Collect = collect,
) -> Iterator[Result]:
    """Render one job after another; each result is given out as soon as its clips are in place."""
    told = watcher or Unwatched()
    for job in jobs:
        told.started(job)
        result = _result(job, backend, told, collecting)
        told.finished(result)
        yield result


def collected(job: RenderJob, began: float, delivery: Delivery, collecting: Collect, /) -> Result:
    """Make a result of what was delivered; `began` is when, by the clock of `time.perf_counter`."""
    try:
        clips = collecting(job, delivery)
    except Exception as error:
        return failed(job, began, explain(error, job.file))
    return Result(job, Status.RENDERED, time.perf_counter() - began, clips)


def failed(job: RenderJob, began: float, reason: str, /) -> Result:
    """Make a result of a job that came to nothing."""
    return Result(job, Status.FAILED, time.perf_counter() - began, reason=reason)


def _result(job: RenderJob, backend: Backend, watcher: Watcher, collecting: Collect) -> Result:
    began = time.perf_counter()
    try:
        with workspace(job.target) as folder:
            delivery = deliver(job, backend, folder, progress=Told(job, watcher))
            return collected(job, began, delivery, collecting)
    except (Exception, SystemExit) as error:
        # The one broad except: whatever a scene does, the others are still to be rendered.
        return failed(job, began, explain(error, job.file))
