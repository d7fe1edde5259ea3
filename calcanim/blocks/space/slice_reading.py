"""What the drawing of a slice says: where A is, how far B is from it, and how steep the line is."""

from __future__ import annotations

import math

import numpy as np

from calcanim.blocks.space.dot_in_space import Dot
from calcanim.blocks.space.slice_secant import SliceSecant
from calcanim.blocks.space.space import Space

_DIGITS = 12
_UPRIGHT = 1e-9  # run of a line that stands upright, as a share of the box's width


class SliceReading:
    """Reads numbers off what is painted of one slice: NaN where there is nothing, None while it cannot be
    read."""

    def __init__(self, space: Space, secant: SliceSecant, a: Dot) -> None:
        self.space, self.secant, self.a = space, secant, a

    def place(self) -> float | None:
        """A's coordinate along the slice, read off its dot, to as many digits as a place on the frame has."""
        middle = self.a.middle(self.space)
        if middle is None:
            return math.nan
        places = self.secant.plane.from_frame(self.space, middle)
        return None if places is None else round(float(places[0, 0]), _DIGITS)

    def run(self) -> float | None:
        """The run, from the first dash to the last; 0 once B is at A and nothing is left of it."""
        dashes = self.secant.run
        if dashes.painted is None and dashes.grown.value >= 1:
            return 0.0
        ends = dashes.drawn_ends(self.space)
        return None if ends is None else float(ends[1, 0] - ends[0, 0])

    def rise(self) -> float | None:
        """The rise, from the first dash to the last; 0 once B is at A and nothing is left of it."""
        dashes = self.secant.rise
        if dashes.painted is None and dashes.grown.value >= 1:
            return 0.0
        ends = dashes.drawn_ends(self.space)
        return None if ends is None else float(ends[1, 1] - ends[0, 1])

    def slope(self) -> float | None:
        """Rise over run between the ends of the line; infinite where it stands upright."""
        ends = self.secant.line.drawn_ends(self.space)
        if ends is None:
            return None
        run, rise = ends[1] - ends[0]
        low, high = self.secant.plane.extent
        return math.inf if np.abs(run) < _UPRIGHT * (high - low) else float(rise / run)
