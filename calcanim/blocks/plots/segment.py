"""A straight segment on a plot: a run, a rise, a bar."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from calcanim.blocks.evidence import Touch
from calcanim.blocks.live import Live, corners
from calcanim.blocks.plots.plot import Plot, Window, line_drawing
from calcanim.blocks.theme import THIN_STROKE, Role
from calcanim.tex.typeset import Points

Place = Callable[[], tuple[float, float]]


class Segment(Live):
    """A straight segment between two places, dashed or solid, as far as the window goes; hidden while an end
    is undefined.

    `true` says where the core puts its ends; `name` is what it is called where they are not there.
    """

    def __init__(
        self,
        plot: Plot,
        start: Place,
        end: Place,
        *,
        role: Role,
        dashed: bool = False,
        width: float = THIN_STROKE,
        true: Callable[[], tuple[tuple[float, float], tuple[float, float]]] | None = None,
        name: str = "a segment",
    ) -> None:
        super().__init__()
        self.plot, self.start, self.end, self.dashed = plot, start, end, dashed
        self.true, self.called = true, name
        self._drawn: tuple[object, bytes] | None = None
        self.stroke = line_drawing(plot.theme, role, width=width)
        self.add(self.stroke)
        self.follow()

    def redraw(self) -> None:
        """Draw from start to end."""
        plane = np.array([self.start(), self.end()], dtype=float)
        inputs = plane.tobytes(), self.plot.window, self.plot.box
        if (inputs, self.stroke.points.tobytes()) == self._drawn:
            return
        self._draw(plane)
        self._drawn = inputs, self.stroke.points.tobytes()

    def _draw(self, plane: Points) -> None:
        seen = _within(plane, self.plot.window) if np.isfinite(plane).all() else None
        self.is_cut = seen is not None and not np.array_equal(seen, plane)
        if seen is None:
            self.stroke.points = np.zeros((0, 3))
            return
        ends = self.plot.on_frame(seen)
        self.stroke.points = corners(_dashes(ends) if self.dashed else [ends])

    def drawn_ends(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """Where its stroke begins and ends on the plane: NaN while it is hidden, None while it cannot be
        read, or goes on outside the window."""
        if self.is_held or self.is_cut:
            return None
        if not len(self.stroke.points):
            return (np.nan, np.nan), (np.nan, np.nan)
        (x, y), (last_x, last_y) = self.plot.plane(self.stroke.points[[0, -1]])
        return (float(x), float(y)), (float(last_x), float(last_y))

    def drawn_run(self) -> float | None:
        """How far it goes in x, from its start to its end."""
        ends = self.drawn_ends()
        return None if ends is None else ends[1][0] - ends[0][0]

    def drawn_rise(self) -> float | None:
        """How far it goes in y, from its start to its end."""
        ends = self.drawn_ends()
        return None if ends is None else ends[1][1] - ends[0][1]

    def touches(self) -> tuple[Touch, ...]:
        """Where the core puts its ends, and the ends of the stroke."""
        if self.true is None or self.is_cut or not len(self.stroke.points):
            return ()
        drawn = self.stroke.points[[0, -1], :2]
        return tuple(
            Touch(self.called, self.plot.point(*place)[:2], (end[None],), is_whole=not self.is_held)
            for place, end in zip(self.true(), drawn, strict=True)
        )


def _within(ends: Points, window: Window) -> Points | None:
    """The part of a segment, shape (2, 2), that a window shows; None where it shows nothing of it."""
    way = ends[1] - ends[0]
    low, high = np.array([window.x_min, window.y_min]), np.array([window.x_max, window.y_max])
    if ((low <= ends) & (ends <= high)).all():
        return ends
    with np.errstate(divide="ignore", invalid="ignore"):
        crossings = np.sort(np.stack([low - ends[0], high - ends[0]]) / way, axis=0)
    inside = (low <= ends[0]) & (ends[0] <= high)
    enter = np.where(way == 0, np.where(inside, 0.0, np.inf), crossings[0]).max(initial=0.0)
    leave = np.where(way == 0, 1.0, crossings[1]).min(initial=1.0)
    return np.array([ends[0] + enter * way, ends[0] + leave * way]) if enter < leave else None


def _dashes(ends: Points, *, dash: float = 0.14, gap: float = 0.11) -> list[Points]:
    """A segment cut into dashes of a fixed length, so that they do not crawl while it grows; a dot where a
    gap would swallow its end."""
    length = float(np.linalg.norm(ends[1] - ends[0]))
    starts = np.arange(0.0, max(length, 1e-9), dash + gap)
    direction = (ends[1] - ends[0]) / max(length, 1e-9)
    along = np.stack([starts, np.minimum(starts + dash, length)], axis=1)
    dashes = list(ends[0] + along[:, :, None] * direction)
    return [*dashes, ends[[1, 1]]] if starts[-1] + dash < length else dashes
