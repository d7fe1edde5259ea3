"""The many faces, strips and strokes of a space, taken together: one by one they would take too long.

Pieces of one look are a bunch: faces with a border, faces of one colour, strokes of one colour and width.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from calcanim.blocks.space.painter import Outlines
from calcanim.gates.family import Projection
from calcanim.gates.forms import INVISIBLE, SHADE, STROKE_UNIT, hexadecimal
from calcanim.gates.recording import PIXEL, Area, Array, Line, Thing

STRIPS = 10  # faces of one colour and without a border from which they are a mesh of their own
_SHADES = 1000  # steps of a colour's channel in which two are told apart
Flags = npt.NDArray[np.bool_]


class Look(NamedTuple):
    """What the pieces are alike in."""

    kind: type[Thing]
    is_mesh: bool
    color: str
    width: float


class _Inks(Outlines):
    """All that is painted, on the frame, with widths in its units."""

    @property
    def is_filled(self) -> Flags:
        return np.asarray(self.fills[:, 3] > INVISIBLE)

    @property
    def is_stroked(self) -> Flags:
        return np.asarray((self.strokes[:, 3] > INVISIBLE) & (self.widths > 0))

    @property
    def paint(self) -> Array:
        """RGBA of each fill, or of the stroke where there is none."""
        return np.where(self.is_filled[:, None], self.fills, self.strokes)


class Bunch:
    """Pieces that are alike. It is asked what a form is asked."""

    has_border = False

    def __init__(self, look: Look) -> None:
        self.look = look
        self.width = look.width
        self.places, self.looks = 0, 0
        self.fill = self.stroke = 0.0
        self.fill_color = self.stroke_color = look.color
        self.strokes: tuple[Array, ...] = ()
        self.mobjects: tuple[Any, ...] = ()
        self._corners = self._paint = np.zeros((0, 2))
        self._settled = self._corners, self._paint

    def take(self, outlines: Sequence[Array], mobjects: Sequence[Any], paint: Array) -> None:
        """Hold other pieces; `paint` is RGBA, shape (n, 4)."""
        corners = np.concatenate([np.zeros((0, 2)), *outlines])
        if not np.array_equal(corners, self._corners):
            self._corners, self.strokes = corners, tuple(outlines)
            self.places += 1
        self.looks += 1
        self._paint, self.mobjects = paint, tuple(mobjects)
        opacity = float(paint[:, 3].max())
        self.fill, self.stroke = (0.0, opacity) if self.look.kind is Line else (opacity, 0.0)
        if self.look.is_mesh and not self.look.color:
            self.fill_color = hexadecimal(paint[:, :3].mean(axis=0))

    @property
    def opacity(self) -> float:
        """Of the piece that hides most."""
        return max(self.fill, self.stroke)

    @property
    def color(self) -> str:
        """What they have in common, or the mean."""
        return self.fill_color

    @property
    def has_changed(self) -> bool:
        """Whether a piece moved by a pixel or changed by a shade since it settled."""
        corners, paint = self._settled
        if corners.shape != self._corners.shape or paint.shape != self._paint.shape:
            return True
        moved = np.abs(corners - self._corners).max(initial=0.0) >= PIXEL
        return bool(moved or np.abs(paint - self._paint).max(initial=0.0) > SHADE)

    def settle(self) -> None:
        """Take what it looks like now as what changes are measured from."""
        self._settled = self._corners, self._paint


class Crowd:
    """Connected outlines of straight sides, painted in the order in which they are held."""

    def __init__(self, mobject: Any) -> None:
        self.mobject = mobject
        self._bunches: dict[Look, Bunch] = {}
        self._before: _Inks | None = None
        self._order: list[Look] = []
        self._shown: list[Any] = []

    def look(self, projection: Projection | None, magnification: float, /) -> list[Bunch]:
        """The bunches that have ink now."""
        outlines = self.mobject.simple_outlines()
        if not len(outlines.lengths):
            self._order = []
            return []
        now = _inks(outlines, projection, magnification)
        if self._before is None or not all(map(np.array_equal, self._before, now)):
            self._before = now
            self._sort([slot for slot in self.mobject.submobjects if len(slot.points)], now)
        return [self._bunches[look] for look in dict.fromkeys(self._order)]

    def runs(self) -> Iterator[tuple[Bunch, tuple[Any, ...]]]:
        """The same in the order of painting: pieces of one bunch that follow each other."""
        for look, run in groupby(zip(self._order, self._shown, strict=True), key=lambda pair: pair[0]):
            yield self._bunches[look], tuple(slot for _, slot in run)

    def _sort(self, slots: list[Any], inks: _Inks) -> None:
        outlines, looks, paint = _outlines(inks.points, inks.lengths), _looks(inks), inks.paint
        inked = np.flatnonzero(inks.is_filled | inks.is_stroked).tolist()
        members: dict[Look, list[int]] = {}
        for index in inked:
            members.setdefault(looks[index], []).append(index)
        for look, own in members.items():
            bunch = self._bunches.setdefault(look, Bunch(look))
            bunch.take([outlines[i] for i in own], [slots[i] for i in own], paint[own])
        self._order, self._shown = [looks[index] for index in inked], [slots[index] for index in inked]


def _inks(outlines: Outlines, projection: Projection | None, magnification: float) -> _Inks:
    return _Inks(
        outlines.points if projection is None else projection(None, outlines.points),
        outlines.lengths,
        outlines.fills,
        outlines.strokes,
        outlines.widths * STROKE_UNIT * magnification,
    )


def _outlines(points: Array, lengths: npt.NDArray[np.int_]) -> list[Array]:
    """The corners of each outline: where its curves begin, and where the last one ends."""
    ends = np.cumsum(lengths)
    corners = np.insert(points[::4, :2], ends // 4, points[ends - 1, :2], axis=0)
    return np.split(corners, (ends // 4 + np.arange(1, len(ends) + 1))[:-1])


def _looks(inks: _Inks) -> list[Look]:
    """What each piece looks like."""
    differs = np.abs(inks.fills[:, :3] - inks.strokes[:, :3]).max(axis=1) > 1 / 255
    is_bordered = inks.is_filled & inks.is_stroked & differs
    shades = ((inks.paint[:, :3] * _SHADES).round().astype(int) @ (1 << 20, 1 << 10, 1)).tolist()
    counts, bordered = Counter(shades), Counter(inks.widths[is_bordered].tolist())
    kinds = zip(is_bordered.tolist(), inks.is_filled.tolist(), inks.widths.tolist(), shades, strict=True)
    return [
        _bordered(shade, width, bordered[width])
        if has_border
        else Look(Area, counts[shade] >= STRIPS, _color(shade), 0.0)
        if is_filled
        else Look(Line, False, _color(shade), width)
        for has_border, is_filled, width, shade in kinds
    ]


def _bordered(shade: int, width: float, count: int) -> Look:
    """A face of a mesh, whose faces may be shaded; or a mark, where there are few."""
    return Look(Area, True, "", width) if count >= STRIPS else Look(Area, False, _color(shade), width)


@lru_cache(maxsize=4096)
def _color(shade: int) -> str:
    """The colour whose red, green and blue were packed into one number."""
    return hexadecimal(np.array([shade >> 20, shade >> 10 & 1023, shade & 1023]) / _SHADES)
