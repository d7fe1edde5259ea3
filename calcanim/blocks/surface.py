"""A surface z = f(x, y) in a space, and the upright sheet that cuts it along a line of constant x or y."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from calcanim.blocks.mesh import mesh
from calcanim.blocks.painter import Pieces
from calcanim.blocks.space import Dial, Space
from calcanim.blocks.theme import Role, Theme
from calcanim.blocks.typeset import Points
from calcanim.blocks.world import World, along
from calcanim.calculus import Function

_LIGHT = np.array([-0.35, -0.5, 0.79])
_SHADE = (0.74, 0.30)  # share of the background in the colour of the darkest and of the brightest face
_LINE_SHARE = 0.35  # of the text's colour in the mesh lines
_MESH_WIDTH = 0.9
_OPACITY = 0.96
_SHEET_OPACITY, _SECTION_OPACITY = 0.10, 0.22

SHEET_LAYER, SECTION_LAYER, BELOW_LAYER, ABOVE_LAYER, DOT_LAYER = -3.0, -2.0, -1.0, 1.0, 2.0


class Surface:
    """The faces of a surface. `rise` lifts it from the floor, `cuts` take away what stands before a slice.

    `cuts[0]` opens the slice along x, at y = y_A, `cuts[1]` the slice along y: 0 whole, 1 open.
    """

    def __init__(self, f: Function, world: World, *, theme: Theme) -> None:
        self.world = world
        self.mesh = mesh(f, world)
        self.rise, self.cuts = Dial(1.0), (Dial(0.0), Dial(0.0))
        self._fills, self._strokes = _shaded(self.mesh.normals, theme)
        self._middles = self._middle_of_cells()

    @property
    def most(self) -> int:
        """The number of faces."""
        return len(self.mesh.corners)

    def pieces(self, space: Space) -> Pieces | None:
        """The faces that are left, shaded once for all: the light stands still."""
        opacity = self._opacity(space)
        kept = opacity > 0.02
        if not kept.any():
            return None
        corners = self.mesh.corners[kept]
        if self.rise.value < 1:
            low = self.world.z[0]
            corners = corners * [1, 1, self.rise.value] + [0, 0, low * (1 - self.rise.value)]
        count = int(kept.sum())
        fades = np.column_stack([np.ones((count, 3)), opacity[kept]])
        return Pieces(
            space.on_frame(corners),
            space.nearness(self._middles[kept]),
            np.zeros(count),
            self._fills[kept] * fades,
            self._strokes[kept] * fades,
            _MESH_WIDTH,
        )

    def _middle_of_cells(self) -> Points:
        middles = [(lines[:-1] + lines[1:]) / 2 for lines in self.world.lines]
        return np.column_stack([middles[0][self.mesh.cells[:, 0]], middles[1][self.mesh.cells[:, 1]]])

    def _opacity(self, space: Space) -> Points:
        opacity = np.full(self.most, min(1.0, 4 * self.rise.value))
        towards = space.view.axes[2]
        for axis, cut in enumerate(self.cuts):
            across = 1 - axis
            before = (self._middles[:, across] - self.world.at[across]) * towards[across] > 0
            opacity[before] *= 1 - cut.value
        return opacity


class Sheet:
    """The upright plane through A along an axis, and in it the section below the surface."""

    def __init__(self, section: Function, world: World, axis: int, *, theme: Theme) -> None:
        self.world, self.axis = world, axis
        self.opacity = Dial(0.0)
        self._plane = rgba(theme.color(Role.TEXT), _SHEET_OPACITY)
        self._below = rgba(theme.color(Role.CURVE), _SECTION_OPACITY)
        self._strips, self._layers = self._cut_strips(section)
        lines = world.lines[axis]
        middles = np.tile((lines[:-1] + lines[1:]) / 2, 2)
        self._places = along(axis, middles, world.at, middles)[:, :2]

    @property
    def most(self) -> int:
        """A strip of the plane and one of the section over each cell."""
        return 2 * self.world.cells

    def pieces(self, space: Space) -> Pieces | None:
        """The strips, behind all that is in the plane."""
        if self.opacity.value <= 0:
            return None
        fills = np.repeat([self._plane, self._below], self.world.cells, axis=0)
        fills[:, 3] *= self.opacity.value
        depths = space.nearness(self._places)
        return Pieces(space.on_frame(self._strips), depths, self._layers, fills, fills, 0.0)

    def _cut_strips(self, section: Function) -> tuple[Points, Points]:
        """Rectangles of the whole plane, then what of them lies below the surface; shape (2n, 13, 3)."""
        lines = self.world.lines[self.axis]
        spans = [np.linspace(a, b, 6) for a, b in pairwise(lines)]
        low, high = self.world.z
        tops = [np.full(6, high) for _ in spans]
        heights = [np.clip(np.nan_to_num(section(span), nan=low), low, high) for span in spans]
        outlines = [
            self._strip(span, top) for span, top in zip([*spans, *spans], [*tops, *heights], strict=True)
        ]
        return np.array(outlines), np.repeat([SHEET_LAYER, SECTION_LAYER], len(spans))

    def _strip(self, span: Points, top: Points) -> Points:
        low = np.full(len(span), self.world.z[0])
        outline = np.concatenate([span, span[::-1], span[:1]]), np.concatenate([top, low, top[:1]])
        return along(self.axis, outline[0], self.world.at, outline[1])


def _shaded(normals: Points, theme: Theme) -> tuple[Points, Points]:
    """RGBA of fills and mesh lines, shape (n, 4): the more a face looks to the light, the less background."""
    bright = np.clip(normals @ _LIGHT, 0, 1)
    background, curve, text = (
        np.array(_rgb(theme.color(role))) for role in (Role.BACKGROUND, Role.CURVE, Role.TEXT)
    )
    share = (_SHADE[0] + (_SHADE[1] - _SHADE[0]) * bright)[:, None]
    fills = share * background + (1 - share) * curve
    strokes = (1 - _LINE_SHARE) * fills + _LINE_SHARE * text
    opacity = np.full((len(normals), 1), _OPACITY)
    return np.hstack([fills, opacity]), np.hstack([strokes, opacity])


def rgba(color: str, opacity: float = 1.0) -> Points:
    """A colour as numbers from 0 to 1, shape (4,)."""
    return np.array([*_rgb(color), opacity])


def _rgb(color: str) -> list[float]:
    return [int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)]
