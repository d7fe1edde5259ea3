"""A point that travels along a curve with its tangent, and along the derivatives on the plots below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import manim as mn
import numpy as np

from calcanim.blocks.live import Drawing
from calcanim.blocks.plots.link import Link, Place, places_along
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plot import StraightLine, Vertical, clipped
from calcanim.blocks.plots.stacked_plots import StackedPlots
from calcanim.blocks.theme import Role
from calcanim.calculus import Function, Line, Verdict

Law = Callable[[float], float]
"""Where the point is, x, at each share of its journey, from 0 to 1."""

_PACE = 1.2  # seconds for a unit of the frame
_QUICKEST, _SLOWEST = 0.8, 3.0  # seconds for a way


class Traveller(Drawing):
    """A point at x on each of the plots, with the tangent on the first; `where` is the tracker of x.

    The slope is the value of the derivative. Where there is none, there is no tangent; where it is infinite,
    the tangent stands upright. While the point has no place on the picture, a muted one on the axis shows
    where x is: the last of the `dots`.
    """

    def __init__(self, plots: StackedPlots, x: float) -> None:
        super().__init__()
        self.plots, self.f = plots, plots.layers[0].f
        self.derivative = self.f.derivative()
        self.where = mn.ValueTracker(x)
        self.tangent = StraightLine(
            plots.plots[0], self.as_line, through=self.true_places, name="the tangent"
        )
        places = [partial(self._on, layer.f) for layer in plots.layers]
        self.dots = tuple(
            Point(plot, place, true=place, name=f"the point on {layer.name}")
            for plot, place, layer in zip(plots.plots, places, plots.layers, strict=True)
        )
        self.foot = Point(plots.plots[0], self._off_curve, true=self._off_curve, role=Role.MUTED, name="x")
        self.dots = (*self.dots, self.foot)
        self.link = Link(plots.plots, places)
        self.add(self.link, self.tangent, *self.dots)

    @property
    def x(self) -> float:
        """Where it is."""
        return float(self.where.get_value())

    def slope(self) -> float:
        """The slope of the tangent that is seen: infinite where it stands upright, NaN if none."""
        line = self.as_line()
        if line is None or clipped(line, self.plots.plots[0].window) is None:
            return np.nan
        return np.inf if isinstance(line, Vertical) else line.slope

    def as_line(self) -> Line | Vertical | None:
        """The tangent."""
        x, y = self._on(self.f)
        if not np.isfinite(y):
            return None
        slope = float(self.derivative(x))
        if np.isfinite(slope):
            return Line.passing((x, y), slope=slope)
        is_upright = self.f.behaviour(x).verdict is Verdict.VERTICAL_TANGENT
        return Vertical(x) if is_upright else None

    def true_places(self) -> tuple[Place, ...]:
        """Where the core puts the tangent: on the curve, and nearly at its ends."""
        line = self.as_line()
        if line is None or isinstance(line, Vertical):
            return () if line is None else (self._on(self.f),)
        return places_along(line, self.plots.plots[0].window)

    def drawn_x(self) -> float | None:
        """Its first coordinate, as the dot on the first plot tells, or else the one on the axis."""
        x = self.dots[0].drawn_x()
        return self.foot.drawn_x() if x is not None and np.isnan(x) else x

    def seen_x(self) -> float:
        """The same, of the true place; NaN where neither is on the picture."""
        is_seen = self.dots[0].at is not None or self.foot.at is not None
        return self.x if is_seen else np.nan

    def seen_y(self, order: int) -> float:
        """The height of the point on one of the plots; NaN where it is not on the picture."""
        return self._on(self.plots.layers[order].f)[1] if self.dots[order].at is not None else np.nan

    def travel(self, law: Law, *, run_time: float) -> mn.Animation:
        """Be where a law says."""

        def put(_: mn.Mobject, share: float) -> None:
            self.where.set_value(law(share))

        return mn.UpdateFromAlphaFunc(self.where, put, run_time=run_time, rate_func=mn.linear)

    def go(self, x: float, *, run_time: float | None = None) -> mn.Animation:
        """Go to another x, exactly."""
        start, plot = self.x, self.plots.plots[0]
        way = abs(x - start) * plot.box.width / plot.window.width
        seconds = float(np.clip(_PACE * way, _QUICKEST, _SLOWEST)) if run_time is None else run_time
        return self.travel(lambda share: _between(start, x, mn.smooth(share)), run_time=seconds)

    def _off_curve(self) -> Place:
        """On the axis, while the point is not seen on its curve."""
        window = self.plots.plots[0].window
        on_axis = self.x, float(np.clip(0, window.y_min, window.y_max))
        return on_axis if self.dots[0].at is None else (np.nan, np.nan)

    def _on(self, f: Function) -> Place:
        return self.x, float(f(self.x))


def to_and_fro(centre: float, reach: float, *, side: int = 0) -> Law:
    """From the centre to the right, to the left, and back: centre + reach·sin(2π·share). With a side, 1 or
    -1, the same way from that end and back to it."""
    return lambda share: centre + reach * _wave((2 * share + side / 2) % 2)


def _wave(half_turns: float) -> float:
    """The sine, exactly 0 where it is 0, from 0 to 2 half turns."""
    near = 1 - half_turns if 0.5 < half_turns < 1.5 else half_turns - 2 * (half_turns >= 1.5)
    return float(np.sin(np.pi * near))


def across(start: float, end: float) -> Law:
    """From one end to the other at a steady pace."""
    return lambda share: _between(start, end, share)


def _between(start: float, end: float, share: float) -> float:
    """Exactly `start` and `end` at the shares 0 and 1."""
    return (1 - share) * start + share * end
