"""Limits: exact where SymPy finds them and the numbers agree, numeric otherwise."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import sympy as sp
from sympy.core.function import PoleError

from calcanim.calculus.analysis.exact import (
    FAILURES,
    Point,
    exact_point,
    exact_value,
    is_real_number,
    number_sign,
)
from calcanim.calculus.analysis.germ import DISTANCE, UndecidedError, germ, is_analytic, number_at
from calcanim.calculus.deadline import TimeLimitError, time_limit
from calcanim.errors import UsageError

if TYPE_CHECKING:
    from calcanim.calculus.function import Function

ValueAt: TypeAlias = "Callable[[sp.Float], sp.Expr | None]"

LONGEST_LIMIT = 0.5

_DIGITS = 60
_NEAR = tuple(sp.Float(sp.Rational(1, 10**k), 4 * _DIGITS) for k in range(4, 25, 2))
_IRREGULAR = tuple(
    sp.Float(sp.Rational(100 + 73 * k * k, 10 ** (17 + k // 3)), 4 * _DIGITS) for k in range(16)
)


class Method(StrEnum):
    """How a result was found."""

    EXACT = "exact"
    NUMERIC = "numeric"


@dataclass(frozen=True)
class Approach:
    """What a formula does as its distance shrinks to 0: a value (`oo`, `-oo` too), or None.

    Without a value it either oscillates or could not be told.
    """

    value: sp.Expr | None
    method: Method = Method.EXACT
    oscillates: bool = False

    @property
    def is_finite(self) -> bool:
        """Whether there is a limit and it is a number."""
        return self.value is not None and self.value not in (sp.oo, -sp.oo)


UNKNOWN = Approach(None, Method.NUMERIC)


def limit(f: Function, at: Point, /, *, side: str = "both") -> sp.Expr | None:
    """The limit of a function of one variable; None where there is none or none was found.

    At ±oo and at the edge of the domain, "both" is the one side that there is.
    """
    if side not in ("both", "left", "right"):
        raise UsageError(f"the side of a limit is both, left or right, not '{side}'")
    point = exact_point(at)
    sides = ("left", "right") if side == "both" and point not in (sp.oo, -sp.oo) else (side,)
    defined = [one for one in sides if is_defined_beside(f, point, one)]
    found = [approach(f, point, one).value for one in defined]
    if not found or None in found or (len(found) == 2 and not same(found[0], found[1])):
        return None
    return found[0]


def same(a: sp.Expr, b: sp.Expr, /) -> bool:
    """Whether two limits are equal."""
    return bool(a == b) or (is_real_number(a) and is_real_number(b) and number_sign(a - b) == 0)


def is_defined_beside(f: Function, point: sp.Expr, side: str, /) -> bool:
    """Whether the function has values at three small distances from a point, on one side."""
    return all(_has_value(f, beside) for beside in _neighbours(point, side))


def _neighbours(point: sp.Expr, side: str) -> list[sp.Expr]:
    if point in (sp.oo, -sp.oo):
        return [(1 if point == sp.oo else -1) * sp.Float(10, _DIGITS) ** k for k in (5, 7, 9)]
    scale = max(1.0, abs(float(point))) * (1 if side == "right" else -1)
    return [point.evalf(_DIGITS) + sp.Float(scale, _DIGITS) * 2 / (3 * 10**k) for k in (5, 7, 9)]


def _has_value(f: Function, at: sp.Expr) -> bool:
    if math.isfinite(f.values(float(at))):
        return True
    if f.origin is not None and not _has_value(f.origin, at):
        return False
    return exact_value(f.tree, f.variable, at) is not None


def approach(f: Function, point: sp.Expr, side: str, /) -> Approach:
    """What the values do as the variable nears a point from one side, where the function is defined."""
    try:
        with time_limit(LONGEST_LIMIT * 2):
            return formula_limit(germ(f.expr, f.variable, point, side))
    except (UndecidedError, TimeLimitError):
        return _from_values(lambda t: _value_at(f, point, side, t))


def _value_at(f: Function, point: sp.Expr, side: str, distance: sp.Expr) -> sp.Expr | None:
    if point in (sp.oo, -sp.oo):
        at = (1 if point == sp.oo else -1) / distance
    else:
        at = point.evalf(4 * _DIGITS) + (distance if side == "right" else -distance)
    value = exact_value(f.tree, f.variable, at)
    return None if value is None else value.evalf(_DIGITS)


def formula_limit(formula: sp.Expr, /) -> Approach:
    """The limit of a formula in `DISTANCE` as that goes to 0."""
    if is_analytic(formula):
        return Approach(formula.subs(DISTANCE, 0))
    exact = _exact_limit(formula)
    numeric = _from_values(lambda t: number_at(formula, t, digits=_DIGITS))
    if exact is None:
        return numeric
    agrees = numeric == UNKNOWN or _agrees(exact, numeric)
    return exact if agrees else UNKNOWN


def _agrees(exact: Approach, numeric: Approach) -> bool:
    if exact.value is None or numeric.value is None or not exact.is_finite or not numeric.is_finite:
        return exact.value == numeric.value and exact.oscillates == numeric.oscillates
    return bool(abs(exact.value - numeric.value) < 1e-6 * max(1, abs(numeric.value)))


def _exact_limit(formula: sp.Expr) -> Approach | None:
    """SymPy's limit; None where it has none or is not sure."""
    try:
        with time_limit(LONGEST_LIMIT):
            found = sp.limit(formula, DISTANCE, 0, "+")
    except (*FAILURES, TimeLimitError, PoleError):
        return None
    if isinstance(found, sp.AccumBounds):
        return Approach(None, oscillates=True)
    return Approach(found) if found in (sp.oo, -sp.oo) or is_real_number(found) else None


