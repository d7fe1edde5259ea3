"""The heights of points, read out beside the y-axis; numbers that would touch make room for each other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from calcanim.blocks.evidence import Reading
from calcanim.blocks.live import GlyphSlots, Live, decimal, number_glyphs, read_back
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.plots.ticks import DIGIT_HEIGHT, TICK_EM
from calcanim.blocks.theme import Role

_BESIDE = 0.14  # frame units between a number and the axis
_APART = 1.45 * DIGIT_HEIGHT  # between the middles of two numbers
_SLOTS = 16
_FINE, _FEWEST = 2, 0  # decimal places in a window that is up to 10 high, and at least


def places_in(window: Window) -> int:
    """Decimal places that heights in a window are told with."""
    return max(
        _FEWEST, _FINE - max(0, math.floor(math.log10(window.height) - 1)), -_magnitude(window) + _FINE
    )


def _magnitude(window: Window) -> int:
    return math.floor(math.log10(window.height))


def numbers_width(window: Window) -> float:
    """Frame units that the numbers need left of a plot with this window."""
    places = places_in(window)
    ends = (decimal(y, places) for y in (window.y_min, window.y_max))
    glyphs = [glyph for end in ends for glyph in number_glyphs(end)]
    return _BESIDE + TICK_EM * max(float(glyph.points[:, 0].max()) for glyph in glyphs)


class AxisNumbers(Live):
    """A number at the left edge of a plot for each of some points, at the point's height, in its role."""

    def __init__(self, plot: Plot, points: Sequence[tuple[Point, Role]]) -> None:
        super().__init__()
        self.plot, self.places = plot, places_in(plot.window)
        self.points_read = [point for point, _ in points]
        self.numbers = [GlyphSlots(_SLOTS, theme=plot.theme, role=role) for _, role in points]
        self.add(*self.numbers)
        self.follow()

    def redraw(self) -> None:
        """Set each number beside its point's height, or as near to it as the others let it."""
        seen = [(at[1], point) for point in self.points_read if (at := point.at) is not None]
        middles = dict(zip((id(point) for _, point in seen), spread([y for y, _ in seen]), strict=True))
        for point, slots in zip(self.points_read, self.numbers, strict=True):
            glyphs = number_glyphs(decimal(point.place()[1], self.places)) if id(point) in middles else ()
            width = max((TICK_EM * float(glyph.points[:, 0].max()) for glyph in glyphs), default=0.0)
            foot = middles.get(id(point), 0.0) - DIGIT_HEIGHT / 2
            corner = np.array([self.plot.box.left - _BESIDE - width, foot, 0.0])
            slots.put([(glyph, corner) for glyph in glyphs], TICK_EM)

    def readings(self) -> Iterator[Reading]:
        """Each number, beside the height of the dot that it belongs to."""
        for point, slots in zip(self.points_read, self.numbers, strict=True):
            if point.is_drawn:
                yield from read_back(f"the height of {point.called}", slots, point.drawn_y)


def spread(heights: Sequence[float]) -> list[float]:
    """The same heights on the frame, moved as little as it takes to keep labels apart."""
    order = np.argsort(heights, kind="stable")
    placed = np.array([heights[index] for index in order], dtype=float)
    for _ in range(len(placed)):
        for low in range(len(placed) - 1):
            lack = _APART - (placed[low + 1] - placed[low])
            if lack > 0:
                placed[low] -= lack / 2
                placed[low + 1] += lack / 2
    found = np.empty(len(placed))
    found[order] = placed
    return [float(height) for height in found]
