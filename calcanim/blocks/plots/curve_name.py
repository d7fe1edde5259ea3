"""A curve's name beside it, on the side where lines are farthest away."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn

from calcanim.blocks.plots.marks import Point, PointLabel
from calcanim.blocks.plots.plot import Curve


class CurveName(PointLabel):
    """The name of a curve, near the point at a share of its window's width; it goes where the window goes."""

    def __init__(
        self, curve: Curve, name: str, *, share: float = 0.85, avoid: Sequence[mn.VMobject] = ()
    ) -> None:
        plot = curve.plot

        def place() -> tuple[float, float]:
            x = plot.window.x_min + share * plot.window.width
            return x, float(curve.f(x))

        super().__init__(
            Point(plot, place), name, avoid=(curve, plot.axes, *avoid), role=curve.role, gap=0.05
        )
