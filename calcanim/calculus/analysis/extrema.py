"""Zeros and critical points in an interval: all that a fine grid shows, each exact where it can be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import sympy as sp

from calcanim.calculus.analysis.behaviour import Verdict, behaviour
from calcanim.calculus.analysis.differentiate import doubtful_places
from calcanim.calculus.analysis.exact import FAILURES, exact_value, number_sign, simple_numbers
from calcanim.calculus.deadline import TimeLimitError, time_limit
from calcanim.calculus.language.numeric import Values
from calcanim.calculus.language.realroot import Cbrt
from calcanim.errors import UsageError

if TYPE_CHECKING:
    from calcanim.calculus.function import Function

GRID = 4001
MOST_ZEROS = 200

_HALVINGS = 60
_THIRDS = 100
_CLOSE = 1e-7
_SMALL = 1e-10
_JOINED = (Verdict.KINK, Verdict.CUSP, Verdict.DIFFERENTIABLE)


class Kind(StrEnum):
    """What a critical point is: INFLECTION is level, but neither a minimum nor a maximum."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    INFLECTION = "inflection"


@dataclass(frozen=True)
class CriticalPoint:
    """A point of the curve where the slope is zero, or where it changes its sign at a corner."""

    x: sp.Expr
    value: sp.Expr
    kind: Kind


def zeros(f: Function, interval: tuple[float, float], /) -> tuple[sp.Expr, ...]:
    """Where a function of one variable is zero, from left to right, both ends included.

    Exact numbers where they are simple, decimals otherwise. Zeros closer to each
    other than 1/4000 of the interval may be missed; a stretch of zeros counts for none.

    >>> from calcanim.calculus.function import Function
    >>> zeros(Function.parse("x^3-2x"), (-3, 3))
    (-sqrt(2), 0, sqrt(2))
    """
    left, right = checked_ends(interval)
    polynomial = _roots_of_polynomial(f)
    if polynomial is not None:
        return tuple(root for root in polynomial if left <= root <= right)
    x = np.linspace(left, right, GRID)
    y = np.broadcast_to(f.values(x), x.shape)
    found = [*_crossings(f, x, y), *_touches(f, x, y), *_on_grid(x, y)]
    return _named(f, np.sort(np.array(found, dtype=np.float64)), (right - left) / GRID)


def critical_points(f: Function, interval: tuple[float, float], /) -> tuple[CriticalPoint, ...]:
    """The critical points of a function of one variable in an interval, from left to right.

    >>> from calcanim.calculus.function import Function
    >>> [(p.x, p.value, str(p.kind)) for p in critical_points(Function.parse("abs(x)"), (-1, 1))]
    [(0, 0, 'minimum')]
    """
    left, right = checked_ends(interval)
    slope = f.derivative()
    level = [x for x in zeros(slope, (left, right)) if _value(f, x) is not None]
    corners = [x for x in _corners(f, (left, right)) if behaviour(f, x).verdict in _JOINED]
    places = sorted({*level, *corners}, key=float)
    points = [float(x) for x in places]
    reach = [(right - left) / GRID, *np.diff(points)]
    step = min(gap for gap in reach if gap > 0) / 2
    found = [_point(f, slope, x, step, is_level=x in level) for x in places]
    return tuple(point for point in found if point is not None)


def checked_ends(interval: tuple[float, float], /) -> tuple[float, float]:
    """Two finite ends, the smaller one first; UsageError for others."""
    left, right = float(interval[0]), float(interval[1])
    if not (np.isfinite([left, right]).all() and left < right):
        raise UsageError(
            f"the interval is ({left:g}, {right:g}); give two finite ends, the smaller one first"
        )
    return left, right


def _roots_of_polynomial(f: Function) -> tuple[sp.Expr, ...] | None:
    """All real roots; None if this is no polynomial, or takes too long."""
    if not f.expr.is_polynomial(f.variable) or not f.expr.has(f.variable):
        return None
    try:
        with time_limit(0.5):
            roots = sp.Poly(f.expr, f.variable).real_roots(multiple=False)
    except (*FAILURES, TimeLimitError):
        return None
    exact = [root.evalf(15) if root.has(sp.CRootOf) else root for root, _ in roots]
    return tuple(root for root in exact if exact_value(f.tree, f.variable, root) is not None)


