"""How far a curve is from one of its tangents: a second point goes along it, while the tangent stays."""

from __future__ import annotations

import manim as mn
import numpy as np

from calcanim.blocks.live import Drawing
from calcanim.blocks.motion.arrival import go
from calcanim.blocks.motion.traveller import Traveller
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.segment import Segment
from calcanim.blocks.theme import Role
from calcanim.calculus import Line

Place = tuple[float, float]


class TangentGap(Drawing):
    """A point that sets out from a traveller, which stays, and the upright gap between it and the tangent."""

    def __init__(self, traveller: Traveller) -> None:
        super().__init__()
        self.traveller, self.plot = traveller, traveller.plots.plots[0]
        self.where = mn.ValueTracker(traveller.x)
        self.gap = Segment(
            self.plot,
            self.foot,
            self.place,
            role=Role.RISE,
            dashed=True,
            width=4.0,
            true=lambda: (self.foot(), self.place()),
            name="the gap",
        )
        self.dot = Point(self.plot, self.place, true=self.place, name="a point beside the tangent")
        self.add(self.gap, self.dot)

    def place(self) -> Place:
        """Where the point is on the curve."""
        x = float(self.where.get_value())
        return x, float(self.traveller.f(x))

    def foot(self) -> Place:
        """The place of the tangent above it or below it."""
        x, line = float(self.where.get_value()), self.traveller.as_line()
        return x, line.at(x) if isinstance(line, Line) else np.nan

    def go(self, x: float, *, run_time: float) -> mn.Animation:
        """The point goes along the curve to another x."""
        return go(self.where, x, run_time=run_time)
