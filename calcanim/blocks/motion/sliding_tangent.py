"""A tangent that slides along a curve to a last point, where the slope may be one that no formula has."""

from __future__ import annotations

import math
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.live import Drawing
from calcanim.blocks.motion.arrival import arrive
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plot import Curve, StraightLine, Vertical
from calcanim.blocks.theme import Role
from calcanim.calculus import Line

_ARRIVED = 1e-15


class SlidingTangent(Drawing):
    """A point of a curve and the tangent there. It slides to x = `end` and stays: the slope it has then is
    `end_slope`, upright where that is infinite, no line where it is NaN."""

    def __init__(self, curve: Curve, start: float, *, end: float, end_slope: float) -> None:
        super().__init__()
        self.plot, self.f, self.df = curve.plot, curve.f, curve.f.derivative()
        self.start, self.end, self.end_slope = start, end, end_slope
        self.gap = mn.ValueTracker(start - end)
        self.line = StraightLine(
            self.plot, self.as_line, role=Role.SLOPE, through=lambda: (self.place(),), name="the tangent"
        )
        self.point = Point(self.plot, self.place, true=self.place, name="the point of the tangent")
        self.add(self.line, self.point)

    @property
    def x(self) -> float:
        """Where the point is."""
        return self.end + float(self.gap.get_value())

    @property
    def places(self) -> int:
        """Decimal places that its way to the end is told with."""
        return max(4, 2 - math.floor(math.log10(abs(self.start - self.end))))

    def place(self) -> tuple[float, float]:
        """The point on the plane."""
        return self.x, float(self.f(self.x))

    def slope(self) -> float:
        """The slope of the tangent; infinite where it stands upright, NaN where there is none."""
        return self.end_slope if self.has_arrived else float(self.df(self.x))

    @property
    def has_arrived(self) -> bool:
        """Whether the point is at its end."""
        return abs(self.gap.get_value()) <= _ARRIVED

    def as_line(self) -> Line | Vertical | None:
        """The tangent as it is drawn."""
        slope = self.slope()
        if np.isinf(slope):
            return Vertical(self.x)
        return None if np.isnan(slope) else Line.passing(self.place(), slope=slope)

    def slide(self, **options: Any) -> mn.Animation:
        """Go to the end, slower and slower, and arrive."""
        return arrive(self.gap, **{"run_time": 6, **options})
