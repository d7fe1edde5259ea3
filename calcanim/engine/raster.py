"""Small faces painted one over the other; an edge is as strong as the part of a pixel that is covered."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from calcanim.engine.compiled import compiled

MOST_CURVES = 16
"""How many curves a face may have."""
THIN = 3.0
"""Pixels: a wider line has corners, which are not painted."""
NOTHING = 1 / 512
"""A part of a pixel that makes no difference."""
_MOST_STEPS = 16  # straight pieces that a curve becomes
_STRAIGHT = 0.05  # pixels by which a piece may miss its curve

Numbers = npt.NDArray[np.float64]


class Lines(NamedTuple):
    """Outlines of faces: where the points of each start, and the end of the last, shape (faces + 1,). Where
    its colours begin and end, shape (faces, 2, 2), and how wide its line is; in pixels."""

    starts: npt.NDArray[np.int64]
    ends: Numbers
    widths: Numbers


class Seen(NamedTuple):
    """Faces as they are seen, in pixels: the cubic curves that their outlines are, (n, 2), and how near each
    point is, (n,), where that counts; colours times alpha of the filling and of the line, where they begin
    and where they end, (faces, 2, 2, 4); and their lines."""

    points: Numbers
    nears: Numbers
    paints: Numbers
    lines: Lines


@compiled
def paint_faces(pixels: Any, covers: Any, seen: Seen, rows: npt.NDArray[np.int64]) -> None:
    """Paint the faces of some rows, in their order.

    `pixels` (height, width, 4) are colours times alpha. `covers` are zeros, and so afterwards: two more for
    each row than there are pixels.
    """
    points, paints, lines = seen.points, seen.paints, seen.lines
    height, width = pixels.shape[:2]
    outline = outline_room()
    for face in rows:
        count = flattened(points[lines.starts[face] : lines.starts[face + 1]], outline)
        box = box_around(outline[:count], lines.widths[face] / 2 + 1, width, height)
        if box[0] >= box[2] or box[1] >= box[3]:
            continue
        if paints[face, 0, :, 3].max() > 0:
            cover_inside(covers, box, outline[:count])
            _blend(pixels, covers, box, paints[face, 0], lines.ends[face])
        if lines.widths[face] > 0 and paints[face, 1, :, 3].max() > 0:
            cover_line(covers, box, outline[:count], lines.widths[face] / 2)
            _blend(pixels, covers, box, paints[face, 1], lines.ends[face])


@compiled
def outline_room() -> Numbers:
    """Make room for the corners of any face, in which `flattened` puts them."""
    return np.empty((MOST_CURVES * _MOST_STEPS + 1, 2))


@compiled
def flattened(points: Numbers, outline: Numbers) -> int:
    """Put straight pieces in place of curves that hang together; return how many corners there are."""
    outline[0] = points[0]
    count = 1
    for first in range(0, len(points) - 3, 4):
        a, b, c, d = points[first], points[first + 1], points[first + 2], points[first + 3]
        bend = max(
            np.hypot(a[0] - 2 * b[0] + c[0], a[1] - 2 * b[1] + c[1]),
            np.hypot(b[0] - 2 * c[0] + d[0], b[1] - 2 * c[1] + d[1]),
        )
        # A curve is off its chord by at most 3/4 of its bend, and by a quarter of that when it is halved.
        steps = min(_MOST_STEPS, int(np.sqrt(0.75 * bend / _STRAIGHT)) + 1)
        for step in range(1, steps + 1):
            t = step / steps
            s = 1 - t
            for i in range(2):
                outline[count, i] = (
                    s * s * s * a[i] + 3 * s * s * t * b[i] + 3 * s * t * t * c[i] + t * t * t * d[i]
                )
            count += 1
    return count


@compiled
def box_around(outline: Numbers, margin: float, width: int, height: int) -> tuple[int, int, int, int]:
    """Pixels of the frame around an outline; none where it is not finite."""
    left, right = outline[:, 0].min() - margin, outline[:, 0].max() + margin
    top, bottom = outline[:, 1].min() - margin, outline[:, 1].max() + margin
    if not (np.isfinite(left + right) and np.isfinite(top + bottom)):
        return 0, 0, 0, 0
    return (
        int(min(max(left, 0), width)),
        int(min(max(top, 0), height)),
        int(min(max(right + 1, 0), width)),
        int(min(max(bottom + 1, 0), height)),
    )


@compiled
def cover_inside(covers: Numbers, box: Any, outline: Numbers) -> None:
    """Add up what is inside of an outline, within a box."""
    x, y = outline[-1, 0], outline[-1, 1]
    for i in range(len(outline)):
        after = outline[i, 0], outline[i, 1]
        _add_edge(covers, box, (x, y), after)
        x, y = after


@compiled
def cover_line(covers: Numbers, box: Any, outline: Numbers, half: float) -> None:
    """Add up the rectangles that a line's pieces are: all turn the same way."""
    for i in range(len(outline) - 1):
        ax, ay, bx, by = outline[i, 0], outline[i, 1], outline[i + 1, 0], outline[i + 1, 1]
        length = np.hypot(bx - ax, by - ay)
        if length > 0:
            x, y = -(by - ay) / length * half, (bx - ax) / length * half
            _add_edge(covers, box, (ax + x, ay + y), (ax - x, ay - y))
            _add_edge(covers, box, (ax - x, ay - y), (bx - x, by - y))
            _add_edge(covers, box, (bx - x, by - y), (bx + x, by + y))
            _add_edge(covers, box, (bx + x, by + y), (ax + x, ay + y))


