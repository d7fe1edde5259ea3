"""A surface z = f(x, y) in a space, and the upright sheets that cut it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from calcanim.blocks.space.mesh import mesh, split
from calcanim.blocks.space.painter import Pieces
from calcanim.blocks.space.space import Dial, Space, Zoom
from calcanim.blocks.space.world import Way, World
from calcanim.blocks.theme import Role, Theme
from calcanim.calculus import Function
from calcanim.tex.typeset import Points

_LIGHT = np.array([-0.35, -0.5, 0.79])
_SHADE = (0.74, 0.30)  # share of the background in the colour of the darkest and of the brightest face
_LINE_SHARE = 0.35  # of the text's colour in the mesh lines
_MESH_WIDTH = 0.9
_OPACITY = 0.96
_WITHIN = 1e-9  # share of the way to the middle: a strip has the height that the surface has in its cell
_SHEET_OPACITY, _SECTION_OPACITY = 0.10, 0.22

SHEET_LAYER, SECTION_LAYER, BELOW_LAYER, ABOVE_LAYER, DOT_LAYER = -3.0, -2.0, -1.0, 1.0, 2.0
UNDERSIDE_LAYER, UPPER_LAYER = -1.75, 0.25  # of another surface, between this one and the lines


class Surface:
    """The faces of a surface. `rise` lifts it from the floor, `cuts` take away what stands before a slice.

    There is a cut for each of the `ways`, 0 whole, 1 open; the first two open the slices through A along x
    and along y. `opacity` lets what lies under it be seen. With a `zoom` it is made anew as that turns.
    """

    def __init__(
        self,
        f: Function,
        world: World,
        *,
        theme: Theme,
        ways: Sequence[Way] = (),
        zoom: Zoom | None = None,
    ) -> None:
        self.f, self.world, self.theme = f, world, theme
        self.ways = (Way.along(0, world.at), Way.along(1, world.at), *ways)
        self.rise, self.opacity, self.zoom = Dial(1.0), Dial(1.0), zoom or Zoom((*world.at, 0.0))
        self.cuts = tuple(Dial(0.0) for _ in self.ways)
        self._slanted = tuple(ways)
        self._made_for: tuple[float, bool] | None = None
        self._mesh_anew()
        whole = len(self.mesh.corners) if zoom is None else world.cells**2
        self.most = len(split(self.mesh, self._slanted).corners) if ways else whole

    def height(self, x: Points, y: Points) -> Points:
        """How high the surface is drawn over places of the box."""
        (x_a, y_a, z_a), zoom = self.zoom.about, self.zoom.value
        if zoom == 1:
            return np.asarray(self.f(x, y))
        return np.asarray(z_a + zoom * (self.f(x_a + (x - x_a) / zoom, y_a + (y - y_a) / zoom) - z_a))

    def pieces(self, space: Space) -> Pieces | None:
        """The faces that are left, shaded where they are made: the light stands still."""
        self._mesh_anew()
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

    def _mesh_anew(self) -> None:
        """As large as it is seen, its faces cut in two where a slanted cut is open."""
        is_split = any(cut.value > 0 for cut in self.cuts[2:])
        if self._made_for == (self.zoom.value, is_split):
            return
        self._made_for = self.zoom.value, is_split
        found = mesh(self.height, self.world)
        self.mesh = split(found, self._slanted) if is_split else found
        self._fills, self._strokes = _shaded(self.mesh.normals, self.theme)
        middles = [(lines[:-1] + lines[1:]) / 2 for lines in self.world.lines]
        self._middles = np.column_stack([each[self.mesh.cells[:, k]] for k, each in enumerate(middles)])
        self._beside = [
            way.beside(self.mesh.corners[:, :-1, :2].mean(axis=1).reshape(-1, 2)) for way in self.ways
        ]

    def _opacity(self, space: Space) -> Points:
        opacity = np.full(len(self.mesh.corners), self.opacity.value * min(1.0, 4 * self.rise.value))
        towards = space.view.axes[2, :2]
        for way, cut, beside in zip(self.ways, self.cuts, self._beside, strict=True):
            if cut.value:
                left = np.array([-way.step[1], way.step[0]])
                opacity[beside * float(towards @ left) > 0] *= 1 - cut.value
        return opacity


class Sheet:
    """The upright plane over a way through A, and in it the section below the surface."""

    def __init__(self, section: Function, world: World, way: Way | int, *, theme: Theme) -> None:
        self.world = world
        self.way = Way.along(way, world.at) if isinstance(way, int) else way
        self.opacity = Dial(0.0)
        self._plane = rgba(theme.color(Role.TEXT), _SHEET_OPACITY)
        self._below = rgba(theme.color(Role.CURVE), _SECTION_OPACITY)
        self._lines = world.crossings(self.way)
        self._strips, self._layers = self._cut_strips(section)
        self._places = self.way.ground(np.tile((self._lines[:-1] + self._lines[1:]) / 2, 2))

    @property
    def most(self) -> int:
        """A strip of the plane and one of the section over each cell."""
        return len(self._strips)

    def pieces(self, space: Space) -> Pieces | None:
        """The strips, behind all that is in the plane."""
        if self.opacity.value <= 0:
            return None
        fills = np.repeat([self._plane, self._below], self.most // 2, axis=0)
        fills[:, 3] *= self.opacity.value
        depths = space.nearness(self._places)
        return Pieces(space.on_frame(self._strips), depths, self._layers, fills, fills, 0.0)

    def _cut_strips(self, section: Function) -> tuple[Points, Points]:
        """Rectangles of the whole plane, then what of them lies below the surface; shape (2n, 13, 3)."""
        spans = [np.linspace(a, b, 6) for a, b in pairwise(self._lines)]
        low, high = self.world.z
        tops = [np.full(6, high) for _ in spans]
        inner = [span + _WITHIN * (span.mean() - span) for span in spans]
        heights = [np.clip(np.nan_to_num(section(each), nan=low), low, high) for each in inner]
        outlines = [
            self._strip(span, top) for span, top in zip([*spans, *spans], [*tops, *heights], strict=True)
        ]
        return np.array(outlines), np.repeat([SHEET_LAYER, SECTION_LAYER], len(spans))

    def _strip(self, span: Points, top: Points) -> Points:
        low = np.full(len(span), self.world.z[0])
        outline = np.concatenate([span, span[::-1], span[:1]]), np.concatenate([top, low, top[:1]])
        return self.way.over(*outline)


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