def _from_values(value_at: ValueAt) -> Approach:
    """What values at smaller and smaller distances tell; only what is plain from them."""
    near, irregular = _numbers(value_at, _NEAR), _numbers(value_at, _IRREGULAR)
    if near is None or irregular is None:
        return UNKNOWN
    last = near[-1]
    close = 1e-9 * max(1, abs(last))
    if all(abs(number - last) <= close for number in (*near[-3:], *irregular)):
        return Approach(_rounded(last), Method.NUMERIC)
    sizes = [abs(number) for number in near]
    one_sign = len({bool(number > 0) for number in (*near, *irregular)}) == 1
    if one_sign and sizes[-1] > 1e6 and all(b > a * 1.5 for a, b in pairwise(sizes)):
        return Approach(sp.oo if last > 0 else -sp.oo, Method.NUMERIC)
    return Approach(None, Method.NUMERIC, oscillates=True) if _swings(value_at) else UNKNOWN


def _numbers(value_at: ValueAt, distances: Iterable[sp.Float]) -> list[sp.Float] | None:
    """The values at some distances; None unless all of them are real numbers."""
    found: list[sp.Float] = []
    for distance in distances:
        value = value_at(distance)
        if value is None or not (value.is_Float or value.is_Rational):
            return None
        found.append(sp.Float(value, _DIGITS))
    return found


def _rounded(value: sp.Float) -> sp.Expr:
    """The value in fifteen digits; a whole number as one. SymPy cannot round e^(-10^24)."""
    if abs(value) < 1e-11 or abs(value) > 1e12:
        return sp.Integer(0) if abs(value) < 1 else sp.Float(value, 15)
    whole = sp.Integer(round(float(value)))
    return whole if abs(value - whole) < 1e-11 else sp.Float(value, 15)


def _swings(value_at: ValueAt) -> bool:
    """Whether the values cross the middle of their range again and again, alike near and far."""
    spans, crossings = [], []
    for decade in (6, 10, 14):
        distances = [sp.Float(sp.Rational(100 + 37 * k, 1000 * 10**decade), 4 * _DIGITS) for k in range(24)]
        numbers = _numbers(value_at, distances)
        if numbers is None:
            return False
        middle = (max(numbers) + min(numbers)) / 2
        spans.append(max(numbers) - min(numbers))
        crossings.append(sum(bool((a - middle) * (b - middle) < 0) for a, b in pairwise(numbers)))
    return min(crossings) >= 5 and min(spans) > 1e-3 and max(spans) < 1.5 * min(spans)
