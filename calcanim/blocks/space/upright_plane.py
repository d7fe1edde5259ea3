"""The upright plane over a way: places in it, on the frame and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from calcanim.blocks.space.halo import with_halo
from calcanim.blocks.space.painter import Pieces
from calcanim.blocks.space.space import Space
from calcanim.blocks.space.surface import rgba
from calcanim.blocks.space.world import Way, World
from calcanim.blocks.theme import Role, Theme
from calcanim.calculus import Function
from calcanim.tex.typeset import Points

Heights: TypeAlias = Callable[..., Any]

_EDGE_ON = 1e-3  # area on the frame of the box's side
_TOUCH = 4e-3  # share of the box's height within which a line lies on the surface: it must not flicker there


class Plane:
    """The plane over a way: places (t, z) in it, and the slice, z as a function of t.

    A way that is given as 0 or 1 goes through A along x or y. `surface` says what lies above and what below
    it, where that is not the slice as it stands.
    """

    def __init__(
        self,
        section: Function,
        world: World,
        way: Way | int,
        *,
        theme: Theme,
        surface: Heights | None = None,
    ) -> None:
        self.section, self.world, self.theme, self.surface = section, world, theme, surface
        self.way = Way.along(way, world.at) if isinstance(way, int) else way
        self.extent, self.at, self.crossings = world.extent(self.way), self.way.at, world.crossings(self.way)

    def pieces(
        self, space: Space, runs: Points, layers: Points, *, role: Role, width: float, dashed: bool = False
    ) -> Pieces:
        """Polylines of the plane, shape (n, k, 2), each over one cell, ready to paint."""
        count, points = runs.shape[:2]
        world = self.to_world(runs.reshape(-1, 2)).reshape(count, points, 3)
        ink = rgba(self.theme.color(role))
        lines = Pieces(
            outlines=space.on_frame(world),
            depths=space.nearness((world[:, 0, :2] + world[:, -1, :2]) / 2),
            layers=layers,
            fills=np.zeros((count, 4)),
            strokes=np.tile(ink, (count, 1)),
            stroke_width=width,
        )
        return with_halo(lines, theme=self.theme, apart=dashed)

    def to_world(self, places: Points) -> Points:
        """Places (t, z), shape (n, 2), in the world, shape (n, 3)."""
        return self.way.over(places[:, 0], places[:, 1])

    def from_frame(self, space: Space, drawn: Points) -> Points | None:
        """Places of the plane that are drawn at points of the frame, shape (n, 3) to (n, 2); None where the
        plane is seen edge-on."""
        corner, size = np.array([self.extent[0], self.world.z[0]]), np.array([self.extent, self.world.z])
        sides = np.diag(size[:, 1] - size[:, 0])
        seen = space.on_frame(self.to_world(np.vstack([corner, corner + sides])))[:, :2]
        ways = (seen[1:] - seen[0]).T
        if abs(float(np.linalg.det(ways))) < _EDGE_ON:
            return None
        return np.asarray(corner + np.linalg.solve(ways, (drawn[:, :2] - seen[0]).T).T @ sides)

    def is_inside(self, t: float) -> bool:
        """Whether the slice has a value over t, and the box holds it."""
        return bool(self.world.z[0] <= self.section(t) <= self.world.z[1])

    def is_above(self, places: Points) -> npt.NDArray[np.bool_]:
        """Which places, shape (n, 2), lie on or above the surface, or where there is none."""
        heights = np.asarray(self._surface_over(places[:, 0]))
        return ~(places[:, 1] < heights - _TOUCH * (self.world.z[1] - self.world.z[0]))

    def _surface_over(self, t: Points) -> Any:
        return self.section(t) if self.surface is None else self.surface(*self.way.ground(t).T)

    def clipped(self, ends: Points) -> Points | None:
        """The part of a straight line through two places that lies in the box; None where none does."""
        (t, z), step = ends[0], ends[1] - ends[0]
        low, high = -np.inf, np.inf
        for start, way, (least, most) in ((t, step[0], self.extent), (z, step[1], self.world.z)):
            if way:
                first, last = sorted(((least - start) / way, (most - start) / way))
                low, high = max(low, first), min(high, last)
        return np.array([ends[0] + low * step, ends[0] + high * step]) if low < high else None
