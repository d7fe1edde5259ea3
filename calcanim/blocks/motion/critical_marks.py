"""Dots, level bars and names at the minima, the maxima and the level inflections of a curve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

import manim as mn
import sympy as sp

from calcanim.blocks.live import Drawing
from calcanim.blocks.plots.marks import Point, PointLabel
from calcanim.blocks.plots.plot import Curve
from calcanim.calculus import CriticalPoint, Kind

NAMES: Mapping[Kind, str] = MappingProxyType(
    {Kind.MINIMUM: r"\text{min}", Kind.MAXIMUM: r"\text{max}", Kind.INFLECTION: r"\text{neither}"}
)
MOST_NAMED = 8
MOST_CHAINED = 4


class CriticalMarks(Drawing):
    """A dot for each point that the window shows, with its name where they are few enough to be told apart.

    `avoid` are more things, besides the curve, that names keep clear of."""

    def __init__(
        self, curve: Curve, points: Sequence[CriticalPoint], *, avoid: Sequence[mn.VMobject] = ()
    ) -> None:
        super().__init__()
        plot = curve.plot
        self.shown = tuple(point for point in points if plot.holds(float(point.x), float(point.value)))
        self.dots = tuple(self._dot(curve, point) for point in self.shown)
        self.names: list[PointLabel] = []
        if len(self.shown) <= MOST_NAMED:
            for point, dot in zip(self.shown, self.dots, strict=True):
                lines = (curve, plot.axes, plot.ticks, *self.names, *avoid)
                self.names.append(PointLabel(dot, NAMES[point.kind], avoid=lines))
        self.add(*self.dots, *self.names)

    def of(self, kind: Kind) -> mn.VGroup:
        """The dots and the names of this kind."""
        chosen = [index for index, point in enumerate(self.shown) if point.kind is kind]
        names = [self.names[index] for index in chosen if self.names]
        return mn.VGroup(*(self.dots[index] for index in chosen), *names)

    def _dot(self, curve: Curve, point: CriticalPoint) -> Point:
        x, y = float(point.x), float(point.value)
        return Point(curve.plot, lambda: (x, y), true=lambda: (x, float(curve.f(x))), name="a critical point")


def level_chain(xs: Iterable[sp.Expr], letter: str = "f") -> str:
    """`f'(0) = f'(1) = 0`, of a few places where the slope is 0."""
    names = [f"{letter}'({_latex(x)})" for x in xs][:MOST_CHAINED]
    equals = r"\approx" if any("." in name for name in names) else "="
    return f" {equals} ".join([*names, "0"])


def value_chains(points: Iterable[CriticalPoint], letter: str = "f") -> tuple[str, ...]:
    """`f(-1) = f(1) = 2` for points of one value each."""
    chains = []
    for _, group in groupby(
        sorted(points, key=lambda p: float(p.value)), key=lambda p: round(float(p.value), 9)
    ):
        same = list(group)[:MOST_CHAINED]
        terms = [f"{letter}({_latex(point.x)})" for point in same]
        value = _latex(same[0].value)
        equals = r"\approx" if "." in "".join([*terms, value]) else "="
        chains.append(f" {equals} ".join([*terms, value]))
    return tuple(chains)


def _latex(value: sp.Expr) -> str:
    return f"{float(value):.3f}" if value.has(sp.Float) or sp.count_ops(value) > 6 else sp.latex(value)
