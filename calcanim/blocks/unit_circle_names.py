"""What is written in the picture of the unit circle."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Live
from calcanim.blocks.sine_symbols import ANGLE, COSINE, SINE, TANGENT
from calcanim.blocks.theme import Role, Size
from calcanim.blocks.typeset import Points

if TYPE_CHECKING:
    from calcanim.blocks.unit_circle import UnitCircle

ANGLE_MARK = 0.2  # radius of the mark at the angle, in radii of the circle
_GAP = 0.14
_SMALLEST_SHARE = 0.6  # of its size, below which a name is not shown


class Names:
    """What is written in the picture. Each name keeps to its place, and shrinks where that gets narrow."""

    def __init__(self, home: UnitCircle) -> None:
        self.home = home
        self.angle = self._name(r"\theta", ANGLE, self._in_angle, lambda: self._height(1.1 * ANGLE_MARK))
        self.radius = self._name("1", Role.TEXT, self._above_radius)
        self.sine = self._name(r"\sin\theta", SINE, self._at_sine, self._left_of_sine, side=-1)
        self.cosine = self._name(r"\cos\theta", COSINE, lambda: self._below(np.cos(home.theta())))
        self.base = self._name("1", Role.TEXT, lambda: self._below(1.0))
        self.tangent = self._name(r"\tan\theta", TANGENT, self._at_tangent, lambda: self._height(0.9), side=1)
        self.inner = self._name("A", Role.TEXT, self._in_inner, self._inside)
        self.rest_of_sector = self._name("B", Role.TEXT, self._in_rest, self._width_of_rest)
        self.rest_of_outer = self._name("C", Role.TEXT, self._in_corner, lambda: 0.75 * self._width_of_rest())

    def all(self) -> tuple[Name, ...]:
        """Every name."""
        sides = (self.radius, self.sine, self.cosine, self.base, self.tangent)
        return (self.angle, *sides, self.inner, self.rest_of_sector, self.rest_of_outer)

    def _name(
        self,
        latex: str,
        role: Role,
        place: Callable[[], Points],
        room: Callable[[], float] = lambda: np.inf,
        *,
        side: int = 0,
    ) -> Name:
        return Name(self.home, latex, role, place, room, side=side)

    def _at(self, x: float, y: float, dx: float = 0.0, dy: float = 0.0) -> Points:
        place: Points = self.home.point(x, y) + np.array([dx, dy, 0.0])
        return place

    def _height(self, share: float) -> float:
        """A share of the inner triangle's height, on the frame."""
        return share * float(np.sin(self.home.theta())) * self.home.scale_on_frame()

    def _width_of_rest(self) -> float:
        return float(1 - np.cos(self.home.theta())) * self.home.scale_on_frame()

    def _left_of_sine(self) -> float:
        """What the inner triangle leaves beside its right side."""
        width = 0.45 * float(np.cos(self.home.theta())) * self.home.scale_on_frame()
        return min(self._height(0.9), 1.2 * (width - _GAP))

    def _inside(self) -> float:
        return min(self._height(0.4), 0.35 * float(np.cos(self.home.theta())) * self.home.scale_on_frame())

    def _in_angle(self) -> Points:
        reach, half = 1.35 * ANGLE_MARK, self.home.theta() / 2
        return self._at(reach * np.cos(half), reach * np.sin(half))

    def _above_radius(self) -> Points:
        angle = self.home.theta()
        return self._at(0.5 * np.cos(angle), 0.5 * np.sin(angle), -0.3 * np.sin(angle), 0.3 * np.cos(angle))

    def _at_sine(self) -> Points:
        return self._at(np.cos(self.home.theta()), 0.55 * np.sin(self.home.theta()))

    def _below(self, x: float) -> Points:
        end = self.home.point(x, 0.0)
        return np.array([(self.home.visible_left() + end[0]) / 2, end[1] - 0.32, 0.0])

    def _at_tangent(self) -> Points:
        return self._at(1.0, 0.5 * np.tan(self.home.theta()))

    def _in_inner(self) -> Points:
        angle, left = self.home.theta(), self.home.visible_left()
        end = self.home.point(np.cos(angle), 0.2 * np.sin(angle))
        return np.array([left + 0.62 * (end[0] - left), end[1], 0.0])

    def _in_rest(self) -> Points:
        edge = float(np.cos(self.home.theta()))
        return self._at(edge + 0.48 * (1 - edge), 0.25 * np.sin(self.home.theta()))

    def _in_corner(self) -> Points:
        y = 0.92 * float(np.sin(self.home.theta()))
        return self._at((1 + np.sqrt(1 - y**2)) / 2 + 0.06 * (1 - np.sqrt(1 - y**2)), y)


class Name(Live):
    """A short formula at a place that moves, no larger than its room; hidden where it would leave the box.

    `side` is -1 for a name left of its place, 1 for one right of it, 0 for one in the middle.
    """

    def __init__(
        self,
        home: UnitCircle,
        latex: str,
        role: Role,
        place: Callable[[], Points],
        room: Callable[[], float],
        *,
        side: int,
    ) -> None:
        super().__init__()
        self.home, self.place, self.room = home, place, room
        self.formula = Formula(latex, theme=home.theme, size=Size.LABEL, role=role)
        self._shapes = [glyph.points - self.formula.get_center() for glyph in self.formula.submobjects]
        self._half_width = self.formula.width / 2
        self._extent = max(self.formula.height, self.formula.width)
        self._aside = side * np.array([_GAP + self._half_width, 0.0, 0.0])
        self.add(self.formula)
        self.follow()

    def redraw(self) -> None:
        """Put the name at its place."""
        at, box = self.place() + self._aside, self.home.box
        share = min(1.0, self.room() / (1.2 * self._extent))
        is_hidden = share < _SMALLEST_SHARE or at[0] - self._half_width < box.left or at[1] > box.top
        for glyph, shape in zip(self.formula.submobjects, self._shapes, strict=True):
            glyph.points = np.zeros((0, 3)) if is_hidden else shape * share + at
