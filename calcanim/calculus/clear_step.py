"""How far a second point may stand from a first one, so that it can move to it along the curve."""

from __future__ import annotations

import math
from itertools import chain

import numpy as np
import numpy.typing as npt

from calcanim.calculus.curves.breakpoints import breakpoints
from calcanim.calculus.function import Function
from calcanim.calculus.slopes import NoSlopeError

_HALVINGS, _PLACES = 12, 201
_BESIDE = 1e-9  # of the way: where a break shows on both sides of its place
_TORN = 1e-3  # of the extent of the values: a larger step between those two is a jump
_MOST = 20.0  # times its size at the first point, that f may change on the way
_TURNS = 4.0  # times the way may go from its lowest value to its highest, or back


def clear_step(f: Function, at: float, largest: float, /) -> float:
    """The first of ±largest, ±largest/2, … that leads from `at` along a curve without a gap or a jump.

    A way that neither runs far away nor swings often is preferred, if there is one. `NoSlopeError` where
    every way has a gap or a jump.

    >>> clear_step(Function.parse("x^2"), 1, 1.5), clear_step(Function.parse("1/(x-1)"), 0, 1.5)
    (1.5, -1.5)
    """
    sizes = [math.ldexp(largest, -halving) for halving in range(_HALVINGS)]
    steps = [sign * size for size in sizes for sign in (1, -1)]
    calm = (step for step in steps if _is_calm(f, at, at + step))
    for step in chain(calm, steps):
        if _is_unbroken(f, at, at + step):
            return step
    raise NoSlopeError(f"{f.text} is not defined on a stretch that begins at x = {at:g}")


def swings(values: npt.ArrayLike, /) -> float:
    """How many times values go from the lowest to the highest, or back; 0 where they are all the same.

    >>> swings([0, 2, 0, 1]), swings([5, 5])
    (2.5, 0.0)
    """
    extent = float(np.ptp(values))
    return float(np.abs(np.diff(values)).sum()) / extent if extent else 0.0


def _is_calm(f: Function, start: float, end: float) -> bool:
    values = np.asarray(f(np.linspace(start, end, _PLACES)), dtype=float)
    if not np.isfinite(values).all():
        return False
    return bool(np.ptp(values) <= _MOST * max(1.0, abs(values[0])) and swings(values) <= _TURNS)


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
