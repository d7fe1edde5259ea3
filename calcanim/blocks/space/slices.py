"""Lines in an upright plane: the slice of the surface, and straight ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from calcanim.blocks.evidence import Touch, Trace
from calcanim.blocks.space.painter import Pieces
from calcanim.blocks.space.space import Dial, Space
from calcanim.blocks.space.surface import ABOVE_LAYER, BELOW_LAYER
from calcanim.blocks.space.upright_plane import Plane
from calcanim.blocks.theme import STROKE, Role
from calcanim.calculus import sample
from calcanim.tex.typeset import Points

Ends = Callable[[], Points | None]
Through = Callable[[], Sequence[tuple[float, float]]]

_PIXELS_PER_UNIT = 135.0  # at 1080p, where the short side of the frame is 8 units
DASHED_STROKE = 3.5
NOWHERE: Points = np.zeros((0, 3))
_POINTS, _MORE_POINTS = 9, 25  # of the polyline that is the slice over one cell; more where it bends much
_MUCH = 2.0  # radians over one cell
_MOST_BENDS = 7.0  # radians over one piece: a wave, and a little more
_POINTS_AVOIDED = 60  # along a straight line, that names keep off
_CORNER = 0.2  # radians: there the slice has one point right at the corner
_FLAT = 1e-9  # radians that a straight part turns by
_MOST_DASHES, _DASH = 20, 0.06


class SliceCurve:
    """The curve that the plane cuts out of the surface; `grown` lets it grow from A to both sides, 0 to 1."""

    def __init__(self, plane: Plane, *, role: Role = Role.SLICE) -> None:
        self.plane, self.role = plane, role
        self.grown = Dial(0.0)
        self.drawn_at = NOWHERE
        self.painted: Pieces | None = None
        self._runs = _runs(plane)

    @property
    def most(self) -> int:
        """A piece over each cell, more where the curve is broken; and its halo."""
        return 2 * len(self._runs)

    def pieces(self, space: Space) -> Pieces | None:
        """The pieces that have grown, upon the faces that they touch."""
        runs = self._runs if self.grown.value >= 1 else self._cut_short()
        self.drawn_at, self.painted = NOWHERE, None
        if not len(runs):
            return None
        layers = np.full(len(runs), ABOVE_LAYER)
        pieces = self.plane.pieces(space, runs, layers, role=self.role, width=STROKE)
        self.drawn_at, self.painted = pieces.outlines[:, ::2].reshape(-1, 3), pieces
        return pieces

    def traces(self, space: Space) -> tuple[Trace, ...]:
        """The slice as far as it has grown, hidden or not, and where the surface truly is."""
        if self.painted is None:
            return ()
        plane, view = self.plane, space.view

        def truth(t: Points) -> Points:
            heights = np.asarray(plane.section(t)) + np.zeros_like(t)
            heights[(heights < plane.world.z[0]) | (heights > plane.world.z[1])] = np.nan
            return space.on_frame_from(view, plane.to_world(np.column_stack([t, heights])))[:, :2]

        strokes = tuple(space.painter.outlines(self.painted)[..., :2])
        everywhere = (-np.inf, -np.inf, np.inf, np.inf)
        what = f"the slice along {plane.way.name} through A"
        return (Trace(what, strokes, truth, plane.extent, everywhere, self.grown.value >= 1),)

    def _cut_short(self) -> Points:
        low, high = (self.plane.at + self.grown.value * (end - self.plane.at) for end in self.plane.extent)
        kept = [run for run in self._runs if run[-1, 0] > low and run[0, 0] < high]
        cut = [np.clip(run[:, 0], low, high) for run in kept]
        heights = [np.interp(places, run[:, 0], run[:, 1]) for places, run in zip(cut, kept, strict=True)]
        return np.stack([cut, heights], axis=-1).reshape(-1, self._runs.shape[1], 2)


class StraightLine:
    """A line of the plane between two ends that may move, or through them from wall to wall.

    `through` says at which places the core puts it; `name` is what it is called where it is not there.
    """

    def __init__(
        self,
        plane: Plane,
        ends: Ends,
        *,
        role: Role,
        whole: bool = False,
        dashed: bool = False,
        through: Through | None = None,
        name: str = "a line",
    ) -> None:
        self.plane, self.ends, self.role = plane, ends, role
        self.is_whole, self.is_dashed = whole, dashed
        self.through, self.called = through, name
        self.grown = Dial(0.0)
        self.drawn_at = NOWHERE
        self.painted: Pieces | None = None

    @property
    def most(self) -> int:
        """A piece over each cell, or a number of dashes; and its halo."""
        return 2 * (_MOST_DASHES + 1 if self.is_dashed else len(self.plane.crossings))

    def pieces(self, space: Space) -> Pieces | None:
        """The line, cut where it passes from cell to cell."""
        ends = self.ends_drawn()
        self.drawn_at, self.painted = NOWHERE, None
        if ends is None:
            return None
        self.drawn_at = space.on_frame(self.plane.to_world(np.linspace(ends[0], ends[1], _POINTS_AVOIDED)))
        runs = self._dashes(ends) if self.is_dashed else _cut(ends, self.plane.crossings)
        layers = np.where(self.plane.is_above(runs.mean(axis=1)), ABOVE_LAYER, BELOW_LAYER)
        width = DASHED_STROKE if self.is_dashed else STROKE
        self.painted = self.plane.pieces(
            space, runs, layers, role=self.role, width=width, dashed=self.is_dashed
        )
        return self.painted

    def drawn_ends(self, space: Space) -> Points | None:
        """Where it begins and ends, read off what is painted, shape (2, 2): NaN while nothing is, None while
        it grows."""
        if 0 < self.grown.value < 1:
            return None
        if self.painted is None:
            return np.full((2, 2), np.nan)
        drawn = space.painter.outlines(self.painted)
        return self.plane.from_frame(space, np.array([drawn[0, 0], drawn[-1, -1]]))

    def touches(self, space: Space) -> tuple[Touch, ...]:
        """Where the core says that it runs, and its pieces."""
        if self.painted is None or self.through is None:
            return ()
        strokes = tuple(space.painter.outlines(self.painted)[..., :2])
        places = self.plane.to_world(np.array(self.through(), dtype=float).reshape(-1, 2))
        drawn = space.on_frame(places[self.plane.world.holds(places)])[:, :2]
        return tuple(Touch(self.called, place, strokes, is_whole=self.grown.value >= 1) for place in drawn)

    def ends_drawn(self) -> Points | None:
        """Both ends as drawn, shape (2, 2); they grow from the first end, or to both sides from A."""
        given = self.ends() if self.grown.value > 0 else None
        if given is None or not np.isfinite(given).all() or np.abs(given[1] - given[0]).max() < 1e-12:
            return None
        ends = self.plane.clipped(given) if self.is_whole else given
        if ends is None:
            return None
        return np.asarray(given[0] + self.grown.value * (ends - given[0]))

    def _dashes(self, ends: Points) -> Points:
        """Dashes of a fixed length, so that they do not crawl while the line grows, and a dot where a gap
        would swallow the end; shape (n, 2, 2)."""
        world = self.plane.world
        sizes = np.array(
            [self.plane.extent[1] - self.plane.extent[0], (world.z[1] - world.z[0]) / world.height]
        )
        length = float(np.linalg.norm((ends[1] - ends[0]) * 2 / sizes))
        count = int(np.clip(np.ceil(length / (1.8 * _DASH)), 1, _MOST_DASHES))
        starts = np.arange(count) * 1.8 * _DASH / max(length, 1e-9)
        shares = np.stack([starts, np.minimum(starts + _DASH / max(length, 1e-9), 1.0)], axis=1)
        if shares[-1, 1] < 1:
            shares = np.append(shares, [[1.0, 1.0]], axis=0)
        return np.asarray(ends[0] + shares[..., None] * (ends[1] - ends[0]))


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
    lines = plane.crossings
    size = np.array([plane.extent[1] - plane.extent[0], high - low])
    whole = [part for stroke in strokes for part in _over_cells(stroke, lines)]
    parts = [piece for part in whole for piece in _few_bends(part, size)]
    bends = max((_turns(np.diff(part / size, axis=0))[1:].sum() for part in parts), default=0.0)
    points = _POINTS if bends < _MUCH else _MORE_POINTS
    return np.array([_thinned(part, size, points) for part in parts]).reshape(-1, points, 2)


def _over_cells(stroke: Points, lines: Points) -> list[Points]:
    """A polyline cut over each cell."""
    inner = lines[(lines > stroke[0, 0]) & (lines < stroke[-1, 0])]
    edges = np.column_stack([inner, np.interp(inner, stroke[:, 0], stroke[:, 1])])
    joints = np.concatenate([stroke[:1], edges, stroke[-1:]])
    return [
        np.concatenate([a[None], stroke[(stroke[:, 0] > a[0]) & (stroke[:, 0] < b[0])], b[None]])
        for a, b in pairwise(joints)
    ]


def _few_bends(part: Points, size: Points) -> list[Points]:
    """A polyline cut where it has bent so much that the points of one piece could not follow it further."""
    turned = np.cumsum(_turns(np.diff(part / size, axis=0))[1:])
    number = np.append(0, np.floor(turned / _MOST_BENDS)).astype(int)
    ends = [*(np.flatnonzero(np.diff(number)) + 1).tolist(), len(part) - 1]
    starts = [0, *ends[:-1]]
    return [part[a : b + 1] for a, b in zip(starts, ends, strict=True)]


def _turns(way: Points) -> Points:
    """By how much a polyline turns at the start of each of its sides, in radians; the first counts for
    nothing."""
    return np.asarray(np.abs(np.diff(np.unwrap(np.arctan2(way[:, 1], way[:, 0])), prepend=0.0)))


def _thinned(part: Points, size: Points, points: int) -> Points:
    """As many points as there are room for, shared out by half along the way, by half over its bends."""
    way = np.diff(part / size, axis=0)
    lengths = np.linalg.norm(way, axis=1)
    turns = _turns(way)
    turns[0] = 0.0
    if len(part) <= points and turns.sum() > _MUCH:
        more = np.linspace(0, len(part) - 1, points - len(part))
        return _between(part, np.sort(np.append(np.arange(len(part), dtype=float), more)))
    passed = _share(lengths) + _share((turns + np.append(turns[1:], 0.0)) / 2)
    places = np.interp(np.linspace(0, passed[-1], points), passed, np.arange(len(part)))
    if turns.max() > _CORNER:
        corner = int(np.argmax(turns))
        places[1 + int(np.argmin(np.abs(places[1:-1] - corner)))] = corner
    return _between(part, places)


def _between(part: Points, places: Points) -> Points:
    """The points of a polyline at fractions of its numbering."""
    return np.column_stack([np.interp(places, np.arange(len(part)), each) for each in part.T])


def _share(amounts: Points) -> Points:
    """How much of the sum has come up to each point, from 0 to 1."""
    passed = np.append(0.0, np.cumsum(amounts))
    return np.asarray(passed / passed[-1] if passed[-1] > _FLAT else np.linspace(0, 1, len(passed)))


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
