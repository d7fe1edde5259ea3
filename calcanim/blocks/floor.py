"""The floor of a space and its axes: names and a few numbers along the edges that are nearest."""

from __future__ import annotations

from collections.abc import Iterator
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

if TYPE_CHECKING:
    from calcanim.blocks.space import Space

_MOST_TICKS = 4
_TICK, _NUMBER_GAP, _NAME_GAP = 0.1, 0.3, 0.34
_CROWDED_GAP = 0.75
_NAME_ROOM = 1.4  # between two numbers, in frame units, so that a name fits there
_POINTS_AVOIDED = 40  # along a line, that names keep off
_LONGEST = 12  # glyphs of a number
_CROWDED = 0.14  # share of the upright axis, at its foot, where its numbers would meet those of the floor


class Floor(mn.VGroup):
    """A rectangle under everything, an upright axis at its leftmost corner, ticks outside."""

    def __init__(self, space: Space) -> None:
        super().__init__()
        self.space = space
        theme = space.theme
        self.edges = line_drawing(theme, Role.AXIS, width=THIN_STROKE / 2)
        self.strokes = line_drawing(theme, Role.AXIS, width=THIN_STROKE)
        self.numbers = GlyphSlots(3 * _MOST_TICKS * _LONGEST, theme=theme, role=Role.MUTED)
        self.names = [Formula(name, theme=theme, role=Role.MUTED) for name in "xyz"]
        world = space.world
        extents = (world.x, world.y, world.z)
        self.ticks = [tick_labels(*extent, most=_MOST_TICKS)[:_MOST_TICKS] for extent in extents]
        lowest = world.z[0] + _CROWDED * (world.z[1] - world.z[0])
        self.ticks[2] = tuple(label for label in self.ticks[2] if label.value > lowest)
        self._extents = extents
        self._avoided: Points | None = None
        self.add(self.edges, self.strokes, self.numbers, *self.names)

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
            lines = np.concatenate([self.strokes.points, self.edges.points])
            share = np.linspace(0, 1, _POINTS_AVOIDED)[:, None, None]
            drawn = (lines[0::4] + share * (lines[3::4] - lines[0::4])).reshape(-1, 3)
            self._avoided = np.concatenate([drawn, *(glyph.points for glyph in self.numbers.submobjects)])
        return self._avoided

    def readings(self) -> Iterator[Reading]:
        """Each number read off its glyphs, beside the coordinate where its tick stands on its axis."""
        marks, glyphs = iter(self.strokes.points[12::4]), iter(self.numbers.submobjects)
        for axis, labels in enumerate(self.ticks):
            start, end = self.strokes.points[[4 * axis, 4 * axis + 3]]
            first, last = self._extents[axis]
            for label in labels:
                text = read_glyphs([next(glyphs) for _ in label.glyphs])
                share = float((next(marks) - start) @ (end - start)) / float((end - start) @ (end - start))
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
        strokes, numbers = [*drawn], []
        outwards = (_unit(drawn[1][1] - drawn[1][0]), _unit(drawn[0][1] - drawn[0][0]), mn.LEFT)
        for axis, (ends, outward) in enumerate(zip(axes, outwards, strict=True)):
            for label in self.ticks[axis]:
                foot = self.space.on_frame(self._on_axis(ends, axis, label.value))
                strokes.append(np.array([foot, foot + _TICK * outward]))
                numbers += _number(foot + (_NUMBER_GAP + label.width * abs(outward[0]) / 3) * outward, label)
            _centre_on(self.names[axis], self._name_place(axis, ends, outward))
        self.strokes.points = corners(strokes)
        self.numbers.put(numbers, TICK_EM)

    def _on_axis(self, ends: Points, axis: int, value: float) -> Points:
        return np.where(np.arange(3) == axis, value, ends[0])

    def _name_place(self, axis: int, ends: Points, outward: Points) -> Points:
        """Above the upright axis; beside the others, between the last two numbers."""
        if axis == 2:
            return np.asarray(self.space.on_frame(ends[1]) + _NAME_GAP * mn.UP)
        last = [label.value for label in self.ticks[axis]][-2:]
        feet = self.space.on_frame(np.array([self._on_axis(ends, axis, value) for value in last]))
        crowded = float(np.clip(_NAME_ROOM - np.linalg.norm(feet[-1] - feet[0]), 0, 1))
        return np.asarray(feet.mean(axis=0) + (_NAME_GAP + _CROWDED_GAP * crowded) * outward)


def _number(centre: Points, label: TickLabel) -> list[tuple[Glyph, Points]]:
    corner = centre - np.array([label.width / 2, DIGIT_HEIGHT / 2, 0.0])
    return [(glyph, corner) for glyph in label.glyphs]


def _unit(arrow: Points) -> Points:
    return np.asarray(arrow / max(float(np.linalg.norm(arrow)), 1e-9))


def _centre_on(name: Formula, place: Points) -> None:
    name.shift(place - name.get_center())
