"""What is known about a step, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How sure a step is; from best to worst."""

    PROVED = "proved"
    SUPPORTED = "supported"
    UNCHECKED = "unchecked"
    REFUTED = "refuted"


@dataclass(frozen=True)
class Finding:
    """A verdict and its evidence, one sentence."""

    verdict: Verdict
    evidence: str

    @property
    def holds(self) -> bool:
        """Whether a step with this finding may be shown."""
        return self.verdict in (Verdict.PROVED, Verdict.SUPPORTED)


UNCHANGED = Finding(Verdict.PROVED, "both sides are the same")

_ORDER = tuple(Verdict)


def worst(findings: Iterable[Finding], /) -> Finding:
    """The finding that decides; of none, or where nothing changed, that both sides are the same."""
    telling = [finding for finding in findings if finding != UNCHANGED]
    return max(telling, key=lambda finding: _ORDER.index(finding.verdict), default=UNCHANGED)
