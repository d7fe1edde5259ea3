"""A point on a map, an arrow of length 1 that turns round it, and the gradient: what a lesson on it moves."""

from __future__ import annotations

import re
from collections.abc import Callable

import manim as mn
import numpy as np

from calcanim.blocks.motion.arrival import go
from calcanim.blocks.motion.slope_over_angle import SlopeOverAngle
from calcanim.blocks.plots.angle_arc import AngleArc
from calcanim.blocks.plots.arrow import Arrow
from calcanim.blocks.plots.contour_map import ContourMap, map_plot
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plated import PlatedLabel
from calcanim.blocks.plots.right_angle import right_angle
from calcanim.blocks.plots.segment import Place
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import STROKE, Role, Theme
from calcanim.calculus.steepest import ArrowScale, Steepness, direction

REACH = 2.1  # of the plane, around the middle of the map
_NEAR = 0.6  # of that: a point no farther from 0 is shown on a map around 0
_SHORT, _LONG = 0.45, 1.3  # lengths of the plane between which the gradient is drawn as long as it is
_RINGS, _RAYS = 6, 24
_ARC = 0.5  # frame units: radius of an arc that shows an angle
_AROUND = 1.55  # radius of what is kept free around A, where names come


class GradientPicture:
    """The map and the small plot; `theta` is the direction of u in degrees."""

    def __init__(self, box: Box, below: Box, hill: Steepness, *, theme: Theme) -> None:
        self.hill, self.theta = hill, mn.ValueTracker(0.0)
        x, y = self.place = hill.place
        centre = (0.0, 0.0) if max(abs(x), abs(y)) <= _NEAR * REACH else hill.place
        self.plot = map_plot(box, centre, REACH, theme=theme)
        self.map = ContourMap(self.plot, hill.f, through=[hill.place], avoid=_disc(x, y))
        (self.level,) = self.map.marked
        self.a = Point(self.plot, lambda: self.place, true=lambda: hill.place, name="A")
        self.u = self._arrow(self.along, role=Role.RUN, name="u")
        self.scale = ArrowScale.fitting(hill.slope, _SHORT, _LONG)
        self.gradient = self._arrow(
            lambda: hill.gradient,
            role=Role.DERIVATIVE,
            name="the gradient",
            scale=self.scale.factor,
            width=9.0,
        )
        self.elbow = right_angle(self.plot, hill.place, hill.angle, way=self.way)
        arrows = (self.u, self.gradient, self.level)
        self.name_a = PlatedLabel(self.a, "A", avoid=(*arrows, self.elbow), role=Role.POINT)
        self.name_g = PlatedLabel(
            self.gradient, r"\nabla f", avoid=(*arrows, self.name_a), role=Role.DERIVATIVE
        )
        self.name_u = PlatedLabel(self.u, "u", avoid=(*arrows, self.name_a, self.name_g), role=Role.RUN)
        self.from_x = self._arc(lambda: 0.0, r"\theta", Role.RUN)
        self.from_gradient = self._arc(lambda: hill.angle, r"\varphi", Role.TEXT)
        self.slopes = SlopeOverAngle(below, hill, self.theta.get_value, theme=theme)

    def along(self) -> tuple[float, float]:
        """The arrow u."""
        return direction(self.theta.get_value())

    def slope(self) -> float:
        """The slope along u."""
        return self.hill.slope_along(self.theta.get_value())

    def drawn_slope(self) -> float | None:
        """The slope in the direction of the arrow that is drawn as u."""
        drawn = self.u.drawn_vector()
        return None if drawn is None else float(np.dot(self.hill.gradient, drawn))

    def turn_to(self, angle: float, *, run_time: float = 2.0) -> mn.Animation:
        """Turn u to a direction in degrees."""
        return go(self.theta, angle, run_time=run_time)

    @property
    def way(self) -> float:
        """Which way to turn from the gradient, so that a half turn stays on the plot: 1 or −1."""
        return 1.0 if self.hill.angle <= 180 else -1.0

    def look_down(self) -> None:
        """Set u against the gradient at once: no slope takes more room in writing."""
        self.theta.set_value(self.hill.angle + 180)

    def look_along_x(self) -> None:
        """Set u along x at once."""
        self.theta.set_value(0.0)

    def turn_up(self) -> mn.Animation:
        """Turn u to where the gradient points."""
        return self.turn_to(self.hill.angle, run_time=3)

    def turn_level(self) -> mn.Animation:
        """Turn u to run along the contour."""
        return self.turn_to(self.hill.angle + 90 * self.way, run_time=2.5)

    def turn_down(self) -> mn.Animation:
        """Turn u away from the gradient."""
        return self.turn_to(self.hill.angle + 180 * self.way, run_time=2.5)

    def _arc(self, start: Callable[[], float], name: str, role: Role) -> mn.VGroup:
        """An arc from a direction to u, and the name of the angle."""
        arc = AngleArc(
            self.plot, self.place, start, self.theta.get_value, radius=_ARC, role=role, name="an arc at A"
        )
        lines = (self.u, self.gradient, self.level, arc, self.name_a, self.name_g, self.name_u)
        return mn.VGroup(arc, PlatedLabel(arc, name, avoid=lines, role=role))

    def _arrow(
        self, vector: Place, *, role: Role, name: str, scale: float = 1.0, width: float = STROKE
    ) -> Arrow:
        """An arrow from A."""
        return Arrow(
            self.plot, self.a.place, vector, role=role, true=vector, name=name, scale=scale, width=width
        )


def coloured(latex: str, /) -> str:
    r"""LaTeX in which ∇f and u have the colours of their arrows.

    >>> coloured(r"\nabla f \cdot u")
    '\\part{derivative}{\\nabla f} \\cdot \\part{run}{u}'
    """
    named = latex.replace(r"\nabla f", rf"\part{{{Role.DERIVATIVE}}}{{\nabla f}}")
    return re.sub(r"(?<![A-Za-z\\])u(?![A-Za-z])", rf"\\part{{{Role.RUN}}}{{u}}", named)


def _disc(x: float, y: float) -> list[tuple[float, float]]:
    """Places all over the disc in which u turns."""
    return [
        (x + radius * u, y + radius * v)
        for radius in np.linspace(0, _AROUND, _RINGS).tolist()
        for u, v in map(direction, np.linspace(0, 360, _RAYS, endpoint=False).tolist())
    ]
