"""Plays a case and asks all gates; decides whether they were right."""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from benchmarks.cases import Case
from benchmarks.planting import planted
from calcanim.gates.agreement import agreement
from calcanim.gates.fidelity import fidelity
from calcanim.gates.formulas import verified_formulas
from calcanim.gates.layout import layout
from calcanim.gates.light import light
from calcanim.gates.pace import pace
from calcanim.gates.recording import Recording
from calcanim.gates.result import Finding, GateResult
from calcanim.gates.watch import watch

SIZES = {"16:9": (960, 540), "9:16": (540, 960), "4:3": (720, 540)}
GATES: tuple[Callable[[Recording], GateResult], ...] = (
    *(verified_formulas, agreement, fidelity),
    *(layout, light, pace),
)
SLACK = 0.3  # seconds by which a gate may date a defect too early: it looks five times a second


@dataclass(frozen=True)
class Trial:
    """What the gates found in a case, when the change was made in it, and what went wrong if something
    did."""

    case: Case
    findings: tuple[Finding, ...]
    planted: tuple[float, ...]
    seconds: float
    trouble: str = ""

    def found_by(self, control: Trial) -> tuple[Finding, ...]:
        """What the gates found of the defect, and do not find in the lesson without it."""
        known = {_kind(finding) for finding in control.findings}
        return tuple(
            finding
            for finding in self.findings
            if finding.gate in self.case.gates
            and finding.time >= min(self.planted, default=float("inf")) - SLACK
            and re.search(self.case.says, finding.message)
            and _kind(finding) not in known
        )


def tried(case: Case) -> Trial:
    """Play a case; whatever happens in it, the others can go on."""
    began = time.perf_counter()
    times: tuple[float, ...] = ()
    findings: tuple[Finding, ...] = ()
    try:
        with planted(case) as planting:
            recording = watch(planting.lesson, size=SIZES[case.aspect])
            results = [gate(recording) for gate in GATES]
        times = tuple(planting.times)
        findings = tuple(finding for result in results for finding in result.findings)
        trouble = "; ".join(f"{result.gate}: {result.error}" for result in results if result.error)
        if case.change and not times:
            trouble = f"nothing was planted: no beat {case.at!r}"
    except Exception:
        trouble = traceback.format_exc(limit=-2).strip()
    return Trial(case, findings, times, time.perf_counter() - began, trouble)


def control_of(case: Case) -> Case:
    """The same lesson with nothing planted."""
    bare = Case(case.lesson, case.lesson, settings=case.settings, theme=case.theme, aspect=case.aspect)
    return replace(bare, name=f"control: {case.lesson} {dict(case.settings)} {case.theme} {case.aspect}")


def controls_of(cases: Iterable[Case]) -> tuple[Case, ...]:
    """Each control once."""
    return tuple({control.name: control for control in map(control_of, cases)}.values())


def _kind(finding: Finding) -> tuple[str, str]:
    """A finding but for its numbers."""
    return finding.gate, re.sub(r"[-−]?\d[\d.]*", "#", finding.message)