def _crossings(f: Function, x: Values, y: Values) -> Values:
    """Where the sign changes without a jump or a pole."""
    at = np.flatnonzero(y[:-1] * y[1:] < 0)[:MOST_ZEROS]
    low, high = _halved(f, x[at], x[at + 1])
    size = np.abs(y[at]) + np.abs(y[at + 1])
    ends = np.fmax(np.abs(f.values(low)), np.abs(f.values(high)))
    return np.asarray(low[ends <= 1e-4 * size])


def _halved(f: Function, low: Values, high: Values) -> tuple[Values, Values]:
    """The intervals halved again and again, so that the sign at their lower end stays."""
    sign = np.sign(f.values(low))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        before = np.sign(f.values(middle)) == sign
        low, high = np.where(before, middle, low), np.where(before, high, middle)
    return low, high


def _touches(f: Function, x: Values, y: Values) -> Values:
    """Where the curve touches zero without a change of sign: the smallest value between neighbours is 0."""
    size = np.abs(y)
    scale = np.nanmax(size, initial=0)
    with np.errstate(invalid="ignore"):
        dips = (size[1:-1] <= size[:-2]) & (size[1:-1] <= size[2:]) & (size[1:-1] > 0)
    at = np.flatnonzero(dips)[:MOST_ZEROS] + 1
    low, high = x[at - 1], x[at + 1]
    slope = f.derivative()
    level = slope.values(low) * slope.values(high) < 0
    turns, _ = _halved(slope, low, high)
    for _ in range(_THIRDS):
        a, b = low + (high - low) / 3, high - (high - low) / 3
        falls = np.abs(f.values(a)) > np.abs(f.values(b))
        low, high = np.where(falls, a, low), np.where(falls, high, b)
    low = np.where(level & (np.abs(f.values(turns)) <= _SMALL * scale), turns, low)
    return np.asarray(low[(np.abs(f.values(low)) <= _SMALL * scale) & (y[at - 1] * y[at + 1] > 0)])


def _on_grid(x: Values, y: Values) -> Values:
    """Points of the grid that are zeros themselves and stand alone."""
    beside = np.concatenate([[np.nan], y, [np.nan]])
    return np.asarray(x[(y == 0) & (beside[:-2] != 0) & (beside[2:] != 0)])


def _named(f: Function, found: Values, spacing: float) -> tuple[sp.Expr, ...]:
    """Each zero once, exact if a simple number that is a zero lies where it is."""
    kept = found[np.diff(found, prepend=-np.inf) > spacing / 1000]
    exact = [_exact_zero(f, float(x)) for x in kept[:MOST_ZEROS]]
    return tuple(dict.fromkeys(exact))


def _exact_zero(f: Function, near: float) -> sp.Expr:
    for candidate in simple_numbers(near):
        if abs(float(candidate) - near) <= _CLOSE * max(1, abs(near)):
            value = _value(f, candidate)
            if value is not None and number_sign(value) == 0:
                return candidate
    return sp.Float(near, 15)


def _value(f: Function, x: sp.Expr) -> sp.Expr | None:
    return exact_value(f.tree, f.variable, x)


def _corners(f: Function, interval: tuple[float, float]) -> list[sp.Expr]:
    """Where the function may turn without being level."""
    roots = [part.args[0] for part in f.expr.atoms(Cbrt)]
    places = [p for p in (*doubtful_places(f.expr), *roots) if not p.has(sp.floor, sp.ceiling)]
    functions = [type(f).from_expr(place, f.variables) for place in dict.fromkeys(places)]
    return [x for place in functions for x in zeros(place, interval) if interval[0] < x < interval[1]]


def _point(f: Function, slope: Function, x: sp.Expr, step: float, *, is_level: bool) -> CriticalPoint | None:
    """What kind of point this is, by the sign of the slope on its two sides."""
    before, after = np.sign(slope.values(np.array([float(x) - step, float(x) + step])))
    value = _value(f, x)
    if value is None or not before * after:
        return None
    if before < after:
        return CriticalPoint(x, value, Kind.MINIMUM)
    if before > after:
        return CriticalPoint(x, value, Kind.MAXIMUM)
    return CriticalPoint(x, value, Kind.INFLECTION) if is_level and before == after else None
