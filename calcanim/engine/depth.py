"""Faces that cross, painted pixel by pixel: what lies in a pixel is laid down from far to near.

What a face or a layer leaves in a pixel is a fragment; those of one pixel are a chain. A frame is painted in
bands of some rows, so that fragments do not take much memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from calcanim.engine.compiled import compiled
from calcanim.engine.raster import (
    NOTHING,
    Numbers,
    Seen,
    box_around,
    cover_inside,
    cover_line,
    flattened,
    outline_room,
)
from calcanim.engine.stream import Pixels

BAND = 64
"""Rows that are painted at once."""
_LINE = 1e-4  # how wide what is seen of a face may be, in parts of its length, for it to be a line


class Layer(NamedTuple):
    """A thing that was drawn on nothing: its pixels, where they begin, (row, column), and its plane."""

    pixels: Pixels
    at: tuple[int, int]
    plane: Numbers


class Fragments(NamedTuple):
    """What lies in the pixels of a band that begins at row `top`: the last fragment of each pixel, -1 where
    there is none, shape (rows, width). Of each fragment: the one before it in its pixel, how near it is, and
    its colour times alpha, 255 for all, times the part of the pixel that it covers."""

    top: int
    last: npt.NDArray[np.int32]
    before: npt.NDArray[np.int32]
    nears: npt.NDArray[np.float32]
    colours: npt.NDArray[np.float32]


def paint_by_depth(pixels: Pixels, covers: Any, seen: Seen, layers: Sequence[Layer], /) -> None:
    """Paint faces and layers, whatever their order; what is as near as another lies over what came before.

    Of `pixels` (height, width, 4) and `covers`, see `paint_faces`.
    """
    height, width = pixels.shape[:2]
    planes = planes_of(seen.points, seen.nears, seen.lines.starts)
    for top in range(0, height, BAND):
        rows = min(BAND, height - top)
        fragments, count = _empty(top, rows, width), 0
        fragments, count = _add_faces(fragments, count, covers, seen, planes)
        for layer in layers:
            fragments, count = _add_layer(fragments, count, layer)
        if count:
            _lay_down(pixels, fragments)


def _empty(top: int, rows: int, width: int) -> Fragments:
    room = 2 * rows * width
    return Fragments(
        top,
        np.full((rows, width), -1, np.int32),
        np.empty(room, np.int32),
        np.empty(room, np.float32),
        np.empty((room, 4), np.float32),
    )


@compiled
def planes_of(points: Numbers, nears: Numbers, starts: npt.NDArray[np.int64]) -> Numbers:
    """Tell how near faces are at any pixel, shape (faces, 5): at (0, 0), how much nearer for each pixel
    across and down, the least and the most.

    `points` (n, 2) are in pixels, `nears` (n,) how near they are: what is flat is so on the picture too.
    """
    planes = np.zeros((len(starts) - 1, 5))
    for face in range(len(planes)):
        here = slice(starts[face], starts[face + 1])
        x, y, near = points[here, 0].mean(), points[here, 1].mean(), nears[here].mean()
        dx, dy, dn = points[here, 0] - x, points[here, 1] - y, nears[here] - near
        xx, xy, yy = (dx * dx).sum(), (dx * dy).sum(), (dy * dy).sum()
        xn, yn = (dx * dn).sum(), (dy * dn).sum()
        size, area = xx + yy, xx * yy - xy * xy
        if area > (_LINE * size) ** 2:
            planes[face, 1], planes[face, 2] = (yy * xn - xy * yn) / area, (xx * yn - xy * xn) / area
        elif size > 0:  # a line, or seen from its edge: it is as near to the left and right as on it
            turn = 0.5 * np.arctan2(2 * xy, xx - yy)
            more = (np.cos(turn) * xn + np.sin(turn) * yn) / size
            planes[face, 1], planes[face, 2] = np.cos(turn) * more, np.sin(turn) * more
        planes[face, 0] = near - planes[face, 1] * x - planes[face, 2] * y
        planes[face, 3], planes[face, 4] = nears[here].min(), nears[here].max()
    return planes


@compiled
def _add_faces(fragments: Fragments, count: int, covers: Any, seen: Seen, planes: Numbers) -> Any:
    top, (rows, width) = fragments.top, fragments.last.shape
    outline, lines = outline_room(), seen.lines
    for face in range(len(lines.widths)):
        points = seen.points[lines.starts[face] : lines.starts[face + 1]]
        margin = lines.widths[face] / 2 + 1
        if not (points[:, 1].max() + margin >= top and points[:, 1].min() - margin <= top + rows):
            continue
        corners = flattened(points, outline)
        around = box_around(outline[:corners], margin, width, top + rows)
        box = around[0], max(around[1], top), around[2], around[3]
        if box[0] >= box[2] or box[1] >= box[3]:
            continue
        fragments = _with_room(fragments, count + 2 * (box[2] - box[0]) * (box[3] - box[1]))
        paints, place = seen.paints[face], (lines.ends[face], planes[face])
        if paints[0, :, 3].max() > 0:
            cover_inside(covers, box, outline[:corners])
            count = _add(fragments, count, covers, box, (paints[0], *place))
        if lines.widths[face] > 0 and paints[1, :, 3].max() > 0:
            cover_line(covers, box, outline[:corners], lines.widths[face] / 2)
            count = _add(fragments, count, covers, box, (paints[1], *place))
    return fragments, count


@compiled
def _add(fragments: Fragments, count: int, covers: Any, box: Any, face: Any) -> int:
    """Add what is covered of a box in a face's paint, and forget how far it is covered."""
    paint, ends, plane = face
    wide = box[2] - box[0]
    dx, dy = ends[1, 0] - ends[0, 0], ends[1, 1] - ends[0, 1]
    square = dx * dx + dy * dy
    first, more = 255 * paint[0], 255 * (paint[1] - paint[0])
    for y in range(box[1], box[3]):
        at, cover = (y - box[1]) * (wide + 2), 0.0
        for column in range(wide):
            cover += covers[at + column]
            share = min(abs(cover), 1.0)
            if share >= NOTHING:
                x = box[0] + column
                along = (x + 0.5 - ends[0, 0]) * dx + (y + 0.5 - ends[0, 1]) * dy
                part = min(max(along / square, 0.0), 1.0) if square else 1.0
                _chain(fragments, count, (y, x), plane)
                for i in range(4):
                    fragments.colours[count, i] = share * (first[i] + part * more[i])
                count += 1
        covers[at : at + wide + 2] = 0
    return count


