"""The faces of a surface z = f(x, y): torn at jumps and poles, cut at lid, floor and the domain's edge.

Where f leaps along a line of the mesh, as at its edges an opened sheet does, a face has the heights that f
comes to from within its cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from calcanim.blocks.space.world import Way, World
from calcanim.tex.typeset import Points

Heights: TypeAlias = Callable[..., Any]
"""z for arrays of x and of y: a `Function`, or one seen through a glass."""

_HALVINGS = 24
_WITHIN = 1e-9  # share of the way from a corner to the middle of its cell
_OPEN = 1e-6  # share of a height by which f stays away from a side that it does not come to
_SLIT = 0.12  # share of a cell that a sheet ends before such a side
_SIDES = (((0, 1), (1, 1)), ((1, -1), (0, 1)), ((0, -1), (1, -1)), ((1, 1), (0, -1)))
"""For each corner, in x and in y: on which side of the cell it is, that to the corner before it (0) or after
it (1), and which way leads inwards."""
_ON = 1e-9  # how far a corner on a line may lie beside it
_TORN = 0.25  # share of a side's rise that is still there when the side is 2^24 times shorter


@dataclass(frozen=True)
class Mesh:
    """Faces over the cells of a grid.

    `corners` has shape (n, k, 3), the first corner repeated at the end and where a face has fewer than k;
    `cells` has shape (n, 2): numbers of the cell in x and in y; `normals` have length 1 and point up, (n, 3).
    """

    corners: Points
    cells: npt.NDArray[np.int_]
    normals: Points


def mesh(f: Heights, world: World) -> Mesh:
    """The faces of the surface over the world's grid; where f has no value, or leaps, there is none."""
    xs, ys = world.lines
    grid = np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1)
    points = np.concatenate([grid, np.asarray(f(grid[..., 0], grid[..., 1]))[..., None]], axis=-1)
    cells = np.stack(np.meshgrid(range(len(xs) - 1), range(len(ys) - 1), indexing="ij"), axis=-1).reshape(
        -1, 2
    )
    i, j = cells.T
    quads = np.stack([points[i, j], points[i + 1, j], points[i + 1, j + 1], points[i, j + 1]], axis=1)
    torn = _torn_cells(f, points).reshape(-1)
    mended = _from_within(f, quads[torn])
    kept = np.ones(len(quads), dtype=bool)
    kept[torn] = np.isfinite(mended).all(axis=(1, 2))
    quads[torn] = mended
    return _packed([_face(f, world, quad) for quad in quads[kept]], cells[kept], world)


def split(faces: Mesh, ways: Sequence[Way]) -> Mesh:
    """The faces, cut in two where they lie on both sides of a way."""
    corners, cells, normals = list(faces.corners[:, :-1]), faces.cells.tolist(), list(faces.normals)
    for way in ways:
        for index in range(len(corners)):
            beside = way.beside(corners[index][:, :2])
            if beside.min() < -_ON and beside.max() > _ON:
                halves = [_half(corners[index], way, side) for side in (1, -1)]
                corners[index] = halves[0]
                corners.append(halves[1])
                cells.append(cells[index])
                normals.append(normals[index])
    return Mesh(_padded(corners), np.array(cells, dtype=int).reshape(-1, 2), np.array(normals).reshape(-1, 3))


def parts_of_cells(
    xs: Points, ys: Points, other: Heights, f: Heights
) -> tuple[Points, npt.NDArray[np.bool_]]:
    """Another surface over these cells, cut where it passes through f: faces, shape (n, k, 3), and which lie
    on or above f."""
    grid = np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1)
    heights, below = np.asarray(other(grid[..., 0], grid[..., 1])), np.asarray(f(grid[..., 0], grid[..., 1]))
    over = np.nan_to_num(heights - below, nan=1.0)
    points = np.concatenate([grid, heights[..., None], over[..., None]], axis=-1)
    quads = np.stack([points[:-1, :-1], points[1:, :-1], points[1:, 1:], points[:-1, 1:]], axis=2)
    faces, is_above = list[Points](), list[bool]()
    for quad in quads.reshape(-1, 4, 4):
        for side in (1, -1):
            part = _cut(quad, lambda p, side=side: bool(side * p[3] >= 0), _crossing)  # type: ignore[misc]
            if len(part) > 2 and (side > 0 or part[:, 3].min() < 0):
                faces.append(part[:, :3])
                is_above.append(side > 0)
    return _padded(faces), np.array(is_above, dtype=bool)


def _crossing(inner: Points, outer: Points) -> Points:
    return np.asarray(inner + (outer - inner) * inner[3] / (inner[3] - outer[3]))


def _half(face: Points, way: Way, side: int) -> Points:
    def border(inner: Points, outer: Points) -> Points:
        here, there = way.beside(np.array([inner[:2], outer[:2]]))
        return np.asarray(inner + (outer - inner) * here / (here - there))

    return _cut(face, lambda p: bool(side * way.beside(p[None, :2])[0] >= 0), border)


