"""The floor of a space and its axes: names and a few numbers along the edges that are nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Reading
from calcanim.blocks.formula import Formula
from calcanim.blocks.glyph_reading import read_glyphs
from calcanim.blocks.live import GlyphSlots, corners
from calcanim.blocks.plot import line_drawing
from calcanim.blocks.theme import THIN_STROKE, Role
from calcanim.blocks.ticks import DIGIT_HEIGHT, TICK_EM, TickLabel, tick_labels
from calcanim.blocks.typeset import Glyph, Points
from calcanim.blocks.world import World

if TYPE_CHECKING:
    from calcanim.blocks.space import Space

_MOST_TICKS = 4
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
        self.ticks = _axis_ticks(world)
        counts = [sum(len(label.glyphs) for label in labels) for labels in self.ticks]
        self.numbers = [GlyphSlots(count, theme=theme, role=Role.MUTED) for count in counts]
        self.names = [Formula(name, theme=theme, role=Role.MUTED) for name in "xyz"]
        self._shapes = [
            [glyph.points - name.get_center() for glyph in name.submobjects] for name in self.names
        ]
        self._numbered: list[list[int]] = [[], [], []]  # which ticks have a number, along each axis
        self._extents = (world.x, world.y, world.z)
        self._avoided: Points | None = None
        self.add(self.edges, self.strokes, *self.numbers, *self.names)

    def redraw(self) -> None:
        """Draw the floor and its axes as they are now seen."""
        world, self._avoided = self.space.world, None
        (x_near, x_far), (y_near, y_far) = self._nearest()
        low, high = world.z
        left = (x_far, y_near) if self._is_left((x_far, y_near), (x_near, y_far)) else (x_near, y_far)
        ground = np.array(
            [(x_near, y_near, low), (x_far, y_near, low), (x_far, y_far, low), (x_near, y_far, low)]
        )
        upright = np.array([(*left, low), (*left, high)])
        self.edges.points = corners([self.space.on_frame(np.append(ground, ground[:1], axis=0))])
        axes = (ground[[1, 0]], ground[[3, 0]], upright)
        self._extents = ((x_far, x_near), (y_far, y_near), (low, high))
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
        marks = iter(self.strokes.points[12::4])
        for axis, labels in enumerate(self.ticks):
            glyphs, feet = iter(self.numbers[axis].submobjects), [next(marks) for _ in labels]
            start, end = self.strokes.points[[4 * axis, 4 * axis + 3]]
            first, last = self._extents[axis]
            for index in self._numbered[axis]:
                text = read_glyphs([next(glyphs) for _ in labels[index].glyphs])
                share = float((feet[index] - start) @ (end - start)) / float((end - start) @ (end - start))
                yield Reading(f"{text} on the {'xyz'[axis]}-axis", text, first + share * (last - first))

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
        return self.space.on_frame(self._on_axis(ends, axis, [label.value for label in self.ticks[axis]]))

    def _on_axis(self, ends: Points, axis: int, values: Sequence[float]) -> Points:
        return np.where(np.arange(3) == axis, np.reshape(values, (-1, 1)), ends[0])

    def _name_place(self, axis: int, ends: Points, feet: Points, outward: Points) -> Points:
        """Above the upright axis; beside the others, between the last two numbers."""
        if axis == 2:
            return np.asarray(self.space.on_frame(ends[1]) + _NAME_GAP * mn.UP)
        last = feet[-2:]
        crowded = float(np.clip(_NAME_ROOM - np.linalg.norm(last[-1] - last[0]), 0, 1))
        return np.asarray(last.mean(axis=0) + (_NAME_GAP + _CROWDED_GAP * crowded) * outward)


def room_beside(world: World) -> float:
    """Frame units that the numbers need beside the floor."""
    flat, upright = (
        max((label.width for label in labels), default=0.0)
        for labels in ((*_axis_ticks(world)[0], *_axis_ticks(world)[1]), _axis_ticks(world)[2])
    )
    return max(_NUMBER_GAP + upright * 5 / 6, _NUMBER_GAP + flat * 2 / 3)


def _axis_ticks(world: World) -> list[tuple[TickLabel, ...]]:
    """A few numbers for each axis; none at the foot of the upright one, where those of the floor are."""
    x, y, z = (tick_labels(*extent, most=_MOST_TICKS)[:_MOST_TICKS] for extent in (world.x, world.y, world.z))
    lowest = world.z[0] + _CROWDED * (world.z[1] - world.z[0])
    return [x, y, tuple(label for label in z if label.value > lowest)]


def _number(centre: Points, label: TickLabel) -> list[tuple[Glyph, Points]]:
    corner = centre - np.array([label.width / 2, DIGIT_HEIGHT / 2, 0.0])
    return [(glyph, corner) for glyph in label.glyphs]


def _unit(arrow: Points) -> Points:
    return np.asarray(arrow / max(float(np.linalg.norm(arrow)), 1e-9))
