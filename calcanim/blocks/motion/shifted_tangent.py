"""A line that has the slope of the curve at A already, but slides up and down until it goes through A."""

from __future__ import annotations

from functools import partial

import manim as mn
import numpy as np

from calcanim.blocks.live import Readout
from calcanim.blocks.motion.arrival import go
from calcanim.blocks.motion.tangent_line import TangentLine
from calcanim.blocks.plots.framing import window_for, x_range_near
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plot import Curve, StraightLine, Window
from calcanim.blocks.theme import Role
from calcanim.calculus.function import Function
from calcanim.calculus.slopes import Line

_INSIDE = 0.6  # of the way to the window's edge: over A and on the y-axis the line stays in the picture
_WAYS = 9  # of the line past A, which A's name keeps off: it would else hop from side to side as that comes
_FAR, _FARTHER = 0.25, -0.12  # of the window's height: where the line is above A, and then below it


def window_with_offset(f: Function, at: float, *, reach: float) -> Window:
    """What is seen around A: the curve, and where the line that slides meets the y-axis if that is near."""
    x_range = x_range_near(f, at, reach)
    here = window_for(f, x_range, include=[(at, f(at))])
    offset = f(at) - at * float(f.derivative()(at))
    is_near = here.y_min - here.height < offset < here.y_max + here.height
    met = [(0.0, offset + share * here.height) for share in (_FAR, 0.0, _FARTHER)]
    return window_for(f, x_range, include=[(at, f(at)), *met]) if is_near else here


class ShiftedTangent(TangentLine):
    """The line lies `gap` above A, a tracker that animations move; at 0 it is the tangent.

    `crossing` marks where it meets the y-axis, at its offset β.
    """

    def __init__(self, curve: Curve, at: float) -> None:
        window, height = curve.plot.window, float(curve.f(at))
        offset = height - at * float(curve.f.derivative()(at))
        seen = [height, *([offset] if window.y_min < offset < window.y_max else [])]
        above = min(_INSIDE * (window.y_max - y) for y in seen)
        below = max(_INSIDE * (window.y_min - y) for y in seen)
        self.gap = mn.ValueTracker(min(_FAR * window.height, above))
        self.lowest = max(_FARTHER * window.height, below)
        super().__init__(curve, at)
        self.crossing = Point(
            self.plot, self._on_axis, role=Role.RISE, true=self._on_axis, name="the crossing"
        )
        self.label.keep_off(self.crossing)
        for gap in np.linspace(self.lowest, self.gap.get_value(), _WAYS):
            self.label.keep_off(StraightLine(self.plot, partial(self._on_its_way, gap)))
        self.add(self.crossing)

    def as_line(self) -> Line | None:
        """The line as it is now: through A, or above or below it."""
        return self._at(self.gap.get_value())

    def _at(self, gap: float) -> Line | None:
        (x, y), slope = self.place(), self.slope()
        return Line.passing((x, y + gap), slope=slope) if np.isfinite(slope) else None

    def _on_its_way(self, gap: float) -> Line | None:
        """The line at this gap; None once it is at A, and comes by no more."""
        return self._at(gap) if self.gap.get_value() else None

    def touching(self) -> tuple[tuple[float, float], ...]:
        """A, once the line goes through it."""
        return () if self.gap.get_value() else super().touching()

    def offset(self) -> float:
        """Where the line meets the y-axis: its β."""
        line = self.as_line()
        return np.nan if line is None else line.at(0.0)

    def drawn_offset(self) -> float | None:
        """The same, read off the stroke."""
        if self.line.is_held:
            return None
        line = self.line.drawn_line()
        return line.intercept if isinstance(line, Line) else np.nan

    def slide(self, *, run_time: float = 3.0) -> mn.Animation:
        """The line goes down, past A, and to the other side of it."""
        return go(self.gap, self.lowest, run_time=run_time)

    def arrive(self, *, run_time: float = 2.5) -> mn.Animation:
        """The line goes to A."""
        return go(self.gap, 0.0, run_time=run_time)

    def readouts(self) -> tuple[Readout, Readout]:
        """α and β, read off the line."""
        theme = self.plot.theme
        return (
            Readout(r"\alpha", self.slope, drawn=self.drawn_slope, theme=theme),
            Readout(r"\beta", self.offset, drawn=self.drawn_offset, theme=theme, role=Role.RISE),
        )

    def _on_axis(self) -> tuple[float, float]:
        return 0.0, self.offset()
