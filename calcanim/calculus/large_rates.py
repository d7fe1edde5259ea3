"""What a learning rate that is too large does, and how a descent in one dimension ended, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from calcanim.calculus.descent import FAR, Descent, Outcome, descend
from calcanim.calculus.function import Function

DECADES = 3
RESTLESS = 0.3  # share of the steps that turn back in a descent that jumps to and fro


def has_stopped_short(run: Descent, /) -> bool:
    """Whether the next step would have come to a place, within bounds, where f has no value or no slope."""
    ahead = run.path[-1] - run.rate * run.slopes[-1]
    return run.outcome is Outcome.DIVERGED and bool(abs(ahead) <= FAR * (1 + abs(run.path[0])))


def has_run_away(run: Descent, /) -> bool:
    """Whether it left all bounds."""
    ahead = run.path[-1] - run.rate * run.slopes[-1]
    return run.outcome is Outcome.DIVERGED and not abs(ahead) <= FAR * (1 + abs(run.path[0]))


def jumps_to_and_fro(run: Descent, /) -> bool:
    """Whether it stays within bounds but keeps turning back, and does not settle."""
    strides = np.diff(run.path)
    if run.outcome is Outcome.CONVERGED or has_run_away(run) or has_stopped_short(run) or len(strides) < 2:
        return False
    turns = strides[1:] * strides[:-1] < 0
    return bool(turns[len(turns) // 2 :].mean() >= RESTLESS)


def smallest_restless(f: Function, start: float, /, *, rate: float, steps: int) -> Descent | None:
    """The descent at the smallest round multiple of a rate that jumps to and fro; None if there is none.

    >>> f = Function.parse("1/4*x^4 - x^2 + 1/2")
    >>> run = smallest_restless(f, 0.25, rate=0.01, steps=199)
    >>> run.rate, str(run.outcome)
    (0.6, 'still moving')
    """
    return _first(f, start, rate, steps, jumps_to_and_fro)


def smallest_runaway(f: Function, start: float, /, *, rate: float, steps: int) -> Descent | None:
    """The descent at the smallest round multiple of a rate that runs away; None if there is none.

    >>> smallest_runaway(Function.parse("x^2"), 1, rate=0.1, steps=100).rate
    2.0
    """
    return _first(f, start, rate, steps, has_run_away)


def _first(
    f: Function, start: float, rate: float, steps: int, wanted: Callable[[Descent], bool]
) -> Descent | None:
    runs = (descend(f, start, rate=larger, steps=steps) for larger in _multiples(rate))
    return next((run for run in runs if wanted(run)), None)


def _multiples(rate: float) -> Iterator[float]:
    """2, 3, …, 9, 10, 20, … times a rate, rounded to six digits."""
    for decade in range(DECADES):
        yield from (
            float(f"{digit * 10**decade * rate:.6g}") for digit in range(1, 10) if digit * 10**decade > 1
        )


def ending(run: Descent, /) -> str:
    """How a descent in one dimension ended, in a few words."""
    if has_stopped_short(run):
        return "stopped: no slope ahead"
    if has_run_away(run):
        return "ran away"
    return "jumps to and fro" if jumps_to_and_fro(run) else str(run.outcome)


def told(run: Descent, /) -> str:
    """How a descent in one dimension ended, in a sentence."""
    where = f"Point {len(run.path)} is x = {run.path[-1]:.5f}"
    if has_stopped_short(run):
        return f"{where}: one step on f has no slope, here it stops."
    if has_run_away(run):
        return f"{where}: it runs away, no minimum holds it."
    if jumps_to_and_fro(run):
        return f"{where}: it jumps to and fro and does not settle."
    return {
        Outcome.CONVERGED: f"{where}: all but at a minimum.",
        Outcome.PLATEAU: f"{where}: nearly level, but no minimum.",
        Outcome.STILL_MOVING: f"{where}: it is still on its way.",
        Outcome.DIVERGED: f"{where}: higher than where it began.",
    }[run.outcome]
