"""A point that walks along a descent: on the curve with its tangent, and on the derivative below."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Touch
from calcanim.blocks.live import Live, corners
from calcanim.blocks.motion.slope_plots import SlopePlots
from calcanim.blocks.motion.walk import Walk
from calcanim.blocks.plots.link import Link, places_along
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plot import Plot, StraightLine, Window, line_drawing
from calcanim.blocks.plots.segment import Segment
from calcanim.blocks.theme import THIN_STROKE, Role
from calcanim.calculus import Descent, Line
from calcanim.tex.typeset import Points

Place = tuple[float, float]

_DOT = 0.045
_SAME = 1e-12  # of the window: how near points of the path are that no drawing tells apart
_WAY = 160  # pieces that a hop is cut into, to see which of them are inside the window


class Walker(Walk):
    """A descent on the plots.

    One that hops is seen on its way through the air; else it is at one point after the other. The tangent and
    the derivative stay at the point that it left, whose slope decides where it lands.
    """

    def __init__(self, plots: SlopePlots, run: Descent, *, every: int, hops: bool = False) -> None:
        super().__init__(run)
        self.plots, self.hops = plots, hops
        self.tangent = StraightLine(plots.upper, self.as_line, through=self.true_places, name="the tangent")
        self.trail = Trail(self, every=every)
        self.bar = Segment(
            plots.lower,
            self.foot,
            self.on_slopes,
            role=Role.SLOPE,
            width=4.0,
            true=self.true_bar,
            name="the bar",
        )
        self.ball = Point(plots.upper, self.in_flight, true=self.in_flight, name="the ball")
        self.shadow = Point(plots.lower, self.on_slopes, true=lambda: self.true_bar()[1], name="the slope")
        self.link = Link((plots.upper, plots.lower), (self.on_curve, self.on_slopes))
        self.guides = (self.tangent, self.link, self.bar, self.shadow)
        self.add(self.trail, *self.guides, self.ball)

    @property
    def x(self) -> float:
        """The point that it is at, or hops away from."""
        return float(self.run.path[self.index])

    @property
    def slope(self) -> float:
        """The slope there."""
        return float(self.run.slopes[self.index])

    def rest(self) -> None:
        """Keep only the ball and the trail: it goes no further."""
        self.remove(*self.guides)

    def on_curve(self) -> Place:
        """The point that it is at, or hops away from."""
        return self.x, float(self.run.values[self.index])

    def on_slopes(self) -> Place:
        """The point of the derivative there."""
        return self.x, self.slope

    def foot(self) -> Place:
        """Below or above that, on the x-axis."""
        return self.x, 0.0

    def in_flight(self) -> Place:
        """Where the ball is."""
        (x, y), k, share = self.on_curve(), self.index, self.share
        if not self.hops or k + 1 >= len(self.run.path):
            return x, y
        return x + share * float(self.run.path[k + 1] - x), y + share * float(self.run.values[k + 1] - y)

    def as_line(self) -> Line:
        """The tangent at the point that it is at, or hops away from."""
        return Line.passing(self.on_curve(), slope=self.slope)

    def true_places(self) -> tuple[Place, ...]:
        """Where the function and its derivative put the tangent: on the curve, and nearly at its ends."""
        line = Line.passing((self.x, float(self.plots.f(self.x))), slope=float(self.plots.df(self.x)))
        return places_along(line, self.plots.upper.window)

    def true_bar(self) -> tuple[Place, Place]:
        """Where the derivative puts the ends of the bar."""
        return self.foot(), (self.x, float(self.plots.df(self.x)))

    def drawn_number(self, shown: float) -> float | None:
        """Number of the point, from 1: the one of the path that is where it is drawn to be, with as many dots
        behind it. Of several in one place it is the one nearest to what is `shown`."""
        x = self.shadow.drawn_x()
        if x is None or self.trail.is_held:
            return None
        away = np.where(self.trail.drawn_after(self.run.path), np.abs(self.run.path - x), np.inf)
        if not np.isfinite(away).any():
            return np.nan
        numbers = 1 + np.flatnonzero(away <= away.min() + _SAME * (abs(x) + self.plots.upper.window.width))
        return float(numbers[np.argmin(np.abs(numbers - shown))])


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
        walker, plot = self.walker, self.walker.plots.upper
        been = np.column_stack([walker.run.path, walker.run.values])[: walker.index + 1]
        dotted = been[:: self.every]
        places = plot.on_frame(dotted[_inside(plot.window, dotted)])
        self.dots.points = (self._disc + places[:, None]).reshape(-1, 3)
        if walker.hops:
            way = [*been, np.array(walker.in_flight())]
            self.hops.points = corners(
                [hop for pair in itertools.pairwise(way) for hop in _seen(plot, *pair)]
            )

    def drawn_after(self, path: Points) -> Any:
        """For each point of a path, whether as many dots as there are now are drawn when it is reached."""
        places = np.column_stack([path, self.walker.run.values])
        is_dotted = _inside(self.walker.plots.upper.window, places) & (np.arange(len(path)) % self.every == 0)
        return np.cumsum(is_dotted) == len(self.dots.points) // len(self._disc)

    def touches(self) -> tuple[Touch, ...]:
        """Where the newest dot that is seen belongs, and its centre."""
        walker, plot = self.walker, self.walker.plots.upper
        path = walker.run.path[: walker.index + 1 : self.every]
        places = np.column_stack([path, np.broadcast_to(walker.plots.f(path), path.shape)])
        seen = plot.on_frame(places[_inside(plot.window, places)])
        if not len(seen) or not len(self.dots.points):
            return ()
        disc = self.dots.points[-len(self._disc) :, :2]
        centre = (disc.min(axis=0) + disc.max(axis=0))[None] / 2
        return (Touch("the trail", seen[-1, :2], (centre,), is_whole=not self.is_held),)


def _inside(window: Window, places: Points) -> Any:
    x, y = places[:, 0], places[:, 1]
    return (x >= window.x_min) & (x <= window.x_max) & (y >= window.y_min) & (y <= window.y_max)


def _seen(plot: Plot, start: Points, end: Points) -> Sequence[Points]:
    """The part of a hop that is inside the window, on the frame."""
    way = start + np.linspace(0, 1, _WAY)[:, None] * (end - start)
    seen = way[_inside(plot.window, way)]
    return [plot.on_frame(seen[[0, -1]])] if len(seen) >= 2 else []
