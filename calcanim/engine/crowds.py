"""Many simple outlines in the plane, taken note of and painted at once.

A mobject is a crowd if its class has a method `simple_outlines`, which gives all that is to be seen of it
and of its parts, as `Outlines`: paths in one colour, with nothing behind them, whose lines have round ends
and corners. Its parts have it as their `crowd`; they are not looked at. Edges of filled outlines come out a
little otherwise than cairo's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt
from cairo import LineCap, LineJoin
from manim import Mobject

from calcanim.engine.looks import Box, Canvas, Stroke, paint_path, plain_source
from calcanim.engine.outdated import NOWHERE, around
from calcanim.engine.paths import trace
from calcanim.engine.raster import THIN, Lines, Numbers, Seen, paint_faces

WHOLE, PART = "simple_outlines", "crowd"
_BEYOND = 2  # pixels around an outline that it may touch


class Outlines(Protocol):
    """Outlines one over the other, from below.

    `points` has those of all, one after another: cubic curves, shape (n, 3), and `lengths` how many each has.
    `fills` and `strokes` are RGBA, shape (outlines, 4); `widths` are of lines, as Manim counts them. None of
    the outlines is empty.
    """

    points: Numbers
    lengths: npt.NDArray[np.int_]
    fills: Numbers
    strokes: Numbers
    widths: Numbers


class Crowd:
    """Outlines as they are seen; another object as soon as one of them looks otherwise.

    It is seen within `box`, and differs from `before`, where that is known, within `change`.
    """

    def __init__(self, outlines: Outlines, tolerance: float, canvas: Canvas, before: Crowd | None) -> None:
        self.arrays = [np.array(each) for each in cast("Any", outlines)]
        self.tolerance = tolerance
        self.before = before
        matrix = canvas.context.get_matrix()
        widths = outlines.widths * abs(matrix.xx) * canvas.unit
        colours = np.stack([outlines.fills, outlines.strokes], axis=1)
        colours[..., :3] *= colours[..., 3:]
        self.seen = Seen(
            outlines.points[:, :2] * (matrix.xx, matrix.yy) + (matrix.x0, matrix.y0),
            np.zeros(0),
            np.repeat(colours[:, :, None], 2, axis=2),
            Lines(np.concatenate([[0], np.cumsum(outlines.lengths)]), np.zeros((len(widths), 2, 2)), widths),
        )
        # What is not filled may be a line, whose ends have a form.
        self.are_faces = (outlines.fills[:, 3] > 0) & (widths <= THIN)
        self.boxes = _boxes(self.seen)
        self.box = _around(self.boxes)
        self.change = self._change(before) if before else self.box

    @classmethod
    def of(cls, mobject: Any, canvas: Canvas, before: Crowd | None, /) -> Crowd:
        """See how a mobject looks now; the one before is returned if that is how it looked."""
        outlines: Outlines = mobject.simple_outlines()
        if before and all(map(np.array_equal, before.arrays, cast("Any", outlines))):
            return before
        if before:
            before.before = None  # nobody asks how it came about
        return cls(outlines, float(mobject.tolerance_for_point_equality), canvas, before)

    def paint(self, canvas: Canvas, box: Box | None = None, /) -> Box:
        """Paint all that is seen in a box, or everywhere; return the box around what was painted."""
        rows = np.flatnonzero(_meet(self.boxes, box)) if box else np.arange(len(self.boxes))
        turns = np.flatnonzero(np.diff(self.are_faces[rows])) + 1
        for run in np.split(rows, turns):
            if len(run) and self.are_faces[run[0]]:
                paint_faces(canvas.pixels, canvas.covers, self.seen, run)
            else:
                for row in run.tolist():
                    self._paint_by_cairo(canvas, row)
        return _around(self.boxes[rows])

    def _paint_by_cairo(self, canvas: Canvas, row: int) -> None:
        points, _, fills, strokes, widths = self.arrays
        start, end = self.seen.lines.starts[row : row + 2]
        trace(canvas.context, points[start:end], self.tolerance)
        source = plain_source(*strokes[row].tolist()) if widths[row] else None
        width = widths[row] * canvas.unit
        stroke = None if source is None else Stroke(source, width, LineJoin.ROUND, LineCap.ROUND)
        paint_path(canvas.context, None, plain_source(*fills[row].tolist()), stroke)

    def _change(self, before: Crowd) -> Box:
        if not np.array_equal(self.arrays[1], before.arrays[1]):
            return around(self.box, before.box)
        rows = np.arange(len(self.boxes))
        owners = (np.repeat(rows, self.arrays[1]), rows, rows, rows, rows)
        differs = np.zeros(len(rows), np.bool_)
        for now, was, whose in zip(self.arrays, before.arrays, owners, strict=True):
            differs[whose[(now != was).reshape(len(now), -1).any(axis=1)]] = True
        return around(_around(self.boxes[differs]), _around(before.boxes[differs]))


def is_crowd(mobject: Mobject, /) -> bool:
    """Tell whether a mobject says at once how all of it looks."""
    kind: Any = type(mobject)
    return _has(kind, WHOLE)


def whole_crowds(mobjects: Iterable[Mobject], /) -> Iterator[Mobject]:
    """Put a crowd in the place of its parts, which Manim lists after it, or without it; some alone stay."""
    last = None
    for crowd, run in groupby(mobjects, _crowd_of):
        parts = list(run)
        if crowd is None or (crowd is not last and not _are_all_of(crowd, parts)):
            yield from parts
        elif crowd is not last:
            yield crowd
        last = parts[-1]


def _crowd_of(mobject: Mobject) -> Mobject | None:
    kind: Any = type(mobject)
    return getattr(mobject, PART) if _has(kind, PART) else None


def _are_all_of(crowd: Mobject, parts: Sequence[Mobject]) -> bool:
    own = crowd.submobjects
    return [part for part in parts if len(part.points)] == [part for part in own if len(part.points)]


@cache
def _has(kind: Any, name: str) -> bool:
    return hasattr(kind, name)


def _boxes(seen: Seen) -> npt.NDArray[np.int64]:
    """Left, top, right and bottom of the pixels that each outline may touch, shape (outlines, 4)."""
    if not len(seen.lines.widths):
        return np.zeros((0, 4), np.int64)
    margins = seen.lines.widths[:, None] / 2 + _BEYOND
    low = np.minimum.reduceat(seen.points, seen.lines.starts[:-1]) - margins
    high = np.maximum.reduceat(seen.points, seen.lines.starts[:-1]) + margins
    return np.concatenate([np.floor(low), np.ceil(high)], axis=1).astype(np.int64)


def _meet(boxes: npt.NDArray[np.int64], box: Box) -> npt.NDArray[np.bool_]:
    left, top, right, bottom = boxes.T
    met = (left < box[2]) & (box[0] < right) & (top < box[3]) & (box[1] < bottom)
    return np.asarray(met)


def _around(boxes: npt.NDArray[np.int64]) -> Box:
    if not len(boxes):
        return NOWHERE
    (left, top), (right, bottom) = boxes[:, :2].min(axis=0).tolist(), boxes[:, 2:].max(axis=0).tolist()
    return left, top, right, bottom
