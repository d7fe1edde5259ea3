"""Jobs in, results out. A scene that fails is a result like any other; the batch goes on."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from calcanim.errors import OutputError
from calcanim.rendering.backend import Backend, Unwatched, Watcher
from calcanim.rendering.jobs import Clip, Footage, Format, RenderJob, Result, Status
from calcanim.rendering.probe import measure
from calcanim.rendering.reasons import explain
from calcanim.rendering.workspace import put_in_place, workspace


def run(
    jobs: Iterable[RenderJob], backend: Backend, /, *, watcher: Watcher | None = None
) -> Iterator[Result]:
    """Render one job after another; each result is given out as soon as its clip is in place."""
    told = watcher or Unwatched()
    for job in jobs:
        told.started(job)
        result = _result(job, backend, told)
        told.finished(result)
        yield result


def _result(job: RenderJob, backend: Backend, watcher: Watcher) -> Result:
    began = time.perf_counter()
    try:
        clip = _clip(job, backend, watcher)
    except (Exception, SystemExit) as error:
        # The one broad except: whatever a scene does, the others are still to be rendered.
        return Result(job, Status.FAILED, time.perf_counter() - began, reason=explain(error, job.file))
    return Result(job, Status.RENDERED, time.perf_counter() - began, clip)


def _clip(job: RenderJob, backend: Backend, watcher: Watcher) -> Clip:
    with workspace(job.target) as folder:
        footage = backend.render(job, folder, watcher=watcher)
        return _publish(job, footage)


def _publish(job: RenderJob, footage: Footage) -> Clip:
    """Measure the footage, and only if it is whole put it where the old clip was."""
    found = measure(footage.file, footage.format, fps=job.picture.fps)
    if found.frames != footage.frames:
        raise OutputError(f"the file made holds {found.frames} of the {footage.frames} frames drawn")
    is_fallback = footage.format is Format.STILL and job.format is not Format.STILL
    target = job.still_target if is_fallback else job.target
    subtitles = _publish_subtitles(footage, target)
    put_in_place(footage.file, target)
    return Clip(
        scene=job.scene,
        slug=job.slug,
        title=job.title,
        file=target,
        format=footage.format,
        width=found.width,
        height=found.height,
        fps=job.picture.fps,
        frames=found.frames,
        duration=found.duration,
        size=found.size,
        settings=job.settings,
        theme=job.theme,
        subtitles=subtitles,
        beats=footage.beats,
    )


def _publish_subtitles(footage: Footage, target: Path) -> Path | None:
    if footage.format.is_image:
        return None
    subtitles = target.with_suffix(".srt")
    if footage.subtitles is None:
        subtitles.unlink(missing_ok=True)
        return None
    put_in_place(footage.subtitles, subtitles)
    return subtitles
