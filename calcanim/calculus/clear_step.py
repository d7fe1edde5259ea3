"""How far a second point may stand from a first one, so that it can move to it along the curve."""

from __future__ import annotations

import math

import numpy as np

from calcanim.calculus.curves.breakpoints import breakpoints
from calcanim.calculus.function import Function
from calcanim.calculus.slopes import NoSlopeError

_HALVINGS, _PLACES = 8, 201
_BESIDE = 1e-9  # of the way: where a break shows on both sides of its place
_TORN = 1e-3  # of the extent of the values: a larger step between those two is a jump


def clear_step(f: Function, at: float, largest: float, /) -> float:
    """The first of ±largest, ±largest/2, … that leads from `at` along a curve without a gap or a jump.

    `NoSlopeError` where there is none.

    >>> clear_step(Function.parse("x^2"), 1, 1.5), clear_step(Function.parse("1/(x-1)"), 0, 1.5)
    (1.5, -1.5)
    """
    for halving in range(_HALVINGS):
        for step in (math.ldexp(largest, -halving), -math.ldexp(largest, -halving)):
            if _is_unbroken(f, at, at + step):
                return step
    raise NoSlopeError(f"{f.text} is not defined on a stretch that begins at x = {at:g}")


def _is_unbroken(f: Function, start: float, end: float) -> bool:
    values = np.asarray(f(np.linspace(start, end, _PLACES)), dtype=float)
    if not np.isfinite(values).all():
        return False
    low, high = min(start, end), max(start, end)
    places = breakpoints(f.expr, f.variable, (low, high))
    beside = (high - low) * _BESIDE
    near = np.asarray(f(np.stack([places - beside, places, places + beside])), dtype=float)
    apart = near.max(axis=0) - near.min(axis=0)
    return bool((apart <= _TORN * max(float(np.ptp(values)), 1.0)).all())
