"""The line through two points A and B of a curve, and B's way to A."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import manim as mn
import numpy as np
import sympy

from calcanim.blocks.live import ITSELF, Drawing, ReadBack
from calcanim.blocks.plots.marks import Point, PointLabel
from calcanim.blocks.plots.plot import Curve, StraightLine, Vertical, clipped
from calcanim.blocks.plots.segment import Segment
from calcanim.blocks.theme import THIN_STROKE, Role
from calcanim.calculus import Function
from calcanim.calculus.slopes import Line, NoSlopeError, secant_slope
from calcanim.tex.typeset import Points

_NEAR = 1e-13  # of x at A, or of 1: how far from A no eye can tell a secant from its limit, even at a cusp
_LOOKS, _CLOSE = 9, 1e-3  # at how many places on a way slopes are asked for; its last one, from its end


def _slope(f: Function, a: float, b: float) -> float:
    """Slope of the secant; NaN where there is none."""
    try:
        return secant_slope(f, a, b)
    except NoSlopeError:
        return np.nan


def _towards(start: tuple[float, float], end: Points) -> tuple[float, float]:
    """Nearly all the way from one place of the plane to another."""
    x, y = np.array(start) + 0.95 * (end - np.array(start))
    return float(x), float(y)


class Secant(Drawing):
    """A stands still at x = a, B is at x = a + step, where `step` is a tracker that animations move.

    Where B has arrived at A there is no line through two points: the line is then the limit, with slope
    `limit_slope`; upright where that is infinite, none where it is NaN.
    """

    def __init__(self, curve: Curve, a: float, *, step: float) -> None:
        super().__init__()
        self.curve, self.f, self.plot, self.a, self.limit_slope = curve, curve.f, curve.plot, a, np.nan
        self.step, self._last_side = mn.ValueTracker(step), float(np.sign(step))
        self.line = StraightLine(self.plot, self.as_line, through=self.true_places, name="the secant")
        self.run = Segment(self.plot, self.place_a, self._corner, role=Role.RUN, dashed=True)
        self.rise = Segment(self.plot, self._corner, self.place_b, role=Role.RISE, dashed=True)
        self.point_a = Point(self.plot, self.place_a, true=lambda: self._on_curve(0.0), name="A")
        self.point_b = Point(
            self.plot, self._visible_b, true=lambda: self._on_curve(self.step.get_value()), name="B"
        )
        lines = (curve, self.line, self.run, self.rise, self.plot.axes, self.plot.ticks)
        self.label_a = PointLabel(self.point_a, "A", avoid=lines)
        self.label_b = PointLabel(self.point_b, "B", avoid=(*lines, self.label_a), beside=self.point_a)
        self.second_point = mn.VGroup(self.run, self.rise, self.point_b, self.label_b)
        self.add(self.second_point, self.line, self.point_a, self.label_a)

    @property
    def has_arrived(self) -> bool:
        """Whether B is at A."""
        return abs(self.step.get_value()) < 1e-9

    def place_a(self) -> tuple[float, float]:
        """A on the plane."""
        return self.a, float(self.f(self.a))

    def place_b(self) -> tuple[float, float]:
        """B on the plane."""
        x = self.a + self.step.get_value()
        return x, float(self.f(x))

    def trace(self) -> StraightLine:
        """The line as it is drawn now, to be left behind."""
        line = self.as_line()
        places = self.true_places()
        trace = StraightLine(
            self.plot,
            lambda: line,
            role=Role.MUTED,
            width=THIN_STROKE,
            through=lambda: places,
            name="the line left behind",
        )
        for label in (self.label_a, self.label_b):
            label.keep_off(trace)
        return trace

    def delta_x(self) -> float:
        """The run from A to B."""
        return self.place_b()[0] - self.place_a()[0]

    def delta_y(self) -> float:
        """The rise from A to B."""
        return self.place_b()[1] - self.place_a()[1]

    def slope(self) -> float:
        """Slope of the line as it is drawn; infinite where it stands upright, NaN where there is no line."""
        return self.limit_slope if self.has_arrived else _slope(self.f, self.a, self.place_b()[0])

    def slopes_on_the_way(self, *, slide: float = 0.0) -> tuple[float, ...]:
        """Slopes that the line has while B comes to A, and those while both are up to this farther in x."""
        starts = np.linspace(self.a, self.a + slide, _LOOKS if slide else 1)
        steps = self.step.get_value() * np.linspace(1, _CLOSE, _LOOKS)
        return tuple(_slope(self.f, a, a + step) for a in starts for step in steps)

    def quotient(self) -> float:
        """Rise over run; NaN where B is at A: 0/0 has no value, whatever its limit is."""
        return np.nan if self.has_arrived else self.slope()

    def as_line(self) -> Line | Vertical | None:
        """The line as it is drawn."""
        slope = self.slope()
        if np.isinf(slope):
            return Vertical(self.a)
        return None if np.isnan(slope) else Line.passing(self.place_a(), slope=slope)

    def drawn_run(self) -> float | None:
        """The run, read off its dashes."""
        return self.run.drawn_run()

    def drawn_rise(self) -> float | None:
        """The rise, read off its dashes."""
        return self.rise.drawn_rise()

    def drawn_slope(self) -> float | None:
        """The slope, read off the line."""
        return self.line.drawn_slope()

    @property
    def drawn_quotient(self) -> Mapping[str, ReadBack]:
        """The slope of the line, with the run and the rise that it is the quotient of."""
        return {ITSELF: self.drawn_slope, "Delta_x": self.drawn_run, "Delta_y": self.drawn_rise}

    @property
    def drawn_terms(self) -> Mapping[str, ReadBack]:
        """As `drawn_quotient`, but of no line where there is no run: what `quotient` says is read there."""
        return {**self.drawn_quotient, ITSELF: self._drawn_secant_slope}

    def true_places(self) -> tuple[tuple[float, float], ...]:
        """Where the core says that the line runs: through A and B; where B has arrived at A, on through the
        place where the secant with a B too near to be told from A leaves the window."""
        a = self._on_curve(0.0)
        if not self.has_arrived:
            return a, self._on_curve(self.step.get_value())
        try:
            ends = clipped(self._limit_line(), self.plot.window)
        except NoSlopeError:
            return (a,)
        return (a,) if ends is None else (a, *(_towards(a, end) for end in ends))

    def swing(self, limit: sympy.Expr, *, reach: float, **options: Any) -> mn.Animation:
        """B goes from `reach` through A to `-reach` and back: step = reach·cos³ (notebook, cell 4)."""
        self.limit_slope = float(limit)
        return self._moved(lambda share: reach * np.cos(2 * np.pi * share) ** 3, **options)

    def approach(self, limit: sympy.Expr | None, *, run_time: float = 5.0) -> mn.Animation:
        """B goes to A, slower and slower, and arrives; the line then has the limit's slope, if there is
        one."""
        start, self.limit_slope = self.step.get_value(), np.nan if limit is None else float(limit)
        return self._moved(lambda share: start * (1 - share) ** 3, run_time=run_time, rate_func=mn.linear)

    def move_to_step(self, step: float, *, run_time: float = 1.5) -> mn.Animation:
        """B goes along the curve to x = a + step."""
        start = self.step.get_value()
        return self._moved(lambda share: start + share * (step - start), run_time=run_time)

    def slide(self, distance: float, *, run_time: float = 4.0) -> mn.Animation:
        """A and B go along the curve by this distance in x, and back."""
        start = self.a

        def put(_: mn.Mobject, share: float) -> None:
            self.a = start + share * distance

        return mn.UpdateFromAlphaFunc(self.step, put, run_time=run_time, rate_func=mn.there_and_back)

    def _moved(self, law: Callable[[float], float], **options: Any) -> mn.Animation:
        def put(tracker: mn.Mobject, share: float) -> None:
            self.step.set_value(law(share))
            self._last_side = float(np.sign(self.step.get_value())) or self._last_side

        return mn.UpdateFromAlphaFunc(self.step, put, **options)

    def _drawn_secant_slope(self) -> float | None:
        return np.nan if self.drawn_run() == 0 else self.drawn_slope()

    def _limit_line(self) -> Line:
        b = self.a + self._last_side * _NEAR * max(1.0, abs(self.a))
        return Line.passing(self._on_curve(0.0), slope=secant_slope(self.f, self.a, b))

    def _on_curve(self, step: float) -> tuple[float, float]:
        x = self.a + step
        return x, float(self.f(x))

    def _corner(self) -> tuple[float, float]:
        return self.place_b()[0], self.place_a()[1]

    def _visible_b(self) -> tuple[float, float]:
        return (np.nan, np.nan) if self.has_arrived else self.place_b()
