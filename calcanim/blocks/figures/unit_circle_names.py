"""What is written in the picture of the unit circle."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Content, Reading, Source
from calcanim.blocks.figures.sine_symbols import ANGLE, COSINE, SINE, TANGENT
from calcanim.blocks.formula import Formula
from calcanim.blocks.glyph_reading import read_glyphs
from calcanim.blocks.live import Live, ReadBack
from calcanim.blocks.theme import Role, Size
from calcanim.calculus import Function
from calcanim.calculus.unit_circle import sides
from calcanim.tex.typeset import Points

if TYPE_CHECKING:
    from calcanim.blocks.figures.unit_circle import UnitCircle

ANGLE_MARK = 0.2  # radius of the mark at the angle, in radii of the circle
_GAP, _STROKES = 0.14, 0.06
_STEEP = 0.9  # radians from which there is more room right of the sine than left of it
_SINE_LEVEL, _SINE_SHAPE = 0.5, 0.42  # how high sin(θ) stands beside its line; its height in widths
_SMALLEST_SHARE = 0.7  # of its size, below which a name is not shown
_PLATE_MARGIN, _PLATE_OPACITY = 0.08, 0.8


class Names:
    """What is written in the picture. Each name keeps to its place, and shrinks where that gets narrow."""

    def __init__(self, home: UnitCircle) -> None:
        self.home, lengths = home, sides()
        self.angle = self._name(
            lengths.angle, ANGLE, self._in_angle, lambda: self._height(1.1 * ANGLE_MARK), has_plate=True
        )
        self.radius = Length(home, lambda: home.drawn_in_radii(home.radius), self._above_radius)
        is_left = home.start < _STEEP
        self.sine = self._name(
            *(lengths.sine, SINE, self._at_sine, self._left_of_sine if is_left else self._right_of_sine),
            side=-1 if is_left else 1,
            has_plate=True,
        )
        self.cosine = self._name(lengths.cosine, COSINE, lambda: self._below(np.cos(home.theta())))
        self.base = Length(home, lambda: home.drawn_in_radii(home.base), lambda: self._below(1.0))
        self.tangent = self._name(
            lengths.tangent, TANGENT, self._at_tangent, lambda: self._height(0.9), side=1
        )
        self.inner = self._name("A", Role.TEXT, self._in_inner, self._inside)
        self.rest_of_sector = self._name("B", Role.TEXT, self._in_rest, self._width_of_rest)
        self.rest_of_outer = self._name("C", Role.TEXT, self._in_corner, lambda: 0.75 * self._width_of_rest())

    def all(self) -> tuple[Name, ...]:
        """Every name."""
        sides = (self.radius, self.sine, self.cosine, self.base, self.tangent)
        return (self.angle, *sides, self.inner, self.rest_of_sector, self.rest_of_outer)

    def _name(
        self,
        what: Function | str,
        role: Role,
        place: Callable[[], Points],
        room: Callable[[], float] = lambda: np.inf,
        *,
        side: int = 0,
        has_plate: bool = False,
    ) -> Name:
        latex, printed = (what.latex, what) if isinstance(what, Function) else (what, None)
        formula = Formula(latex, theme=self.home.theme, size=Size.LABEL, role=role, printed=printed)
        return Name(self.home, formula, place, room, side=side, has_plate=has_plate)

    def _at(self, x: float, y: float, dx: float = 0.0, dy: float = 0.0) -> Points:
        place: Points = self.home.point(x, y) + np.array([dx, dy, 0.0])
        return place

    def _height(self, share: float) -> float:
        """A share of the inner triangle's height, on the frame."""
        return share * float(np.sin(self.home.theta())) * self.home.scale_on_frame()

    def _width_of_rest(self) -> float:
        """What lies between the sine and the tangent, less their strokes."""
        return float(1 - np.cos(self.home.theta())) * self.home.scale_on_frame() - _STROKES

    def _left_of_sine(self) -> float:
        """What the radius leaves beside the triangle's right side at the height of the name's top."""
        angle, share = self.home.theta(), 1 - _SINE_LEVEL
        width = share * float(np.cos(angle)) * self.home.scale_on_frame() - _GAP
        return min(self._height(0.9), 1.2 * width / (1 + _SINE_SHAPE / (2 * float(np.tan(angle)))))

    def _right_of_sine(self) -> float:
        """What the arc leaves right of it."""
        angle = self.home.theta()
        top = (_SINE_LEVEL + 0.1) * float(np.sin(angle))
        width = float(np.sqrt(1 - top**2) - np.cos(angle)) * self.home.scale_on_frame()
        return min(self._height(0.9), 1.2 * (width - 1.5 * _GAP))

    def _inside(self) -> float:
        return min(self._height(0.4), 0.35 * float(np.cos(self.home.theta())) * self.home.scale_on_frame())

    def _in_angle(self) -> Points:
        reach, half = 1.35 * ANGLE_MARK, self.home.theta() / 2
        return self._at(reach * np.cos(half), reach * np.sin(half))

    def _above_radius(self) -> Points:
        angle = self.home.theta()
        return self._at(0.5 * np.cos(angle), 0.5 * np.sin(angle), -0.3 * np.sin(angle), 0.3 * np.cos(angle))

    def _at_sine(self) -> Points:
        return self._at(np.cos(self.home.theta()), _SINE_LEVEL * np.sin(self.home.theta()))

    def _below(self, x: float) -> Points:
        end = self.home.point(x, 0.0)
        return np.array([(self.home.visible_left() + end[0]) / 2, end[1] - 0.32, 0.0])

    def _at_tangent(self) -> Points:
        return self._at(1.0, 0.5 * np.tan(self.home.theta()))

    def _in_inner(self) -> Points:
        angle, left = self.home.theta(), self.home.visible_left()
        end = self.home.point(np.cos(angle), max(0.2, 0.3 * angle) * np.sin(angle))
        return np.array([left + 0.62 * (end[0] - left), end[1], 0.0])

    def _in_rest(self) -> Points:
        """Low in the rest of the sector, in the middle of what the arc leaves at the name's top."""
        edge, height = float(np.cos(self.home.theta())), float(np.sin(self.home.theta()))
        arc = float(np.sqrt(1 - (0.36 * height) ** 2))
        return self._at((edge + arc) / 2, 0.24 * height)

    def _in_corner(self) -> Points:
        y = 0.92 * float(np.sin(self.home.theta()))
        return self._at((1 + np.sqrt(1 - y**2)) / 2 + 0.06 * (1 - np.sqrt(1 - y**2)), y)


