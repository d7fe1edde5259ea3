"""The unit circle with an angle θ: two triangles, the sector between them, and a true zoom on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.figures.sine_symbols import ANGLE, COSINE, SINE, TANGENT
from calcanim.blocks.figures.unit_circle_names import ANGLE_MARK, Names
from calcanim.blocks.figures.unit_circle_strokes import Arc, Region, Stroke
from calcanim.blocks.live import Drawing, ReadBack
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import STROKE, THIN_STROKE, Role, Theme
from calcanim.calculus.unit_circle import Outline, inner_triangle, rest_of_outer, rest_of_sector
from calcanim.tex.typeset import Points

_LEFT_STRIP, _BOTTOM_STRIP, _RIGHT_STRIP, _TOP_STRIP = 0.1, 0.6, 1.25, 0.1
_EDGE = 0.03  # frame units: half a stroke's width, kept free where the window cuts a line


class UnitCircle(Drawing):
    """A quarter of the unit circle and an angle, in a box. `angle` and `zoom` are trackers.

    The zoom keeps (1, 0) where it is: there the triangles and the sector part. What leaves the box is not
    drawn.
    """

    def __init__(self, box: Box, angle: float, *, theme: Theme) -> None:
        super().__init__()
        self.box, self.theme, self.start = box, theme, angle
        self.angle, self.zoom = mn.ValueTracker(angle), mn.ValueTracker(1.0)
        self.base = self._stroke(lambda: [(0, 0), (1, 0)], Role.AXIS, "the base", width=THIN_STROKE)
        upright = self._stroke(lambda: [(0, 1), (0, 0)], Role.AXIS, "the y-axis", width=THIN_STROKE)
        self.axes = mn.VGroup(self.base, upright)
        self.circle = Arc(self, lambda: np.pi / 2, Role.AXIS, width=THIN_STROKE)
        self.mark = Arc(self, self.theta, ANGLE, width=STROKE, radius=ANGLE_MARK)
        self.radius = self._stroke(lambda: [(0, 0), self._tip()], Role.TEXT, "the radius")
        self.inner = Region(self, lambda: inner_triangle(self.theta()), SINE)
        self.rest_of_sector = Region(self, lambda: rest_of_sector(self.theta()), ANGLE)
        self.rest_of_outer = Region(self, lambda: rest_of_outer(self.theta()), TANGENT)
        self.sine = self._stroke(lambda: [(self._tip()[0], 0), self._tip()], SINE, "the sine")
        self.cosine = self._stroke(lambda: [(0, 0), (self._tip()[0], 0)], COSINE, "the cosine")
        self.arc = Arc(self, self.theta, ANGLE, width=STROKE)
        self.tangent = self._stroke(lambda: [(1, 0), self._corner()], TANGENT, "the tangent")
        self.long_side = self._stroke(lambda: [self._tip(), self._corner()], Role.TEXT, "the long side")
        self.names = Names(self)

    def parts(self) -> mn.VGroup:
        """All that can be drawn of it; a lesson shows one after another."""
        fills = (self.inner, self.rest_of_sector, self.rest_of_outer)
        sides = (self.radius, self.sine, self.cosine, self.arc, self.tangent, self.long_side)
        return mn.VGroup(self.axes, self.circle, self.mark, *fills, *sides, *self.names.all())

    def theta(self) -> float:
        """The angle, in radians."""
        return float(self.angle.get_value())

    def magnification(self) -> float:
        """How many times larger than at first the picture is."""
        return float(self.zoom.get_value())

    def scale_on_frame(self) -> float:
        """Frame units in a radius, the zoom included."""
        return self._unit * self.magnification()

    @property
    def window(self) -> Box:
        """Where strokes may be drawn."""
        return self.box.inset(left=_EDGE, top=_EDGE)

    def drawn_theta(self) -> float | None:
        """The angle, read off the radius."""
        return self.radius.drawn_direction()

    def drawn_magnification(self) -> float | None:
        """The zoom, read off the bend of the arc."""
        radius = self.arc.drawn_radius()
        return None if radius is None else radius / self._unit

    def drawn_areas(self, *names: str) -> Mapping[str, ReadBack]:
        """The angle, and those of the areas A, B and C that are named, read off the regions."""
        read: dict[str, ReadBack] = {
            "A": lambda: self._in_radii(self.inner.drawn_whole_triangle(), 2),
            "B": lambda: self._in_radii(self.rest_of_sector.drawn_size(), 2),
            "C": lambda: self._in_radii(self.rest_of_outer.drawn_size(), 2),
        }
        return {"theta": self.drawn_theta, **{name: read[name] for name in names}}

    def drawn_in_radii(self, side: Stroke) -> float | None:
        """The length of a side, measured with the radius of the circle that is drawn around it."""
        return self._in_radii(side.drawn_length(), 1, self.circle)

    def _in_radii(self, size: float | None, power: int, circle: Arc | None = None) -> float | None:
        radius = (circle or self.arc).drawn_radius()
        return None if size is None or radius is None else size / radius**power

    def on_frame(self, plane: Outline) -> Points:
        """Points of the plane, shape (n, 2), on the frame, shape (n, 3)."""
        moved = (np.asarray(plane) - [1.0, 0.0]) * self.scale_on_frame() + self._anchor
        return np.column_stack([moved, np.zeros(len(moved))])

    def point(self, x: float, y: float) -> Points:
        """Where (x, y) is on the frame; shape (3,)."""
        place: Points = self.on_frame(np.array([[x, y]]))[0]
        return place

    def visible_left(self) -> float:
        """The x on the frame where the picture begins: the circle's centre, or the window's edge."""
        return max(self.window.left, float(self.point(0.0, 0.0)[0]))

    def turn(self, angle: float, *, zoomed: bool = False, **options: Any) -> mn.Animation:
        """The angle moves by equal factors in equal times; `zoomed`, the picture keeps its height."""
        first = self.theta()

        def put(_: mn.Mobject, share: float) -> None:
            self.angle.set_value(first * (angle / first) ** share)
            self.zoom.set_value(self.start / self.theta() if zoomed else 1.0)

        return mn.UpdateFromAlphaFunc(self.angle, put, **options)

    def move_to_box(self, box: Box, **options: Any) -> mn.Animation:
        """The picture moves to another box and takes its size."""
        first = np.array([self.box.left, self.box.bottom, self.box.right, self.box.top])
        last = np.array([box.left, box.bottom, box.right, box.top])

        def put(_: mn.Mobject, share: float) -> None:
            self.box = Box(*(first + share * (last - first)).tolist())

        return mn.UpdateFromAlphaFunc(mn.ValueTracker(), put, **options)

    @property
    def _tallest(self) -> float:
        return max(1.0, float(np.tan(self.start)))

    @property
    def _unit(self) -> float:
        wide = self.box.width - _LEFT_STRIP - _RIGHT_STRIP
        high = self.box.height - _BOTTOM_STRIP - _TOP_STRIP
        return min(wide, high / self._tallest)

    @property
    def _anchor(self) -> Points:
        """Where (1, 0) is on the frame: the whole picture stands in the middle of the box."""
        unit, middle = self._unit, self.box.centre
        x = middle[0] + (unit + _LEFT_STRIP - _RIGHT_STRIP) / 2
        y = middle[1] + (_BOTTOM_STRIP - _TOP_STRIP - unit * self._tallest) / 2
        return np.array([x, y])

    def _tip(self) -> tuple[float, float]:
        return float(np.cos(self.theta())), float(np.sin(self.theta()))

    def _corner(self) -> tuple[float, float]:
        return 1.0, float(np.tan(self.theta()))

    def _stroke(
        self, ends: Callable[[], list[tuple[float, float]]], role: Role, name: str, *, width: float = STROKE
    ) -> Stroke:
        return Stroke(self, lambda: np.array(ends(), dtype=float), role, width=width, name=name)
