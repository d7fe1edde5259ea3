"""Examines a scene: plays it, asks every gate, and asks about the light in its other themes too.

Other themes are played meanwhile in a second process, at a few frames a second: only their stills count.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import active_children, get_context, parent_process
from time import perf_counter

import numpy as np
from PIL import Image

from calcanim.gates.agreement import agreement
from calcanim.gates.batch import examined
from calcanim.gates.examination import Examination
from calcanim.gates.fidelity import fidelity
from calcanim.gates.formulas import shown, verified_formulas
from calcanim.gates.layout import layout
from calcanim.gates.light import light
from calcanim.gates.pace import pace
from calcanim.gates.recording import Flicker, Recording, Still
from calcanim.gates.result import GateResult
from calcanim.gates.watch import watch
from calcanim.rendering.discover import configure, scene_class
from calcanim.rendering.jobs import RenderJob
from calcanim.rendering.reasons import explain

SHORT_SIDE = 540  # pixels of a still; a report shows it at half the size
Gate = Callable[[Recording], GateResult]
_GATES: dict[str, Gate] = {
    "verified formulas": verified_formulas,
    "drawn = computed": agreement,
    "curve fidelity": fidelity,
    "layout": layout,
    "light": light,
    "pace": pace,
}


@dataclass(frozen=True)
class Relit:
    """What the light is in another theme, and how it looks there."""

    theme: str
    result: GateResult
    stills: tuple[Still, ...] = ()


def examine(job: RenderJob, /) -> Examination:
    """Examine the scene of a job, in its theme and in all others; raise what goes wrong as it is played."""
    began = perf_counter()
    try:
        relit = [_second().submit(examined_light, job, theme) for theme in other_themes(job)]
        merged = _merged(examine_alone(job), relit)
    except KeyboardInterrupt:
        _end(_second())
        _second.cache_clear()
        raise
    return replace(merged, seconds=perf_counter() - began)


def examine_all(jobs: Sequence[RenderJob], /, *, workers: int | None = None) -> Iterator[Examination]:
    """Examine many scenes, spread over processes; what comes of each is given in their order."""
    pool = _pool(workers or os.cpu_count() or 1)
    try:
        yield from _spread(pool, jobs)
        pool.shutdown()
    except (GeneratorExit, KeyboardInterrupt):
        _end(pool)
        raise


def examine_alone(job: RenderJob, /) -> Examination:
    """Examine the scene of a job in its own theme alone."""
    began = perf_counter()
    recording = watch(_configured(job, job.theme), size=_size(job))
    results = tuple(_judged(name, gate, recording, job) for name, gate in _GATES.items())
    return Examination(
        scene=job.scene,
        title=job.title,
        file=job.file,
        theme=recording.theme,
        results=results,
        seconds=perf_counter() - began,
        formulas=shown(recording),
        recording=_light_weight(recording),
    )


def examined_light(job: RenderJob, theme: str, /) -> Relit:
    """What the light is in another theme; one in which the scene cannot be played is an error of the gate."""
    try:
        recording = watch(_configured(job, theme), size=_size(job), stills_only=True)
    except (Exception, SystemExit) as error:
        reason = f"the scene could not be played: {explain(error, job.file)}"
        return Relit(theme, GateResult("light", 0, error=reason))
    return Relit(theme, _judged("light", light, recording, job), _small(recording.stills))


def other_themes(job: RenderJob, /) -> tuple[str, ...]:
    """The themes of a job's scene but the one that it is examined in; a plain scene has none."""
    themes = tuple(getattr(scene_class(job.file, job.scene), "themes", ()))
    return tuple(theme for theme in themes if theme != (job.theme or themes[0]))


def _spread(pool: Executor, jobs: Sequence[RenderJob]) -> Iterator[Examination]:
    parts = [
        (
            pool.submit(examined, job, examine_alone),
            [pool.submit(examined_light, job, theme) for theme in other_themes(job)],
        )
        for job in jobs
    ]
    for job, (own, others) in zip(jobs, parts, strict=True):
        yield _merged(examined(job, _awaited(own)), others)


def _awaited(own: Future[Examination]) -> Callable[[RenderJob], Examination]:
    return lambda _: own.result()


def _merged(own: Examination, others: Sequence[Future[Relit]]) -> Examination:
    """Put the light of all themes together; the first of the others is shown in the report."""
    relit = [_finished(other) for other in others]
    results = [*own.results]
    for each in relit:
        results = [_both(known, each) if known.gate == each.result.gate else known for known in results]
    first = relit[0] if relit and own.recording else Relit("", GateResult("light", 0))
    return replace(own, results=tuple(results), other_theme=first.theme, other_stills=first.stills)


def _finished(other: Future[Relit]) -> Relit:
    """What came of another theme; a process that was ended from outside could not look."""
    try:
        return other.result()
    except BrokenExecutor as error:
        _second.cache_clear()
        return Relit("other", GateResult("light", 0, error=f"the process that played it has ended: {error}"))


def _both(own: GateResult, relit: Relit) -> GateResult:
    where = f"in the {relit.theme} theme: "
    findings = [replace(finding, message=where + finding.message) for finding in relit.result.findings]
    errors = [own.error] if own.error else []
    errors += [where + relit.result.error] if relit.result.error else []
    return GateResult(
        own.gate,
        own.looked_at + relit.result.looked_at,
        tuple(sorted((*own.findings, *findings), key=lambda finding: finding.time)),
        "; ".join(dict.fromkeys(errors)),
    )


def _judged(name: str, gate: Gate, recording: Recording, job: RenderJob) -> GateResult:
    """What a gate says; one that breaks down could not look."""
    try:
        return gate(recording)
    except Exception as error:
        return GateResult(name, 0, error=f"the gate broke down: {explain(error, job.file)}")


def _configured(job: RenderJob, theme: str | None) -> type[object]:
    settings = {setting.name: setting.value for setting in job.settings}
    return configure(scene_class(job.file, job.scene), settings, theme=theme)


def _size(job: RenderJob) -> tuple[int, int]:
    """The job's picture, as large as is needed to judge it; even sides."""
    scale = SHORT_SIDE / min(job.picture.width, job.picture.height)
    return 2 * round(scale * job.picture.width / 2), 2 * round(scale * job.picture.height / 2)


def _light_weight(recording: Recording) -> Recording:
    """What a report needs: stills and beats; curves hold functions, which no other process can be given."""
    nothing = Flicker(np.zeros(0), np.zeros((0, 1, 1)))
    return replace(recording, moments=(), flicker=nothing, stills=_small(recording.stills))


def _small(stills: Sequence[Still]) -> tuple[Still, ...]:
    return tuple(
        replace(still, pixels=np.asarray(Image.fromarray(still.pixels).reduce(2))) for still in stills
    )


@cache
def _second() -> ProcessPoolExecutor:
    """The second process, kept for the next scene: to start it takes longer than to play one."""
    return _pool(1)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin_quietly)


def _end(pool: ProcessPoolExecutor) -> None:
    """End a pool's processes now, whatever they are at, and leave nothing of it behind."""
    for process in active_children():
        process.terminate()
    pool.shutdown(wait=True, cancel_futures=True)


def _begin_quietly() -> None:
    """Begin another process. An interrupt is the first one's matter; so is stdout: what a scene prints would
    stand there among the results."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    sys.stdout = sys.stderr
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)


def _end_with_the_first() -> None:
    """End with the first process, however that ends: it has nobody else to end this one."""
    first = parent_process()
    if first is not None:
        first.join()
        os.kill(os.getpid(), signal.SIGTERM)
