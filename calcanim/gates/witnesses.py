"""What the blocks on the frame say of themselves at one moment."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from calcanim.blocks.evidence import Reading, Touch, Trace, testimony
from calcanim.gates.recording import Thing, Writing
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

        While a drawing is brought in or taken out it is not whole: numbers that are read off it then, and its
        ends, say nothing.
        """
        whole = [] if any(map(_is_drawing, seen.things)) else [each for each, _ in seen.witnesses]
        is_due = is_last or time - self._traced >= TRACED - 1e-6
        if is_due:
            self._traced = time
        return Evidence(
            tuple(said for each in whole for said in testimony(each, "readings")),
            tuple(said for each in whole for said in testimony(each, "touches")),
            tuple(said for each in seen.witnesses if is_due for said in _traces(*each)),
        )


def _is_drawing(thing: Thing) -> bool:
    return thing.is_passing and not isinstance(thing, Writing)


def _traces(witness: Any, is_passing: bool) -> tuple[Trace, ...]:
    traces: tuple[Trace, ...] = testimony(witness, "traces")
    return tuple(replace(trace, is_whole=False) for trace in traces) if is_passing else traces