class Name(Live):
    """A short formula at a place that moves, no larger than its room; hidden where it would leave the box.

    `side` is -1 for a name left of its place, 1 for one right of it, 0 for one in the middle. On a filled
    region a name that is coloured needs a plate to stand out from.
    """

    def __init__(
        self,
        home: UnitCircle,
        formula: Formula,
        place: Callable[[], Points],
        room: Callable[[], float] = lambda: np.inf,
        *,
        side: int = 0,
        has_plate: bool = False,
    ) -> None:
        super().__init__()
        self.home, self.formula, self.place, self.room = home, formula, place, room
        self._side, self._half_width = side, formula.width / 2
        self._margin = _PLATE_MARGIN if has_plate else 0.0
        self._extent = max(formula.height, formula.width)
        drawn = [*([_plate(formula, home)] if has_plate else []), *formula.submobjects]
        self._shapes = [(each, each.points - formula.get_center()) for each in drawn]
        self.add(*([drawn[0]] if has_plate else []), formula)
        self.follow()

    def redraw(self) -> None:
        """Put the name at its place."""
        window, share = self.home.window, min(1.0, self.room() / (1.2 * self._extent))
        aside = self._side * (_GAP + share * self._half_width)
        at = self.place() + np.array([aside, 0.0, 0.0])
        left = at[0] - self._half_width - self._margin
        is_hidden = share < _SMALLEST_SHARE or left < window.left or at[1] > window.top
        for drawn, shape in self._shapes:
            drawn.points = np.zeros((0, 3)) if is_hidden else shape * share + at


class Length(Name):
    """The length of a line of the picture, which stays 1: a number that is read back from the line."""

    def __init__(self, home: UnitCircle, drawn: ReadBack, place: Callable[[], Points]) -> None:
        super().__init__(home, _Number("1", theme=home.theme, size=Size.LABEL), place)
        self.drawn = drawn

    def readings(self) -> tuple[Reading, ...]:
        """The number, beside the length that is drawn."""
        shown, drawn = read_glyphs(self.formula.submobjects), self.drawn()
        value = np.nan if drawn is None else drawn
        return (Reading("a length", shown, value, is_whole=drawn is not None),) if shown else ()


class _Number(Formula):
    """A number that is compared with the drawing."""

    def source(self) -> Source:
        """A number, which the length beside it vouches for."""
        return Source(Content.NUMBER, self.latex, "a length read off the drawing")


def _plate(formula: Formula, home: UnitCircle) -> mn.VMobject:
    """A quiet plate behind a name, in the colour of the background; lines are painted over it."""
    plate = mn.RoundedRectangle(
        width=formula.width + 2 * _PLATE_MARGIN,
        height=formula.height + 2 * _PLATE_MARGIN,
        corner_radius=_PLATE_MARGIN,
        stroke_width=0,
        fill_color=home.theme.color(Role.BACKGROUND),
        fill_opacity=_PLATE_OPACITY,
    )
    return plate.move_to(formula).set_z_index(-0.5)
