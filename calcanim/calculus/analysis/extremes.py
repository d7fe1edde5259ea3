"""The level places and the extrema of a curve over an interval, told to a student."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import sympy as sp

from calcanim.calculus.analysis.exact import FAILURES
from calcanim.calculus.analysis.extrema import CriticalPoint, Kind, critical_points
from calcanim.calculus.analysis.signs import Sign, SignChart, Stretch
from calcanim.calculus.analysis.wording import number
from calcanim.calculus.deadline import TimeLimitError, time_limit

if TYPE_CHECKING:
    from calcanim.calculus.function import Function

_LISTED = 3
_ROOM = 34  # characters for the end of a caption
_SAME = 1e-9
_FACTORING = 0.5  # seconds


@dataclass(frozen=True, eq=False)
class Extremes:
    """What the sign of the slope, in a chart of an interval, tells of a function.

    >>> from calcanim.calculus.analysis.signs import sign_chart
    >>> from calcanim.calculus.function import Function
    >>> f = Function.parse("1/4*x^4 - x^2 + 1/2")
    >>> found = Extremes(f, sign_chart(f.derivative(), (-2.1, 2.1)))
    >>> found.solutions, found.where(Kind.MAXIMUM), found.factored
    ('f′(x) = 0 has 3 solutions: x = −√2, 0 and √2.', ' at x = 0.', ("f'(x) = x(x^2-2)",))
    """

    f: Function
    chart: SignChart

    @cached_property
    def points(self) -> tuple[CriticalPoint, ...]:
        """Minima, maxima and level inflections inside the interval."""
        low, high = map(float, self.chart.interval)
        return tuple(p for p in critical_points(self.f, (low, high)) if low < float(p.x) < high)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Each kind that occurs, in the order in which it is met."""
        return tuple(dict.fromkeys(point.kind for point in self.points))

    def of(self, kind: Kind) -> tuple[CriticalPoint, ...]:
        """The points of one kind."""
        return tuple(point for point in self.points if point.kind is kind)

    @property
    def level(self) -> tuple[sp.Expr, ...]:
        """The single places where the slope is 0."""
        return tuple(place.left for place in self.chart.places if place.sign is Sign.ZERO)

    @property
    def level_stretches(self) -> tuple[Stretch, ...]:
        """Where the slope is 0 all along."""
        return tuple(piece for piece in self.chart.stretches if piece.sign is Sign.ZERO)

    @property
    def solutions(self) -> str:
        """The solutions of f′(x) = 0, in a sentence."""
        name, count = self.f.variable.name, len(self.level)
        if self.level_stretches:
            return f"The slope is 0 all along {_counted(len(self.level_stretches), 'stretch', 'es')}."
        if not count:
            return f"f′({name}) = 0 has no solution here: the curve is level nowhere."
        listed = f": {name} = {_listed(self.level)}" if count <= _LISTED else ""
        return f"f′({name}) = 0 has {_counted(count, 'solution')}{listed}."

    def where(self, kind: Kind) -> str:
        """The end of a sentence on the points of one kind: where they are, or how many."""
        xs = [point.x for point in self.of(kind)]
        corners = not set(xs) & set(self.level)
        corner = f"{'corners' if len(xs) > 1 else 'a corner'}, " if corners else ""
        listed = f" at {corner}{self.f.variable.name} = {_listed(xs)}."
        if len(xs) == 1 or (len(xs) < _LISTED and len(listed) <= _ROOM):
            return listed
        return f" at {len(xs)} corners." if corners else f", {len(xs)} times."

    @property
    def factored(self) -> tuple[str, ...]:
        """The derivative as a product, if it is a polynomial and that is another way to write it."""
        df = self.chart.function
        if not df.expr.is_polynomial(df.variable):
            return ()
        try:
            with time_limit(_FACTORING):
                product = type(df).from_expr(sp.factor(df.expr), df.variables).latex
        except (*FAILURES, TimeLimitError):
            return ()
        return () if product == df.latex else (f"f'({df.variable.name}) = {product}",)

    @property
    def beyond(self) -> tuple[float, str] | None:
        """An end of the interval where the function goes beyond all its extrema inside, and a sentence."""
        for kind, way, sign in ((Kind.MAXIMUM, "higher", 1), (Kind.MINIMUM, "lower", -1)):
            values = [sign * float(point.value) for point in self.of(kind)]
            ends = [(sign * float(self.f(float(x))), x) for x in self.chart.interval]
            reached = [(y, x) for y, x in ends if values and y > max(values)]
            if reached:
                y, x = max(reached, key=lambda end: end[0])
                told = f"At x = {number(x)}, f = {sign * y:.4g}"
                return float(x), f"A {kind} holds near its point alone. {told} is {way} still."
        return None


def level_kind(f: Function, at: sp.Expr, /, *, within: float) -> str:
    """What a function has at a point: its kind of critical point, or in words what else.

    >>> from calcanim.calculus.function import Function
    >>> cube = Function.parse("x^3")
    >>> level_kind(cube, sp.Integer(0), within=1), level_kind(cube, sp.Integer(1), within=1)
    ('inflection', 'slope 3')
    """
    found = f.behaviour(at)
    if found.slope is None:
        return f"no slope ({found.verdict})"
    if found.slope != 0:
        return f"slope {number(found.slope)}"
    around = critical_points(f, (float(at) - float(within), float(at) + float(within)))
    kinds = [str(point.kind) for point in around if abs(float(point.x - at)) < _SAME]
    return kinds[0] if kinds else "a level stretch"


def level_inflection(f: Function, near: float, /, *, within: float) -> sp.Expr | None:
    """Where f is level and yet goes on the same way on both sides: the place nearest to another one; None if
    there is none within this distance.

    >>> from calcanim.calculus.function import Function
    >>> [level_inflection(Function.parse(text), 0, within=4) for text in ("(x-1)^3", "x+sin(x)", "x^2")]
    [1, -pi, None]
    """
    around = critical_points(f, (near - within, near + within))
    found = [point.x for point in around if point.kind is Kind.INFLECTION]
    return min(found, key=lambda x: abs(float(x) - near), default=None)


def _listed(xs: Sequence[sp.Expr]) -> str:
    *first, last = map(number, xs)
    return f"{', '.join(first)} and {last}" if first else last


def _counted(count: int, noun: str, ending: str = "s") -> str:
    return f"{count} {noun}{ending if count > 1 else ''}"
