"""How a slope changes on a walk: its graph along one variable, with a point on it and the tangent there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Drawing, Readout
from calcanim.blocks.plots.framing import window_for, x_range_around
from calcanim.blocks.plots.marks import Point, PointLabel
from calcanim.blocks.plots.plot import Plot, StraightLine
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Size, Theme
from calcanim.calculus import Constant, Function, given
from calcanim.calculus.section import section
from calcanim.calculus.slopes import NoSlopeError, tangent
from calcanim.errors import ParameterError

REACH = 1.2
_REACHES = (REACH, 0.8, 0.5, 0.25, 0.1, 0.05)
_TRIES = 33  # places of a walk
_NAME_ROOM = 0.45  # frame units above the plot, for a fraction


class SlopeWalk(Drawing):
    """A partial derivative along one variable through A; a point walks from there, and the tangent says how
    fast the slope changes. `held` says where the other variable stays."""

    def __init__(
        self, box: Box, f: Function, along: str, at: Sequence[Constant], *, name: str, theme: Theme
    ) -> None:
        super().__init__()
        self.section = section(f, along, [place.expr for place in at])
        start = float(at[[symbol.name for symbol in f.variables].index(along)])
        self.start, self.place, self.theme = start, mn.ValueTracker(start), theme
        self.slope = self.section.derivative()
        self.reach = walk_reach(f, along, at)
        window = window_for(self.section, x_range_around(start, self.reach))
        room = box.inset(top=_NAME_ROOM)
        self.plot = Plot(room, window, theme=theme, x_name=along, y_name=name, least_ticks=2)
        self.curve = self.plot.curve(self.section, role=Role.DERIVATIVE)
        self.line = StraightLine(self.plot, self._tangent, through=lambda: [self._at()], name="the tangent")
        self.point = Point(self.plot, self._at, true=self._at, name="the point")
        self.a = Point(self.plot, self._start, true=self._start, name="A")
        self.name_a = PointLabel(self.a, "A", avoid=(self.curve, self.line, self.plot.axes, self.plot.ticks))
        self.held = box.place(self._held(f, along, at), x=1, y=1)
        self.add(self.plot, self.curve, self.a, self.name_a, self.held)

    def read_out(self, label: str) -> Readout:
        """The slope of the tangent: the second partial derivative where the point is."""
        value, drawn = (lambda: float(self.slope(self.place.get_value()))), self.line.drawn_slope
        return Readout(label, value, drawn={"": drawn}, theme=self.theme, places=3)

    def walk(self, **options: Any) -> mn.Animation:
        """There and back, to both sides."""
        return mn.UpdateFromAlphaFunc(mn.Mobject(), self._put, rate_func=mn.linear, **options)

    def _put(self, _: mn.Mobject, share: float) -> None:
        self.place.set_value(self.start + self.reach * float(np.sin(2 * np.pi * share)) * (share < 1))

    def _held(self, f: Function, along: str, at: Sequence[Constant]) -> Formula:
        """Which variable does not change on the walk, and where it is."""
        places = zip((symbol.name for symbol in f.variables), at, strict=True)
        held = {name: place for name, place in places if name != along}
        told = ", ".join(f"{name} = {place.latex}" for name, place in held.items())
        return Formula(told, theme=self.theme, size=Size.LABEL, on=given(**held))

    def _start(self) -> tuple[float, float]:
        return self.start, float(self.section(self.start))

    def _at(self) -> tuple[float, float]:
        x = float(self.place.get_value())
        return x, float(self.section(x))

    def _tangent(self) -> Any:
        return tangent(self.section, float(self.place.get_value()))


def walk_reach(slope: Function, along: str, at: Sequence[Constant]) -> float:
    """How far a walk through A may go to both sides: everywhere on it the slope has a slope of its own."""
    way = section(slope, along, [place.expr for place in at])
    start = float(at[[symbol.name for symbol in slope.variables].index(along)])
    for reach in _REACHES:
        if all(_has_tangent(way, float(x)) for x in np.linspace(start - reach, start + reach, _TRIES)):
            return reach
    raise NoSlopeError(f"close to A, on a walk along {along}, the slope along x has no slope of its own")


def require_walks(f: Function, at: Sequence[Constant]) -> None:
    """Raise `ParameterError` where no walk through A has a tangent all along it."""
    try:
        for variable in f.variables:
            walk_reach(f.partial(f.variables[0].name), variable.name, at)
    except NoSlopeError as error:
        place = f"at={float(at[0]):g}, {float(at[1]):g}"
        raise ParameterError(f"{place}: {error}; choose another point") from None


def _has_tangent(way: Function, x: float) -> bool:
    try:
        return bool(np.isfinite(tangent(way, x).slope))
    except NoSlopeError:
        return False
