"""Slopes: of a line through two points, of a secant, of a tangent."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from calcanim.errors import UsageError

if TYPE_CHECKING:
    from calcanim.calculus.analysis.behaviour import Behaviour, Side
    from calcanim.calculus.function import Function

CLOSE = 1e-6
DIGITS = 60


class NoSlopeError(UsageError):
    """There is no slope here; the text says why."""


@dataclass(frozen=True)
class Line:
    """A straight line that is not vertical: `y = slope·x + intercept`, known through one of its points.

    >>> Line.passing((1, 1), slope=0.5)
    Line(slope=0.5, intercept=0.5, through=(1.0, 1.0))
    >>> Line.passing((1, 1), slope=0.5).at(7)
    4.0
    """

    slope: float
    intercept: float
    through: tuple[float, float]

    @classmethod
    def passing(cls, point: tuple[float, float], *, slope: float) -> Line:
        """The line with this slope through this point."""
        x, y = float(point[0]), float(point[1])
        return cls(slope=float(slope), intercept=y - slope * x, through=(x, y))

    def at(self, x: float) -> float:
        """The height of the line over x, counted from its known point: exact there."""
        return self.through[1] + self.slope * (x - self.through[0])


def slope_between(a: tuple[float, float], b: tuple[float, float], /) -> float:
    """Rise over run from A to B; `NoSlopeError` where A and B have the same x.

    >>> slope_between((1, 1), (7, 4))
    0.5
    """
    run, rise = b[0] - a[0], b[1] - a[1]
    if run:
        return rise / run
    if rise:
        raise NoSlopeError(
            f"the line through A({a[0]:g}, {a[1]:g}) and B({b[0]:g}, {b[1]:g}) is vertical: its run is 0, "
            "so it has no slope; give A and B different x-coordinates"
        )
    raise NoSlopeError(f"A and B are the same point ({a[0]:g}, {a[1]:g}): no line is fixed; give two points")


def line_between(a: tuple[float, float], b: tuple[float, float], /) -> Line:
    """The line through A and B; `NoSlopeError` where it is vertical."""
    return Line.passing(a, slope=slope_between(a, b))


def secant_slope(f: Function, a: float, b: float, /) -> float:
    """The slope of the line through (a, f(a)) and (b, f(b)); at b = a the limit of these slopes.

    So B may run into A: there the slope is the derivative, and `NoSlopeError` names the verdict where there
    is none. Close to A, where a difference of floats loses its digits, the difference is taken in 60 digits.
    """
    a, b = float(a), float(b)
    if a == b:
        return tangent(f, a).slope
    rise = _rise(f, a, b)
    if not math.isfinite(rise):
        raise NoSlopeError(f"f has no value at both x = {a:g} and x = {b:g}: there is no secant")
    return rise / (b - a)


def secant(f: Function, a: float, b: float, /) -> Line:
    """The line through the points of the curve over a and b; at b = a the tangent."""
    return Line.passing((a, float(f(a))), slope=secant_slope(f, a, b))


def secant_limit(behaviour: Behaviour, side: Side, /) -> sp.Expr | None:
    """Where the slope of AB goes as B comes to A from one side: a number, `oo`, `-oo`, or None if it never
    settles.

    It is the slope of the curve on that side, unless the curve arrives elsewhere than at A: then AB stands
    up.
    """
    reached, here = side.value.value, behaviour.value
    if reached is None or here is None:
        return None
    gap = reached - here
    if abs(float(gap)) <= CLOSE * max(1.0, abs(float(here))):
        return side.slope.value
    return sp.oo if (gap > 0) == (side.name == "right") else -sp.oo


def tangent(f: Function, at: float, /) -> Line:
    """The tangent at (at, f(at)), by the exact derivative; `NoSlopeError` names the verdict where none is."""
    behaviour = f.behaviour(at)
    if str(behaviour.verdict) != "differentiable":
        why = f"({behaviour.verdict}): {behaviour.sentence}"
        raise NoSlopeError(f"the curve has no tangent slope at x = {at:g} {why}")
    return Line.passing((at, float(f(at))), slope=float(f.derivative()(at)))


def _rise(f: Function, a: float, b: float) -> float:
    plain = float(f(b)) - float(f(a))
    if abs(b - a) > CLOSE * max(1.0, abs(a)) or not math.isfinite(plain):
        return plain
    precise = [f.expr.subs(f.variable, sp.Float(value, DIGITS)).evalf(DIGITS) for value in (a, b)]
    difference = precise[1] - precise[0]
    return float(difference) if difference.is_Float or difference.is_Integer else plain
