"""What the gates said of one scene: plain data for the report, for JSON and for tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from calcanim.gates.formulas import Shown
from calcanim.gates.recording import Recording, Still
from calcanim.gates.result import Finding, GateResult

GATES = ("verified formulas", "drawn = computed", "curve fidelity", "layout", "light", "pace")


@dataclass(frozen=True)
class Examination:
    """One scene, examined in its own theme; `recording` is None if it could not be played.

    `other_stills` are the same frames in the lesson's other theme. `seconds` is the time it took.
    """

    scene: str
    title: str
    file: Path
    theme: str
    results: tuple[GateResult, ...]
    seconds: float
    formulas: tuple[Shown, ...] = ()
    recording: Recording | None = None
    other_theme: str = ""
    other_stills: tuple[Still, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every gate looked, and found nothing."""
        return bool(self.results) and all(result.holds for result in self.results)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong, in the order of time."""
        found = [finding for result in self.results for finding in result.findings]
        return tuple(sorted(found, key=lambda finding: finding.time))
