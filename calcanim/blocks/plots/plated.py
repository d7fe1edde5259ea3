"""Names on a map: each on a plate that hides the lines below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.live import corners
from calcanim.blocks.plots.marked import Marked
from calcanim.blocks.plots.marks import PointLabel
from calcanim.blocks.theme import Role
from calcanim.tex.typeset import Points

_PLATE = 0.05  # frame units around a name
_OPAQUE = 0.89  # two of them hide a line, and none is a mark of its own


class PlatedLabel(PointLabel):
    """A name beside a place, clear of what it is told to avoid, on a plate over all else."""

    def __init__(
        self, point: Marked, name: str, *, avoid: Sequence[mn.VMobject], role: Role, **options: Any
    ) -> None:
        ground = point.plot.theme.color(Role.BACKGROUND)
        self.plates = [mn.VMobject(stroke_width=0, fill_opacity=_OPAQUE, fill_color=ground) for _ in range(2)]
        super().__init__(point, name, avoid=avoid, role=role, **options)
        self.add_to_back(*self.plates)

    def redraw(self) -> None:
        """Put the name there, and the plate below it."""
        super().redraw()
        points = np.concatenate([glyph.points for glyph in self.formula.submobjects])
        for plate in self.plates:
            plate.points = _frame_of(points) if len(points) else points


def _frame_of(points: Points) -> Points:
    """The outline of the box around points, and a little more."""
    (left, low, _), (right, high, _) = points.min(axis=0) - _PLATE, points.max(axis=0) + _PLATE
    ring = [(left, low, 0.0), (right, low, 0.0), (right, high, 0.0), (left, high, 0.0), (left, low, 0.0)]
    return corners([np.array(ring)])
