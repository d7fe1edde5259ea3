"""What a learning rate that is too large does to a descent."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from calcanim.calculus.descent import FAR, Array, Descent, Outcome, descend
from calcanim.calculus.function import Function
from calcanim.calculus.partials import gradient_functions

DECADES = 3
LEAP = 6.0  # times a step is as long as the last one
RESTLESS = 0.3  # share of the steps that turn back in a descent that jumps to and fro


def has_stopped_short(f: Function, run: Descent, /) -> bool:
    """Whether the next step would have come to a place where f has no value or no slope."""
    ahead = _ahead(run)
    slopes = [partial(*ahead) for partial in gradient_functions(f)]
    return _is_near(run) and not np.isfinite([f(*ahead), *slopes]).all()


def has_run_away(run: Descent, /) -> bool:
    """Whether it left all bounds."""
    return run.outcome is Outcome.DIVERGED and not _is_near(run)


def leaps_away(run: Descent, /) -> bool:
    """Whether it runs away so fast that no picture can hold two of its steps.

    >>> steep = Function.parse("1000*x^2 + y^2")
    >>> [leaps_away(descend(steep, (1, 1), rate=rate, steps=9)) for rate in (0.0001, 0.0011, 0.2)]
    [False, False, True]
    """
    strides = np.linalg.norm(np.diff(run.path.reshape(len(run.path), -1), axis=0), axis=1)
    if len(strides) < 2:
        return has_run_away(run)
    return run.outcome is Outcome.DIVERGED and bool(strides[1] > LEAP * strides[0])


def jumps_to_and_fro(f: Function, run: Descent, /) -> bool:
    """Whether it stays within bounds but keeps turning back, and does not settle."""
    strides = np.diff(run.path.reshape(len(run.path), -1), axis=0)
    has_ended = run.outcome in {Outcome.CONVERGED, Outcome.DIVERGED} or has_stopped_short(f, run)
    if has_ended or len(strides) < 2:
        return False
    turns = (strides[1:] * strides[:-1]).sum(axis=1) < 0
    return bool(turns[len(turns) // 2 :].mean() >= RESTLESS)


def _ahead(run: Descent) -> Array:
    """Where the next step would have led, shape (n,)."""
    return np.atleast_1d(run.path[-1] - run.rate * run.slopes[-1])


def _is_near(run: Descent) -> bool:
    """Whether that is within bounds."""
    return bool((np.abs(_ahead(run)) <= FAR * (1 + np.abs(run.path[0]).max())).all())


def too_large_rates(
    f: Function, start: float, /, *, rate: float, steps: int
) -> tuple[Descent | None, Descent | None]:
    """What larger rates do: the descents at the smallest round multiples that jump to and fro, and run away.

    None where none of them does.

    >>> f = Function.parse("1/4*x^4 - x^2 + 1/2")
    >>> restless, runaway = too_large_rates(f, 0.25, rate=0.01, steps=199)
    >>> restless.rate, runaway.rate
    (0.6, 2.0)
    """
    restless = None
    for larger in _multiples(rate):
        run = descend(f, start, rate=larger, steps=steps)
        if has_run_away(run):
            return restless, run
        if restless is None and jumps_to_and_fro(f, run):
            restless = run
    return restless, None


def _multiples(rate: float) -> Iterator[float]:
    """2, 3, …, 9, 10, 20, … times a rate, rounded to six digits."""
    for decade in range(DECADES):
        yield from (
            float(f"{digit * 10**decade * rate:.6g}") for digit in range(1, 10) if digit * 10**decade > 1
        )
