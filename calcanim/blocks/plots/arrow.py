"""An arrow on a plot: a vector of the plane, drawn from a place, as long as it is or to a scale."""

from __future__ import annotations

import math
from collections.abc import Callable

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Touch
from calcanim.blocks.live import Live, corners
from calcanim.blocks.plots.plot import Plot, line_drawing
from calcanim.blocks.plots.segment import Place
from calcanim.blocks.theme import STROKE, Role
from calcanim.tex.typeset import Points

_HEAD, _HALF_WIDTH = 0.26, 0.11  # frame units: length of the head on a usual shaft, and half of its width
_SHARE = 0.5  # of the arrow: a short one has a shorter head
_SHORTEST = 1e-3  # frame units: nothing shorter is drawn


class Arrow(Live):
    """An arrow from `tail` to `tail + scale·vector`, both of the plane; none is drawn where it has no length.

    `grown` is the share of it that is drawn. `true` says what vector it is by the core; `name` is what it is
    called where its tip is not there.
    """

    def __init__(
        self,
        plot: Plot,
        tail: Place,
        vector: Place,
        *,
        role: Role,
        scale: float = 1.0,
        width: float = STROKE,
        true: Place | None = None,
        name: str = "an arrow",
    ) -> None:
        super().__init__()
        self.plot, self.tail, self.vector, self.true, self.called = plot, tail, vector, true, name
        self.scale_factor, self.grown = scale, 1.0
        self._head = _HEAD * math.sqrt(width / STROKE)
        self.shaft = line_drawing(plot.theme, role, width=width)
        self.head = mn.VMobject(stroke_width=0, fill_opacity=1, fill_color=plot.theme.color(role))
        self.add(self.shaft, self.head)
        self.follow()

    def redraw(self) -> None:
        """Draw the shaft up to the head, and the head up to the tip."""
        ends = self._ends()
        length = 0.0 if ends is None else float(np.linalg.norm(ends[1] - ends[0]))
        if ends is None or not length > _SHORTEST:
            self.shaft.points = self.head.points = np.zeros((0, 3))
            return
        tail, tip = ends
        way = (tip - tail) / length
        across = np.array([-way[1], way[0], 0.0])
        head = min(self._head, _SHARE * length)
        foot, half = tip - head * way, _HALF_WIDTH * head / _HEAD
        self.shaft.points = corners([np.array([tail, foot])])
        self.head.points = corners([np.array([tip, foot + half * across, foot - half * across, tip])])

    @property
    def at(self) -> Points | None:
        """Where its tip is on the frame, or None while it has no length or leaves the window."""
        ends = self._ends()
        if ends is None or not np.linalg.norm(ends[1] - ends[0]) > _SHORTEST:
            return None
        return ends[1] if self.plot.holds(*self.plot.plane(ends[1])) else None

    def grow(self, *, run_time: float = 1.5) -> mn.Animation:
        """Let it grow from its tail."""

        def put(_: mn.Mobject, share: float) -> None:
            self.grown = share
            self.redraw()

        self.grown = 0.0
        self.redraw()
        return Growing(self, put, run_time=run_time)

    def drawn_vector(self) -> tuple[float, float] | None:
        """The vector that is drawn, its scale taken out: 0 where none is, None while it can't be read."""
        if self.is_held or self.grown < 1:
            return None
        if not len(self.head.points):
            return 0.0, 0.0
        tail, tip = self.plot.plane(np.array([self.shaft.points[0], self.head.points[0]]))
        u, v = (tip - tail) / self.scale_factor
        return float(u), float(v)

    def drawn_part(self, axis: int) -> float | None:
        """One component of the vector that is drawn."""
        drawn = self.drawn_vector()
        return None if drawn is None else drawn[axis]

    def drawn_length(self) -> float | None:
        """Its length."""
        drawn = self.drawn_vector()
        return None if drawn is None else float(np.hypot(*drawn))

    def drawn_angle(self) -> float | None:
        """Its direction in degrees from the x-axis, from 0 to below 360; NaN where it has none."""
        drawn = self.drawn_vector()
        if drawn is None:
            return None
        return float(np.degrees(np.arctan2(drawn[1], drawn[0])) % 360) if any(drawn) else np.nan

    def touches(self) -> tuple[Touch, ...]:
        """Where the core puts its tip, and the tip."""
        if self.true is None or not len(self.head.points):
            return ()
        x, y = self.tail()
        u, v = self.true()
        place = self.plot.point(x + self.scale_factor * u, y + self.scale_factor * v)[:2]
        is_whole = not self.is_held and self.grown >= 1
        return (Touch(self.called, place, (self.head.points[:1, :2],), is_whole=is_whole),)

    def _ends(self) -> Points | None:
        tail, vector = np.array(self.tail()), np.array(self.vector())
        plane = np.array([tail, tail + self.grown * self.scale_factor * vector])
        return self.plot.on_frame(plane) if np.isfinite(plane).all() else None


class Growing(mn.UpdateFromAlphaFunc):
    """An animation of an arrow that is drawn anew for every frame."""

    def __init__(self, arrow: Arrow, put: Callable[[mn.Mobject, float], None], **options: float) -> None:
        super().__init__(arrow, put, suspend_mobject_updating=False, **options)
