"""Gradient descent on two plots above each other: the curve with the tangent, and the derivative below it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.formula import Formula
from calcanim.blocks.framing import window_for
from calcanim.blocks.live import Drawing, GlyphSlots, Live, corners
from calcanim.blocks.marks import Point, Segment
from calcanim.blocks.plot import Plot, StraightLine, Window, Zoom, line_drawing
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import EM, THIN_STROKE, Role, Size, Theme
from calcanim.blocks.typeset import Points, typeset
from calcanim.calculus import Descent, Function, Line

Place = tuple[float, float]

USUAL = (-2.1, 2.1)  # the notebook's range
_UPPER = 0.54  # share of the height
_NUMBERS = 0.25  # frame units that the upper plot needs no numbers in, because x is shared
_FILLED = 0.2  # of the usual range: descents that cover less are shown in a range of their own
_AHEAD, _MARGIN = 1.5, 0.3  # to both sides, in ways that are covered
_ROOM = 1.8  # times the steepest slope that is met, for the plot of the slopes
_DOT = 0.045
_SPACE = 0.25  # em, between the terms of a step
_WAY = 160  # pieces that a hop is cut into, to see which of them are inside the window


def descent_range(*runs: Descent) -> tuple[float, float]:
    """The x-range for these descents and what lies ahead of them: the usual one if they fill it well."""
    low, high = _extent(runs)
    if USUAL[0] <= low and high <= USUAL[1] and high - low > _FILLED * (USUAL[1] - USUAL[0]):
        return USUAL
    return _widened(low, high, _AHEAD)


def close_range(run: Descent, *, points: int) -> tuple[float, float]:
    """The x-range of the first points of a descent."""
    return _widened(*_extent([run], points=points), _MARGIN)


def steepest_slope(*runs: Descent, points: int | None = None) -> float:
    """The largest slope, in size, at the points of these descents or at their first ones."""
    return float(max(np.abs(run.slopes[:points]).max() for run in runs))


def _extent(runs: Sequence[Descent], *, points: int | None = None) -> tuple[float, float]:
    reached = np.concatenate([run.path[:points] for run in runs])
    return float(reached.min()), float(reached.max())


def _widened(low: float, high: float, share: float) -> tuple[float, float]:
    margin = max(share * (high - low), 0.05 * max(abs(low), abs(high))) or 1.0
    return low - margin, high + margin


class SlopePlots(Drawing):
    """A function above, its derivative below, with one x-axis for both."""

    def __init__(
        self, box: Box, f: Function, x_range: tuple[float, float], *, steepest: float, theme: Theme
    ) -> None:
        super().__init__()
        self.f, self.df, self.steepest = f, f.derivative(), steepest
        top, bottom = box.rows(_UPPER, 1 - _UPPER, gap=0.0)
        windows = self._windows(x_range)
        self.upper = Plot(top.inset(bottom=-_NUMBERS), windows[0], theme=theme, y_name="f(x)")
        self.lower = Plot(bottom, windows[1], theme=theme, y_name="f'(x)")
        self.upper.remove(self.upper.x_name, self.upper.ticks)
        self.upper.add(self.upper.ticks[1])
        self.curve = self.upper.curve(f)
        self.slopes = self.lower.curve(self.df, role=Role.DERIVATIVE)
        self.add(self.upper, self.lower, self.curve, self.slopes)

    def go_to(self, x_range: tuple[float, float], *, steepest: float, **options: Any) -> mn.AnimationGroup:
        """Show another range, in both."""
        self.steepest = steepest
        first, second = self._windows(x_range)
        return mn.AnimationGroup(Zoom(self.upper, first, **options), Zoom(self.lower, second, **options))

    def _windows(self, x_range: tuple[float, float]) -> tuple[Window, Window]:
        whole = window_for(self.df, x_range, include=[(0.0, 0.0)])
        limit = _ROOM * self.steepest or np.inf
        low, high = max(whole.y_min, -limit), min(whole.y_max, limit)
        return window_for(self.f, x_range), Window(whole.x_min, whole.x_max, low, high)


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


class LiveStep(Live):
    """`x ← 0.2500 − 0.01·(−0.4844)`: the rule in the numbers of the step that is taken."""

    def __init__(
        self,
        x: Callable[[], float],
        rate: Callable[[], float],
        slope: Callable[[], float],
        *,
        theme: Theme,
        places: int,
    ) -> None:
        super().__init__()
        self.values, self.places = (x, rate, slope), places
        self.label = Formula(r"x \leftarrow", theme=theme)
        self._size = float(self.label.width)
        roles = (Role.TEXT, Role.TEXT, Role.TEXT, Role.DERIVATIVE)
        self.slots: tuple[GlyphSlots, ...] = tuple(GlyphSlots(18, theme=theme, role=role) for role in roles)
        self.add(self.label, *self.slots)
        self.follow()

    def fit(self, width: float) -> None:
        """Set it as large as this width allows, with a decimal place less where it would be too small."""
        natural = self._natural_width()
        if width / natural < EM[Size.LABEL] / EM[Size.BODY]:
            self.places -= 1
            natural = self._natural_width()
        self.label.scale(min(1.0, width / natural), about_point=self.label.get_left())
        self.redraw()

    def _natural_width(self) -> float:
        rate = self.values[1]()
        widest = f"x arrow.l {-0.0:.{self.places}f} - {rate:g} dot.c ({-0.0:.{self.places}f})"
        return (_width(widest) + 4 * _SPACE) * EM[Size.BODY]

    def redraw(self) -> None:
        """Set the numbers again, one after the other."""
        em = EM[Size.BODY] * float(self.label.width) / self._size
        x, rate, slope = (value() for value in self.values)
        texts = (numeral(x, self.places), "-", f"{rate:g} dot.c", f"({numeral(slope, self.places)})")
        at, base = float(self.label.get_right()[0]) + _SPACE * em, self.label.baseline
        for slots, text in zip(self.slots, texts, strict=True):
            glyphs = typeset(f"$ {text} baseline $").glyphs
            slots.put([(glyph, np.array([at, base, 0.0])) for glyph in glyphs], em)
            at += (_width(text) + _SPACE) * em


def _width(typst: str) -> float:
    """In em."""
    return max(float(glyph.points[:, 0].max()) for glyph in typeset(f"$ {typst} baseline $").glyphs)


def numeral(value: float, places: int) -> str:
    """Typst markup of a number with these decimals, with a power of ten where it is large."""
    if abs(value) < 1000:
        text = f"{value:.{places}f}"
        return text.lstrip("-") if float(text) == 0 else text
    mantissa, exponent = f"{value:.2e}".split("e")
    return f"{mantissa} dot.c 10^({int(exponent)})"


def _inside(window: Window, places: Points) -> Any:
    x, y = places[:, 0], places[:, 1]
    return (x >= window.x_min) & (x <= window.x_max) & (y >= window.y_min) & (y <= window.y_max)


def _seen(plot: Plot, start: Points, end: Points) -> Sequence[Points]:
    """The part of a hop that is inside the window, on the frame."""
    way = start + np.linspace(0, 1, _WAY)[:, None] * (end - start)
    seen = way[_inside(plot.window, way)]
    return [plot.on_frame(seen[[0, -1]])] if len(seen) >= 2 else []
