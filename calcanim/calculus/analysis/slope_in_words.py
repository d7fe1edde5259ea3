"""What the slope of a curve is like, told to a student: where there is none, and where it has which sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import sympy as sp

from calcanim.calculus.analysis.behaviour import Behaviour, Verdict
from calcanim.calculus.analysis.signs import Sign, SignChart, Stretch
from calcanim.calculus.analysis.wording import number

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
_DOES: Mapping[Sign, str] = MappingProxyType(
    {Sign.NEGATIVE: "falls", Sign.ZERO: "is level", Sign.POSITIVE: "rises", Sign.NONE: "has no slope"}
)
_LONGEST = 60


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


def conditions(piece: Stretch, interval: tuple[sp.Expr, sp.Expr], name: str, /) -> tuple[str, ...]:
    """Ways to write that x lies on a stretch, in LaTeX, the shortest first; they go beyond the interval where
    the stretch reaches its end.

    >>> from calcanim.calculus.analysis.signs import sign_chart
    >>> from calcanim.calculus.function import Function
    >>> chart = sign_chart(Function.parse("x^2").derivative(), (-2, 2))
    >>> conditions(chart.pieces[0], chart.interval, "x")
    ('x<0', '-2<x<0')
    """
    left, right = _latex(piece.left), _latex(piece.right)
    if piece.is_place:
        return (f"{name}={left}",)
    ways = [f"{left}<{name}<{right}"]
    if piece.left == interval[0]:
        ways.insert(0, f"{name}<{right}")
    if piece.right == interval[1]:
        ways.insert(0, f"{name}>{left}")
    return tuple(ways)


def _latex(value: sp.Expr) -> str:
    return f"{float(value):.3f}" if value.has(sp.Float) else sp.latex(value)
