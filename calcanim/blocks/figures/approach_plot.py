"""A small plot in which x comes to k: points slide along their curves to the limits, arrive and stay.

The heights are read out beside the y-axis; k is named below the x-axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import manim as mn
import numpy as np

from calcanim.blocks.formula import Formula
from calcanim.blocks.motion.arrival import arrive, go
from calcanim.blocks.plots.axis_numbers import AxisNumbers, numbers_width, spread
from calcanim.blocks.plots.emphasis import Dimmable
from calcanim.blocks.plots.framing import window_for
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.open_dot import OpenDot
from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.plots.segment import Segment
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Size, Theme
from calcanim.calculus import Function
from calcanim.calculus.limit_laws import Limited

_AROUND, _MARGIN = 1.15, 0.12  # in reaches, to both sides of k; of the height
_BELOW, _NAME_GAP, _SIDE = 0.5, 0.1, 0.08  # frame units
_HERE, _LOOKS = 1e-12, 201
_SIGNS = {"left": -1.0, "right": 1.0}


@dataclass(frozen=True)
class Shown:
    """A function with a limit, and the role that it has in the picture."""

    limited: Limited
    role: Role


class ApproachPlot(Dimmable):
    """Curves over one x, which `approach` brings to k from one of its `sides`; it stays there, at the
    limits."""

    def __init__(
        self,
        box: Box,
        shown: Sequence[Shown],
        k: float,
        *,
        sides: Sequence[str],
        reach: float,
        theme: Theme,
    ) -> None:
        self.k, self.shown, self.sides = k, tuple(shown), tuple(sides)
        window = window_of(self.shown, k, reach=reach)
        right = _NAME_GAP + max(_width(each.limited.name.latex, theme) for each in self.shown)
        strips = {"left": numbers_width(window), "bottom": _BELOW, "right": right, "top": _SIDE}
        self.plot = Plot(box.inset(**strips), window, theme=theme, bare=True)
        self.reach, self.gap = reach, mn.ValueTracker(_SIGNS[self.sides[0]] * reach)
        self.curves = [self.plot.curve(each.limited.f, role=each.role) for each in self.shown]
        self.dots = [self._dot(each) for each in self.shown]
        self.upright = Segment(self.plot, self._foot, self._head, role=Role.MUTED, dashed=True)
        self.levels = mn.VGroup(*(self._level(each) for each in self.shown))
        roles = [each.role for each in self.shown]
        self.numbers = AxisNumbers(self.plot, list(zip(self.dots, roles, strict=True)))
        self.rings = mn.VGroup(*(self._ring(each) for each in self.shown if self._is_missed(each)))
        self.moving = mn.VGroup(self.upright, self.levels, *self.dots, self.numbers)
        self.names = self._names()
        super().__init__(self.plot, self._named_k(), *self.curves, self.rings, theme=theme)

    @property
    def x(self) -> float:
        """Where x is."""
        return self.k + float(self.gap.get_value())

    @property
    def has_arrived(self) -> bool:
        """Whether x is at k."""
        return abs(self.gap.get_value()) <= _HERE

    def approach(self, *, run_time: float = 3.0) -> mn.Animation:
        """x comes to k from where it is, slower and slower, and arrives."""
        return arrive(self.gap, run_time=run_time)

    def start_from(self, side: str, *, run_time: float = 1.0) -> mn.Animation:
        """x goes to where it can come from, on one side."""
        return go(self.gap, _SIGNS[side] * self.reach, run_time=run_time)

    def _height(self, each: Shown) -> float:
        """The value at x; at k the limit, whatever the function does there."""
        return float(each.limited.limit) if self.has_arrived else float(each.limited.f(self.x))

    def _dot(self, each: Shown) -> Point:
        def place() -> tuple[float, float]:
            return self.x, self._height(each)

        dot = Point(
            self.plot, place, role=each.role, true=place, name=f"the point of {each.limited.name.text}"
        )
        dot.set_z_index(3)
        return dot

    def _level(self, each: Shown) -> Segment:
        def end() -> tuple[float, float]:
            return self.x, self._seen(self._height(each))

        def start() -> tuple[float, float]:
            return self.plot.window.x_min, self._seen(self._height(each))

        return Segment(self.plot, start, end, role=each.role, dashed=True)

    def _seen(self, y: float) -> float:
        window = self.plot.window
        return y if window.y_min <= y <= window.y_max else np.nan

    def _foot(self) -> tuple[float, float]:
        return self.x, self.plot.window.y_min

    def _head(self) -> tuple[float, float]:
        heights = [self._seen(self._height(each)) for each in self.shown]
        return self.x, float(np.nanmax([self.plot.window.y_min, *heights]))

    def _is_missed(self, each: Shown) -> bool:
        """Whether the function has another value at k than its limit, or none."""
        return not np.isclose(float(each.limited.f(self.k)), float(each.limited.limit))

    def _ring(self, each: Shown) -> OpenDot:
        return OpenDot(self.plot, (self.k, float(each.limited.limit)), role=each.role)

    def _named_k(self) -> Formula:
        name = Formula("k", theme=self.plot.theme, size=Size.LABEL)
        return name.next_to(self.plot.point(self.k, self.plot.window.y_min), mn.DOWN, buff=_NAME_GAP)

    def _names(self) -> mn.VGroup:
        """Each curve's name right of the plot, where the curve ends."""
        box, theme = self.plot.box, self.plot.theme
        ends = [self.plot.point(0.0, self._last_height(each.limited.f))[1] for each in self.shown]
        names = mn.VGroup()
        for each, y in zip(self.shown, spread(ends), strict=True):
            called = each.limited.name
            name = Formula(called.latex, theme=theme, size=Size.LABEL, role=each.role, printed=called)
            names.add(name.next_to((box.right, y, 0.0), mn.RIGHT, buff=_NAME_GAP))
        return names

    def _last_height(self, f: Function) -> float:
        """Where a curve ends, as far as the window shows it."""
        window = self.plot.window
        heights = np.asarray(f(np.linspace(window.x_min, window.x_max, _LOOKS)), dtype=float)
        last = heights[np.isfinite(heights)][-1:]
        return float(np.clip(last[0], window.y_min, window.y_max)) if len(last) else window.y_min


def window_of(shown: Sequence[Shown], k: float, *, reach: float) -> Window:
    """What shows all of the curves around k, and the way of x."""
    x_range = (k - _AROUND * reach, k + _AROUND * reach)
    windows = [
        window_for(each.limited.f, x_range, include=[(k, float(each.limited.limit))], margin=_MARGIN)
        for each in shown
    ]
    low, high = min(w.y_min for w in windows), max(w.y_max for w in windows)
    return Window(*x_range, low, high)


def _width(latex: str, theme: Theme) -> float:
    return float(Formula(latex, theme=theme, size=Size.LABEL).width)
