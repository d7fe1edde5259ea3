"""Where things that feed each other lie: to the right on a wide frame, downwards on a tall one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import manim as mn
import numpy as np

from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Readout
from calcanim.blocks.stage import Box
from calcanim.tex.typeset import Points

W = TypeVar("W", bound=mn.Mobject)

_BETWEEN = 0.12  # kept free between neighbours in the strip
_SIGN = 0.3  # room for a sign that a live number may get, to its right
_HALF_X_HEIGHT = 0.1


@dataclass(frozen=True)
class Flow:
    """A box cut for `count` machines with a wire before, between and after them.

    The lane holds machines and wires; the strip, below or beside it, what is written about each. `share` is
    the lane's part of the box, `wire` the length of a wire where a machine has length 1.
    """

    box: Box
    count: int
    is_wide: bool
    share: float
    wire: float = 0.9

    @property
    def along(self) -> Points:
        """The direction of the flow."""
        return np.array(mn.RIGHT if self.is_wide else mn.DOWN)

    @property
    def across(self) -> Points:
        """The direction in which positive changes are drawn."""
        return np.array(mn.UP if self.is_wide else mn.RIGHT)

    @property
    def lane(self) -> tuple[Box, ...]:
        """Wire, machine, wire, …, wire."""
        return self._cut(self._split()[0])

    @property
    def strip(self) -> tuple[Box, ...]:
        """The place for words on each piece of the lane."""
        return self._cut(self.strip_box)

    @property
    def strip_box(self) -> Box:
        """The whole of the strip."""
        return self._split()[1]

    @property
    def above(self) -> tuple[Box, ...]:
        """Of each wire's place in the strip, the upper half."""
        return tuple(box.rows(1, 1, gap=0)[0] for box in self.strip[0::2])

    @property
    def below(self) -> tuple[Box, ...]:
        """Of each wire's place in the strip, the lower half."""
        return tuple(box.rows(1, 1, gap=0)[1] for box in self.strip[0::2])

    def write(self, writings: Sequence[W], boxes: Sequence[Box], *, on_line: bool = False) -> list[W]:
        """Put what is written into its boxes, all in one size; `on_line` on one baseline too."""
        pairs = list(zip(writings, boxes, strict=True))
        rooms = [(box.width - _BETWEEN) / _reserved_width(each) for each, box in pairs]
        scale = min(1.0, *rooms, *(box.height / each.height for each, box in pairs))
        for each, box in pairs:
            box.place(each.scale(scale), x=0 if self.is_wide else -1)
            if isinstance(each, Readout):
                each.shift(min(0.0, box.right - _SIGN * scale - float(each.get_right()[0])) * mn.RIGHT)
            label = each.label if isinstance(each, Readout) else each
            if on_line and self.is_wide and isinstance(label, Formula):
                label.shift((box.centre[1] - _HALF_X_HEIGHT * scale - label.baseline) * mn.UP)
            if isinstance(each, Readout):
                each.redraw()
        return [each for each, _ in pairs]

    def _split(self) -> tuple[Box, ...]:
        weights = (self.share, 1 - self.share)
        return self.box.rows(*weights) if self.is_wide else self.box.columns(*weights)

    def _cut(self, part: Box) -> tuple[Box, ...]:
        weights = [1.0 if piece % 2 else self.wire for piece in range(2 * self.count + 1)]
        return part.columns(*weights, gap=0) if self.is_wide else part.rows(*weights, gap=0)

    def breadth(self, box: Box) -> float:
        """Extent of a piece across the flow."""
        return box.height if self.is_wide else box.width

    def ends(self, box: Box) -> tuple[Points, Points]:
        """Where the flow enters and leaves a piece, in its middle."""
        half = (box.width if self.is_wide else box.height) / 2 * self.along
        return box.centre - half, box.centre + half


def _reserved_width(writing: mn.Mobject) -> float:
    return float(writing.width) + (_SIGN if isinstance(writing, Readout) else 0.0)
