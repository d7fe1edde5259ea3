"""A curve that is drawn as a point goes, as far as it has been; then all of it."""

from __future__ import annotations

from collections.abc import Callable

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Trace
from calcanim.blocks.live import Live
from calcanim.blocks.plots.plot import Curve, line_drawing
from calcanim.blocks.theme import STROKE, Role
from calcanim.blocks.traces import graph_trace
from calcanim.tex.typeset import Points

_LEAST = 1e-6  # of the window: a curve shorter than this is not there yet


class GrowingCurve(Live):
    """What lies between the leftmost and the rightmost x that `where` has given so far, of a curve that
    stands still."""

    def __init__(self, curve: Curve, where: Callable[[], float], *, role: Role = Role.DERIVATIVE) -> None:
        super().__init__()
        self.curve, self.where = curve, where
        self.low = self.high = where()
        self.stroke = line_drawing(curve.plot.theme, role, width=STROKE)
        self.add(self.stroke)
        self.follow()

    def redraw(self) -> None:
        """Reach as far as the point is now."""
        self.low, self.high = min(self.low, self.where()), max(self.high, self.where())
        left, right = (self.curve.plot.point(x, float(self.curve.f(x))) for x in (self.low, self.high))
        self.stroke.points = _cut(self.curve.stroke.points, left, right)

    def complete(self, *, run_time: float = 1.5) -> mn.Animation:
        """Draw what the point has not been at."""
        low, high, window = self.low, self.high, self.curve.plot.window

        def reach(_: mn.Mobject, share: float) -> None:
            self.low = low + share * (window.x_min - low)
            self.high = high + share * (window.x_max - high)

        return mn.UpdateFromAlphaFunc(mn.ValueTracker(), reach, run_time=run_time)

    def traces(self) -> tuple[Trace, ...]:
        """What is drawn so far, and the truth there."""
        plot, f = self.curve.plot, self.curve.f
        interval = max(self.low, plot.window.x_min), min(self.high, plot.window.x_max)
        if interval[1] - interval[0] < _LEAST * plot.window.width:
            return ()
        what, pane = f"the graph of {f.text}, so far", plot.window
        is_whole = interval == (pane.x_min, pane.x_max)
        trace = graph_trace(
            f,
            self.stroke.points,
            pane=pane,
            box=plot.box,
            what=what,
            interval=interval,
            is_whole=is_whole,
        )
        return (trace,)


def _cut(points: Points, left: Points, right: Points) -> Points:
    """What lies between two points of a curve, of the straight Bézier pieces, shape (4m, 3), that draw it."""
    start, end = points[0::4], points[3::4]
    seen = (end[:, 0] > left[0]) & (start[:, 0] < right[0])
    start, end = start[seen], end[seen]
    begin = np.where(start[:, :1] < left[0], _met(start, end, left), start)
    finish = np.where(end[:, :1] > right[0], _met(start, end, right), end)
    way = finish - begin
    return np.stack([begin, begin + way / 3, begin + 2 * way / 3, finish], axis=1).reshape(-1, 3)


def _met(start: Points, end: Points, place: Points) -> Points:
    """The place itself on each piece, as far as the piece reaches: where it has the same x may be far along a
    steep one. Where the place has no height, it is that."""
    run = np.where(end[:, 0] > start[:, 0], end[:, 0] - start[:, 0], 1.0)
    across = np.clip(place[0], start[:, 0], end[:, 0])
    on_piece = start[:, 1] + (across - start[:, 0]) / run * (end[:, 1] - start[:, 1])
    low, high = np.minimum(start[:, 1], end[:, 1]), np.maximum(start[:, 1], end[:, 1])
    up = np.clip(place[1], low, high) if np.isfinite(place[1]) else on_piece
    return np.column_stack([across, up, np.zeros(len(start))])
