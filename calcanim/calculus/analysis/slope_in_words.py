"""What the slope of a curve is like, told to a student: where there is none, and where it has which sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import sympy as sp

from calcanim.calculus.analysis.behaviour import Behaviour, Verdict
from calcanim.calculus.analysis.signs import Sign, SignChart, Stretch
from calcanim.calculus.analysis.wording import number

if TYPE_CHECKING:
    from calcanim.calculus.function import Function

_WHY: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.KINK: "the curve has a corner: no tangent fits, there is no slope",
        Verdict.VERTICAL_TANGENT: "the tangent stands upright: it has no slope",
        Verdict.CUSP: "the curve comes to a point: there is no slope",
        Verdict.JUMP: "the curve jumps: there is no slope",
        Verdict.POLE: "the curve runs away without end: no point, no slope",
        Verdict.HOLE: "a point is missing: there is no slope",
        Verdict.OSCILLATING: "the curve never settles: there is no slope",
        Verdict.EDGE_OF_DOMAIN: "the curve begins or ends: no slope from both sides",
        Verdict.OUTSIDE_DOMAIN: "there is no curve: no point, no slope",
    }
)
CONCLUSIONS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.KINK: "A kink: no tangent at $A$",
        Verdict.VERTICAL_TANGENT: "A vertical tangent: no slope at $A$",
        Verdict.CUSP: "A cusp: no slope at $A$",
        Verdict.JUMP: "A jump: no tangent at $A$",
        Verdict.OSCILLATING: "The slope never settles: no tangent at $A$",
        Verdict.EDGE_OF_DOMAIN: "The curve ends: no slope from both sides",
        Verdict.UNKNOWN: "No slope could be found at $A$",
    }
)
"""What is left to say of a point that is on the curve and has no slope."""
_DOES: Mapping[Sign, str] = MappingProxyType(
    {Sign.NEGATIVE: "falls", Sign.ZERO: "is level", Sign.POSITIVE: "rises", Sign.NONE: "has no slope"}
)
FAR = 1e9
_LONGEST = 60
_ROUND = 100  # what a denominator divides if two decimals are enough


@dataclass(frozen=True)
class NoSlope:
    """Why a curve has no slope at a point.

    >>> from calcanim.calculus.function import Function
    >>> NoSlope(Function.parse("abs(x)").behaviour(0)).sentence
    'At x = 0 the curve has a corner: no tangent fits, there is no slope.'
    """

    behaviour: Behaviour

    @property
    def sentence(self) -> str:
        """In one sentence."""
        why = _WHY.get(self.behaviour.verdict, "no slope could be found")
        return f"At {self.behaviour.variable} = {number(self.behaviour.at)} {why}."

    @property
    def text(self) -> str:
        """In a few words."""
        return f"no slope at {self.behaviour.variable} = {number(self.behaviour.at)}"


@dataclass(frozen=True)
class WhereItDoes:
    """Where a curve falls, is level, rises or has no slope, by the sign of its derivative.

    >>> from calcanim.calculus.analysis.signs import sign_chart
    >>> from calcanim.calculus.function import Function
    >>> WhereItDoes(sign_chart(Function.parse("x^2").derivative(), (-2, 2)), Sign.NEGATIVE).text
    'It falls from x = −2 to 0'
    """

    chart: SignChart
    sign: Sign

    @property
    def pieces(self) -> tuple[Stretch, ...]:
        """Stretches and places of this sign; a place at the end of such a stretch belongs to it."""
        found = self.chart.of(self.sign)
        ends = {end for piece in found if not piece.is_place for end in (piece.left, piece.right)}
        return tuple(piece for piece in found if not (piece.is_place and piece.left in ends))

    @property
    def text(self) -> str:
        """With the places, or their number where they are many; no full stop."""
        whole = f"It {_DOES[self.sign]} {' and '.join(map(self._told, self.pieces))}"
        return whole if len(whole) <= _LONGEST else f"It {_DOES[self.sign]} in {len(self.pieces)} places"

    def _told(self, piece: Stretch) -> str:
        name = self.chart.function.variable.name
        if piece.is_place:
            return f"at {name} = {number(piece.left)}"
        return f"from {name} = {number(piece.left)} to {number(piece.right)}"


def conditions(chart: SignChart, piece: Stretch, /) -> tuple[str, ...]:
    """Ways to write that x lies on a stretch of a chart, in LaTeX, the shortest first.

    Beyond an end of the interval a stretch goes on only where it surely does: for polynomials.

    >>> from calcanim.calculus.analysis.signs import sign_chart
    >>> from calcanim.calculus.function import Function
    >>> chart = sign_chart(Function.parse("x^2").derivative(), (-2.1, 2.1))
    >>> conditions(chart, chart.pieces[0])
    ('x<0', '-2.1<x<0')
    """
    name, left, right = chart.function.variable.name, _latex(piece.left), _latex(piece.right)
    if piece.is_place:
        return (f"{name}={left}",)
    bounded = f"{left}<{name}<{right}"
    first, last = piece.left == chart.interval[0], piece.right == chart.interval[1]
    if first and not last and not _zeros_beyond(chart, -FAR, float(piece.left)):
        return (f"{name}<{right}", bounded)
    if last and not first and not _zeros_beyond(chart, float(piece.right), FAR):
        return (f"{name}>{left}", bounded)
    return (bounded,)


def _zeros_beyond(chart: SignChart, low: float, high: float) -> bool:
    """Whether the sign may be another one there."""
    f: Function | None = chart.function
    while f is not None:
        if not f.expr.is_polynomial(f.variable):
            return True
        f = f.origin
    return bool(chart.function.zeros((low, high)))


def _latex(value: sp.Expr) -> str:
    """Exact, but a decimal where it was one, or where it is only known as one."""
    if value.has(sp.Float):
        return f"{float(value):.3f}"
    is_decimal = isinstance(value, sp.Rational) and value.q > 1 and _ROUND % value.q == 0
    return f"{float(value):g}" if is_decimal else sp.latex(value).replace("- ", "-")
