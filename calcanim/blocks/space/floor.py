"""The floor of a space and its axes: names and a few numbers along the edges that are nearest."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Reading
from calcanim.blocks.formula import Formula
from calcanim.blocks.glyph_reading import number_in, read_glyphs
from calcanim.blocks.live import GlyphSlots, corners
from calcanim.blocks.plots.plot import line_drawing
from calcanim.blocks.plots.ticks import DIGIT_HEIGHT, TICK_EM, TickLabel, tick_labels
from calcanim.blocks.space.world import Range, View
from calcanim.blocks.theme import THIN_STROKE, Role
from calcanim.tex.typeset import Glyph, Points

if TYPE_CHECKING:
    from calcanim.blocks.space.space import Space

Extents: TypeAlias = tuple[Range, Range, Range]

_MOST_TICKS, _MOST_GLYPHS = 4, 9
_TICK, _NUMBER_GAP, _NAME_GAP = 0.1, 0.3, 0.34
_CROWDED_GAP = 0.75
_NAME_ROOM = 1.4  # between two numbers, in frame units, so that a name fits there
_NUMBERS_APART = 0.22  # frame units
_POINTS_AVOIDED = 40  # along a line, that names keep off
_CROWDED = 0.14  # share of the upright axis, at its foot, where its numbers would meet those of the floor


class Floor(mn.VGroup):
    """A rectangle under everything, an upright axis at its leftmost corner, ticks outside."""

    def __init__(self, space: Space) -> None:
        super().__init__()
        self.space = space
        theme = space.theme
        self.edges = line_drawing(theme, Role.AXIS, width=THIN_STROKE / 2)
        self.strokes = line_drawing(theme, Role.AXIS, width=THIN_STROKE)
        world = space.world
        self.ticks, self._zoomed = _axis_ticks(space.zoom.shown(world)), space.zoom.value
        self.numbers = [GlyphSlots(_MOST_TICKS * _MOST_GLYPHS, theme=theme, role=Role.MUTED) for _ in "xyz"]
        self.names = [Formula(name, theme=theme, role=Role.MUTED) for name in "xyz"]
        self._shapes = [
            [glyph.points - name.get_center() for glyph in name.submobjects] for name in self.names
        ]
        self._numbered: list[list[int]] = [[], [], []]  # which ticks have a number, along each axis
        self._extents = (world.x, world.y, world.z)
        self._avoided: Points | None = None
        self._seen_from: View | None = None
        self.add(self.edges, self.strokes, *self.numbers, *self.names)

    def redraw(self) -> None:
        """Draw the floor and its axes as they are now seen, if that is not how they are drawn."""
        view, zoom = self.space.view, self.space.zoom.value
        if view is self._seen_from and zoom == self._zoomed:
            return
        self._seen_from, self._avoided = view, None
        world = self.space.world
        if zoom != self._zoomed:
            self._choose_ticks()
        (x_near, x_far), (y_near, y_far) = self._nearest()
        low, high = world.z
        left = (x_far, y_near) if self._is_left((x_far, y_near), (x_near, y_far)) else (x_near, y_far)
        ground = np.array(
            [(x_near, y_near, low), (x_far, y_near, low), (x_far, y_far, low), (x_near, y_far, low)]
        )
        upright = np.array([(*left, low), (*left, high)])
        self.edges.points = corners([self.space.on_frame(np.append(ground, ground[:1], axis=0))])
        axes = (ground[[1, 0]], ground[[3, 0]], upright)
        x, y, z = self.space.zoom.shown(world)
        self._extents = (x if x_far < x_near else x[::-1], y if y_far < y_near else y[::-1], z)
        self._draw_axes([self.space.on_frame(line) for line in axes], axes)

    @property
    def drawn_at(self) -> Points:
        """Points along the lines and of the numbers, that names keep off; shape (n, 3)."""
        if self._avoided is None:
            long = np.concatenate([self.strokes.points[:12], self.edges.points])
            share = np.linspace(0, 1, _POINTS_AVOIDED)[:, None, None]
            drawn = (long[0::4] + share * (long[3::4] - long[0::4])).reshape(-1, 3)
            glyphs = [glyph for numbers in self.numbers for glyph in numbers.submobjects]
            numbers = [glyph.points[::8] for glyph in glyphs if len(glyph.points)]
            self._avoided = np.concatenate([drawn, self.strokes.points[12::3], *numbers])
        return self._avoided

    def readings(self) -> Iterator[Reading]:
        """Each number read off its glyphs, beside the coordinate where its tick stands on its axis."""
        for axis in range(3):
            first, last = self._extents[axis]
            for text, share in self._numbers_on(axis):
                yield Reading(f"{text} on the {'xyz'[axis]}-axis", text, first + share * (last - first))

    def drawn_zoom(self) -> float:
        """How many times less of an axis its numbers span than at first; NaN where none has two numbers."""
        told = {axis: list(self._numbers_on(axis)) for axis in range(3)}
        axis = next((axis for axis, numbers in told.items() if len(numbers) > 1), None)
        if axis is None:
            return math.nan
        (start, low), *_, (end, high) = told[axis]
        world = self.space.world
        first, last = (world.x, world.y, world.z)[axis]
        return abs((last - first) * (high - low) / (number_in(end) - number_in(start)))

    def _numbers_on(self, axis: int) -> Iterator[tuple[str, float]]:
        """Each number of an axis as it is read, and the share of the axis at which its tick stands."""
        before = sum(map(len, self.ticks[:axis]))
        feet = self.strokes.points[12::4][before:]
        start, end = self.strokes.points[[4 * axis, 4 * axis + 3]]
        glyphs = iter(self.numbers[axis].submobjects)
        for index in self._numbered[axis]:
            text = read_glyphs([next(glyphs) for _ in self.ticks[axis][index].glyphs])
            yield text, float((feet[index] - start) @ (end - start)) / float((end - start) @ (end - start))

    def _choose_ticks(self) -> None:
        self._zoomed = self.space.zoom.value
        self.ticks = _axis_ticks(self.space.zoom.shown(self.space.world))

    def _nearest(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The nearer and the farther end of the ranges of x and y."""
        towards = self.space.view.axes[2]
        world = self.space.world
        x = world.x[::-1] if towards[0] > 0 else world.x
        y = world.y[::-1] if towards[1] > 0 else world.y
        return x, y

    def _is_left(self, here: tuple[float, float], there: tuple[float, float]) -> bool:
        ends = self.space.on_frame(np.array([(*here, 0.0), (*there, 0.0)]))
        return bool(ends[0, 0] < ends[1, 0])

    def _draw_axes(self, drawn: list[Points], axes: tuple[Points, ...]) -> None:
        strokes = [*drawn]
        outwards = (_unit(drawn[1][1] - drawn[1][0]), _unit(drawn[0][1] - drawn[0][0]), mn.LEFT)
        for axis, (ends, outward) in enumerate(zip(axes, outwards, strict=True)):
            feet = self._feet(ends, axis)
            strokes += [np.array([foot, foot + _TICK * outward]) for foot in feet]
            self._set_numbers(axis, feet, outward)
            place = self._name_place(axis, ends, feet, outward)
            for glyph, shape in zip(self.names[axis].submobjects, self._shapes[axis], strict=True):
                glyph.points = shape + place
        self.strokes.points = corners(strokes)

    def _set_numbers(self, axis: int, feet: Points, outward: Points) -> None:
        """Beside their ticks; where an axis is seen nearly end-on, only those that are apart."""
        labels, glyphs = self.ticks[axis], list[tuple[Glyph, Points]]()
        self._numbered[axis], last, before = [], np.full(3, np.inf), 0.0
        for index, (label, foot) in enumerate(zip(labels, feet, strict=True)):
            centre = foot + (_NUMBER_GAP + label.width * abs(outward[0]) / 3) * outward
            apart = np.abs(centre - last) - [(before + label.width) / 2, DIGIT_HEIGHT, 0.0]
            if not index or apart.max() > _NUMBERS_APART:
                glyphs += _number(centre, label)
                last, before = centre, label.width
                self._numbered[axis].append(index)
        self.numbers[axis].put(glyphs, TICK_EM)

    def _feet(self, ends: Points, axis: int) -> Points:
        places = [self.space.zoom.drawn(axis, label.value) for label in self.ticks[axis]]
        return self.space.on_frame(self._on_axis(ends, axis, places))

    def _on_axis(self, ends: Points, axis: int, values: Sequence[float]) -> Points:
        return np.where(np.arange(3) == axis, np.reshape(values, (-1, 1)), ends[0])

    def _name_place(self, axis: int, ends: Points, feet: Points, outward: Points) -> Points:
        """Above the upright axis; beside the others, between the last two numbers."""
        if axis == 2:
            return np.asarray(self.space.on_frame(ends[1]) + _NAME_GAP * mn.UP)
        last = feet[-2:]
        crowded = float(np.clip(_NAME_ROOM - np.linalg.norm(last[-1] - last[0]), 0, 1))
        return np.asarray(last.mean(axis=0) + (_NAME_GAP + _CROWDED_GAP * crowded) * outward)


