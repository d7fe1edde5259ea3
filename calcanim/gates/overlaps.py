"""How far one thing on the frame lies over another: glyphs, strokes or areas over glyphs.

All in frame units. Boxes are rows (left, bottom, right, top).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from calcanim.blocks.stage import Box
from calcanim.gates.recording import PIXEL, Array

SHRINK = 0.08  # of a glyph's box, at each side: ink seldom reaches the corners
TOUCH = 0.5 * PIXEL  # what only touches does not lie over
GRID = 5  # looks along each side of a glyph's box
_NEARLY_LEVEL = 1e-12


@dataclass(frozen=True)
class Conflict:
    """How far one thing lies over another (a length, or a share from 0 to 1), and where."""

    depth: float
    box: Box


def cores(glyphs: Array, /) -> Array:
    """The boxes of glyphs, shape (n, 4), each shrunk by what its ink seldom fills."""
    margin = (glyphs[:, 2:] - glyphs[:, :2]) * SHRINK
    return np.hstack([glyphs[:, :2] + margin, glyphs[:, 2:] - margin])


def meets(first: Array, second: Array, /) -> npt.NDArray[np.bool_]:
    """Which boxes have something in common, shape (n, m)."""
    ends, others = first[:, None], second[None]
    below = (ends[..., :2] < others[..., 2:]).all(axis=-1)
    above = (ends[..., 2:] > others[..., :2]).all(axis=-1)
    return np.asarray(below & above)


def overlap(first: Array, second: Array, /) -> Conflict | None:
    """How far the glyphs of two writings lie over each other, each of shape (n, 4)."""
    mine, yours = cores(first)[:, None], cores(second)[None]
    low, high = np.maximum(mine[..., :2], yours[..., :2]), np.minimum(mine[..., 2:], yours[..., 2:])
    depths = (high - low).min(axis=-1)
    hit = depths > TOUCH
    if not hit.any():
        return None
    return Conflict(float(depths.max()), bounds(np.hstack([low[hit], high[hit]])))


@dataclass(frozen=True)
class Segments:
    """The straight pieces of polylines, shape (n, 2, 2), and their boxes as columns, shape (4, n)."""

    ends: Array
    boxes: Array

    @classmethod
    def of(cls, strokes: Sequence[Array], /) -> Segments:
        """Cut polylines, each of shape (n, 2)."""
        pieces = [np.stack([stroke[:-1], stroke[1:]], axis=1) for stroke in strokes if len(stroke) > 1]
        ends = np.concatenate([np.zeros((0, 2, 2)), *pieces])
        return cls(ends, np.vstack([ends.min(axis=1, initial=np.inf).T, ends.max(axis=1, initial=-np.inf).T]))

    def near(self, box: Box, /, *, margin: float) -> Array:
        """Those whose boxes meet a box that is grown by a margin."""
        left, bottom, right, top = self.boxes
        across = (left <= box.right + margin) & (right >= box.left - margin)
        up = (bottom <= box.top + margin) & (top >= box.bottom - margin)
        return np.asarray(self.ends[across & up])


def crossing(glyphs: Array, segments: Segments, /, *, box: Box, width: float) -> Conflict | None:
    """How far lines of this width go into glyphs, shape (n, 4), that lie in a box."""
    near = segments.near(box, margin=width / 2)
    if not len(near):
        return None
    inner = cores(glyphs)
    return _deepest(near, np.hstack([inner[:, :2] - width / 2, inner[:, 2:] + width / 2]))


def covered(glyphs: Array, outlines: Sequence[Array], /) -> Array:
    """What share of each glyph's box lies in an area with these outlines, each of shape (n, 2)."""
    return np.asarray(_looks_inside(glyphs, outlines).mean(axis=1))


def bounds(boxes: Array, /) -> Box:
    """The box around boxes, shape (n, 4)."""
    left, bottom = boxes[:, :2].min(axis=0)
    right, top = boxes[:, 2:].max(axis=0)
    return Box(float(left), float(bottom), float(right), float(top))


def _deepest(segments: Array, boxes: Array) -> Conflict | None:
    """Segments, shape (s, 2, 2), clipped to each box; the middle of what is left tells how deep it goes."""
    start, run = segments[:, None, 0], segments[:, None, 1] - segments[:, None, 0]
    run = np.where(np.abs(run) < _NEARLY_LEVEL, _NEARLY_LEVEL, run)
    at_low, at_high = (boxes[None, :, :2] - start) / run, (boxes[None, :, 2:] - start) / run
    enter = np.maximum(np.minimum(at_low, at_high).max(axis=-1), 0.0)
    leave = np.minimum(np.maximum(at_low, at_high).min(axis=-1), 1.0)
    middle = start + run * ((enter + leave) / 2)[..., None]
    inside = np.minimum(middle - boxes[None, :, :2], boxes[None, :, 2:] - middle).min(axis=-1)
    depths = np.where(enter < leave, inside, 0.0).max(axis=0)
    hit = depths > TOUCH
    return Conflict(float(depths.max()), bounds(boxes[hit])) if hit.any() else None


def _looks_inside(glyphs: Array, outlines: Sequence[Array]) -> npt.NDArray[np.bool_]:
    """For each glyph, whether the middle of each of its GRID x GRID cells is inside; a painter's rule: where
    the outlines go around it."""
    steps = (np.arange(GRID) + 0.5) / GRID
    shares = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(1, -1, 2)
    places = (glyphs[:, None, :2] + shares * (glyphs[:, None, 2:] - glyphs[:, None, :2])).reshape(-1, 2)
    near = _around(outlines, places)
    turns = sum((_turns(places, outline) for outline in near), np.zeros(len(places), dtype=int))
    return np.asarray((turns != 0).reshape(len(glyphs), -1))


def _around(outlines: Sequence[Array], places: Array) -> list[Array]:
    """Those whose boxes hold one of the places: a mesh has hundreds that do not."""
    filled = [outline for outline in outlines if len(outline)]
    if not filled:
        return []
    corners = np.concatenate(filled)
    starts = np.cumsum([0, *(len(outline) for outline in filled[:-1])])
    low, high = np.minimum.reduceat(corners, starts), np.maximum.reduceat(corners, starts)
    near = np.flatnonzero(np.all((low <= places.max(axis=0)) & (high >= places.min(axis=0)), axis=1))
    held = np.all((low[near, None] <= places) & (places <= high[near, None]), axis=2)
    return [filled[index] for index in near[np.any(held, axis=1)].tolist()]


def _turns(places: Array, outline: Array) -> npt.NDArray[np.int_]:
    """How often a closed outline goes around each place."""
    start, end = outline, np.roll(outline, -1, axis=0)
    run = end - start
    beside = places[:, None] - start[None]
    left = run[None, :, 0] * beside[..., 1] - run[None, :, 1] * beside[..., 0]
    y = places[:, None, 1]
    up = (start[None, :, 1] <= y) & (y < end[None, :, 1]) & (left > 0)
    down = (end[None, :, 1] <= y) & (y < start[None, :, 1]) & (left < 0)
    return np.asarray(up.sum(axis=1) - down.sum(axis=1))
