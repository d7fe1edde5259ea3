"""What lies in the upright plane through A along an axis: the slice of the surface, lines, points."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from calcanim.blocks.evidence import Trace
from calcanim.blocks.painter import Pieces
from calcanim.blocks.space import Dial, Space
from calcanim.blocks.surface import ABOVE_LAYER, BELOW_LAYER, DOT_LAYER, rgba
from calcanim.blocks.theme import POINT_RADIUS, STROKE, Role, Theme
from calcanim.blocks.typeset import Points
from calcanim.blocks.world import World, along
from calcanim.calculus import Function, sample

Ends = Callable[[], Points | None]
Place = Callable[[], tuple[float, float]]

_PIXELS_PER_UNIT = 135.0  # at 1080p, where the short side of the frame is 8 units
DASHED_STROKE = 3.5
NOWHERE: Points = np.zeros((0, 3))
_POINTS = 9  # of the polyline that is the slice over one cell
_POINTS_AVOIDED = 80  # along a straight line, that names keep off
_MOST_DASHES, _DASH = 48, 0.06
_TOUCH = 4e-3  # share of the box's height within which a line lies on the surface: it must not flicker there


class Plane:
    """The plane through A along an axis: places (t, z) in it, and the slice, z as a function of t."""

    def __init__(self, section: Function, world: World, axis: int, *, theme: Theme) -> None:
        self.section, self.world, self.axis, self.theme = section, world, axis, theme
        self.extent = (world.x, world.y)[axis]
        self.at = world.at[axis]

    def pieces(
        self, space: Space, runs: Points, layers: Points, *, role: Role, width: float, opacity: float = 1.0
    ) -> Pieces:
        """Polylines of the plane, shape (n, k, 2), each over one cell, ready to paint."""
        count, points = runs.shape[:2]
        world = self.to_world(runs.reshape(-1, 2)).reshape(count, points, 3)
        ink = rgba(self.theme.color(role), opacity)
        return Pieces(
            outlines=space.on_frame(world),
            depths=space.nearness((world[:, 0, :2] + world[:, -1, :2]) / 2),
            layers=layers,
            fills=np.zeros((count, 4)),
            strokes=np.tile(ink, (count, 1)),
            stroke_width=width,
        )

    def to_world(self, places: Points) -> Points:
        """Places (t, z), shape (n, 2), in the world, shape (n, 3)."""
        return along(self.axis, places[:, 0], self.world.at, places[:, 1])

    def is_inside(self, t: float) -> bool:
        """Whether the slice has a value over t, and the box holds it."""
        return bool(self.world.z[0] <= self.section(t) <= self.world.z[1])

    def is_above(self, places: Points) -> npt.NDArray[np.bool_]:
        """Which places, shape (n, 2), lie on or above the surface, or where there is none."""
        heights = np.asarray(self.section(places[:, 0]))
        return ~(places[:, 1] < heights - _TOUCH * (self.world.z[1] - self.world.z[0]))

    def clipped(self, ends: Points) -> Points | None:
        """The part of a straight line through two places that lies in the box; None where none does."""
        (t, z), step = ends[0], ends[1] - ends[0]
        low, high = -np.inf, np.inf
        for start, way, (least, most) in ((t, step[0], self.extent), (z, step[1], self.world.z)):
            if way:
                first, last = sorted(((least - start) / way, (most - start) / way))
                low, high = max(low, first), min(high, last)
        return np.array([ends[0] + low * step, ends[0] + high * step]) if low < high else None


class SliceCurve:
    """The curve that the plane cuts out of the surface; `grown` lets it grow from A to both sides, 0 to 1."""

    def __init__(self, plane: Plane, *, role: Role = Role.POINT) -> None:
        self.plane, self.role = plane, role
        self.grown = Dial(0.0)
        self.drawn_at = NOWHERE
        self._runs = _runs(plane)

    @property
    def most(self) -> int:
        """A piece over each cell, more where the curve is broken."""
        return len(self._runs)

    def pieces(self, space: Space) -> Pieces | None:
        """The pieces that have grown, upon the faces that they touch."""
        runs = self._runs if self.grown.value >= 1 else self._cut_short()
        self.drawn_at = NOWHERE
        if not len(runs):
            return None
        layers = np.full(len(runs), ABOVE_LAYER)
        pieces = self.plane.pieces(space, runs, layers, role=self.role, width=STROKE)
        self.drawn_at = pieces.outlines.reshape(-1, 3)
        return pieces

    def traces(self, space: Space) -> tuple[Trace, ...]:
        """The slice as far as it has grown, hidden or not, and where the surface truly is."""
        if not len(self.drawn_at):
            return ()
        plane, view = self.plane, space.view

        def truth(t: Points) -> Points:
            heights = np.asarray(plane.section(t)) + np.zeros_like(t)
            heights[(heights < plane.world.z[0]) | (heights > plane.world.z[1])] = np.nan
            return space.on_frame_from(view, plane.to_world(np.column_stack([t, heights])))[:, :2]

        strokes = tuple(run[:, :2] for run in self.drawn_at.reshape(-1, _POINTS, 3))
        name, everywhere = ("x", "y")[plane.axis], (-np.inf, -np.inf, np.inf, np.inf)
        what = f"the slice along {name} through A"
        return (Trace(what, strokes, truth, plane.extent, everywhere, self.grown.value >= 1),)

    def _cut_short(self) -> Points:
        low, high = (self.plane.at + self.grown.value * (end - self.plane.at) for end in self.plane.extent)
        kept = [run for run in self._runs if run[-1, 0] > low and run[0, 0] < high]
        cut = [np.clip(run[:, 0], low, high) for run in kept]
        heights = [np.interp(places, run[:, 0], run[:, 1]) for places, run in zip(cut, kept, strict=True)]
        return np.stack([cut, heights], axis=-1).reshape(-1, _POINTS, 2)


class StraightLine:
    """A line of the plane between two ends that may move, or through them from wall to wall."""

    def __init__(
        self, plane: Plane, ends: Ends, *, role: Role, whole: bool = False, dashed: bool = False
    ) -> None:
        self.plane, self.ends, self.role = plane, ends, role
        self.is_whole, self.is_dashed = whole, dashed
        self.grown = Dial(0.0)
        self.drawn_at = NOWHERE

    @property
    def most(self) -> int:
        """A piece over each cell, or a number of dashes."""
        return _MOST_DASHES if self.is_dashed else self.plane.world.cells + 1

    def pieces(self, space: Space) -> Pieces | None:
        """The line, cut where it passes from cell to cell."""
        ends = self.ends_drawn()
        self.drawn_at = NOWHERE
        if ends is None:
            return None
        self.drawn_at = space.on_frame(self.plane.to_world(np.linspace(ends[0], ends[1], _POINTS_AVOIDED)))
        runs = self._dashes(ends) if self.is_dashed else _cut(ends, self.plane.world.lines[self.plane.axis])
        layers = np.where(self.plane.is_above(runs.mean(axis=1)), ABOVE_LAYER, BELOW_LAYER)
        width = DASHED_STROKE if self.is_dashed else STROKE
        return self.plane.pieces(space, runs, layers, role=self.role, width=width)

    def ends_drawn(self) -> Points | None:
        """Both ends as drawn, shape (2, 2); they grow from the first end, or to both sides from A."""
        given = self.ends() if self.grown.value > 0 else None
        if given is None or not np.isfinite(given).all() or np.allclose(given[0], given[1], atol=1e-12):
            return None
        ends = self.plane.clipped(given) if self.is_whole else given
        if ends is None:
            return None
        return np.asarray(given[0] + self.grown.value * (ends - given[0]))

    def _dashes(self, ends: Points) -> Points:
        """Dashes of a fixed length, so that they do not crawl while the line grows; shape (n, 2, 2)."""
        world = self.plane.world
        sizes = np.array(
            [self.plane.extent[1] - self.plane.extent[0], (world.z[1] - world.z[0]) / world.height]
        )
        length = float(np.linalg.norm((ends[1] - ends[0]) * 2 / sizes))
        count = int(np.clip(np.ceil(length / (1.8 * _DASH)), 1, _MOST_DASHES))
        starts = np.arange(count) * 1.8 * _DASH / max(length, 1e-9)
        shares = np.stack([starts, np.minimum(starts + _DASH / max(length, 1e-9), 1.0)], axis=1)
        return np.asarray(ends[0] + shares[..., None] * (ends[1] - ends[0]))


class Dot:
    """A disc at a place of the plane; `shown` is its size, 0 to 1."""

    def __init__(self, plane: Plane, place: Place, *, role: Role = Role.POINT) -> None:
        self.plane, self.place, self.role = plane, place, role
        self.shown = Dial(0.0)
        angles = np.linspace(0, 2 * np.pi, 25)
        self._disc = POINT_RADIUS * np.column_stack([np.cos(angles), np.sin(angles), np.zeros(25)])

    @property
    def most(self) -> int:
        """One disc."""
        return 1

    def world_place(self) -> Points | None:
        """Where it is, shape (3,); None while it is hidden, undefined or outside the box."""
        t, z = self.place()
        point = along(self.plane.axis, [t], self.plane.world.at, np.array([z]))[0]
        seen = self.shown.value > 0 and np.isfinite(z) and bool(self.plane.world.holds(point))
        return point if seen else None

    def pieces(self, space: Space) -> Pieces | None:
        """The disc, upon what it touches."""
        point = self.world_place()
        if point is None:
            return None
        ink = rgba(self.plane.theme.color(self.role))[None]
        outline = space.on_frame(point) + self.shown.value * self._disc
        depths = (
            space.nearness(point[None, :2]) + space.column_depth
        )  # over lines that leave it towards the viewer
        edge = rgba(self.plane.theme.color(Role.BACKGROUND))[None]
        return Pieces(outline[None], depths, np.array([DOT_LAYER]), ink, edge, 1.5)


def _runs(plane: Plane) -> Points:
    """The slice, cut at the lines of the mesh, shape (n, points, 2); left out where it leaves the box."""
    low, high = plane.world.z
    scale = _PIXELS_PER_UNIT * 3.0
    strokes = sample(
        plane.section,
        plane.extent,
        window=(low, high),
        pixels=(scale / (plane.extent[1] - plane.extent[0]), scale / (high - low)),
    )
    lines = plane.world.lines[plane.axis]
    runs = [run for stroke in strokes for run in _over_cells(stroke, lines)]
    return np.array(runs).reshape(-1, _POINTS, 2)


def _over_cells(stroke: Points, lines: Points) -> list[Points]:
    inner = lines[(lines > stroke[0, 0]) & (lines < stroke[-1, 0])]
    edges = np.concatenate([stroke[:1, 0], inner, stroke[-1:, 0]])
    return [
        np.column_stack([places, np.interp(places, stroke[:, 0], stroke[:, 1])])
        for places in (np.linspace(a, b, _POINTS) for a, b in pairwise(edges))
    ]


def _cut(ends: Points, lines: Points) -> Points:
    """A straight line in pieces, each over one cell; shape (n, 2, 2)."""
    first, last = ends[np.argsort(ends[:, 0])]
    inner = lines[(lines > first[0] + 1e-9) & (lines < last[0] - 1e-9)]
    places = np.concatenate([[first[0]], inner, [last[0]]])
    if last[0] - first[0] < 1e-12:
        return ends[None]
    heights = first[1] + (places - first[0]) * (last[1] - first[1]) / (last[0] - first[0])
    joints = np.column_stack([places, heights])
    return np.stack([joints[:-1], joints[1:]], axis=1)