@compiled
def _add_edge(covers: Numbers, box: Any, start: Any, end: Any) -> None:
    """Note how much of each pixel lies right of an edge: the sum along a row is what is covered."""
    if start[1] == end[1]:
        return
    sign = 1.0 if start[1] < end[1] else -1.0
    (x, upper), (last, lower) = (start, end) if sign > 0 else (end, start)
    slope = (last - x) / (lower - upper)
    x, upper, lower = x - box[0], upper - box[1], lower - box[1]
    wide, high = box[2] - box[0], box[3] - box[1]
    if upper < 0:
        x, upper = x - upper * slope, 0.0
    for row in range(int(upper), min(high, int(np.ceil(lower)))):
        part = min(row + 1.0, lower) - max(float(row), upper)
        after = x + slope * part
        left, right = min(x, after), max(x, after)
        x = after
        if left < wide:
            right = min(max(right, 0.0), wide * 1.0)
            _spread(covers, row * (wide + 2), sign * part, max(left, 0.0), right)


@compiled
def _spread(covers: Numbers, row: int, amount: float, left: float, right: float) -> None:
    """Spread what an edge adds in a row, which begins there, over the pixels that it crosses."""
    first, last = int(left), int(np.ceil(right))
    if last <= first + 1:
        beyond = 0.5 * (left + right) - first
        covers[row + first] += amount * (1 - beyond)
        covers[row + first + 1] += amount * beyond
        return
    per_pixel = amount / (right - left)
    before = 0.0  # what the pixel before has of it
    for pixel in range(first, last):
        reach = min(pixel + 1.0, right)
        inside = reach - max(left, float(pixel))  # how far the edge goes within this pixel
        covered = per_pixel * (max(pixel - left, 0.0) + inside * (pixel + 1.0 - reach + 0.5 * inside))
        covers[row + pixel] += covered - before
        before = covered
    covers[row + last] += amount - before


@compiled
def _blend(pixels: Any, covers: Any, box: Any, paint: Numbers, ends: Numbers) -> None:
    """Lay a paint over the pixels as far as they are covered, and forget how far that was."""
    wide = box[2] - box[0]
    dx, dy = ends[1, 0] - ends[0, 0], ends[1, 1] - ends[0, 1]
    square = dx * dx + dy * dy
    step = dx / square if square else 0.0
    # No arrays: to hand one on for every pixel takes longer than to paint it.
    first, more = _bytes(paint[1] if not square else paint[0]), _bytes(paint[1] - paint[0])
    is_plain = not square or max(np.abs(paint[1] - paint[0])) == 0
    for row in range(box[3] - box[1]):
        y, at, cover = box[1] + row, row * (wide + 2), 0.0
        # How far from the first end to the second, at the middle of the pixel before.
        down = (y + 0.5 - ends[0, 1]) * dy
        along = ((box[0] - 0.5 - ends[0, 0]) * dx + down) / square if square else 1.0
        line = pixels[y]
        for column in range(wide):
            along += step
            cover += covers[at + column]
            covers[at + column] = 0
            share = min(abs(cover), 1.0)
            if share < NOTHING:
                continue
            colour = first if is_plain else _between(first, more, min(max(along, 0.0), 1.0))
            _lay(line, box[0] + column, share, colour)
        covers[at + wide] = covers[at + wide + 1] = 0


@compiled
def _bytes(colour: Numbers) -> tuple[float, float, float, float]:
    return 255 * colour[0], 255 * colour[1], 255 * colour[2], 255 * colour[3]


@compiled
def _between(first: Any, more: Any, part: float) -> tuple[float, float, float, float]:
    return (
        first[0] + part * more[0],
        first[1] + part * more[1],
        first[2] + part * more[2],
        first[3] + part * more[3],
    )


@compiled
def _lay(line: Any, x: int, share: float, colour: tuple[float, float, float, float]) -> None:
    """Lay a colour over one pixel of a line, as far as that is covered."""
    red, green, blue, alpha = colour
    if share > 1 - NOTHING and alpha >= 255:
        line[x, 0], line[x, 1] = np.uint8(red + 0.5), np.uint8(green + 0.5)
        line[x, 2], line[x, 3] = np.uint8(blue + 0.5), np.uint8(255)
        return
    kept = 1 - share * alpha / 255
    line[x, 0] = np.uint8(share * red + kept * line[x, 0] + 0.5)
    line[x, 1] = np.uint8(share * green + kept * line[x, 1] + 0.5)
    line[x, 2] = np.uint8(share * blue + kept * line[x, 2] + 0.5)
    line[x, 3] = np.uint8(share * alpha + kept * line[x, 3] + 0.5)
