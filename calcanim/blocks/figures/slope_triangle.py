"""A straight line through two points that move, with its run and its rise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import manim as mn
import numpy as np

from calcanim.blocks.formula import NOTHING, Formula
from calcanim.blocks.live import Drawing, Live
from calcanim.blocks.plots.marks import Point, PointLabel
from calcanim.blocks.plots.plot import Plot, StraightLine, Vertical
from calcanim.blocks.plots.segment import Segment
from calcanim.blocks.theme import Role, Size
from calcanim.calculus.slopes import Line, NoSlopeError, line_between, slope_between
from calcanim.calculus.verification.trials import Ground

Place = tuple[float, float]

_WIDTH = 4.0
_LABEL_GAP = 0.16
_PLATE, _OVER_AXES = 0.05, -0.5  # frame units around a name; in the order of painting
_PLATE_FIRST = 8  # so many times sooner than the name does the plate behind it appear
_SHORT = (0.35, 0.5)  # frame units: the lengths of a segment between which its name fades
_FLIP, _FADE = 0.15, 0.1  # a fall, in frame units, at which the run's name changes sides, and fades around it
_CLEAR = 0.09  # frame units between a name and the line
_OFF_AXIS = 0.1  # frame units between the name of the rise and the x-axis
_SWING, _ACROSS = 0.4, 0.6  # how far a level line is turned, in runs; how far another falls, in rises
_STEEPEST = 8.0
_LAST_RUN = 1 / 400  # of the first run: as near as B comes to the vertical before it arrives


@dataclass(frozen=True)
class Stand:
    """Where a name stands, from the middle of its segment, in frame units; and how clearly it is seen."""

    aside: Place
    clarity: float = 1.0


class SideLabel(Live):
    """A name beside a segment, where `stand` puts one of this half width and height.

    It fades while the segment is too short to carry it. A plate behind it, painted over the axes and under
    all else, keeps it readable where an axis runs.
    """

    def __init__(
        self, segment: Segment, name: str, stand: Callable[[float, float], Stand], *, role: Role
    ) -> None:
        super().__init__()
        theme = segment.plot.theme
        self.segment, self.stand = segment, stand
        self.formula = Formula(name, theme=theme, size=Size.LABEL, role=role)
        self.plate = mn.SurroundingRectangle(
            self.formula, buff=_PLATE, stroke_width=0, fill_color=theme.color(Role.BACKGROUND), fill_opacity=1
        ).set_z_index(_OVER_AXES)
        segment.plot.axes.set_z_index(_OVER_AXES - 1)
        self._half = float(self.formula.width / 2), float(self.formula.height / 2)
        self._drawn = [self.plate, *self.formula.submobjects]
        self._shapes = [part.points - self.formula.get_center() for part in self._drawn]
        self.add(self.plate, self.formula)
        self.follow()

    def redraw(self) -> None:
        """Move the name."""
        ends = self.segment.plot.on_frame(np.array([self.segment.start(), self.segment.end()]))
        length = float(np.linalg.norm(ends[1] - ends[0]))
        stand = self.stand(*self._half)
        clarity = min(stand.clarity, float(np.interp(length, _SHORT, (0.0, 1.0))))
        centre = ends.mean(axis=0) + np.array([*stand.aside, 0.0])
        for part, shape in zip(self._drawn, self._shapes, strict=True):
            part.points = shape + centre if clarity > 0 else np.zeros((0, 3))
            part.set_fill(opacity=clarity)
        self.plate.set_fill(opacity=min(1.0, _PLATE_FIRST * clarity))


class SlopeTriangle(Drawing):
    """The line through A and B; `a` and `b` are where they are now, and animations move them."""

    def __init__(self, plot: Plot, a: Place, b: Place) -> None:
        super().__init__()
        self.plot, self.a, self.b = plot, a, b
        self._home, self._to_the_right = (a, b), b[0] >= a[0]
        self.clock = mn.ValueTracker()
        self.line = StraightLine(plot, self.as_line, through=lambda: (self.a, self.b), name="the line")
        self.run = Segment(plot, lambda: self.a, self.corner, role=Role.RUN, dashed=True, width=_WIDTH)
        self.rise = Segment(plot, self.corner, lambda: self.b, role=Role.RISE, dashed=True, width=_WIDTH)
        self.run_label = SideLabel(self.run, r"\text{run}", self._below, role=Role.RUN)
        self.rise_label = SideLabel(self.rise, r"\text{rise}", self._beside, role=Role.RISE)
        self.point_a, self.point_b = Point(plot, lambda: self.a), Point(plot, lambda: self.b)

    def label(self, point: Point, name: str, *, on: Ground = NOTHING) -> PointLabel:
        """A name for one of the points, clear of all that belongs to the triangle."""
        names = (self.run_label.formula, self.rise_label.formula)
        lines = (self.plot.axes, self.plot.ticks, self.line, self.run, self.rise, *names)
        return PointLabel(point, name, avoid=lines, on=on)

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

    def _below(self, half_width: float, half_height: float) -> Stand:
        """Under the run, over it where the line falls; farther from A where the line is steep."""
        corner, b = (
            self.plot.on_frame(np.array([self.corner(), self.b]))[:, :2] - self.plot.point(*self.a)[:2]
        )
        run, rise = float(corner[0]), float(b[1])
        side = 1.0 if -rise > _FLIP else -1.0
        clearance = _CLEAR * np.hypot(run, rise) - _LABEL_GAP * abs(run)
        nearest = half_width + (clearance / abs(rise) if rise else -np.inf)
        along = max(0.0, nearest - abs(run) / 2)
        clarity = min(1.0, abs(-rise - _FLIP) / _FADE)
        return Stand((np.copysign(along, run), side * (half_height + _LABEL_GAP)), clarity)

    def _beside(self, half_width: float, half_height: float) -> Stand:
        """Beyond the rise, as seen from A; along it away from the x-axis, to the corner's side of that."""
        heights = self.plot.on_frame(np.array([self.corner(), self.b, (0.0, 0.0)]))[:, 1]
        corner, b = heights[:2] - heights[2]
        side = np.sign(corner) or np.sign(b)
        over, room = float(side * (corner + b) / 2), half_height + _OFF_AXIS
        along = side * max(0.0, room - over) if over > -room else 0.0
        clarity = min(1.0, abs(over + room) / _FADE)
        return Stand(((1.0 if self._to_the_right else -1.0) * (half_width + _LABEL_GAP), along), clarity)


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
