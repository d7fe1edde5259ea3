"""A function and its derivative on two plots above each other, in views that show descents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.plots.framing import window_for
from calcanim.blocks.plots.plot import Window, Zoom
from calcanim.blocks.plots.stacked_plots import Layer, StackedPlots
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Theme
from calcanim.calculus import Descent, Function
from calcanim.tex.typeset import Points

Range = tuple[float, float]

USUAL = (-2.1, 2.1)  # the notebook's range
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


class SlopePlots(StackedPlots):
    """A function above, its derivative below, one x-axis for both; `later` views must have room as well.

    `bare` is what stands before the derivative is spoken of: all above, x alone below; `measure` is the
    rest of what is around the derivative.
    """

    def __init__(
        self, box: Box, f: Function, view: View, *, theme: Theme, later: Sequence[View] = ()
    ) -> None:
        self.f, self.df = f, f.derivative()
        first, second = view.windows(f, self.df)
        layers = (Layer(f, first), Layer(self.df, second, "f'(x)", Role.DERIVATIVE))
        rest = [other.windows(f, self.df) for other in later]
        super().__init__(box, layers, theme=theme, later=rest, moves=True)
        (self.upper, self.lower), (self.curve, self.slopes) = self.plots, self.curves
        self.bare = (self.upper, self.lower.axes, self.lower.x_ticks, self.lower.x_name)
        self.measure = (self.lower.y_name, self.lower.ticks[1])

    def go_to(self, view: View, **options: Any) -> mn.AnimationGroup:
        """Show another view."""
        windows = zip((self.upper, self.lower), view.windows(self.f, self.df), strict=True)
        zooms = (Zoom(plot, window, **options) for plot, window in windows)
        return mn.AnimationGroup(*zooms, suspend_mobject_updating=False)
