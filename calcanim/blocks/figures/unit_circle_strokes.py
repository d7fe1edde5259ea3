"""The lines and regions of the picture of the unit circle: drawn from its angle, read back from the frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Touch, Trace, flattened
from calcanim.blocks.live import Live, corners
from calcanim.blocks.plots.plot import line_drawing
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role
from calcanim.calculus.unit_circle import ARC_POINTS, Outline, arc
from calcanim.tex.typeset import Points

if TYPE_CHECKING:
    from calcanim.blocks.figures.unit_circle import UnitCircle

_OPACITY = 0.25
_ON_ARC = 1e-7  # radii


class Stroke(Live):
    """An open line of the picture; `name` is what it is called where it is not where it belongs."""

    def __init__(
        self, home: UnitCircle, outline: Callable[[], Outline], role: Role, *, width: float, name: str
    ) -> None:
        super().__init__()
        self.home, self.outline, self.called = home, outline, name
        self.stroke = line_drawing(home.theme, role, width=width)
        self.add(self.stroke)
        self.follow()

    def redraw(self) -> None:
        """Draw what lies in the window."""
        self.stroke.points = corners([within(self.home.on_frame(self.outline()), self.home.window)])

    def drawn_ends(self) -> Points | None:
        """Where the stroke begins and ends on the frame, shape (2, 3); None while it cannot be read."""
        return None if self.is_held or not len(self.stroke.points) else self.stroke.points[[0, -1]]

    def drawn_length(self) -> float | None:
        """Its length on the frame, for a straight one; None while it cannot be read."""
        ends = self.drawn_ends()
        return None if ends is None else float(np.linalg.norm(ends[1] - ends[0]))

    def drawn_direction(self) -> float | None:
        """The angle from the x-axis to where it goes, in radians; None while it cannot be read."""
        ends = self.drawn_ends()
        return None if ends is None else float(np.arctan2(*(ends[1] - ends[0])[[1, 0]]))

    def touches(self) -> tuple[Touch, ...]:
        """Where the core puts its ends, as far as they are in the window, and the stroke."""
        ends = self.home.on_frame(self.outline())[[0, -1]]
        seen = [end for end in ends if len(within(end[None], self.home.window))]
        drawn = flattened(self.stroke.points)
        return tuple(Touch(self.called, end[:2], drawn, is_whole=not self.is_held) for end in seen)


class Arc(Stroke):
    """An arc around the centre of the circle, from the x-axis up to an angle."""

    def __init__(
        self, home: UnitCircle, angle: Callable[[], float], role: Role, *, width: float, radius: float = 1.0
    ) -> None:
        self.angle, self.radius = angle, radius
        super().__init__(home, self._outline, role, width=width, name=f"the arc of radius {radius:g}")

    def _outline(self) -> Outline:
        """As many points as keep the chords within a tenth of a pixel of the arc, however far the zoom."""
        pixels = 135.0 * self.radius * self.home.scale_on_frame()
        enough = int(np.ceil(self.angle() * np.sqrt(pixels / 0.8))) + 1
        return self.radius * arc(0.0, self.angle(), points=max(ARC_POINTS, enough))

    def drawn_radius(self) -> float | None:
        """Radius on the frame of the circle through its ends and its middle; None while it cannot be read."""
        points = self.stroke.points[:, :2]
        if self.is_held or len(points) < 8:
            return None
        first, middle, last = points[0], points[len(points) // 8 * 4], points[-1]
        ways = (middle - first, last - middle, first - last)
        crossed = abs(float(np.linalg.det(np.array(ways[:2]))))
        return float(np.prod([np.linalg.norm(way) for way in ways])) / (2 * crossed)

    def traces(self) -> tuple[Trace, ...]:
        """The arc as it is drawn, and the true one."""
        home, window = self.home, self.home.window
        centre, radius = home.point(0.0, 0.0)[:2], self.radius * home.scale_on_frame()

        def truth(t: Points) -> Points:
            return np.asarray(centre + radius * np.column_stack([np.cos(t), np.sin(t)]))

        edges = (window.left, -np.inf, np.inf, window.top)
        return (Trace(self.called, flattened(self.stroke.points), truth, (0.0, self.angle()), edges),)


class Region(Live):
    """A filled part of the picture."""

    def __init__(self, home: UnitCircle, outline: Callable[[], Outline], role: Role) -> None:
        super().__init__()
        self.home, self.outline = home, outline
        self.area = mn.VMobject(fill_color=home.theme.color(role), fill_opacity=_OPACITY, stroke_width=0)
        self.add(self.area)
        self.set_z_index(-1)
        self.follow()

    def redraw(self) -> None:
        """Fill what lies in the window."""
        closed = self.home.on_frame(self.outline())
        inside = within(np.vstack([closed, closed[:1]]), self.home.window)
        self.area.points = corners([np.vstack([inside, inside[:1]])])

    def drawn_size(self) -> float | None:
        """Its area on the frame, what lies between arc and chords included; None while it cannot be read."""
        radius = self.home.arc.drawn_radius()
        if self.is_held or radius is None or not len(self.area.points):
            return None
        corner = self.area.points[::4, :2] - self.home.point(0.0, 0.0)[:2]
        following = np.roll(corner, -1, axis=0)
        crossed = corner[:, 0] * following[:, 1] - corner[:, 1] * following[:, 0]
        is_on_arc = np.abs(np.linalg.norm(corner, axis=1) / radius - 1) < _ON_ARC
        chords = is_on_arc & np.roll(is_on_arc, -1)
        turns = np.arcsin(crossed[chords] / radius**2)
        return abs(float(crossed[~chords].sum() + radius**2 * turns.sum())) / 2

    def drawn_whole_triangle(self) -> float | None:
        """The same for a triangle that narrows to the left, with what the window cuts off there: the whole
        is to that as the squares of the heights at the two ends."""
        size = self.drawn_size()
        if size is None:
            return None
        x, y = self.area.points[:, :2].T
        heights = [float(np.ptp(y[np.abs(x - end) < 1e-9])) for end in (x.min(), x.max())]
        return size / (1 - (heights[0] / heights[1]) ** 2)


def within(line: Points, window: Box) -> Points:
    """A polyline less what lies left of the window or above it, where a zoomed picture goes on."""
    return _cut(_cut(line, 0, window.left, 1.0), 1, window.top, -1.0)


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
