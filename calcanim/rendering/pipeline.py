"""The steps of a batch, each with what the last one gave: discover, plan, look up, render, collect, report.

files ──discover──► Library ──plan──► jobs ──look up──► what is there already, and what is left
what is left ──render──► deliveries ──collect──► clips in their places, in the cache and in the manifest
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from calcanim.errors import OutputError
from calcanim.rendering import manifest
from calcanim.rendering.cache import Cache
from calcanim.rendering.collect import collect
from calcanim.rendering.delivery import Delivery
from calcanim.rendering.fingerprint import Environment, environment, fingerprint
from calcanim.rendering.jobs import Clip, RenderJob, Result, Status
from calcanim.rendering.reasons import storage_reason
from calcanim.rendering.runner import Collect
from calcanim.rendering.sources import Closure, Sources

SHORTEST, SHARE = 5.0, 50
"""The manifest is written after that many seconds, and after that many times what it took, at the soonest."""

ROOM = str(Path(__file__).parent)


class Rendering(Protocol):
    """A way to render: one after another, in several processes, or on a cluster."""

    def __call__(self, jobs: Sequence[RenderJob], /, *, collecting: Collect) -> Iterator[Result]:
        """Give a result for each job, in whatever order they end."""
        ...


@dataclass(frozen=True)
class Known:
    """What decides the pixels of a job's clips."""

    key: str
    closure: Closure


@dataclass(frozen=True)
class LookedUp:
    """Jobs after a look at the cache: those done, what is left of the others, and what each belongs to."""

    done: tuple[Result, ...]
    left: tuple[RenderJob, ...]
    parts: Mapping[RenderJob, tuple[RenderJob, tuple[Clip, ...]]] = field(default_factory=dict)


class Keys:
    """The keys of jobs; a job whose sources cannot be read has none."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self._shared: Environment | None = None

    def of(self, job: RenderJob, /) -> Known | None:
        """Find the key of a job."""
        try:
            closure = self.sources.closure(job.file, job.scene)
            self._shared = self._shared or environment(self.sources)
            return Known(fingerprint(job, closure, self._shared), closure)
        except (OSError, SyntaxError, ValueError):
            return None

    def still_holds(self, known: Known, /) -> bool:
        """Whether no source was written since the key was found."""
        return self.sources.is_as_read(known.closure)


def look_up(jobs: Iterable[RenderJob], cache: Cache, known: Mapping[RenderJob, Known | None], /) -> LookedUp:
    """Bring back every clip that was rendered before, and tell what is left to be rendered."""
    done: list[Result] = []
    parts: dict[RenderJob, tuple[RenderJob, tuple[Clip, ...]]] = {}
    for job in jobs:
        began = time.perf_counter()
        key = known[job]
        clips, left = cache.find(job, key.key) if key else ((), job)
        if left is None:
            done.append(Result(job, Status.CACHED, time.perf_counter() - began, clips))
        else:
            parts[left] = (job, clips)
    return LookedUp(tuple(done), tuple(parts), parts)


def render_left(looked_up: LookedUp, rendering: Rendering, collecting: Collect, /) -> Iterator[Result]:
    """Render what is left; the result of a job has its clips that were there already as well."""
    for result in rendering(looked_up.left, collecting=collecting):
        job, found = looked_up.parts[result.job]
        order = {output.path: i for i, output in enumerate(job.outputs)}
        clips = sorted((*found, *result.clips), key=lambda clip: order.get(clip.file, 0))
        yield replace(result, job=job, clips=tuple(clips) if result.clips else ())


def keeping(cache: Cache, keys: Keys, known: Mapping[RenderJob, Known | None], told: list[str], /) -> Collect:
    """Make the step that collects: clips go to their places, and into the cache if their sources still hold.

    What keeps a clip out of the cache, and is no failure, is told.
    """

    def collect_and_keep(job: RenderJob, delivery: Delivery) -> tuple[Clip, ...]:
        key = known.get(job)
        clips = collect(job, delivery, key=key.key if key else "")
        if key is None:
            return clips
        if not keys.still_holds(key):
            told.append(f"{job.scene}: its source was changed while it was rendered; render it once more")
            return clips
        read = [path for path in delivery.read if path not in key.closure.files and not path.startswith(ROOM)]
        try:
            cache.keep(clips, read)
        except OSError as error:
            told.append(f"{job.scene} is rendered, but not kept in the cache: {storage_reason(error)}")
        except OutputError as error:
            told.append(f"{job.scene} is rendered, but not kept in the cache: {error}")
        return clips

    return collect_and_keep


class Recorder:
    """Enters clips into the manifest, those of a second at once: it is written whole, and may be long."""

    def __init__(self, media: Path, /) -> None:
        self.media = media
        self.waiting: list[Clip] = []
        self.problem = ""
        self._due = 0.0

    def add(self, clips: Iterable[Clip], /) -> None:
        """Take clips, and write if it is time."""
        self.waiting += clips
        if time.monotonic() > self._due:
            self.flush()

    def flush(self) -> None:
        """Write what waits; a later success makes an earlier failure good."""
        if not self.waiting:
            return
        began = time.monotonic()
        try:
            manifest.record(self.media, self.waiting)
        except OutputError as error:
            self.problem = f"what is rendered is not in the manifest: {error}"
        else:
            self.waiting, self.problem = [], ""
        ended = time.monotonic()
        self._due = ended + max(SHORTEST, SHARE * (ended - began))
