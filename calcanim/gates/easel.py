"""Canvases that Manim's camera paints on, one thing at a time, so that each thing's ink can be seen alone.

A thing is first painted on an empty sheet, where its ink is looked at, and then laid over the picture.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import manim as mn
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Indices = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

AROUND = 3  # pixels around a thing that are compared with it
SPIKE = 5.0  # how far cairo lets a mitred corner reach, in widths of the stroke


class Part(StrEnum):
    """What of a mobject is painted."""

    WHOLE = "whole"
    FILL = "fill"
    STROKE = "stroke"


@dataclass(frozen=True)
class Canvas:
    """Pixels, shape (height, width, 4), and the cairo context that paints on them."""

    pixels: Pixels
    context: Any


@dataclass(frozen=True)
class Ink:
    """What was painted on the sheet: rows and columns of the frame, and how dense it is there, 0 to 255."""

    rows: slice
    columns: slice
    density: Pixels

    @cached_property
    def marked(self) -> Flags:
        """Where it is at least half as dense as anywhere."""
        return np.asarray(self.density >= max(1.0, self.density.max(initial=0) / 2))

    @property
    def ring(self) -> Flags:
        """The pixels right around it, up and down and to both sides."""
        inked = self.density > 0
        grown = inked.copy()
        grown[AROUND:] |= inked[:-AROUND]
        grown[:-AROUND] |= inked[AROUND:]
        grown[:, AROUND:] |= inked[:, :-AROUND]
        grown[:, :-AROUND] |= inked[:, AROUND:]
        return np.asarray(grown & ~inked)

    def of(self, pixels: Pixels, chosen: Flags, /) -> Pixels:
        """Chosen pixels of a frame, shape (n, 3)."""
        return np.asarray(pixels[self.rows, self.columns][chosen][:, :3])

    def beside(self, pixels: Pixels, /, *, reach: int) -> list[Pixels]:
        """The pixels so many pixels above, below, left and right of all that it marks."""
        rows, columns = np.nonzero(self.marked)
        last_row, last_column = pixels.shape[0] - 1, pixels.shape[1] - 1
        found = []
        for down, right in ((-reach, 0), (reach, 0), (0, -reach), (0, reach)):
            row = np.clip(rows + self.rows.start + down, 0, last_row)
            column = np.clip(columns + self.columns.start + right, 0, last_column)
            found.append(np.asarray(pixels[row, column][:, :3]))
        return found

    def places(self, width: int, /) -> Indices:
        """Where it marks a frame that is so many pixels wide, as flat indices."""
        rows, columns = np.nonzero(self.marked)
        return np.asarray((rows + self.rows.start) * width + columns + self.columns.start)


@dataclass(frozen=True)
class Easel:
    """The picture, the ground that lines are seen against, and an empty sheet."""

    camera: Any
    picture: Canvas
    ground: Canvas
    sheet: Canvas

    @classmethod
    def before(cls, camera: Any, /, *, size: tuple[int, int]) -> Easel:
        """What a scene's camera sees, in width times height pixels, before anything is painted."""
        twin = copy.copy(camera)
        twin.pixel_width, twin.pixel_height = size
        twin.pixel_array_to_cairo_context = {}
        twin.init_background()
        if isinstance(twin, mn.ThreeDCamera):
            twin.reset_rotation_matrix()
        sheets = (twin.background.copy(), twin.background.copy(), np.zeros_like(twin.background))
        return cls(twin, *(Canvas(pixels, twin.get_cairo_context(pixels)) for pixels in sheets))

    def in_pixels(self, length: float, /) -> int:
        """A length in frame units as a number of pixels."""
        return round(float(self.sheet.context.user_to_device_distance(length, 0)[0]))

    def ink(self, mobjects: Sequence[mn.VMobject], part: Part, /) -> Ink | None:
        """Paint on the sheet; None if nothing of it is on the frame. A halo goes right to the picture."""
        boxes = []
        for mobject in mobjects:
            self._halo(mobject, part, self.picture)
            self._paint(mobject, part, self.sheet)
            boxes.append(self._extent(mobject))
        extents = np.array(boxes)
        left, top = np.floor(extents[:, :2].min(axis=0)).clip(0).astype(int)
        right, bottom = np.ceil(extents[:, 2:].max(axis=0)).clip(0).astype(int)
        rows, columns = slice(top, bottom), slice(left, right)
        density = self.sheet.pixels[rows, columns, 3].copy()
        return Ink(rows, columns, density) if density.any() else None

    def lay(self, ink: Ink, /, *, on_ground: bool) -> None:
        """Lay what is on the sheet over the picture, and over the ground too, and empty the sheet."""
        for canvas in self._layers(on_ground):
            _lay(self.sheet, canvas, ink)
        self.sheet.pixels[ink.rows, ink.columns] = 0
        self.sheet.context.get_target().mark_dirty()

    def paint(self, mobjects: Sequence[mn.VMobject], part: Part, /, *, on_ground: bool) -> None:
        """Paint on the picture at once, and on the ground too."""
        for mobject in mobjects:
            for canvas in self._layers(on_ground):
                self._halo(mobject, part, canvas)
                self._paint(mobject, part, canvas)

    def _layers(self, on_ground: bool) -> tuple[Canvas, ...]:
        return (self.picture, self.ground) if on_ground else (self.picture,)

    def _paint(self, mobject: mn.VMobject, part: Part, canvas: Canvas) -> None:
        self._trace(mobject, canvas)
        if part is not Part.STROKE:
            self.camera.apply_fill(canvas.context, mobject)
        if part is not Part.FILL:
            self.camera.apply_stroke(canvas.context, mobject)

    def _halo(self, mobject: mn.VMobject, part: Part, canvas: Canvas) -> None:
        if part is not Part.STROKE and mobject.get_stroke_width(background=True):
            self._trace(mobject, canvas)
            self.camera.apply_stroke(canvas.context, mobject, background=True)

    def _trace(self, mobject: mn.VMobject, canvas: Canvas) -> None:
        canvas.context.new_path()
        self.camera.set_cairo_context_path(canvas.context, mobject)

    def _extent(self, mobject: mn.VMobject) -> tuple[float, float, float, float]:
        """The box that holds the ink of what was painted last: left, top, right, bottom, in pixels."""
        context = self.sheet.context
        x0, y0, x1, y1 = context.path_extents()
        left, bottom = context.user_to_device(x0, y0)
        right, top = context.user_to_device(x1, y1)
        width = float(mobject.get_stroke_width()) * self.camera.cairo_line_width_multiple
        reach = SPIKE * context.user_to_device_distance(width, 0)[0] + AROUND + 1
        return left - reach, top - reach, right + reach, bottom + reach


def _lay(sheet: Canvas, canvas: Canvas, ink: Ink) -> None:
    context = canvas.context
    height, width = ink.density.shape
    context.save()
    context.identity_matrix()
    context.new_path()
    context.rectangle(ink.columns.start, ink.rows.start, width, height)
    context.clip()
    context.set_source_surface(sheet.context.get_target(), 0, 0)
    context.paint()
    context.restore()
