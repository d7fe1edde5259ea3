"""A knob that shows how far an input has been turned."""

from __future__ import annotations

from collections.abc import Callable

import manim as mn
import numpy as np

from calcanim.blocks.figures.machine import face_color
from calcanim.blocks.live import Live, corners
from calcanim.blocks.plots.plot import line_drawing
from calcanim.blocks.theme import STROKE, THIN_STROKE, Role, Theme
from calcanim.tex.typeset import Points

_RADIUS = 0.3
_POINTER = (0.2, 0.85)  # of the radius: where the pointer begins and ends
_NOTCH = (1.12, 1.4)  # of the radius: the mark at rest
_WIDEST = np.pi / 3  # angle to the right at turn 1


class Knob(Live):
    """A round knob whose pointer stands at a notch at turn 0, and 60° to the right of it at turn 1."""

    radius, extent = _RADIUS, 2 * _RADIUS * _NOTCH[1]

    def __init__(self, centre: Points, turn: Callable[[], float], *, theme: Theme, role: Role) -> None:
        super().__init__()
        self.centre, self.turn = centre, turn
        self.dial = mn.Circle(
            radius=_RADIUS,
            stroke_color=theme.color(Role.MUTED),
            stroke_width=THIN_STROKE,
            fill_color=face_color(theme),
            fill_opacity=1,
        ).move_to(centre)
        self.notch = line_drawing(theme, Role.TEXT, width=THIN_STROKE)
        self.notch.points = ray(centre, 0.0, _RADIUS * _NOTCH[0], _RADIUS * _NOTCH[1])
        self.pointer = line_drawing(theme, role, width=STROKE)
        self.add(self.dial, self.notch, self.pointer)
        self.follow()

    def redraw(self) -> None:
        """Turn the pointer."""
        begin, end = (_RADIUS * share for share in _POINTER)
        self.pointer.points = ray(self.centre, _WIDEST * self.turn(), begin, end)

    def drawn_turn(self) -> float | None:
        """The turn, read off the pointer; None while the knob is held."""
        return None if self.is_held else angle_of(self.pointer) / _WIDEST


def ray(centre: Points, angle: float, begin: float, end: float) -> Points:
    """Bézier points of a stroke at this angle to the right of upright, between two distances from a
    centre."""
    direction = np.array([np.sin(angle), np.cos(angle), 0.0])
    return corners([np.array([centre + begin * direction, centre + end * direction])])


def angle_of(stroke: mn.VMobject) -> float:
    """The angle of a straight stroke to the right of upright."""
    x, y = (stroke.points[-1] - stroke.points[0])[:2]
    return float(np.arctan2(x, y))
