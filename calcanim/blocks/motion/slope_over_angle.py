"""The slope of a function in every direction, as a curve over the angle, drawn as far as one has turned."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from calcanim.blocks.evidence import Trace
from calcanim.blocks.live import Drawing, Live, corners
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plot import Plot, Window, line_drawing
from calcanim.blocks.plots.segment import Segment
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Theme
from calcanim.blocks.traces import graph_trace
from calcanim.calculus import Function, sample
from calcanim.calculus.steepest import Steepness

ROUND = 360.0
_QUARTER = 90.0
_ROOM = 1.3  # times the largest slope
_BEYOND = 1.07  # times a turn: room between where it ends and the name of the axis
_LEAST_TICKS = 3  # at the y-axis: how large the slope is, up and down


class Sweep(Live):
    """The graph of a function from 0 to as far as `reached` says."""

    def __init__(self, plot: Plot, f: Function, reached: Callable[[], float], *, role: Role) -> None:
        super().__init__()
        self.plot, self.f, self.reached = plot, f, reached
        window = plot.window
        (self._whole,) = sample(
            f,
            (window.x_min, window.x_max),
            window=(window.y_min, window.y_max),
            pixels=plot.pixels_per_unit,
        )
        self.stroke = line_drawing(plot.theme, role)
        self.add(self.stroke)
        self.follow()

    def redraw(self) -> None:
        """Draw what has been reached."""
        end = self.reached()
        before = self._whole[self._whole[:, 0] < end]
        stroke = np.vstack([before, [(end, float(self.f(end)))]])
        self.stroke.points = corners([self.plot.on_frame(stroke)] if len(before) else [])

    def traces(self) -> tuple[Trace, ...]:
        """The graph as it is drawn, and the true one."""
        end = self.reached()
        if not len(self.stroke.points):
            return ()
        plot, what = self.plot, "the slope over the angle"
        interval = (0.0, end)
        return (
            graph_trace(
                self.f,
                self.stroke.points,
                pane=plot.window,
                box=plot.box,
                what=what,
                interval=interval,
                is_whole=not self.is_held,
            ),
        )


class SlopeOverAngle(Drawing):
    """The slope in the direction of an angle in degrees: `angle` says where one looks now."""

    def __init__(self, box: Box, hill: Steepness, angle: Callable[[], float], *, theme: Theme) -> None:
        super().__init__()
        self.hill, self.angle, self._farthest = hill, angle, 0.0
        limit = _ROOM * hill.slope
        self.plot = Plot(
            box,
            Window(0.0, _BEYOND * ROUND, -limit, limit),
            theme=theme,
            x_name=r"\theta",
            y_name=r"\text{slope}",
            least_ticks=_LEAST_TICKS,
            x_every=_QUARTER,
        )
        self.curve = Sweep(self.plot, hill.over_angle, self._reached, role=Role.SLOPE)
        self.dot = Point(self.plot, self.place, true=self.place, name="the slope along u")
        self.stem = Segment(
            self.plot, self.foot, self.place, role=Role.SLOPE, true=self.true_stem, name="the stem"
        )
        self.highest, self.lowest = self._across(hill.slope), self._across(-hill.slope)
        self.add(self.plot, self.curve, self.stem, self.dot)

    def place(self) -> tuple[float, float]:
        """The angle, and the slope there."""
        angle = self.angle()
        return angle, self.hill.slope_along(angle)

    def foot(self) -> tuple[float, float]:
        """Below or above that, at slope 0."""
        return self.angle(), 0.0

    def true_stem(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Where the stem begins and ends."""
        return self.foot(), self.place()

    def _across(self, slope: float) -> Segment:
        """A dashed line across at a slope."""
        ends = (0.0, slope), (ROUND, slope)
        return Segment(
            self.plot,
            lambda: ends[0],
            lambda: ends[1],
            role=Role.DERIVATIVE,
            dashed=True,
            true=lambda: ends,
            name="the largest slope",
        )

    def _reached(self) -> float:
        self._farthest = max(self._farthest, self.angle())
        return self._farthest
