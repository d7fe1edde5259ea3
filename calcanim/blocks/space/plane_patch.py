"""A piece of a plane around A in a space, sorted with the surface: what lies below that is hidden by it."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from calcanim.blocks.evidence import Touch
from calcanim.blocks.space.halo import with_halo
from calcanim.blocks.space.mesh import Heights, parts_of_cells
from calcanim.blocks.space.painter import Pieces
from calcanim.blocks.space.space import Dial, Space
from calcanim.blocks.space.surface import ABOVE_LAYER, BELOW_LAYER, UNDERSIDE_LAYER, UPPER_LAYER, rgba
from calcanim.blocks.space.world import Way, World
from calcanim.blocks.theme import THIN_STROKE, Role, Theme
from calcanim.calculus import Function, TangentPlane
from calcanim.errors import UsageError
from calcanim.tex.typeset import Points

_FILL, _MESH = 0.34, 0.30  # opacity of its faces and of the lines between them
_MESH_WIDTH = 0.9
_LARGEST, _SMALLEST, _SMALLER = 1.0, 0.08, 0.85  # how far it reaches, and how it is made to fit
_SAMPLES = 13
_POINTS_AVOIDED = 6  # along an edge over one cell, that names keep off
_SIDES = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]], dtype=float)


def patch_reach(f: Function, plane: TangentPlane, world: World) -> float:
    """How far a patch reaches in x and y: over it, f has values, and f and the plane stay in the box.

    `UsageError` where that would be too small to be seen.
    """
    room = [min(at - low, high - at) for at, (low, high) in zip(plane.at, (world.x, world.y), strict=True)]
    reach = largest = min(_LARGEST, *room)
    while not _is_inside(f, plane, world, reach):
        reach *= _SMALLER
        if reach < _SMALLEST * largest:
            raise UsageError("it runs away, or is too steep, for a plane to be seen")
    return reach


def _is_inside(f: Function, plane: TangentPlane, world: World, reach: float) -> bool:
    x, y = np.meshgrid(*(np.linspace(at - reach, at + reach, _SAMPLES) for at in plane.at))
    heights = np.stack([np.asarray(f(x, y)) + 0 * x, plane(x, y)])
    return bool(((heights >= world.z[0]) & (heights <= world.z[1])).all())


class PlanePatch:
    """The plane over the square within `reach` of A; `grown` lets it grow from A, 0 to 1.

    `surface` gives the heights of the surface that hides it, as that is now seen.
    """

    def __init__(
        self, plane: TangentPlane, world: World, reach: float, surface: Heights, *, theme: Theme
    ) -> None:
        self.plane, self.world, self.reach, self.surface, self.theme = plane, world, reach, surface, theme
        self.grown = Dial(0.0)
        self.edge = PatchEdge(self)

    @property
    def most(self) -> int:
        """A piece above and one below over each cell that it reaches."""
        return 2 * math.prod(len(self._cuts(axis, self.reach)) - 1 for axis in (0, 1))

    @property
    def half(self) -> float:
        """How far it now reaches."""
        return self.grown.value * self.reach

    def pieces(self, space: Space) -> Pieces | None:
        """Its cells, cut where they pass through the surface."""
        if self.grown.value <= 0:
            return None
        xs, ys = (self._cuts(axis, self.half) for axis in (0, 1))
        faces, is_above = parts_of_cells(xs, ys, self.plane, self.surface)
        ink, count = self.theme.color(Role.SLOPE), len(faces)
        return Pieces(
            space.on_frame(faces),
            space.nearness(_middles(faces)),
            np.where(is_above, UPPER_LAYER, UNDERSIDE_LAYER),
            np.tile(rgba(ink, _FILL), (count, 1)),
            np.tile(rgba(ink, _MESH), (count, 1)),
            _MESH_WIDTH,
        )

    def corners(self) -> Points:
        """The corners as they now are, the first again at the end; shape (5, 3)."""
        x, y = (self.half * _SIDES + self.plane.at).T
        return np.column_stack([x, y, self.plane(x, y)])

    def _cuts(self, axis: int, half: float) -> Points:
        """Where it is cut over the lines of the mesh, with its ends."""
        low, high = self.plane.at[axis] - half, self.plane.at[axis] + half
        lines = self.world.lines[axis]
        room = 1e-9 * (high - low)
        return np.concatenate([[low], lines[(lines > low + room) & (lines < high - room)], [high]])


class PatchEdge:
    """The four sides of a patch, as lines."""

    def __init__(self, patch: PlanePatch) -> None:
        self.patch = patch
        self.painted: Pieces | None = None
        self.drawn_at: Points = np.zeros((0, 3))
        self._first: list[int] = []

    @property
    def most(self) -> int:
        """A piece over each cell on the way round, and its halo."""
        return 2 * sum(2 * len(lines) + 2 for lines in self.patch.world.lines)

    def pieces(self, space: Space) -> Pieces | None:
        """The sides, cut where they pass from cell to cell."""
        self.painted, self.drawn_at, self._first = None, np.zeros((0, 3)), []
        if self.patch.grown.value <= 0:
            return None
        runs = self._runs()
        middles = runs.mean(axis=1)
        surface = np.asarray(self.patch.surface(*middles[:, :2].T))
        layers = np.where(middles[:, 2] < surface, BELOW_LAYER, ABOVE_LAYER)
        ink = np.tile(rgba(self.patch.theme.color(Role.SLOPE)), (len(runs), 1))
        outlines, depths = space.on_frame(runs), space.nearness(middles[:, :2])
        lines = Pieces(outlines, depths, layers, np.zeros((len(runs), 4)), ink, THIN_STROKE)
        self.painted = with_halo(lines, theme=self.patch.theme)
        shares = np.linspace(0, 1, _POINTS_AVOIDED)[:, None, None]
        self.drawn_at = (outlines[:, 0] + shares * (outlines[:, 1] - outlines[:, 0])).reshape(-1, 3)
        return self.painted

    def corners_drawn(self, space: Space) -> Points | None:
        """Its corners on the frame, shape (4, 3), read off what is painted; None while there is nothing."""
        return None if self.painted is None else space.painter.outlines(self.painted)[self._first, 0]

    def touches(self, space: Space) -> tuple[Touch, ...]:
        """Where the core puts the corners of the plane, and the lines that meet there."""
        if self.painted is None:
            return ()
        strokes = tuple(space.painter.outlines(self.painted)[..., :2])
        places = space.on_frame(self.patch.corners()[:-1])[:, :2]
        is_whole = self.patch.grown.value >= 1
        return tuple(Touch("a corner of the plane", place, strokes, is_whole=is_whole) for place in places)

    def _runs(self) -> Points:
        """All sides in pieces over one cell each; shape (n, 2, 3)."""
        corners, runs = self.patch.corners(), list[Points]()
        for start, end in pairwise(corners):
            way = Way(tuple(start[:2].tolist()), tuple((end - start)[:2].tolist()))
            met = self.patch.world.crossings(way)
            shares = np.concatenate([[0.0], met[(met > 1e-9) & (met < 1 - 1e-9)], [1.0]])[:, None]
            joints = start + shares * (end - start)
            self._first.append(sum(map(len, runs)))
            runs.append(np.stack([joints[:-1], joints[1:]], axis=1))
        return np.concatenate(runs)


def _middles(faces: Points) -> Points:
    """A place within each face, shape (n, 2)."""
    return np.asarray((faces[..., :2].min(axis=1) + faces[..., :2].max(axis=1)) / 2)
