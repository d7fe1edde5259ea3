"""What a mobject looks like when it is drawn: worked out once, and again when something of it changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import cairo
import numpy as np
import numpy.typing as npt
from manim import VMobject

from calcanim.engine.stream import Pixels

MITER_LIMIT = 10
"""Cairo's own: how far a pointed corner reaches, in half widths of the line."""

Box: TypeAlias = "tuple[int, int, int, int]"
"""Pixels from (left, top) up to, not including, (right, bottom)."""

Key: TypeAlias = "tuple[Any, ...]"


class Canvas(NamedTuple):
    """What is painted on; of `covers`, see `raster.paint_faces`. A width of 1 is `unit` of Manim's."""

    context: cairo.Context[Any]
    pixels: Pixels
    covers: npt.NDArray[np.float32]
    unit: float


@dataclass(frozen=True, eq=False)
class Stroke:
    """A line along a path; width in Manim's units."""

    source: cairo.Pattern
    width: float
    join: cairo.LineJoin
    cap: cairo.LineCap


@dataclass(frozen=True, eq=False)
class Look:
    """A path with what is painted on it, from below; two looks are the same if they are one object."""

    key: Key
    path: cairo.Path
    box: Box
    behind: Stroke | None
    fill: cairo.Pattern | None
    stroke: Stroke | None

    def paint(self, canvas: Canvas, box: Box | None = None, /) -> Box:
        """Draw all of it, wherever it is wanted; return the box in which it lies."""
        context = canvas.context
        context.new_path()
        context.append_path(self.path)
        paint_path(context, self.behind, self.fill, self.stroke)
        return self.box


def key_of(mobject: VMobject, /) -> Key:
    """Return all that decides what a mobject looks like; by value, since Manim changes arrays in place."""
    key: Key = (
        mobject.points.tobytes(),
        mobject.get_fill_rgbas().tobytes(),
        mobject.get_stroke_rgbas().tobytes(),
        mobject.get_stroke_width(),
        mobject.joint_type,
        mobject.cap_style,
    )
    if behind := mobject.get_stroke_width(background=True):
        key += (behind, mobject.get_stroke_rgbas(background=True).tobytes())
    return key + _ends_of(mobject)


def _ends_of(mobject: VMobject) -> Key:
    """Where several colours begin and end: a mobject's parts count too, so its points don't tell."""
    kinds = [mobject.get_fill_rgbas(), mobject.get_stroke_rgbas()]
    if mobject.get_stroke_width(background=True):
        kinds.append(mobject.get_stroke_rgbas(background=True))
    if all(len(rgbas) == 1 for rgbas in kinds):
        return ()
    return tuple(end.tobytes() for end in mobject.get_gradient_start_and_end_points())


@lru_cache(maxsize=1000)
def plain_source(red: float, green: float, blue: float, alpha: float, /) -> cairo.Pattern | None:
    """Return what paints in one colour, None where nothing is seen. Manim keeps red where cairo has blue."""
    return cairo.SolidPattern(blue, green, red, alpha) if alpha else None


def gradient_source(rgbas: Any, ends: Any, /) -> cairo.Pattern | None:
    """Return what paints in several colours, from one end to the other; None where nothing is seen."""
    if not any(rgba[3] for rgba in rgbas):
        return None
    (x0, y0), (x1, y1) = (end[:2] for end in ends)
    gradient = cairo.LinearGradient(x0, y0, x1, y1)
    for (red, green, blue, alpha), offset in zip(rgbas, np.linspace(0, 1, len(rgbas)), strict=True):
        gradient.add_color_stop_rgba(offset, blue, green, red, alpha)
    return gradient


def box_around(extents: tuple[float, float, float, float], margin: float, /) -> Box:
    """Return the pixels that a path with these extents may touch, given how far its lines reach beyond it."""
    left, top, right, bottom = extents
    return (
        int(left - margin) - 2,
        int(top - margin) - 2,
        int(right + margin) + 2,
        int(bottom + margin) + 2,
    )


def paint_path(
    context: cairo.Context[Any], behind: Stroke | None, fill: cairo.Pattern | None, stroke: Stroke | None, /
) -> None:
    """Paint on the path that is there, from below."""
    _paint_stroke(context, behind)
    if fill is not None:
        context.set_source(fill)
        context.fill_preserve()
    _paint_stroke(context, stroke)


def _paint_stroke(context: cairo.Context[Any], stroke: Stroke | None) -> None:
    if stroke is None:
        return
    context.set_source(stroke.source)
    context.set_line_width(stroke.width)
    context.set_line_join(stroke.join)
    context.set_line_cap(stroke.cap)
    context.stroke_preserve()
