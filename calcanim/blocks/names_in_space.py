"""Flat names in a space: beside a point, on the side with the most room, and at the free end of a line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Drawing
from calcanim.blocks.slices import Dot, SliceCurve, StraightLine
from calcanim.blocks.space import Dial, Space
from calcanim.blocks.theme import POINT_RADIUS, Role, Size, Theme
from calcanim.blocks.typeset import Points

_DIRECTIONS = 16
_LOOK_AROUND, _KEEP = 0.75, 0.15  # frame units
_GAP, _END_GAP = 0.14, 0.12
_TURNS = np.radians(np.arange(-75, 76, 25))


class FlatName(Drawing):
    """A formula that faces the viewer; subclasses say where."""

    def __init__(self, latex: str, *, theme: Theme, role: Role, size: Size = Size.LABEL) -> None:
        super().__init__()
        self.formula = Formula(latex, theme=theme, size=size, role=role)
        self._shapes = [glyph.points - self.formula.get_center() for glyph in self.formula.submobjects]
        self._half = np.array([self.formula.width, self.formula.height]) / 2
        self.add(self.formula)

    def put(self, space: Space) -> None:
        """Move to the place, or hide where there is none."""
        centre = self.centre(space)
        for glyph, shape in zip(self.formula.submobjects, self._shapes, strict=True):
            glyph.points = np.zeros((0, 3)) if centre is None else shape + centre

    def centre(self, space: Space) -> Points | None:
        """Its middle on the frame."""
        raise NotImplementedError


class DotName(FlatName):
    """The name of a point, where lines are farthest; it stays on its side until another is clearly better."""

    def __init__(self, dot: Dot, latex: str, *, avoid: Sequence[SliceCurve | StraightLine]) -> None:
        super().__init__(latex, theme=dot.plane.theme, role=dot.role)
        self.dot, self.avoid = dot, tuple(avoid)
        self._angle = np.pi / 2

    def centre(self, space: Space) -> Points | None:
        """Beside the dot."""
        place = self.dot.world_place()
        if place is None:
            return None
        at = space.on_frame(place)
        angles = np.arange(_DIRECTIONS) * 2 * np.pi / _DIRECTIONS
        rays = np.column_stack([np.cos(angles), np.sin(angles)])
        reach = POINT_RADIUS + _GAP + np.abs(rays) @ self._half
        candidates = at[:2] + rays * reach[:, None]
        room = self._room(candidates, at, space)
        kept = int(np.argmin(np.abs(np.angle(np.exp(1j * (angles - self._angle))))))
        best = int(np.argmax(room))
        chosen = best if room[best] > room[kept] + _KEEP else kept
        self._angle = float(angles[chosen])
        return np.append(candidates[chosen], 0.0)

    def _room(self, candidates: Points, at: Points, space: Space) -> Points:
        """Distance from each candidate to the nearest line, as far as it matters."""
        points = np.concatenate([space.floor.drawn_at, *(line.drawn_at for line in self.avoid)])[:, :2]
        near = points[np.linalg.norm(points - at[:2], axis=1) < _LOOK_AROUND + 0.5]
        gaps = np.linalg.norm(candidates[:, None] - near[None], axis=2).min(axis=1, initial=_LOOK_AROUND)
        return np.asarray(gaps)


class EndName(FlatName):
    """A name beyond an end of a line that the surface does not hide, where there is room when it appears."""

    def __init__(self, line: StraightLine, latex: str) -> None:
        super().__init__(latex, theme=line.plane.theme, role=line.role)
        self.line = line
        self.shown = Dial(0.0)
        self._place: int | None = None

    def centre(self, space: Space) -> Points | None:
        """Beyond the end."""
        ends = self.line.ends_drawn()
        if ends is None or self.shown.value <= 0:
            return None
        drawn = space.on_frame(self.line.plane.to_world(ends))
        places = self._places(drawn)
        if self._place is None:
            obstacles = np.concatenate([space.on_frame(space.world.seen), space.floor.drawn_at])
            gaps = np.linalg.norm(places[:, None] - obstacles[None], axis=2).min(axis=1)
            free = np.repeat(self.line.plane.is_above(ends), len(_TURNS))
            self._place = int(np.lexsort((gaps, free))[-1])
        return np.asarray(places[self._place])

    def _places(self, drawn: Points) -> Points:
        """Around both ends, straight on and turned to both sides; shape (2k, 3)."""
        way = drawn[1] - drawn[0]
        angles = np.arctan2(way[1], way[0]) + np.array([[np.pi], [0.0]]) + _TURNS
        rays = np.stack([np.cos(angles), np.sin(angles), np.zeros_like(angles)], axis=-1)
        reach = _END_GAP + np.abs(rays[..., :2]) @ self._half
        return np.asarray((drawn[:, None] + rays * reach[..., None]).reshape(-1, 3))
