"""A point that walks along a descent: on the curve with its tangent, and on the derivative below."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.live import Drawing, Live, corners
from calcanim.blocks.marks import Point, Segment
from calcanim.blocks.plot import Plot, StraightLine, Window, line_drawing
from calcanim.blocks.slope_plots import SlopePlots
from calcanim.blocks.theme import THIN_STROKE, Role
from calcanim.blocks.typeset import Points
from calcanim.calculus import Descent, Line

Place = tuple[float, float]

_DOT = 0.045
_WAY = 160  # pieces that a hop is cut into, to see which of them are inside the window


class Walker(Drawing):
    """A descent on the plots; `turn` is a tracker that says at which point of the path it is.

    One that hops is seen on its way through the air; else it is at one point after the other.
    """

    def __init__(self, plots: SlopePlots, run: Descent, *, every: int, hops: bool = False) -> None:
        super().__init__()
        self.plots, self.run, self.hops = plots, run, hops
        self.turn = mn.ValueTracker(0.0)
        self.tangent = StraightLine(plots.upper, self.as_line)
        self.trail = Trail(self, every=every)
        self.bar = Segment(plots.lower, self.foot, self.on_slopes, role=Role.SLOPE, width=4.0)
        self.ball, self.shadow = Point(plots.upper, self.on_curve), Point(plots.lower, self.on_slopes)
        self.link = Link(self)
        self.guides = (self.tangent, self.link, self.bar, self.shadow)
        self.add(self.trail, *self.guides, self.ball)

    @property
    def index(self) -> int:
        """Number of the point it is at, from 0."""
        return min(int(self.turn.get_value() + 1e-6), len(self.run.path) - 1)

    @property
    def x(self) -> float:
        """The point that it is at, or hops away from."""
        return float(self.run.path[self.index])

    @property
    def slope(self) -> float:
        """The slope there."""
        return float(self.run.slopes[self.index])

    def go(self, index: int, *, run_time: float) -> mn.Animation:
        """Go on to a point of the path, at the pace of the steps."""
        start, last = self.turn.get_value(), min(index, len(self.run.path) - 1)

        def put(_: mn.Mobject, share: float) -> None:
            self.turn.set_value(start + share * (last - start))

        return mn.UpdateFromAlphaFunc(self.turn, put, run_time=run_time, rate_func=mn.linear)

    def on_curve(self) -> Place:
        """Where the ball is."""
        return self._at(self.run.values)

    def on_slopes(self) -> Place:
        """Where the point on the derivative is."""
        return self._at(self.run.slopes)

    def foot(self) -> Place:
        """Below or above that, on the x-axis."""
        return self.on_slopes()[0], 0.0

    def as_line(self) -> Line:
        """The tangent at the point that it is at."""
        k = self.index
        return Line.passing((self.x, float(self.run.values[k])), slope=self.slope)

    def _at(self, heights: Any) -> Place:
        k = self.index
        start = float(self.run.path[k]), float(heights[k])
        if not self.hops or k + 1 >= len(self.run.path):
            return start
        share = self.turn.get_value() - k
        end = float(self.run.path[k + 1]), float(heights[k + 1])
        return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


class Trail(Live):
    """Where a walker has been: a dot for every so many points, and the hops between them if it hops."""

    def __init__(self, walker: Walker, *, every: int) -> None:
        super().__init__()
        self.walker, self.every = walker, every
        theme = walker.plots.upper.theme
        self.dots = mn.VMobject(stroke_width=0, fill_opacity=1, fill_color=theme.color(Role.MUTED))
        self.hops = line_drawing(theme, Role.MUTED, width=THIN_STROKE)
        self._disc = mn.Dot(radius=_DOT).points.copy()
        self.add(self.hops, self.dots)
        self.follow()

    def redraw(self) -> None:
        """Draw what lies behind."""
        run, plot = self.walker.run, self.walker.plots.upper
        been = np.column_stack([run.path, run.values])[: self.walker.index + 1]
        seen = [place for place in been[:: self.every] if _inside(plot.window, place[None])[0]]
        self.dots.points = np.concatenate([np.zeros((0, 3)), *(self._disc + plot.point(*p) for p in seen)])
        if self.walker.hops:
            way = [*been, np.array(self.walker.on_curve())]
            self.hops.points = corners(
                [hop for pair in itertools.pairwise(way) for hop in _seen(plot, *pair)]
            )


class Link(Live):
    """A thin line from the ball down to the point on the derivative: they share their x."""

    def __init__(self, walker: Walker) -> None:
        super().__init__()
        self.walker = walker
        self.stroke = line_drawing(walker.plots.upper.theme, Role.AXIS, width=THIN_STROKE / 2)
        self.add(self.stroke)
        self.follow()

    def redraw(self) -> None:
        """Draw it while both are to be seen."""
        ends = [point.at for point in (self.walker.ball, self.walker.shadow)]
        both = [end for end in ends if end is not None]
        self.stroke.points = corners([np.array(both)] if len(both) == 2 else [])


def _inside(window: Window, places: Points) -> Any:
    x, y = places[:, 0], places[:, 1]
    return (x >= window.x_min) & (x <= window.x_max) & (y >= window.y_min) & (y <= window.y_max)


def _seen(plot: Plot, start: Points, end: Points) -> Sequence[Points]:
    """The part of a hop that is inside the window, on the frame."""
    way = start + np.linspace(0, 1, _WAY)[:, None] * (end - start)
    seen = way[_inside(plot.window, way)]
    return [plot.on_frame(seen[[0, -1]])] if len(seen) >= 2 else []
