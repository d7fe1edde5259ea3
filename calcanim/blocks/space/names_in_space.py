"""Flat names in a space: beside a point, on the side with the most room, and at the free end of a line."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import manim as mn
import numpy as np

from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Drawing
from calcanim.blocks.space.dot_in_space import Dot
from calcanim.blocks.space.slices import StraightLine
from calcanim.blocks.space.space import Dial, Space
from calcanim.blocks.theme import POINT_RADIUS, Role, Size, Theme
from calcanim.tex.typeset import Points

_DIRECTIONS = 16
_RINGS = (0.0, 0.2, 0.4, 0.6, 0.8)  # added to the gap
_SIDES = np.array([(ring, 2 * np.pi * k / _DIRECTIONS) for ring in _RINGS for k in range(_DIRECTIONS)])
_RAYS = np.column_stack([np.cos(_SIDES[:, 1]), np.sin(_SIDES[:, 1])])
_ENOUGH, _KEEP = 0.25, 0.08  # frame units
_GAP, _END_GAP = 0.1, 0.12
_CLEAR, _TOUCHING = 0.08, 12.0  # frame units between a name and a line, and what it costs to be nearer
_REACH = 1.3  # frame units around a point in which a line can be in the way
_FARTHER = 1.0  # what a greater distance from the point costs, against room
_GRID = np.array([(x, y, 0.0) for x in (0, 0.5, 1) for y in (0, 0.5, 1)])
_HALO = 7.0  # width of the stroke around glyphs, half of it below them
_TURNS = np.radians(np.arange(-75, 76, 25))


@runtime_checkable
class Drawn(Protocol):
    """What a name keeps off."""

    @property
    def drawn_at(self) -> Points:
        """Points of it on the frame, shape (n, 3)."""


class FlatName(Drawing):
    """A formula that faces the viewer, with a halo, so that it can be read on any shade; subclasses say
    where."""

    def __init__(self, latex: str, *, theme: Theme, role: Role, size: Size = Size.LABEL) -> None:
        super().__init__()
        self.avoid: tuple[Drawn, ...] = ()
        self.formula = Formula(latex, theme=theme, size=size, role=role)
        self._shapes = [glyph.points - self.formula.get_center() for glyph in self.formula.submobjects]
        self._half = np.array([self.formula.width, self.formula.height]) / 2
        self.add(self.formula)
        for glyph in self.formula.submobjects:
            glyph.set_stroke(theme.color(Role.BACKGROUND), width=_HALO, background=True)
            glyph.joint_type = mn.LineJointType.ROUND

    def keep_off(self, *others: Drawn) -> None:
        """Keep clear of these too."""
        self.avoid = (*self.avoid, *(other for other in others if other is not self))

    @property
    def drawn_at(self) -> Points:
        """Points all over its box, that other names keep off; shape (n, 3)."""
        points = np.concatenate([glyph.points for glyph in self.formula.submobjects])
        if not len(points):
            return points
        low, high = points.min(axis=0), points.max(axis=0)
        return np.asarray(low + _GRID * (high - low))

    def obstacles(self, space: Space) -> Points:
        """What is in its way; shape (n, 2)."""
        return np.concatenate([space.floor.drawn_at, *(other.drawn_at for other in self.avoid)])[:, :2]

    def put(self, space: Space) -> None:
        """Move to the place, or hide where there is none."""
        centre = self.centre(space)
        for glyph, shape in zip(self.formula.submobjects, self._shapes, strict=True):
            glyph.points = np.zeros((0, 3)) if centre is None else shape + centre

    def centre(self, space: Space) -> Points | None:
        """Its middle on the frame."""
        raise NotImplementedError


class DotName(FlatName):
    """The name of a point, where lines are farthest; it stays on its side until another is clearly better.

    It comes with its point, and fades as that comes to lie on the one `beside` it, where both names have no
    room.
    """

    def __init__(self, dot: Dot, latex: str, *, beside: Dot | None = None) -> None:
        super().__init__(latex, theme=dot.plane.theme, role=dot.role)
        self.dot, self.beside, self._seen, self._room_beside = dot, beside, 1.0, 1.0
        self._side = _DIRECTIONS // 4

    def put(self, space: Space) -> None:
        """Move to the place, as visible as the point is by itself."""
        super().put(space)
        self._room_beside = self._apart(space)
        if (seen := self.dot.shown.value * self._room_beside) != self._seen:
            self._seen = seen
            for glyph in self.formula.submobjects:
                glyph.set_fill(opacity=seen).set_stroke(opacity=seen, background=True)

    def centre(self, space: Space) -> Points | None:
        """Beside the dot."""
        place = self.dot.world_place()
        if place is None:
            return None
        at = space.on_frame(place)[:2]
        reach = POINT_RADIUS + _GAP + _SIDES[:, :1] + np.abs(_RAYS) @ self._half[:, None]
        candidates = at + reach * _RAYS
        room = self._room(candidates, at, space) - _FARTHER * _SIDES[:, 0]
        best = int(np.argmax(room))
        self._side = best if room[best] > room[self._side] + _KEEP else self._side
        return np.append(candidates[self._side], 0.0)

    def _apart(self, space: Space) -> float:
        """From 0 where there is no room for both names to 1 where there is for another one between them."""
        here, there = (dot.world_place() if dot else None for dot in (self.dot, self.beside))
        if here is None or there is None:
            return self._room_beside
        apart = float(np.linalg.norm((space.on_frame(here) - space.on_frame(there))[:2]))
        return float(np.clip(apart / (2 * self._half.max() + _CLEAR) - 1, 0, 1))

    def _room(self, candidates: Points, at: Points, space: Space) -> Points:
        """Distance from the name's box at each candidate to the nearest obstacle, as far as it matters; what
        comes too near costs."""
        points = self.obstacles(space)
        near = points[np.abs(points - at).max(axis=1) < _REACH]
        gaps = _gaps(candidates, self._half, near).clip(None, _ENOUGH)
        return np.asarray(gaps - _TOUCHING * np.maximum(_CLEAR - gaps, 0.0))


class EndName(FlatName):
    """A name beyond an end of a line that the surface does not hide, where there is room when it appears; it
    goes elsewhere when it would meet a line."""

    def __init__(self, line: StraightLine, latex: str) -> None:
        super().__init__(latex, theme=line.plane.theme, role=line.role)
        self.line = line
        self.shown = Dial(0.0)
        self._place: int | None = None

    def centre(self, space: Space) -> Points | None:
        """Beyond the end."""
        ends = self.line.ends_drawn() if self.shown.value > 0 else None
        if ends is None:
            return None
        drawn = space.on_frame(self.line.plane.to_world(ends))
        places = self._places(drawn)
        room = _gaps(places[:, :2], self._half, self.obstacles(space))
        if self._place is None or room[self._place] < _CLEAR:
            free = np.repeat(self.line.plane.is_above(ends), len(_TURNS))
            over = _gaps(places[:, :2], self._half, space.on_frame(space.world.seen)[:, :2])
            self._place = int(np.lexsort((np.minimum(room, over), free, room >= _CLEAR))[-1])
        return np.asarray(places[self._place])

    def _places(self, drawn: Points) -> Points:
        """Around both ends, straight on and turned to both sides; shape (2k, 3)."""
        way = drawn[1] - drawn[0]
        angles = np.arctan2(way[1], way[0]) + np.array([[np.pi], [0.0]]) + _TURNS
        rays = np.stack([np.cos(angles), np.sin(angles), np.zeros_like(angles)], axis=-1)
        reach = _END_GAP + np.abs(rays[..., :2]) @ self._half
        return np.asarray((drawn[:, None] + rays * reach[..., None]).reshape(-1, 3))


def _gaps(candidates: Points, half: Points, obstacles: Points) -> Points:
    """How far boxes of this half size around candidates, shape (n, 2), are from the nearest obstacle, across
    or up; 0 where they meet."""
    across, up = (
        np.maximum(np.abs(candidates[:, None, k] - obstacles[None, :, k]) - half[k], 0.0) for k in (0, 1)
    )
    return np.asarray(np.maximum(across, up).min(axis=1, initial=_REACH))
