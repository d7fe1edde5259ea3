"""One contour of a function on a plot: where it has one value, and the number of that value beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Places, Reading, Trace, flattened
from calcanim.blocks.glyph_reading import read_glyphs
from calcanim.blocks.live import Drawing, GlyphSlots, corners
from calcanim.blocks.plots.axes import line_drawing
from calcanim.blocks.plots.plot import Plot
from calcanim.blocks.theme import EM, Role, Size
from calcanim.calculus import Function
from calcanim.calculus.curves.contours import CELL, contours
from calcanim.tex.typeset import Glyph, Points

_PLATE = 0.06  # frame units around a number
FINE_STROKE = 1.8  # a map has many lines
_OPAQUE = 0.89  # hides a line, and is no mark of its own
_EDGE = 0.25  # frame units between a number and the edge of its map, beyond which those of the axes stand
_CLEAR = 0.16  # frame units between a number and what it keeps off
_ENOUGH, _HARDER = 0.5, 0.5  # frame units of room that matter; what those count for that must be kept
_INNER = 0.35  # of a number's size, that only its own contour may run below
_TRUER = 0.5  # of a cell: how finely the truth is looked for, apart from what is drawn
_REST = 0.1  # of the way between two strokes of a level, which is nowhere


class Contour(Drawing):
    """The contour of f at a level, on a plot that stands still."""

    def __init__(
        self, plot: Plot, f: Function, level: float, *, role: Role = Role.CURVE, width: float = FINE_STROKE
    ) -> None:
        super().__init__()
        self.plot, self.f, self.level = plot, f, level
        self.stroke = line_drawing(plot.theme, role, width=width)
        self.strokes = [plot.on_frame(stroke) for stroke in self._found(CELL)]
        self.stroke.points = corners(self.strokes)
        self.add(self.stroke)

    @property
    def is_seen(self) -> bool:
        """Whether the window has a place with this value."""
        return bool(self.strokes)

    def traces(self) -> tuple[Trace, ...]:
        """The contour as it is drawn, and the true one, that is looked for anew on a finer grid."""
        box = self.plot.box
        truth, length = self._truth
        window = (box.left, box.bottom, box.right, box.top)
        what = f"the contour of {self.f.text} at {self.level:g}"
        return (Trace(what, flattened(self.stroke.points), truth, (0.0, length), window),)

    def drawn_level(self, place: Points) -> float:
        """The value of f where the stroke passes nearest to a place of the frame."""
        drawn = np.concatenate(flattened(self.stroke.points))
        x, y = self.plot.plane(drawn[np.argmin(np.hypot(*(drawn - place[:2]).T))])
        return float(self.f(float(x), float(y)))

    def _found(self, cell: float) -> tuple[Points, ...]:
        window = self.plot.window
        shown = (window.x_min, window.x_max), (window.y_min, window.y_max)
        return contours(self.f, self.level, window=shown, pixels=self.plot.pixels_per_unit, cell=cell)

    @cached_property
    def _truth(self) -> tuple[Callable[[Places], Places], float]:
        """Takes the length along the strokes, one after the other, to places; and how long they are."""
        strokes = [self.plot.on_frame(stroke)[:, :2] for stroke in self._found(_TRUER * CELL)]
        return in_turn(strokes)


def in_turn(strokes: Sequence[Places], /) -> tuple[Callable[[Places], Places], float]:
    """Strokes, each of shape (n, 2), as one map from a parameter to places, NaN between two strokes; and
    where the parameter ends.

    >>> place, end = in_turn([np.array([[0.0, 0.0], [2.0, 0.0]]), np.array([[5.0, 5.0], [6.0, 5.0]])])
    >>> place(np.array([1.0, 2.05, 2.6])).tolist(), end
    ([[1.0, 0.0], [nan, nan], [5.5, 5.0]], 3.2)
    """
    lengths, places, start = [np.zeros(0)], [np.zeros((0, 2))], 0.0
    for stroke in strokes:
        along = start + np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
        gap = [along[-1] + 0.01 * _REST, along[-1] + 0.99 * _REST]
        lengths += [along, np.array(gap)]
        places += [stroke, np.full((2, 2), np.nan)]
        start = float(along[-1]) + _REST
    known, at = np.concatenate(lengths), np.concatenate(places)

    def place(t: Places) -> Places:
        if not len(known):
            return np.full((len(t), 2), np.nan)
        return np.column_stack([np.interp(t, known, at[:, k], left=np.nan, right=np.nan) for k in (0, 1)])

    return place, start or 1.0


class LevelNumber(Drawing):
    """The value of a contour, written on it: on a plate that is painted over the line."""

    def __init__(self, contour: Contour, glyphs: Sequence[Glyph], at: Points, *, role: Role) -> None:
        super().__init__()
        theme = contour.plot.theme
        self.contour, self.at = contour, at
        em = EM[Size.LABEL]
        self.number = GlyphSlots(len(glyphs), theme=theme, role=role)
        self.number.put([(glyph, np.zeros(3)) for glyph in glyphs], em)
        self.number.shift(at - self.number.get_center())
        self.plate = mn.SurroundingRectangle(
            self.number,
            buff=_PLATE,
            stroke_width=0,
            fill_color=theme.color(Role.BACKGROUND),
            fill_opacity=_OPAQUE,
        )
        self.add(self.plate, self.number)

    def readings(self) -> Iterator[Reading]:
        """The number as it is shown, and the value of f where the line passes below it."""
        shown = read_glyphs(self.number.submobjects)
        yield Reading(f"the level {shown}", shown, self.contour.drawn_level(self.at))


def half_size(glyphs: Sequence[Glyph], /) -> Points:
    """Half the width and half the height of a number with its plate, in frame units; shape (2,)."""
    points = np.concatenate([glyph.points for glyph in glyphs])[:, :2]
    return np.asarray(np.ptp(points, axis=0) * EM[Size.LABEL] / 2 + _PLATE)


def free_place(contour: Contour, half: Points, hard: Points, soft: Points, /) -> Points | None:
    """Where on a contour a number of this half size has most room; None where there is none.

    Both hold places of the frame, shape (n, 2): from what is `hard` it keeps its distance, what is `soft` may
    run below its edges.
    """
    drawn = np.concatenate([np.zeros((0, 2)), *(stroke[::3, :2] for stroke in contour.strokes)])
    box = contour.plot.box
    low, high = np.array([box.left, box.bottom]) + half, np.array([box.right, box.top]) - half
    drawn = drawn[((drawn > low + _EDGE) & (drawn < high - _EDGE)).all(axis=1)]
    drawn = drawn[(_room(drawn, half, hard) > _CLEAR) & (_room(drawn, _INNER * half, soft) > 0)]
    if not len(drawn):
        return None
    room = np.minimum(_room(drawn, half, soft), _ENOUGH) + _HARDER * np.minimum(
        _room(drawn, half, hard), _ENOUGH
    )
    return np.append(drawn[int(np.argmax(room))], 0.0)


def _room(places: Points, half: Points, avoid: Points) -> Points:
    """How far boxes of this half size around places, shape (n, 2), are from the nearest place to avoid."""
    gaps = np.maximum(np.abs(places[:, None] - avoid[None]) - half, 0.0)
    return np.asarray(np.hypot(gaps[..., 0], gaps[..., 1]).min(axis=1, initial=np.inf))
