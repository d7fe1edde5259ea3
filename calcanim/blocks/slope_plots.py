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
from calcanim.calculus import Descent, Function

USUAL = (-2.1, 2.1)  # the notebook's range
_UPPER = 0.54  # share of the height
_NUMBERS = 0.25  # frame units that the upper plot needs no numbers in, because x is shared
_FILLED = 0.2  # of the usual range: descents that cover less are shown in a range of their own
_AHEAD, _MARGIN = 1.5, 0.3  # to both sides, in ways that are covered
_ROOM = 1.8  # times the steepest slope that is met, for the plot of the slopes


@dataclass(frozen=True)
class View:
    """What both plots show: a range of x, and slopes up to a few times the steepest one that is met."""

    x_range: tuple[float, float]
    steepest: float

    def windows(self, f: Function, df: Function) -> tuple[Window, Window]:
        """For the function and for its derivative."""
        whole = window_for(df, self.x_range, include=[(0.0, 0.0)])
        limit = _ROOM * self.steepest or np.inf
        low, high = max(whole.y_min, -limit), min(whole.y_max, limit)
        return window_for(f, self.x_range), Window(whole.x_min, whole.x_max, low, high)


def view_of(*runs: Descent) -> View:
    """These descents and what lies ahead of them; the usual range if they fill it well."""
    low, high = _extent(runs)
    is_usual = USUAL[0] <= low and high <= USUAL[1] and high - low > _FILLED * (USUAL[1] - USUAL[0])
    return View(USUAL if is_usual else _widened(low, high, _AHEAD), _steepest(runs))


def close_view(run: Descent, *, points: int) -> View:
    """The first points of a descent."""
    return View(_widened(*_extent([run], points=points), _MARGIN), _steepest([run], points=points))


def _steepest(runs: Sequence[Descent], *, points: int | None = None) -> float:
    return float(max(np.abs(run.slopes[:points]).max() for run in runs))


def _extent(runs: Sequence[Descent], *, points: int | None = None) -> tuple[float, float]:
    reached = np.concatenate([run.path[:points] for run in runs])
    return float(reached.min()), float(reached.max())


def _widened(low: float, high: float, share: float) -> tuple[float, float]:
    margin = max(share * (high - low), 0.05 * max(abs(low), abs(high))) or 1.0
    return low - margin, high + margin


class SlopePlots(Drawing):
    """A function above, its derivative below, one x-axis for both; `later` views must have room as well."""

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
        self.add(self.upper, self.lower, self.curve, self.slopes)

    def go_to(self, view: View, **options: Any) -> mn.AnimationGroup:
        """Show another view."""
        windows = zip((self.upper, self.lower), view.windows(self.f, self.df), strict=True)
        return mn.AnimationGroup(*(Zoom(plot, window, **options) for plot, window in windows))


def _with_left(box: Box, window: Window, left: float, *, theme: Theme, y_name: str) -> Plot:
    """A plot whose picture begins at this x of the frame."""
    own = Plot(box, window, theme=theme).box.left
    return Plot(box.inset(left=left - own), window, theme=theme, y_name=y_name, moves=True)
