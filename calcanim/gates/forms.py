"""The ink of one mobject: where it is, how it looks, and whether that has changed."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from calcanim.blocks.evidence import flattened
from calcanim.gates.family import Projection
from calcanim.gates.recording import PIXEL, Array

INVISIBLE = 0.01  # opacity up to which there is no ink
STROKE_UNIT = 0.01  # frame units for one unit of Manim's stroke width
SHADE = 0.02  # how far a colour or an opacity changes before it is another
_NOTHING = b""


class Form:
    """What a mobject looked like when it was last looked at; lengths in frame units.

    It keeps the mobject, so that its identity is not given to another.
    """

    def __init__(self, mobject: Any) -> None:
        self.mobject = mobject
        self.places, self.looks = 0, 0  # how often its points, and anything about it, have changed
        self._points: Any = np.zeros((0, 3))
        self._raw = self._look = self._settled_raw = _NOTHING
        self._box: tuple[float, float, float, float] | None = None
        self._strokes: tuple[Array, ...] | None = None
        self._settled: tuple[Any, Array] = (self._points, np.zeros(0))
        self.fill_color = self.stroke_color = ""
        self.fill = self.stroke = self.width = 0.0

    def look(self, projection: Projection | None, magnification: float, /) -> bool:
        """Look again; tell whether there is ink."""
        mobject = self.mobject
        points, fills, strokes = mobject.points, mobject.fill_rgbas, mobject.stroke_rgbas
        if projection is not None:
            points = projection(mobject, points)
        raw, width = points.tobytes(), mobject.stroke_width
        look = fills.tobytes() + strokes.tobytes()
        if raw != self._raw:
            self._raw, self._points = raw, np.frombuffer(raw, dtype=points.dtype).reshape(points.shape)
            self._box = self._strokes = None
            self.places += 1
            self.looks += 1
        if look != self._look or width * magnification * STROKE_UNIT != self.width:
            self._look = look
            self.width = float(width) * magnification * STROKE_UNIT
            self.looks += 1
            self.fill_color, self.fill = shade(fills.tobytes(), fills.dtype.str)
            self.stroke_color, self.stroke = shade(strokes.tobytes(), strokes.dtype.str)
            self.stroke = self.stroke if self.width > 0 else 0.0
        return self.fill > INVISIBLE or self.stroke > INVISIBLE

    @property
    def opacity(self) -> float:
        """The larger one of fill and stroke."""
        return max(self.fill, self.stroke)

    @property
    def color(self) -> str:
        """That of its fill, or of its stroke if it has none."""
        return self.fill_color if self.fill > INVISIBLE else self.stroke_color

    @property
    def has_border(self) -> bool:
        """Whether it is filled, and its stroke can be told from that."""
        both = self.fill > INVISIBLE and self.stroke > INVISIBLE
        return both and self.stroke_color != self.fill_color

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of its points."""
        if self._box is None:
            (left, bottom), (right, top) = self._points.min(axis=0)[:2], self._points.max(axis=0)[:2]
            self._box = float(left), float(bottom), float(right), float(top)
        return self._box

    @property
    def strokes(self) -> tuple[Array, ...]:
        """Its outline as polylines."""
        if self._strokes is None:
            self._strokes = flattened(self._points)
        return self._strokes

    @property
    def corners(self) -> Array:
        """The ends of its curves as one polyline: all there is to a connected one of straight sides."""
        return np.concatenate([self._points[::4, :2], self._points[-1:, :2]])

    @property
    def has_changed(self) -> bool:
        """Whether it moved by a pixel or changed by a shade since it settled."""
        points, paint = self._settled
        mine = self._paint
        if len(paint) != len(mine) or np.abs(paint - mine).max() > SHADE:
            return True
        if self._raw == self._settled_raw:
            return False
        same = points.shape == self._points.shape
        return not same or bool(np.abs(points[:, :2] - self._points[:, :2]).max() >= PIXEL)

    def settle(self) -> None:
        """Take what it looks like now as what changes are measured from."""
        self._settled_raw = self._raw
        self._settled = self._points, self._paint

    @property
    def _paint(self) -> Array:
        return np.frombuffer(self._look) if len(self._look) else np.zeros(0)


@lru_cache(maxsize=4096)
def shade(rgbas: bytes, kind: str, /) -> tuple[str, float]:
    """Hexadecimal colour and opacity of rows of RGBA: a gradient's mean."""
    rows = np.frombuffer(rgbas, dtype=kind).reshape(-1, 4)
    if not len(rows):
        return "", 0.0
    return hexadecimal(rows[:, :3].mean(axis=0)), float(rows[:, 3].max())


def hexadecimal(rgb: Array, /) -> str:
    """A colour of three numbers from 0 to 1 as it is written."""
    red, green, blue = (round(255 * min(max(part, 0.0), 1.0)) for part in rgb.tolist())
    return f"#{red:02X}{green:02X}{blue:02X}"
