"""The faces of a surface z = f(x, y): torn at jumps and poles, cut at lid, floor and the domain's edge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from calcanim.blocks.typeset import Points
from calcanim.blocks.world import World
from calcanim.calculus import Function

_HALVINGS = 24
_TORN = 0.25  # share of a side's rise that is still there when the side is 2^24 times shorter


@dataclass(frozen=True)
class Mesh:
    """Faces over the cells of a grid.

    `corners` has shape (n, k, 3), the first corner repeated at the end and where a face has fewer than k;
    `cells` has shape (n, 2): numbers of the cell in x and in y; `normals` have length 1 and point up, (n, 3).
    """

    corners: Points
    cells: Points
    normals: Points


def mesh(f: Function, world: World) -> Mesh:
    """The faces of the surface over the world's grid; where f has no value, or leaps, there is none."""
    xs, ys = world.lines
    grid = np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1)
    points = np.concatenate([grid, np.asarray(f(grid[..., 0], grid[..., 1]))[..., None]], axis=-1)
    torn = _torn_cells(f, points)
    faces = [
        (face, (i, j))
        for i, j in np.ndindex(len(xs) - 1, len(ys) - 1)
        if not torn[i, j] and len(face := _face(f, world, _quad(points, i, j))) > 2
    ]
    return _packed(faces, world)


def _quad(points: Points, i: int, j: int) -> Points:
    return points[[i, i + 1, i + 1, i], [j, j, j + 1, j + 1]]


def _packed(faces: list[tuple[Points, tuple[int, int]]], world: World) -> Mesh:
    most = max((len(face) for face, _ in faces), default=3) + 1
    padded = [np.concatenate([face, np.repeat(face[:1], most - len(face), axis=0)]) for face, _ in faces]
    corners = np.array(padded).reshape(-1, most, 3)
    cells = np.array([cell for _, cell in faces], dtype=int).reshape(-1, 2)
    return Mesh(corners, cells, np.array([_normal(world.unit(face)) for face, _ in faces]).reshape(-1, 3))


def _normal(face: Points) -> Points:
    """Newell's normal of a polygon that need not be flat, upwards."""
    after = np.roll(face, -1, axis=0)
    normal = np.cross(face, after).sum(axis=0)
    return np.asarray(normal * np.sign(normal[2]) / max(float(np.linalg.norm(normal)), 1e-12))


def _torn_cells(f: Function, points: Points) -> npt.NDArray[np.bool_]:
    """Which cells have a side along which f leaps; shape (n, m)."""
    across = _torn_sides(f, points[:-1], points[1:])
    along = _torn_sides(f, points[:, :-1], points[:, 1:])
    return np.asarray(across[:, :-1] | across[:, 1:] | along[:-1] | along[1:])


def _torn_sides(f: Function, start: Points, end: Points) -> npt.NDArray[np.bool_]:
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


def _face(f: Function, world: World, quad: Points) -> Points:
    """A quadrilateral less what lies outside the domain, above the lid and below the floor; shape (k, 3)."""
    if not np.isfinite(quad[:, 2]).all():
        quad = _cut(
            quad, lambda p: bool(np.isfinite(p[2])), lambda inner, outer: _last_value(f, inner, outer)
        )
    low, high = world.z
    face = _cut(quad, lambda p: bool(p[2] <= high), lambda inner, outer: _level(inner, outer, high))
    return _cut(face, lambda p: bool(p[2] >= low), lambda inner, outer: _level(inner, outer, low))


def _cut(
    polygon: Points, is_inside: Callable[[Points], bool], border: Callable[[Points, Points], Points]
) -> Points:
    """The part of a polygon that lies inside (Sutherland and Hodgman's way)."""
    kept: list[Points] = []
    for here, after in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
        if is_inside(here):
            kept.append(here)
        if is_inside(here) != is_inside(after):
            kept.append(border(here, after) if is_inside(here) else border(after, here))
    return np.array(kept).reshape(-1, 3)


def _level(inner: Points, outer: Points, z: float) -> Points:
    return np.asarray(inner + (outer - inner) * (z - inner[2]) / (outer[2] - inner[2]))


def _last_value(f: Function, inner: Points, outer: Points) -> Points:
    """The last point with a value on the way to one without."""
    for _ in range(_HALVINGS):
        x, y = (inner[:2] + outer[:2]) / 2
        middle = np.array([x, y, f(x, y)])
        inner, outer = (middle, outer) if np.isfinite(middle[2]) else (inner, middle)
    return inner
