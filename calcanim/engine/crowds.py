"""Many simple outlines in the plane, taken note of and painted at once.

A mobject is one of a crowd if its class says so, by `is_simple_outline = True`: it promises to be one path,
with nothing behind it and no parts. Its edges come out a little otherwise than cairo's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from manim import VMobject

from calcanim.engine.looks import Box, box_around
from calcanim.engine.raster import THIN, Lines, Seen, paint_faces
from calcanim.engine.stream import Pixels
from calcanim.engine.values import Values

SIMPLE = "is_simple_outline"


class Spot:
    """What is seen of one of a crowd: another object as soon as it looks otherwise."""

    def __init__(self, box: Box) -> None:
        self.box = box


class Crowd:
    """Simple outlines as numbers, from below; `spots` is what is seen of each."""

    def __init__(self, members: Sequence[VMobject], matrix: Any, unit: float, before: Crowd | None) -> None:
        self.values = Values.of(members)
        places, fills, lines, _ = self.values.arrays
        colours = np.stack([fills, lines], axis=1)
        colours[..., :3] *= colours[..., 3:]
        self.seen = Seen(
            places[:, :2] * (matrix.xx, matrix.yy) + (matrix.x0, matrix.y0),
            np.zeros(0),
            np.repeat(colours[:, :, None], 2, axis=2),
            Lines(
                np.cumsum([0, *self.values.counts[0]]),
                np.zeros((len(members), 2, 2)),
                unit * np.array([member.stroke_width for member in members], np.float64),
            ),
        )
        self.spots = self._spots(before)
        self._rows = {spot: row for row, spot in enumerate(self.spots)}

    def _spots(self, before: Crowd | None) -> list[Spot]:
        news = self.values.differing(before.values if before else None)
        kept = before.spots if before and not news.all() else [Spot((0, 0, 0, 0))] * len(news)
        if not news.any():
            return kept
        points, lines = self.seen.points, self.seen.lines
        low, high = (bound.reduceat(points, lines.starts[:-1]) for bound in (np.minimum, np.maximum))
        ends = np.concatenate([low, high], axis=1).tolist()
        return [
            Spot(box_around((x0, y0, x1, y1), width)) if is_new else spot
            for is_new, spot, (x0, y0, x1, y1), width in zip(
                news.tolist(), kept, ends, lines.widths.tolist(), strict=True
            )
        ]

    def paint(self, pixels: Pixels, covers: Any, spots: Iterable[Spot], /) -> None:
        """Paint some of them, one over the other; of `covers`, see `paint_faces`."""
        paint_faces(pixels, covers, self.seen, np.array([self._rows[spot] for spot in spots]))


def is_one_of_a_crowd(mobject: VMobject, unit: float, /) -> bool:
    """Tell whether a mobject is one, in one colour, with a thin line; a line of 1 has `unit` pixels.

    What is not filled is not: it may be a line, whose ends have a form.
    """
    if not getattr(mobject, SIMPLE, False) or mobject.stroke_width * unit > THIN:
        return False
    return len(mobject.fill_rgbas) == len(mobject.stroke_rgbas) == 1 and bool(mobject.fill_rgbas[0, 3])
