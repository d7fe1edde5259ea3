"""What the blocks on the frame say of themselves at one moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from calcanim.blocks.evidence import Reading, Touch, Trace, testimony
from calcanim.gates.family import every, passing
from calcanim.gates.fidelity_sources import draws_curves, traces_of
from calcanim.gates.recording import Thing, Writing

TRACED = 0.5  # seconds between two looks at the same curves, which take time to judge
KINDS = ("readings", "touches", "traces")


class Evidence(NamedTuple):
    """What was said."""

    readings: tuple[Reading, ...] = ()
    touches: tuple[Touch, ...] = ()
    traces: tuple[Trace, ...] = ()


class Witnesses:
    """Asks every block with ink, and remembers when curves were last looked at."""

    def __init__(self) -> None:
        self._traced = float("-inf")

    def ask(
        self,
        scene: Any,
        things: Sequence[Thing],
        inked: set[int],
        /,
        *,
        animations: Sequence[Any],
        is_last: bool,
    ) -> Evidence:
        """What is said now; `inked` are the identities of mobjects with ink, `is_last` ends an animation.

        While a drawing is brought in or taken out it is not whole: numbers that are read off it then, and its
        ends, say nothing.
        """
        moving = passing(animations)
        present = [each for each in _witnesses(scene) if _is_seen(each, inked)]
        whole = [] if any(_is_drawing(thing) for thing in things) else present
        is_due = is_last or scene.time - self._traced >= TRACED - 1e-6
        traced = present if is_due else []
        if is_due:
            self._traced = scene.time
        return Evidence(
            tuple(said for each in whole for said in testimony(each, "readings")),
            tuple(said for each in whole for said in testimony(each, "touches")),
            tuple(trace for each in traced for trace in _traces(each, moving)),
        )


def _witnesses(scene: Any) -> Iterator[Any]:
    return (each for each in every(scene) if draws_curves(each) or any(hasattr(type(each), k) for k in KINDS))


def _is_seen(witness: Any, inked: set[int]) -> bool:
    return any(id(each) in inked for each in witness.get_family())


def _is_drawing(thing: Thing) -> bool:
    return thing.is_passing and not isinstance(thing, Writing)


def _traces(witness: Any, moving: set[int]) -> tuple[Trace, ...]:
    return traces_of(witness, is_passing=any(id(each) in moving for each in witness.get_family()))