def room_beside(extents: Sequence[Extents]) -> float:
    """Frame units that the numbers need beside the floor, whichever of these ranges is shown."""
    ticks = [_axis_ticks(each) for each in extents]
    flat, upright = (
        max((label.width for each in ticks for axis in axes for label in each[axis]), default=0.0)
        for axes in ((0, 1), (2,))
    )
    return max(_NUMBER_GAP + upright * 5 / 6, _NUMBER_GAP + flat * 2 / 3)


def _axis_ticks(extents: Extents) -> list[tuple[TickLabel, ...]]:
    """A few numbers for each axis; none at the foot of the upright one, where those of the floor are."""
    x, y, z = (tick_labels(*extent, most=_MOST_TICKS)[:_MOST_TICKS] for extent in extents)
    lowest = extents[2][0] + _CROWDED * (extents[2][1] - extents[2][0])
    return [x, y, tuple(label for label in z if label.value > lowest)]


def _number(centre: Points, label: TickLabel) -> list[tuple[Glyph, Points]]:
    corner = centre - np.array([label.width / 2, DIGIT_HEIGHT / 2, 0.0])
    return [(glyph, corner) for glyph in label.glyphs]


def _unit(arrow: Points) -> Points:
    return np.asarray(arrow / max(float(np.linalg.norm(arrow)), 1e-9))
