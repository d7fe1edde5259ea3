"""A function and its derivative on two plots above each other, in views that show descents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.framing import window_for
from calcanim.blocks.live import Drawing
from calcanim.blocks.plot import Plot, Window, Zoom
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Theme
from calcanim.blocks.typeset import Points
from calcanim.calculus import Descent, Function

Range = tuple[float, float]

USUAL = (-2.1, 2.1)  # the notebook's range
_UPPER = 0.54  # share of the height
_NUMBERS = 0.25  # frame units that the upper plot needs no numbers in, because x is shared
_FILLED = 0.2  # of the usual range: descents that cover less are shown in a range of their own
_AHEAD, _MARGIN = 1.5, 0.3  # to both sides, in ways that are covered
_ROOM = 1.8  # times the steepest slope that is met, for the plot of the slopes


@dataclass(frozen=True)
class View:
    """What both plots show: a range of x, and the lowest and the highest of the values and of the slopes that
    are met there."""

    x_range: Range
    values: Range
    slopes: Range

    def windows(self, f: Function, df: Function) -> tuple[Window, Window]:
        """For the function and for its derivative: slopes up to a few times the steepest one that is met."""
        x = self.x_range[0]
        upper = window_for(f, self.x_range, include=[(x, y) for y in self.values])
        whole = window_for(df, self.x_range, include=[(x, y) for y in (0.0, *self.slopes)])
        limit = _ROOM * float(np.abs(self.slopes).max()) or np.inf
        low, high = max(whole.y_min, -limit), min(whole.y_max, limit)
        return upper, Window(whole.x_min, whole.x_max, low, high)


def view_of(*runs: Descent) -> View:
    """These descents and what lies ahead of them; the usual range if they fill it well."""
    low, high = _extent([run.path for run in runs])
    is_usual = USUAL[0] <= low and high <= USUAL[1] and high - low > _FILLED * (USUAL[1] - USUAL[0])
    return _view(USUAL if is_usual else _widened(low, high, _AHEAD), runs, points=None)


def close_view(run: Descent, *, points: int) -> View:
    """The first points of a descent."""
    return _view(_widened(*_extent([run.path[:points]]), _MARGIN), [run], points=points)


def _view(x_range: Range, runs: Sequence[Descent], *, points: int | None) -> View:
    values, slopes = [run.values[:points] for run in runs], [run.slopes[:points] for run in runs]
    return View(x_range, _extent(values), _extent(slopes))


def _extent(reached: Sequence[Points]) -> Range:
    together = np.concatenate(reached)
    return float(together.min()), float(together.max())


def _widened(low: float, high: float, share: float) -> Range:
    margin = max(share * (high - low), 0.05 * max(abs(low), abs(high))) or 1.0
    return low - margin, high + margin


class SlopePlots(Drawing):
    """A function above, its derivative below, one x-axis for both; `later` views must have room as well.

    `bare` is what stands before the derivative is spoken of: all above, x alone below; `measure` is the
    rest of what is around the derivative.
    """

    def __init__(
        self, box: Box, f: Function, view: View, *, theme: Theme, later: Sequence[View] = ()
    ) -> None:
        super().__init__()
        self.f, self.df = f, f.derivative()
        boxes = box.rows(_UPPER, 1 - _UPPER, gap=0.0)
        boxes = (boxes[0].inset(bottom=-_NUMBERS), boxes[1])
        left = max(
            Plot(each, window, theme=theme).box.left
            for other in (view, *later)
            for each, window in zip(boxes, other.windows(f, self.df), strict=True)
        )
        self.upper, self.lower = (
            _with_left(each, window, left, theme=theme, y_name=name)
            for each, window, name in zip(boxes, view.windows(f, self.df), ("f(x)", "f'(x)"), strict=True)
        )
        self.upper.remove(self.upper.x_name, self.upper.ticks)
        self.upper.add(self.upper.ticks[1])
        self.curve = self.upper.curve(f)
        self.slopes = self.lower.curve(self.df, role=Role.DERIVATIVE)
        self.bare = (self.upper, self.lower.axes, self.lower.x_ticks, self.lower.x_name)
        self.measure = (self.lower.y_name, self.lower.ticks[1])
        self.add(self.upper, self.lower, self.curve, self.slopes)

    def go_to(self, view: View, **options: Any) -> mn.AnimationGroup:
        """Show another view."""
        windows = zip((self.upper, self.lower), view.windows(self.f, self.df), strict=True)
        zooms = (Zoom(plot, window, **options) for plot, window in windows)
        return mn.AnimationGroup(*zooms, suspend_mobject_updating=False)


def _with_left(box: Box, window: Window, left: float, *, theme: Theme, y_name: str) -> Plot:
    """A plot whose picture begins at this x of the frame."""
    own = Plot(box, window, theme=theme).box.left
    return Plot(box.inset(left=left - own), window, theme=theme, y_name=y_name, moves=True)
