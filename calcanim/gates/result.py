"""What a gate says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from calcanim.blocks.stage import Box


class Status(StrEnum):
    """How a gate ended. A gate that could not look has failed; one that had nothing to look at has not."""

    PASSED = "passed"
    FAILED = "failed"
    NOTHING = "nothing to look at"
    COULD_NOT_LOOK = "could not look"


@dataclass(frozen=True)
class Finding:
    """Something wrong: one line that says what, by how much, and what to do; when; and where on the frame."""

    gate: str
    message: str
    time: float
    beat: str = ""
    box: Box | None = None


@dataclass(frozen=True)
class GateResult:
    """What a gate looked at, and what it found; `error` says why it could not look."""

    gate: str
    looked_at: int
    findings: tuple[Finding, ...] = ()
    error: str = ""

    @property
    def status(self) -> Status:
        """In one word."""
        if self.error:
            return Status.COULD_NOT_LOOK
        if self.findings:
            return Status.FAILED
        return Status.PASSED if self.looked_at else Status.NOTHING

    @property
    def holds(self) -> bool:
        """Whether the lesson may go on the screen, as far as this gate can tell."""
        return self.status in (Status.PASSED, Status.NOTHING)