def _from_within(f: Heights, quads: Points) -> Points:
    """Quadrilaterals with the heights that f comes to from within, shape (n, 4, 3): NaN where it leaps there
    too. They end a little before a side that f does not come to: one sees that the sheet is open there."""
    inner = quads + _WITHIN * (quads.mean(axis=1, keepdims=True) - quads)
    inner[..., 2] = f(inner[..., 0], inner[..., 1])
    leaps = np.asarray(_torn_sides(f, inner, np.roll(inner, -1, axis=1))).any(axis=1)
    is_open = np.abs(inner[..., 2] - quads[..., 2]) > _OPEN * (1 + np.abs(quads[..., 2]))
    ends = is_open & np.stack([np.roll(is_open, 1, axis=1), np.roll(is_open, -1, axis=1)])
    size = quads[:, 2] - quads[:, 0]
    found = np.where(is_open[..., None], inner, quads)
    for corner, (x_side, y_side) in enumerate(_SIDES):
        found[:, corner, 0] += _SLIT * size[:, 0] * np.where(ends[x_side[0], :, corner], x_side[1], 0)
        found[:, corner, 1] += _SLIT * size[:, 1] * np.where(ends[y_side[0], :, corner], y_side[1], 0)
    found[..., 2] = f(found[..., 0], found[..., 1])
    found[leaps] = np.nan
    return found


def _packed(faces: list[Points], cells: npt.NDArray[np.int_], world: World) -> Mesh:
    kept = [index for index, face in enumerate(faces) if len(face) > 2]
    corners = _padded([faces[index] for index in kept])
    return Mesh(corners, cells[kept].reshape(-1, 2), _normals(world.unit(corners[:, :-1])))


def _padded(faces: list[Points]) -> Points:
    """Faces with equally many corners, the first repeated at the end; shape (n, k, 3)."""
    most = max((len(face) for face in faces), default=3) + 1
    padded = [np.concatenate([face, np.repeat(face[:1], most - len(face), axis=0)]) for face in faces]
    return np.array(padded).reshape(-1, most, 3)


def _normals(faces: Points) -> Points:
    """Newell's normals of polygons that need not be flat, upwards; shape (n, k, 3) to (n, 3)."""
    normals = np.cross(faces, np.roll(faces, -1, axis=1)).sum(axis=1)
    lengths = np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
    return np.asarray(normals * np.sign(normals[:, 2:]) / lengths)


def _torn_cells(f: Heights, points: Points) -> npt.NDArray[np.bool_]:
    """Which cells have a side along which f leaps; shape (n, m)."""
    across = _torn_sides(f, points[:-1], points[1:])
    along = _torn_sides(f, points[:, :-1], points[:, 1:])
    return np.asarray(across[:, :-1] | across[:, 1:] | along[:-1] | along[1:])


def _torn_sides(f: Heights, start: Points, end: Points) -> npt.NDArray[np.bool_]:
    """Whether a side's rise stays when the side shrinks: halved again and again, to its steeper half."""
    first = np.abs(end[..., 2] - start[..., 2])
    both = np.isfinite(first)
    whole = both.copy()
    for _ in range(_HALVINGS):
        middle = (start + end) / 2
        middle[..., 2] = f(middle[..., 0], middle[..., 1])
        whole &= np.isfinite(middle[..., 2])
        left = np.abs(middle[..., 2] - start[..., 2]) >= np.abs(end[..., 2] - middle[..., 2])
        start = np.where(left[..., None], start, middle)
        end = np.where(left[..., None], middle, end)
    rise = np.abs(end[..., 2] - start[..., 2])
    scale = 1e-6 * (1.0 + np.abs(start[..., 2], where=both, out=np.zeros_like(first)).max(initial=0.0))
    return np.asarray(both & (~whole | (rise > np.maximum(_TORN * first, scale))))


def _face(f: Heights, world: World, quad: Points) -> Points:
    """A quadrilateral less what lies outside the domain, above the lid and below the floor; shape (k, 3)."""
    if not np.isfinite(quad[:, 2]).all():
        quad = _cut(
            quad, lambda p: bool(np.isfinite(p[2])), lambda inner, outer: _last_value(f, inner, outer)
        )
    low, high = world.z
    if len(quad) and low <= quad[:, 2].min() and quad[:, 2].max() <= high:
        return quad
    face = _cut(quad, lambda p: bool(p[2] <= high), lambda inner, outer: _level(inner, outer, high))
    return _cut(face, lambda p: bool(p[2] >= low), lambda inner, outer: _level(inner, outer, low))


def _cut(
    polygon: Points, is_inside: Callable[[Points], bool], border: Callable[[Points, Points], Points]
) -> Points:
    """The part of a polygon that lies inside (Sutherland and Hodgman's way)."""
    inside = [is_inside(corner) for corner in polygon]
    if all(inside):
        return polygon
    kept: list[Points] = []
    for i, here in enumerate(polygon):
        after, follows = (i + 1) % len(polygon), inside[i]
        if follows:
            kept.append(here)
        if follows != inside[after]:
            kept.append(border(here, polygon[after]) if follows else border(polygon[after], here))
    return np.array(kept).reshape(-1, polygon.shape[1])


def _level(inner: Points, outer: Points, z: float) -> Points:
    return np.asarray(inner + (outer - inner) * (z - inner[2]) / (outer[2] - inner[2]))


def _last_value(f: Heights, inner: Points, outer: Points) -> Points:
    """The last point with a value on the way to one without."""
    for _ in range(_HALVINGS):
        x, y = (inner[:2] + outer[:2]) / 2
        middle = np.array([x, y, f(x, y)])
        inner, outer = (middle, outer) if np.isfinite(middle[2]) else (inner, middle)
    return inner
