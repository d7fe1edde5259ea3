"""An arc on a plot, from one direction to another one around a place."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from calcanim.blocks.evidence import Touch, flattened
from calcanim.blocks.live import Live, corners
from calcanim.blocks.plots.plot import Plot, line_drawing
from calcanim.blocks.theme import THIN_STROKE, Role
from calcanim.calculus.steepest import direction
from calcanim.tex.typeset import Points

_SMALLEST = 8.0  # degrees: a smaller angle has no room for an arc and its name
_CHORD = 4.0  # degrees that one of its straight sides spans


class AngleArc(Live):
    """An arc between the directions of two angles in degrees; none where they are nearly the same. The plot
    has one scale for both axes."""

    def __init__(
        self,
        plot: Plot,
        place: tuple[float, float],
        start: Callable[[], float],
        end: Callable[[], float],
        *,
        radius: float,
        role: Role,
        name: str,
    ) -> None:
        super().__init__()
        self.plot, self.place, self.start, self.end = plot, place, start, end
        self.radius, self.called = radius, name
        self.stroke = line_drawing(plot.theme, role, width=THIN_STROKE)
        self.add(self.stroke)
        self.follow()

    @property
    def at(self) -> Points | None:
        """Its middle on the frame, where its name belongs; None while there is no arc."""
        start, end = self.start(), self.end()
        return None if abs(end - start) < _SMALLEST else self._on_frame((start + end) / 2)

    def redraw(self) -> None:
        """Reach from one direction to the other as they now are."""
        start, end = self.start(), self.end()
        sides = 1 + int(abs(end - start) / _CHORD)
        if abs(end - start) < _SMALLEST:
            self.stroke.points = np.zeros((0, 3))
        else:
            way = [self._on_frame(float(angle)) for angle in np.linspace(start, end, sides + 1)]
            self.stroke.points = corners([np.array(way)])

    def touches(self) -> tuple[Touch, ...]:
        """Where its ends belong, and its stroke."""
        if self.is_held or not len(self.stroke.points):
            return ()
        strokes = flattened(self.stroke.points)
        return tuple(
            Touch(self.called, self._on_frame(angle)[:2], strokes) for angle in (self.start(), self.end())
        )

    def _on_frame(self, angle: float) -> Points:
        return np.asarray(self.plot.point(*self.place) + self.radius * np.array([*direction(angle), 0.0]))
