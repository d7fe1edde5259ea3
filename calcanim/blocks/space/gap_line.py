"""The largest gap between a surface and its tangent plane, as a dashed upright line where it is."""

from __future__ import annotations

import math

import numpy as np

from calcanim.blocks.evidence import Touch
from calcanim.blocks.space.halo import with_halo
from calcanim.blocks.space.painter import Pieces
from calcanim.blocks.space.plane_patch import PlanePatch
from calcanim.blocks.space.slices import DASHED_STROKE
from calcanim.blocks.space.space import Dial, Space
from calcanim.blocks.space.surface import ABOVE_LAYER, rgba
from calcanim.blocks.theme import Role
from calcanim.calculus import Function
from calcanim.calculus.tangent_planes import Gap, largest_gap
from calcanim.tex.typeset import Points

_DASH, _SPACE, _MOST = 0.09, 0.07, 24  # frame units, and dashes at most
_X, _Z = np.array([1.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0])


class GapLine:
    """Dashes from the plane to the surface, over the patch; they grow from the plane, `grown` from 0 to 1.

    They are a ruler, no part of what is measured: nothing hides them.
    """

    def __init__(self, f: Function, patch: PlanePatch, space: Space) -> None:
        self.f, self.patch, self.space = f, patch, space
        self.grown = Dial(0.0)
        self.painted: Pieces | None = None
        self.drawn_at: Points = np.zeros((0, 3))
        self._found: tuple[float, Gap] | None = None

    @property
    def most(self) -> int:
        """Dashes, with their halos."""
        return 2 * _MOST

    def gap(self) -> Gap:
        """The largest gap over what of the surface the patch now covers."""
        zoom = self.space.zoom.value
        if self._found is None or self._found[0] != zoom:
            self._found = zoom, largest_gap(self.f, self.patch.plane, self.patch.reach / zoom)
        return self._found[1]

    def size(self) -> float:
        """How large that gap is."""
        return self.gap().size

    def window(self) -> float:
        """Width of what the patch now covers."""
        return 2 * self.patch.half / self.space.zoom.value

    def share(self) -> float:
        """The gap as a share of the window."""
        return self.size() / self.window()

    def pieces(self, space: Space) -> Pieces | None:
        """The dashes, before all that is in their column."""
        self.painted, self.drawn_at = None, np.zeros((0, 3))
        if self.grown.value <= 0:
            return None
        start, end = space.on_frame(self._ends())
        runs = _dashes(start, start + self.grown.value * (end - start))
        count, place = len(runs), self._ends()[:1, :2]
        ink = np.tile(rgba(self.patch.theme.color(Role.RISE)), (count, 1))
        depths = np.repeat(space.nearness(place) + space.column_depth, count)
        layers = np.full(count, ABOVE_LAYER)
        lines = Pieces(runs, depths, layers, np.zeros((count, 4)), ink, DASHED_STROKE)
        self.painted, self.drawn_at = (
            with_halo(lines, theme=self.patch.theme, apart=True),
            runs.reshape(-1, 3),
        )
        return self.painted

    def touches(self, space: Space) -> tuple[Touch, ...]:
        """It begins on the plane and ends on the surface."""
        if self.painted is None:
            return ()
        strokes = tuple(space.painter.outlines(self.painted)[..., :2])
        is_whole = self.grown.value >= 1
        ends = space.on_frame(self._ends())[:, :2]
        return tuple(
            Touch(f"the gap at the {name}", end, strokes, is_whole=is_whole)
            for name, end in zip(("plane", "surface"), ends, strict=True)
        )

    def drawn_gap(self) -> float | None:
        """Its length, read off its dashes and off the numbers on the axes; None while it grows."""
        if 0 < self.grown.value < 1:
            return None
        if self.painted is None:
            return math.nan
        drawn = self.space.painter.outlines(self.painted)
        steps = self.space.steps_of((drawn[-1, -1] - drawn[0, 0])[None], _X, _Z)
        return None if steps is None else abs(float(steps[0, 1])) / self.space.floor.drawn_zoom()

    def drawn_window(self) -> float | None:
        """The width of the patch, read off its edge and off the numbers on the axes; None while it grows."""
        corners = self.patch.edge.corners_drawn(self.space)
        if corners is None or self.patch.grown.value < 1:
            return None
        steps = self.space.steps_of((corners[1] - corners[0])[None], _X, _Z)
        return None if steps is None else float(steps[0, 0]) / self.space.floor.drawn_zoom()

    def _ends(self) -> Points:
        """On the plane and on the surface, in the box; shape (2, 3)."""
        x, y = (self.space.zoom.drawn(axis, true) for axis, true in enumerate(self.gap().place))
        return np.array([(x, y, self.patch.plane(x, y)), (x, y, float(self.patch.surface(x, y)))])


def _dashes(start: Points, end: Points) -> Points:
    """Dashes of one length, the last as long as there is room; shape (n, 2, 3). Both ends are drawn."""
    length = float(np.linalg.norm(end - start))
    count = int(np.clip(math.ceil(length / (_DASH + _SPACE)), 1, _MOST - 1))
    period = max(length, 1e-9) / (count - _SPACE / (_DASH + _SPACE)) if count > 1 else max(length, 1e-9)
    share = _DASH / (_DASH + _SPACE) if count > 1 else 1.0
    starts = np.arange(count) * period
    along = np.stack([starts, np.minimum(starts + share * period, length)], axis=1) / max(length, 1e-9)
    return np.asarray(start + along[..., None] * (end - start))
