"""What the blocks on the frame say of themselves at one moment."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from calcanim.blocks.evidence import Reading, Touch, Trace, testimony
from calcanim.gates.fidelity_sources import traces_of
from calcanim.gates.things import Sighting

TRACED = 0.5  # seconds between two looks at the same curves, which take time to judge


class Evidence(NamedTuple):
    """What was said."""

    readings: tuple[Reading, ...] = ()
    touches: tuple[Touch, ...] = ()
    traces: tuple[Trace, ...] = ()


class Witnesses:
    """Asks every block with ink, and remembers when curves were last looked at."""

    def __init__(self) -> None:
        self._traced = float("-inf")

    def ask(self, seen: Sighting, time: float, /, *, is_last: bool) -> Evidence:
        """What is said now; `is_last` ends an animation.

        What is brought in, taken out or carried elsewhere is not whole.
        """
        is_due = is_last or time - self._traced >= TRACED - 1e-6
        if is_due:
            self._traced = time
        return Evidence(
            tuple(said for witness in seen.witnesses for said in _said(*witness, "readings")),
            tuple(said for witness in seen.witnesses for said in _said(*witness, "touches")),
            tuple(
                said
                for each, passes in seen.witnesses
                if is_due
                for said in traces_of(each, is_passing=passes)
            ),
        )


def _said(witness: Any, is_passing: bool, kind: str) -> tuple[Any, ...]:
    said = testimony(witness, kind)
    return tuple(replace(each, is_whole=False) for each in said) if is_passing else said
