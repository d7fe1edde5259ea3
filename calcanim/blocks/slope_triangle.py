"""A straight line through two points that move, with its run and its rise."""

from __future__ import annotations

from collections.abc import Callable

import manim as mn
import numpy as np

from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Drawing, Live
from calcanim.blocks.marks import Point, PointLabel, Segment
from calcanim.blocks.plot import Plot, StraightLine, Vertical
from calcanim.blocks.theme import Role, Size
from calcanim.calculus.slopes import Line, NoSlopeError, line_between, slope_between

Place = tuple[float, float]

_WIDTH = 4.0
_LABEL_GAP = 0.16
_SHORT = 0.35  # frame units
_FLIP = (-0.1, -0.6)  # heights of a falling rise, in frame units, between which the run's label changes sides
_SWING, _ACROSS = 0.4, 0.6  # how far a level line is turned, in runs; how far another falls, in rises
_STEEPEST = 8.0
_LAST_RUN = 1 / 400  # of the first run: as near as B comes to the vertical before it arrives


class SideLabel(Live):
    """A name beside the middle of a segment, on the side that `side` says: a direction of length up to 1.

    It is hidden while the segment is too short to carry it.
    """

    def __init__(self, segment: Segment, name: str, side: Callable[[], Place], *, role: Role) -> None:
        super().__init__()
        self.segment, self.side = segment, side
        self.formula = Formula(name, theme=segment.plot.theme, size=Size.LABEL, role=role)
        self._shapes = [glyph.points - self.formula.get_center() for glyph in self.formula.submobjects]
        self._half = np.array(
            [self.formula.width / 2 + _LABEL_GAP, self.formula.height / 2 + _LABEL_GAP, 0.0]
        )
        self.add(self.formula)
        self.follow()

    def redraw(self) -> None:
        """Move the name."""
        ends = self.segment.plot.on_frame(np.array([self.segment.start(), self.segment.end()]))
        is_short = np.linalg.norm(ends[1] - ends[0]) < _SHORT
        centre = ends.mean(axis=0) + np.array([*self.side(), 0.0]) * self._half
        for glyph, shape in zip(self.formula.submobjects, self._shapes, strict=True):
            glyph.points = np.zeros((0, 3)) if is_short else shape + centre


class SlopeTriangle(Drawing):
    """The line through A and B; `a` and `b` are where they are now, and animations move them."""

    def __init__(self, plot: Plot, a: Place, b: Place) -> None:
        super().__init__()
        self.plot, self.a, self.b = plot, a, b
        self._home, self._to_the_right = (a, b), b[0] >= a[0]
        self.clock = mn.ValueTracker()
        self.line = StraightLine(plot, self.as_line)
        self.run = Segment(plot, lambda: self.a, self.corner, role=Role.RUN, dashed=True, width=_WIDTH)
        self.rise = Segment(plot, self.corner, lambda: self.b, role=Role.RISE, dashed=True, width=_WIDTH)
        self.run_label = SideLabel(self.run, r"\text{run}", self._below, role=Role.RUN)
        self.rise_label = SideLabel(self.rise, r"\text{rise}", self._beside, role=Role.RISE)
        self.point_a, self.point_b = Point(plot, lambda: self.a), Point(plot, lambda: self.b)

    def label(self, point: Point, name: str) -> PointLabel:
        """A name for one of the points, clear of all that belongs to the triangle."""
        lines = (self.plot.axes, self.line, self.run, self.rise, self.run_label, self.rise_label)
        return PointLabel(point, name, avoid=lines)

    def corner(self) -> Place:
        """Where the run ends and the rise begins."""
        return self.b[0], self.a[1]

    def delta_x(self) -> float:
        """The run."""
        return self.b[0] - self.a[0]

    def delta_y(self) -> float:
        """The rise."""
        return self.b[1] - self.a[1]

    @property
    def size(self) -> float:
        """The larger of run and rise, in size."""
        return max(abs(self.delta_x()), abs(self.delta_y()))

    def slope(self) -> float:
        """Rise over run; NaN where the run is 0."""
        try:
            return slope_between(self.a, self.b)
        except NoSlopeError:
            return np.nan

    def as_line(self) -> Line | Vertical | None:
        """The line through A and B as they are now."""
        try:
            return line_between(self.a, self.b)
        except NoSlopeError:
            return Vertical(self.a[0]) if self.delta_y() else None

    def slide(self, a: float, b: float, *, run_time: float = 2.5) -> mn.Animation:
        """Both points move along the line: 0 is where A is now, 1 where B is."""
        (x, y), along = self.a, (self.delta_x(), self.delta_y())
        places = ((x + share * along[0], y + share * along[1]) for share in (a, b))
        return self._move(*places, run_time=run_time)

    def go_home(self, *, run_time: float = 2.0) -> mn.Animation:
        """Both points move back to where they were first."""
        return self._move(*self._home, run_time=run_time)

    def move_b(self, place: Place, *, run_time: float = 2.5) -> mn.Animation:
        """B moves, and the line turns about A."""
        return self._move(self.a, place, run_time=run_time)

    def stand_up(self, *, run_time: float = 6.0) -> mn.Animation:
        """B moves over A, slower and slower, and arrives: the run is then 0."""
        (x, _), (x_b, y_b) = self.a, self.b

        def put(_: mn.Mobject, share: float) -> None:
            left = 0.0 if share >= 1 else _LAST_RUN + (1 - _LAST_RUN) * (1 - share) ** 3
            self.b = (x + left * (x_b - x), y_b)

        return mn.UpdateFromAlphaFunc(self.clock, put, run_time=run_time, rate_func=mn.linear)

    def _move(self, a: Place, b: Place, *, run_time: float) -> mn.Animation:
        first, second = self.a, self.b

        def put(_: mn.Mobject, share: float) -> None:
            self.a, self.b = _between(first, a, share), _between(second, b, share)

        return mn.UpdateFromAlphaFunc(self.clock, put, run_time=run_time)

    def _below(self) -> Place:
        """Under the run, over it where the line falls."""
        scale = self.plot.box.height / self.plot.window.height
        return 0.0, float(np.interp(-self.delta_y() * scale, (-_FLIP[0], -_FLIP[1]), (-1.0, 1.0)))

    def _beside(self) -> Place:
        return (1.0 if self._to_the_right else -1.0), 0.0


def has_true_scale(a: Place, b: Place) -> bool:
    """Whether run and rise can both be seen where a unit of x is as long as a unit of y."""
    run, rise = abs(b[0] - a[0]), abs(b[1] - a[1])
    return rise == 0 or 1 / _STEEPEST <= rise / run <= _STEEPEST


def turned_heights(a: Place, b: Place) -> tuple[Place, Place]:
    """Two other places for B, over the same x: level with A and beyond; for a level line above and below."""
    run, rise = b[0] - a[0], b[1] - a[1]
    if rise == 0:
        return (b[0], a[1] + _SWING * abs(run)), (b[0], a[1] - _SWING * abs(run))
    return (b[0], a[1]), (b[0], a[1] - _ACROSS * rise)


def _between(start: Place, end: Place, share: float) -> Place:
    """Exactly `start` and `end` at the shares 0 and 1."""
    x, y = ((1 - share) * first + share * last for first, last in zip(start, end, strict=True))
    return x, y
