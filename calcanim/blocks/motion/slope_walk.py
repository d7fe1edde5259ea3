"""How a slope changes on a walk: its graph along one variable, with a point on it and the tangent there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.live import Drawing, Readout
from calcanim.blocks.plots.framing import window_for, x_range_around
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plot import Plot, StraightLine
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Theme
from calcanim.calculus import Constant, Function
from calcanim.calculus.section import section
from calcanim.calculus.slopes import tangent

REACH = 1.2


class SlopeWalk(Drawing):
    """A partial derivative along one variable through A; the point walks, and the tangent says how fast the
    slope changes."""

    def __init__(
        self, box: Box, f: Function, along: str, at: Sequence[Constant], *, name: str, theme: Theme
    ) -> None:
        super().__init__()
        self.section = section(f, along, [place.expr for place in at])
        start = float(at[[symbol.name for symbol in f.variables].index(along)])
        self.start, self.place, self.theme = start, mn.ValueTracker(start), theme
        self.slope = self.section.derivative()
        window = window_for(self.section, x_range_around(start, REACH))
        self.plot = Plot(box, window, theme=theme, x_name=along, y_name=name)
        self.curve = self.plot.curve(self.section, role=Role.DERIVATIVE)
        self.line = StraightLine(self.plot, self._tangent, through=lambda: [self._at()], name="the tangent")
        self.point = Point(self.plot, self._at, true=self._at, name="the point")
        self.add(self.plot, self.curve)

    def read_out(self, label: str) -> Readout:
        """The slope of the tangent: the second partial derivative where the point is."""
        value, drawn = (lambda: float(self.slope(self.place.get_value()))), self.line.drawn_slope
        return Readout(label, value, drawn={"": drawn}, theme=self.theme, places=3)

    def walk(self, **options: Any) -> mn.Animation:
        """There and back, to both sides."""
        return mn.UpdateFromAlphaFunc(mn.Mobject(), self._put, rate_func=mn.linear, **options)

    def _put(self, _: mn.Mobject, share: float) -> None:
        self.place.set_value(self.start + REACH * float(np.sin(2 * np.pi * share)) * (share < 1))

    def _at(self) -> tuple[float, float]:
        x = float(self.place.get_value())
        return x, float(self.section(x))

    def _tangent(self) -> Any:
        return tangent(self.section, float(self.place.get_value()))
