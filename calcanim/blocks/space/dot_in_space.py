"""A dot in a space, at a place of an upright plane."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from calcanim.blocks.evidence import Touch
from calcanim.blocks.space.painter import Pieces
from calcanim.blocks.space.space import Dial, Space
from calcanim.blocks.space.surface import DOT_LAYER, rgba
from calcanim.blocks.space.upright_plane import Plane
from calcanim.blocks.theme import POINT_RADIUS, Role
from calcanim.tex.typeset import Points

_HOLE = 0.6  # of the radius of a hollow dot

Place = Callable[[], tuple[float, float]]


class Dot:
    """A disc at a place of the plane, where the core puts it; `shown` is its size, 0 to 1.

    One that `is_hollow` marks an end that does not belong to its curve.
    """

    def __init__(
        self,
        plane: Plane,
        place: Place,
        *,
        role: Role = Role.POINT,
        name: str = "a point",
        is_hollow: bool = False,
    ) -> None:
        self.plane, self.place, self.role, self.called = plane, place, role, name
        self.is_hollow = is_hollow
        self.shown = Dial(0.0)
        self.painted: Pieces | None = None
        angles = np.linspace(0, 2 * np.pi, 25)
        self._disc = POINT_RADIUS * np.column_stack([np.cos(angles), np.sin(angles), np.zeros(25)])

    @property
    def drawn_at(self) -> Points:
        """Points around it, that names keep off; shape (n, 3)."""
        return np.zeros((0, 3)) if self.painted is None else self.painted.outlines[0]

    @property
    def most(self) -> int:
        """One disc, or a ring on one."""
        return 1 + self.is_hollow

    def world_place(self) -> Points | None:
        """Where it is, shape (3,); None while it is hidden, undefined or outside the box."""
        t, z = self.place()
        point = self.plane.way.over([t], np.array([z]))[0]
        seen = self.shown.value > 0 and np.isfinite(z) and bool(self.plane.world.holds(point))
        return point if seen else None

    def pieces(self, space: Space) -> Pieces | None:
        """The disc, upon what it touches."""
        point, self.painted = self.world_place(), None
        if point is None:
            return None
        ink, ground = (rgba(self.plane.theme.color(role))[None] for role in (self.role, Role.BACKGROUND))
        point_drawn = space.on_frame(point)
        outline = point_drawn + self.shown.value * self._disc
        # over lines that leave it towards the viewer
        depths = space.nearness(point[None, :2]) + space.column_depth
        layers, none = np.array([DOT_LAYER]), np.zeros((1, 4))
        self.painted = Pieces(outline[None], depths, layers, ink, ground, 1.5)
        if self.is_hollow:
            inner = point_drawn + _HOLE * (outline - point_drawn)
            ring = np.concatenate([outline, inner[::-1], outline[:1]])[None]
            disc = Pieces(outline[None], depths, layers, ground, none, 0.0)
            self.painted = Pieces(ring, depths, layers, ink, none, 0.0, disc)
        return self.painted

    def middle(self, space: Space) -> Points | None:
        """Its middle on the frame, shape (1, 3), read off the disc; None while there is none."""
        if self.painted is None:
            return None
        outline = space.painter.outlines(self.painted)
        return np.asarray((outline.min(axis=1) + outline.max(axis=1)) / 2)

    def touches(self, space: Space) -> tuple[Touch, ...]:
        """Where the core puts it, and its middle."""
        drawn = self.middle(space)
        if drawn is None:
            return ()
        place = space.on_frame(self.plane.to_world(np.array([self.place()])))[0, :2]
        return (Touch(self.called, place, (drawn[:, :2],)),)
