"""What ties plots that share their x: a thin line from point to point, and the places along a tangent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import manim as mn
import numpy as np

from calcanim.blocks.live import Live, corners
from calcanim.blocks.plots.plot import Plot, Window, clipped, line_drawing
from calcanim.blocks.theme import THIN_STROKE, Role
from calcanim.calculus import Line
from calcanim.tex.typeset import Points

Place = tuple[float, float]

_GAP = 0.1  # frame units around a name
_NEARLY = 0.95  # of the way from the curve to the end of the tangent


class Link(Live):
    """A thin line from each point that is seen down to the next: they share their x."""

    def __init__(self, plots: Sequence[Plot], places: Sequence[Callable[[], Place]]) -> None:
        super().__init__()
        self.plots, self.places = tuple(plots), tuple(places)
        self.stroke = line_drawing(plots[0].theme, Role.AXIS, width=THIN_STROKE / 2)
        self.add(self.stroke)
        self.follow()

    def redraw(self) -> None:
        """Draw it where two or more are to be seen."""
        pairs = zip(self.plots, (place() for place in self.places), strict=True)
        seen = [(plot, plot.point(*place)) for plot, place in pairs if plot.holds(*place)]
        pieces = [
            piece for (_, top), (plot, foot) in pairwise(seen) for piece in _clear_of_name(plot, top, foot)
        ]
        self.stroke.points = corners(pieces)


def _clear_of_name(plot: Plot, top: Points, foot: Points) -> Sequence[Points]:
    """The line down to a point of a plot, with a gap where that plot's name stands in its way."""
    (left, low, _), (right, high, _) = (plot.y_name.get_corner(corner) for corner in (mn.DL, mn.UR))
    if not left - _GAP < top[0] < right + _GAP or foot[1] > low:
        return [np.array([top, foot])]
    edges = [np.array([top[0], y, 0.0]) for y in (high + _GAP, low - _GAP)]
    return [np.array([top, edges[0]]), np.array([edges[1], foot])]


def places_along(line: Line, window: Window) -> tuple[Place, ...]:
    """The point that a line is known through, and nearly the ends of what is seen of it."""
    at = np.array(line.through)
    ends = clipped(line, window)
    places = [at] if ends is None else [at, *(at + _NEARLY * (ends - at))]
    return tuple((float(x), float(y)) for x, y in places)
