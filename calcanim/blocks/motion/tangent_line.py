"""The tangent at a point A of a curve that may move along it."""

from __future__ import annotations

import manim as mn
import numpy as np

from calcanim.blocks.live import Drawing
from calcanim.blocks.motion.arrival import go
from calcanim.blocks.plots.marks import Point, PointLabel
from calcanim.blocks.plots.plot import Curve, StraightLine
from calcanim.calculus.slopes import Line


class TangentLine(Drawing):
    """A at x = `x`, a tracker that animations move, and the line through A with the slope of the curve."""

    def __init__(self, curve: Curve, at: float) -> None:
        super().__init__()
        self.curve, self.f, self.plot = curve, curve.f, curve.plot
        self.df = curve.f.derivative()
        self.x = mn.ValueTracker(at)
        self.line = StraightLine(self.plot, self.as_line, through=self.touching, name="the tangent")
        self.point = Point(self.plot, self.place, true=self.place, name="A")
        lines = (curve, self.line, self.plot.axes, self.plot.ticks)
        self.label = PointLabel(self.point, "A", avoid=lines)
        self.add(self.line, self.point, self.label)

    def place(self) -> tuple[float, float]:
        """A on the plane."""
        x = self.x.get_value()
        return x, float(self.f(x))

    def slope(self) -> float:
        """The slope of the curve at A."""
        return float(self.df(self.x.get_value()))

    def as_line(self) -> Line | None:
        """The tangent; None where there is none."""
        slope = self.slope()
        return Line.passing(self.place(), slope=slope) if np.isfinite(slope) else None

    def touching(self) -> tuple[tuple[float, float], ...]:
        """Where the line meets the curve, as far as the core says."""
        return (self.place(),)

    def drawn_slope(self) -> float | None:
        """The slope, read off the line."""
        return self.line.drawn_slope()

    def move_to_x(self, x: float, *, run_time: float = 2.5) -> mn.Animation:
        """A goes along the curve to this x."""
        return go(self.x, x, run_time=run_time)
