"""One examination of many: whatever a scene does, the others are still to be examined."""

from __future__ import annotations

import time
from collections.abc import Callable

from calcanim.gates.examination import GATES, Examination
from calcanim.gates.result import GateResult
from calcanim.rendering.jobs import RenderJob
from calcanim.rendering.reasons import explain


def examined(job: RenderJob, examine: Callable[[RenderJob], Examination], /) -> Examination:
    """Examine a scene; one that cannot be played is an examination in which no gate could look."""
    began = time.perf_counter()
    try:
        return examine(job)
    except (Exception, SystemExit) as error:
        reason = f"the scene could not be played: {explain(error, job.file)}"
        results = tuple(GateResult(gate, 0, error=reason) for gate in GATES)
        took = time.perf_counter() - began
        return Examination(job.scene, job.title, job.file, job.theme or "", results, took)
