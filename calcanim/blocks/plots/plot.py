"""A graph in a box: axes, numbers at its edges, curves, and a window that can zoom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Touch, Trace, flattened
from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Drawing, Live, corners
from calcanim.blocks.plots.axes import Axes, OnPlot, Ticks, line_drawing
from calcanim.blocks.plots.ticks import tick_labels
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import STROKE, Role, Size, Theme
from calcanim.blocks.traces import graph_trace
from calcanim.calculus import Function, Line, sample
from calcanim.tex.typeset import Points

__all__ = ["Curve", "OnPlot", "Plot", "StraightLine", "Vertical", "Window", "Zoom", "clipped", "line_drawing"]

_LEFT_STRIP, _BOTTOM_STRIP, _RIGHT_STRIP, _TOP_STRIP = 0.85, 0.55, 0.35, 0.45
_AT_THE_EDGE = 0.03  # frame units: a line that only grazes the window's edge may not be drawn there
_PIXELS_PER_UNIT = 135.0  # at 1080p, where the short side is 8 units


@dataclass(frozen=True)
class Window:
    """The part of the plane that a plot shows."""

    x_min: float
    x_max: float
    y_min: float
    y_max: float

    @property
    def width(self) -> float:
        """Extent in x."""
        return self.x_max - self.x_min

    @property
    def height(self) -> float:
        """Extent in y."""
        return self.y_max - self.y_min

    def around(self, x: float, y: float, *, zoom: float) -> Window:
        """A window of the same shape, `zoom` times smaller, with (x, y) in its middle."""
        half_x, half_y = self.width / (2 * zoom), self.height / (2 * zoom)
        return Window(x - half_x, x + half_x, y - half_y, y + half_y)

    def zoomed(self, zoom: float) -> Window:
        """A window around the same middle, `zoom` times smaller."""
        return self.around((self.x_min + self.x_max) / 2, (self.y_min + self.y_max) / 2, zoom=zoom)

    def towards(self, other: Window, progress: float) -> Window:
        """Between this window and another, on each axis at a steady pace."""
        x = _between((self.x_min, self.x_max), (other.x_min, other.x_max), progress)
        y = _between((self.y_min, self.y_max), (other.y_min, other.y_max), progress)
        return Window(*x, *y)


def _between(start: tuple[float, float], end: tuple[float, float], share: float) -> tuple[float, float]:
    """An interval that grows or shrinks by equal factors in equal steps."""
    growth = (end[1] - end[0]) / (start[1] - start[0])
    passed = share if abs(growth - 1) < 1e-9 else (growth**share - 1) / (growth - 1)
    return start[0] + passed * (end[0] - start[0]), start[1] + passed * (end[1] - start[1])


class Plot(Drawing):
    """Axes in a box, with room for their numbers up to the largest zoom that will be asked for.

    `point` maps the plane to the frame. A plot whose window `moves` is drawn again for every frame, and so
    are its curves; any other stands still, which costs nothing. A `bare` one has axes alone, and fills its
    box. A low plot may ask for `least_ticks` numbers at its y-axis; `x_every` is how far apart those of the
    x-axis are, where round numbers are not the ones to read.
    """

    def __init__(
        self,
        box: Box,
        window: Window,
        *,
        theme: Theme,
        x_name: str = "x",
        y_name: str = "y",
        largest_zoom: float = 1.0,
        moves: bool = False,
        bare: bool = False,
        least_ticks: int = 1,
        x_every: float | None = None,
    ) -> None:
        super().__init__()
        self.moves, self.least_ticks, self.x_every = moves or largest_zoom > 1, least_ticks, x_every
        left = max(_LEFT_STRIP, _numbers_strip(window), _closest_strip(window, largest_zoom))
        self.whole_box = box
        strips = {"left": left, "bottom": _BOTTOM_STRIP, "right": _RIGHT_STRIP, "top": _TOP_STRIP}
        self.box = box if bare else box.inset(**strips)
        self.window, self.first_window, self.theme = window, window, theme
        self.axes = Axes(self)
        self.x_ticks = Ticks(self, axis=0)
        self.ticks = mn.VGroup(self.x_ticks, Ticks(self, axis=1))
        self.x_name = Formula(x_name, theme=theme, size=Size.LABEL, role=Role.MUTED)
        self.x_name.next_to((self.box.right, self.box.bottom + 0.12, 0), mn.RIGHT, buff=0.12)
        self.y_name = Formula(y_name, theme=theme, size=Size.LABEL, role=Role.MUTED)
        self.y_name.next_to((self.box.left, self.box.top, 0), mn.UP, buff=0.2)
        self.add(self.axes, *([] if bare else [self.ticks, self.x_name, self.y_name]))

    def point(self, x: float, y: float) -> Points:
        """Where (x, y) is on the frame; shape (3,)."""
        return self.on_frame(np.array([[x, y]])).reshape(3)

    def on_frame(self, plane: Points) -> Points:
        """Points of the plane, shape (n, 2), on the frame, shape (n, 3)."""
        window, box = self.window, self.box
        across = box.left + (plane[:, 0] - window.x_min) * box.width / window.width
        up = box.bottom + (plane[:, 1] - window.y_min) * box.height / window.height
        return np.column_stack([across, up, np.zeros(len(plane))])

    def plane(self, places: Points) -> Points:
        """Places of the frame, shape (…, 2) or (…, 3), in the plane, shape (…, 2)."""
        window, box = self.window, self.box
        x = window.x_min + (places[..., 0] - box.left) * window.width / box.width
        y = window.y_min + (places[..., 1] - box.bottom) * window.height / box.height
        return np.stack([x, y], axis=-1)

    def holds(self, x: float, y: float, *, margin: float = 0.0) -> bool:
        """Whether (x, y) is seen, at least `margin` frame units inside the box."""
        across, up, _ = self.point(x, y)
        box = self.box
        seen = box.left + margin <= across <= box.right - margin
        return bool(seen and box.bottom + margin <= up <= box.top - margin)

    def zoom(self) -> float:
        """How many times larger things are than in the first window."""
        return self.first_window.width / self.window.width

    def drawn_zoom(self) -> float | None:
        """The same, as the numbers beside the x-axis tell; None while they cannot be read."""
        width = self.x_ticks.drawn_extent()
        return None if width is None else self.first_window.width / width

    @property
    def pixels_per_unit(self) -> tuple[float, float]:
        """Pixels per unit of x and of y at 1080p."""
        scale_x, scale_y = self.box.width / self.window.width, self.box.height / self.window.height
        return _PIXELS_PER_UNIT * scale_x, _PIXELS_PER_UNIT * scale_y

    def curve(self, f: Function, *, role: Role = Role.CURVE, width: float = STROKE) -> Curve:
        """The graph of f, within half a pixel at 1080p, wherever the window goes."""
        return Curve(self, f, role=role, width=width)


def _numbers_strip(window: Window) -> float:
    """Width that the numbers of the y-axis need."""
    return 0.2 + max((label.width for label in tick_labels(window.y_min, window.y_max)), default=0.0)


def _closest_strip(window: Window, zoom: float) -> float:
    """Width that they need at the largest zoom, in the middle of the window or where they are negative."""
    return max(_numbers_strip(each) for each in (window.zoomed(zoom), window.around(0, 0, zoom=zoom)))


class Curve(OnPlot):
    """The graph of a function on a plot."""

    def __init__(self, plot: Plot, f: Function, *, role: Role, width: float) -> None:
        super().__init__()
        self.plot, self.f, self.role = plot, f, role
        self.drawn_window: Window | None = None
        self.stroke = line_drawing(plot.theme, role, width=width)
        self.add(self.stroke)
        self.draw_on(plot)

    def redraw(self) -> None:
        """Sample the function again if the window has changed."""
        window = self.plot.window
        if window == self.drawn_window:
            return
        strokes = sample(
            self.f,
            (window.x_min, window.x_max),
            window=(window.y_min, window.y_max),
            pixels=self.plot.pixels_per_unit,
        )
        self.stroke.points = corners([self.plot.on_frame(stroke) for stroke in strokes])
        self.drawn_window = window

    def traces(self) -> tuple[Trace, ...]:
        """The graph as it is drawn, and the true one."""
        what, plot = f"the graph of {self.f.text}", self.plot
        return (graph_trace(self.f, self.stroke.points, pane=plot.window, box=plot.box, what=what),)


@dataclass(frozen=True)
class Vertical:
    """The vertical line at x, which has no slope."""

    x: float


class StraightLine(Live):
    """A line across the whole plot; nothing is drawn while `line` gives None.

    `through` gives the points of the plane where the core says that it meets its curve.
    """

    def __init__(
        self,
        plot: Plot,
        line: Callable[[], Line | Vertical | None],
        *,
        role: Role = Role.SLOPE,
        width: float = STROKE,
        through: Callable[[], Sequence[tuple[float, float]]] | None = None,
        name: str = "the line",
    ) -> None:
        super().__init__()
        self.plot, self.line, self.through, self.called = plot, line, through, name
        self.stroke = line_drawing(plot.theme, role, width=width)
        self.add(self.stroke)
        self.follow()

    def redraw(self) -> None:
        """Clip the line to the window."""
        line = self.line()
        ends = None if line is None else clipped(line, self.plot.window)
        self.stroke.points = corners([] if ends is None else [self.plot.on_frame(ends)])

    def drawn_line(self) -> Line | Vertical | None:
        """The line that its stroke draws on the plane; None where there is none."""
        if not len(self.stroke.points):
            return None
        start, end = self.plot.plane(self.stroke.points[[0, -1]])
        if start[0] == end[0]:
            return Vertical(float(start[0]))
        return Line.passing((start[0], start[1]), slope=(end[1] - start[1]) / (end[0] - start[0]))

    def drawn_slope(self) -> float | None:
        """The slope of its stroke: infinite if it stands upright, NaN where there is none, None while it
        cannot be read."""
        if self.is_held:
            return None
        line = self.drawn_line()
        if line is None:
            return np.nan
        return np.inf if isinstance(line, Vertical) else line.slope

    def touches(self) -> tuple[Touch, ...]:
        """Where it meets its curve, and the stroke."""
        if self.through is None or not len(self.stroke.points):
            return ()
        return touches_of(self, self.through(), self.plot, what=self.called)


def touches_of(
    drawn: Live, places: Sequence[tuple[float, float]], plot: Plot, *, what: str
) -> tuple[Touch, ...]:
    """A touch at each of these points of the plane that is well inside the window."""
    strokes = tuple(line for part in drawn.family_members_with_points() for line in flattened(part.points))
    return tuple(
        Touch(what, plot.point(x, y)[:2], strokes, is_whole=not drawn.is_held)
        for x, y in places
        if np.isfinite([x, y]).all() and plot.holds(x, y, margin=_AT_THE_EDGE)
    )


def clipped(line: Line | Vertical, window: Window) -> Points | None:
    """The two ends of a line within a window, shape (2, 2), or None where it passes by."""
    if isinstance(line, Vertical):
        inside = window.x_min <= line.x <= window.x_max
        return np.array([[line.x, window.y_min], [line.x, window.y_max]]) if inside else None
    xs = [window.x_min, window.x_max]
    if line.slope != 0:
        crossings = sorted((y - line.intercept) / line.slope for y in (window.y_min, window.y_max))
        xs = [max(xs[0], crossings[0]), min(xs[1], crossings[1])]
    elif not window.y_min <= line.intercept <= window.y_max:
        return None
    return np.array([[x, line.at(x)] for x in xs]) if xs[0] < xs[1] else None


class Zoom(mn.Animation):
    """Move a plot's window to another one, steadily."""

    is_live_motion = True

    def __init__(self, plot: Plot, window: Window, **options: Any) -> None:
        if not plot.moves:
            raise ValueError("this plot was made to stand still; make it with moves=True or a largest_zoom")
        self.plot, self.first, self.last = plot, plot.window, window
        super().__init__(plot, suspend_mobject_updating=False, **options)

    def interpolate_mobject(self, alpha: float) -> None:
        """Put the window between its first and its last place."""
        self.plot.window = self.first.towards(self.last, self.rate_func(alpha))