@compiled
def _add_layer(fragments: Fragments, count: int, layer: Layer) -> Any:
    high, wide = layer.pixels.shape[:2]
    fragments = _with_room(fragments, count + high * wide)
    end = fragments.top + len(fragments.last)
    for y in range(max(layer.at[0], fragments.top), min(layer.at[0] + high, end)):
        for column in range(wide):
            pixel = layer.pixels[y - layer.at[0], column]
            if pixel[3]:
                _chain(fragments, count, (y, layer.at[1] + column), layer.plane)
                fragments.colours[count] = pixel
                count += 1
    return fragments, count


@compiled
def _chain(fragments: Fragments, number: int, at: tuple[int, int], plane: Numbers) -> None:
    """Make a fragment the last one of its pixel; it is as near as its plane is there."""
    y, x = at
    near = plane[0] + (x + 0.5) * plane[1] + (y + 0.5) * plane[2]
    fragments.nears[number] = min(max(near, plane[3]), plane[4])
    fragments.before[number] = fragments.last[y - fragments.top, x]
    fragments.last[y - fragments.top, x] = number


@compiled
def _with_room(fragments: Fragments, wanted: int) -> Fragments:
    count = len(fragments.before)
    if wanted <= count:
        return fragments
    room = max(wanted, 2 * count)
    before, nears = np.empty(room, np.int32), np.empty(room, np.float32)
    colours = np.empty((room, 4), np.float32)
    before[:count], nears[:count], colours[:count] = fragments.before, fragments.nears, fragments.colours
    return Fragments(fragments.top, fragments.last, before, nears, colours)


@compiled
def _lay_down(pixels: Any, fragments: Fragments) -> None:
    """Lay what is in each pixel over it, from the farthest to the nearest."""
    chain = np.empty(16, np.int32)
    mixed = np.empty(4)
    for row in range(len(fragments.last)):
        for x in range(fragments.last.shape[1]):
            if fragments.last[row, x] < 0:
                continue
            chain, count = _sorted(fragments, fragments.last[row, x], chain)
            for part in range(4):
                mixed[part] = pixels[fragments.top + row, x, part]
            for i in range(count):
                colour = fragments.colours[chain[i]]
                kept = 1 - colour[3] / 255
                for part in range(4):
                    mixed[part] = colour[part] + kept * mixed[part]
            for i in range(4):
                pixels[fragments.top + row, x, i] = np.uint8(mixed[i] + 0.5)


@compiled
def _sorted(fragments: Fragments, last: int, chain: Any) -> Any:
    """Put the fragments of a pixel in order; of two as near, the one that came first is first."""
    count, each = 0, last
    while each >= 0:
        if count == len(chain):
            chain = np.concatenate((chain, np.empty_like(chain)))
        at = count
        while at > 0 and fragments.nears[chain[at - 1]] >= fragments.nears[each]:
            chain[at] = chain[at - 1]
            at -= 1
        chain[at] = each
        count += 1
        each = fragments.before[each]
    return chain, count
