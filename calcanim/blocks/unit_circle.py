"""The unit circle with an angle θ: two triangles, the sector between them, and a true zoom on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Trace, flattened
from calcanim.blocks.live import Drawing, Live, corners
from calcanim.blocks.plot import line_drawing
from calcanim.blocks.sine_symbols import ANGLE, COSINE, SINE, TANGENT
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import STROKE, THIN_STROKE, Role, Theme
from calcanim.blocks.typeset import Points
from calcanim.blocks.unit_circle_names import ANGLE_MARK, Names
from calcanim.calculus.unit_circle import (
    ARC_POINTS,
    Outline,
    arc,
    inner_triangle,
    rest_of_outer,
    rest_of_sector,
)

_LEFT_STRIP, _BOTTOM_STRIP, _RIGHT_STRIP, _TOP_STRIP = 0.1, 0.6, 1.25, 0.1
_OPACITY = 0.28


class UnitCircle(Drawing):
    """A quarter of the unit circle and an angle, in a box. `angle` and `zoom` are trackers.

    The zoom keeps (1, 0) where it is: there the triangles and the sector part. What leaves the box is not
    drawn.
    """

    def __init__(self, box: Box, angle: float, *, theme: Theme) -> None:
        super().__init__()
        self.box, self.theme, self.start = box, theme, angle
        self.angle, self.zoom = mn.ValueTracker(angle), mn.ValueTracker(1.0)
        self.axes = mn.VGroup(
            self._stroke(lambda: np.array([[0.0, 0.0], [1.0, 0.0]]), Role.AXIS, width=THIN_STROKE),
            self._stroke(lambda: np.array([[0.0, 1.0], [0.0, 0.0]]), Role.AXIS, width=THIN_STROKE),
        )
        self.circle = _Arc(self, lambda: np.pi / 2, Role.AXIS, width=THIN_STROKE)
        self.mark = _Arc(self, self.theta, ANGLE, width=STROKE, radius=ANGLE_MARK)
        self.radius = self._stroke(lambda: np.array([[0.0, 0.0], self._tip()]), Role.TEXT)
        self.inner = _Region(self, lambda: inner_triangle(self.theta()), SINE)
        self.rest_of_sector = _Region(self, lambda: rest_of_sector(self.theta()), ANGLE)
        self.rest_of_outer = _Region(self, lambda: rest_of_outer(self.theta()), TANGENT)
        self.sine = self._stroke(lambda: np.array([[self._tip()[0], 0.0], self._tip()]), SINE)
        self.cosine = self._stroke(lambda: np.array([[0.0, 0.0], [self._tip()[0], 0.0]]), COSINE)
        self.arc = _Arc(self, self.theta, ANGLE, width=STROKE)
        self.tangent = self._stroke(lambda: np.array([[1.0, 0.0], [1.0, np.tan(self.theta())]]), TANGENT)
        self.long_side = self._stroke(lambda: np.array([self._tip(), [1.0, np.tan(self.theta())]]), Role.TEXT)
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

    def on_frame(self, plane: Outline) -> Points:
        """Points of the plane, shape (n, 2), on the frame, shape (n, 3)."""
        moved = (np.asarray(plane) - [1.0, 0.0]) * self.scale_on_frame() + self._anchor
        return np.column_stack([moved, np.zeros(len(moved))])

    def point(self, x: float, y: float) -> Points:
        """Where (x, y) is on the frame; shape (3,)."""
        place: Points = self.on_frame(np.array([[x, y]]))[0]
        return place

    def visible_left(self) -> float:
        """The x on the frame where the picture begins: the centre of the circle, or the edge of the box."""
        return max(self.box.left, float(self.point(0.0, 0.0)[0]))

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

    def _tip(self) -> list[float]:
        return [float(np.cos(self.theta())), float(np.sin(self.theta()))]

    def _stroke(self, outline: Callable[[], Outline], role: Role, *, width: float = STROKE) -> _Stroke:
        return _Stroke(self, outline, role, width=width)


class _Stroke(Live):
    """An open line of the picture."""

    def __init__(self, home: UnitCircle, outline: Callable[[], Outline], role: Role, *, width: float) -> None:
        super().__init__()
        self.home, self.outline = home, outline
        self.stroke = line_drawing(home.theme, role, width=width)
        self.add(self.stroke)
        self.follow()

    def redraw(self) -> None:
        """Draw what lies in the box."""
        self.stroke.points = corners([_within(self.home.on_frame(self.outline()), self.home.box)])


class _Arc(_Stroke):
    """An arc around the centre of the circle, from the x-axis up to an angle."""

    def __init__(
        self, home: UnitCircle, angle: Callable[[], float], role: Role, *, width: float, radius: float = 1.0
    ) -> None:
        self.angle, self.radius = angle, radius
        super().__init__(home, self._outline, role, width=width)

    def _outline(self) -> Outline:
        """As many points as keep the chords within a tenth of a pixel of the arc, however far the zoom."""
        pixels = 135.0 * self.radius * self.home.scale_on_frame()
        enough = int(np.ceil(self.angle() * np.sqrt(pixels / 0.8))) + 1
        return self.radius * arc(0.0, self.angle(), points=max(ARC_POINTS, enough))

    def traces(self) -> tuple[Trace, ...]:
        """The arc as it is drawn, and the true one."""
        home, box = self.home, self.home.box
        centre, radius = home.point(0.0, 0.0)[:2], self.radius * home.scale_on_frame()

        def truth(t: Points) -> Points:
            return np.asarray(centre + radius * np.column_stack([np.cos(t), np.sin(t)]))

        window = (box.left, -np.inf, np.inf, box.top)
        what = f"the arc of radius {self.radius:g}"
        return (Trace(what, flattened(self.stroke.points), truth, (0.0, self.angle()), window),)


class _Region(Live):
    """A filled part of the picture."""

    def __init__(self, home: UnitCircle, outline: Callable[[], Outline], role: Role) -> None:
        super().__init__()
        self.home, self.outline = home, outline
        self.area = mn.VMobject(fill_color=home.theme.color(role), fill_opacity=_OPACITY, stroke_width=0)
        self.add(self.area)
        self.set_z_index(-1)
        self.follow()

    def redraw(self) -> None:
        """Fill what lies in the box."""
        closed = self.home.on_frame(self.outline())
        inside = _within(np.vstack([closed, closed[:1]]), self.home.box)
        self.area.points = corners([np.vstack([inside, inside[:1]])])


def _within(line: Points, box: Box) -> Points:
    """A polyline less what lies left of the box or above it, where a zoomed picture goes on."""
    return _cut(_cut(line, 0, box.left, 1.0), 1, box.top, -1.0)


def _cut(line: Points, axis: int, bound: float, sign: float) -> Points:
    """The line where sign·coordinate ≥ sign·bound; where it crosses the bound it gets a point."""
    depth = sign * (line[:, axis] - bound)
    if len(line) == 0 or depth.min() >= 0:
        return line
    kept: list[Points] = []
    for index, here in enumerate(depth):
        before = depth[index - 1] if index else here
        if (before < 0) != (here < 0):
            share = before / (before - here)
            kept.append(line[index - 1] + share * (line[index] - line[index - 1]))
        if here >= 0:
            kept.append(line[index])
    return np.array(kept).reshape(-1, 3)
