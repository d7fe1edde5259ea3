"""√x and √(x + ε) on one plot: alike from afar, apart from close by."""

from __future__ import annotations

import math
from typing import Any

import manim as mn

from calcanim.blocks.live import Drawing
from calcanim.blocks.motion.sliding_tangent import SlidingTangent
from calcanim.blocks.plots.curve_name import CurveName
from calcanim.blocks.plots.plot import Plot, Window, Zoom
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Theme
from calcanim.calculus import Constant
from calcanim.calculus.softened_root import slope_at_zero, softened_root, square_root, value_at_zero

MENDED = Role.RUN
_FAR = Window(-0.25, 1.6, -0.2, 1.45)
_CLOSE = (-2.0, 8.0, -0.45, 3.2)  # in ε across, in √ε upwards
_FROM_AFAR, _FROM_CLOSE = 1.0, 6.0  # where the tangents start: at x, and at so many ε


class RootPicture(Drawing):
    """The plot from afar, and two curves with their names and tangents that slide to 0; `look_closer` zooms
    in, on each axis as far as it takes to tell the curves apart."""

    def __init__(self, box: Box, epsilon: Constant, *, theme: Theme) -> None:
        super().__init__()
        small, root = float(epsilon), math.sqrt(epsilon)
        units = (small, small, root, root)
        self.close = Window(*(unit * end for unit, end in zip(units, _CLOSE, strict=True)))
        self.plot = Plot(box, _FAR, theme=theme, largest_zoom=max(2.0, _FAR.height / self.close.height))
        self.f, self.g = square_root(), softened_root(epsilon.expr)
        self.curve = self.plot.curve(self.f)
        self.mended = self.plot.curve(self.g, role=MENDED)
        self.slope_at_zero, self.value_at_zero = slope_at_zero(self.g), value_at_zero(self.g)
        start, upright, end = _FROM_CLOSE * small, float(slope_at_zero(self.f)), float(self.slope_at_zero)
        self.tangent = SlidingTangent(self.curve, _FROM_AFAR, end=0.0, end_slope=upright)
        self.safe = SlidingTangent(self.mended, start, end=0.0, end_slope=end)
        lines = (self.curve, self.mended, self.safe.line, self.plot.ticks)
        self.curve_name = CurveName(self.curve, "f", share=0.8, avoid=lines)
        self.mended_name = CurveName(self.mended, "g", share=0.6, avoid=lines)
        self.add(self.plot)

    def look_closer(self, **options: Any) -> mn.Animation:
        """Zoom in to 0."""
        return Zoom(self.plot, self.close, **options)
