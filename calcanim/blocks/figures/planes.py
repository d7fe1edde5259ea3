"""Two planes side by side, a square on one and what a map and its Jacobian make of it on the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Trace, flattened
from calcanim.blocks.live import Live, Readout, corners
from calcanim.blocks.plots.axes import line_drawing
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plated import PlatedLabel
from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.plots.true_scale import Room, true_scale_plot
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import STROKE, THIN_STROKE, Role, Theme
from calcanim.blocks.writing.equation import decimals
from calcanim.calculus.planar_map import PlanarMap
from calcanim.tex.typeset import Points

Way = Callable[[Points], Points]

CLOSEST = 100.0  # how many times smaller the square becomes
_GRID = (-0.5, 0.0, 0.5, 1.0, 1.5)  # sides from the point
_FILL = 0.25
_DIGITS, _FEWEST = 2, 3  # digits of a number, and decimals at least
_ROOM = Room(left=0.3, right=0.3, bottom=0.6, top=0.3)
_EVERYWHERE = (-np.inf, -np.inf, np.inf, np.inf)


class PlanePath(Live):
    """A path on a plot, redrawn as the picture changes; `way` gives its places for t in an interval."""

    def __init__(
        self,
        plot: Plot,
        way: Way,
        ends: tuple[float, float],
        *,
        count: int,
        role: Role,
        width: float,
        name: str,
        fill: float = 0.0,
    ) -> None:
        super().__init__()
        self.plot, self.way, self.ends, self.called = plot, way, ends, name
        self._t = np.linspace(*ends, count + 1)
        self.stroke = line_drawing(plot.theme, role, width=width)
        if fill:
            self.stroke.set_fill(plot.theme.color(role), opacity=fill)
        self.add(self.stroke)
        self.follow()

    def redraw(self) -> None:
        """Draw it where it now is."""
        self.stroke.points = corners([self.plot.on_frame(self.way(self._t))])

    def drawn(self) -> Points | None:
        """Its points on the plane, read off the stroke, shape (n, 2); None while it cannot be read."""
        if self.is_held or not len(self.stroke.points):
            return None
        points = self.stroke.points
        return self.plot.plane(np.concatenate([points[::4], points[-1:]]))

    def traces(self) -> tuple[Trace, ...]:
        """The path as it is drawn, and the true one as of now."""
        window, box = self.plot.window, self.plot.box
        corner, origin = np.array([box.left, box.bottom]), np.array([window.x_min, window.y_min])
        scale = np.array([box.width / window.width, box.height / window.height])
        strokes, way = flattened(self.stroke.points), self._frozen()

        def truth(t: Points) -> Points:
            return np.asarray(corner + (way(t) - origin) * scale)

        return (Trace(self.called, strokes, truth, self.ends, _EVERYWHERE, is_whole=not self.is_held),)

    def _frozen(self) -> Way:
        """The way as it is now, however the picture goes on."""
        freeze = getattr(self.way, "frozen", None)
        return freeze() if callable(freeze) else self.way


class _Way:
    """A way in sides of the square from the point, and through the map or its Jacobian."""

    def __init__(self, home: PlanarPicture, shape: Way, through: Way | None = None) -> None:
        self.home, self.shape, self.through = home, shape, through

    def __call__(self, t: Points) -> Points:
        return self.frozen()(t)

    def frozen(self) -> Way:
        """With the side that the square has now."""
        side, at, shape, through = self.home.side, np.array(self.home.map.at), self.shape, self.through

        def places(t: Points) -> Points:
            found = at + side * shape(t)
            return found if through is None else through(found)

        return places


class PlanarPicture:
    """Input and output plane of a map: a grid around the point, a square, its image, the parallelogram."""

    def __init__(self, boxes: tuple[Box, Box], f: PlanarMap, side: float, *, theme: Theme) -> None:
        self.map, self.first_side, self.side, self.theme = f, side, side, theme
        self.count = f.points_needed(side) or 1024
        grid = np.array([(x, y) for x in _GRID for y in _GRID])
        inputs = np.array(f.at) + side * grid
        shown = np.concatenate([f(inputs), f.linear(inputs)])
        self.input = self._plot(boxes[0], inputs, "x", "y")
        self.output = self._plot(boxes[1], shown, "f_1", "f_2")
        self.grid = mn.VGroup(*self._grid(self.input, None))
        self.image_grid = mn.VGroup(*self._grid(self.output, f))
        self.square = self._border(self.input, None, Role.CURVE, "the square")
        self.image = self._border(self.output, f, Role.CURVE, "the image of the square")
        self.parallelogram = self._border(self.output, f.linear, Role.SLOPE, "the parallelogram", fill=False)
        self.steps = mn.VGroup(*(self._step(self.input, None, axis) for axis in (0, 1)))
        self.columns = mn.VGroup(*(self._step(self.output, f.linear, axis) for axis in (0, 1)))
        self.a = self._named(self.input, f.at, "A", self.grid)
        image = (float(f.image[0]), float(f.image[1]))
        self.image_a = self._named(self.output, image, "f(A)", self.image_grid)

    def numbers(self) -> list[Readout]:
        """The square's side, and the gap as a share of it."""
        sides = (self.first_side, self.first_side / CLOSEST)
        places = max(decimals(side, digits=_DIGITS) for side in sides)
        gap, share = {"gap": self.drawn_gap, "side": self.drawn_side}, r"\frac{\text{gap}}{\text{side}}"
        finest = max(_FEWEST, decimals(self.gap(), digits=_DIGITS))
        return [
            Readout(
                r"\text{side}",
                lambda: self.side,
                drawn=self.drawn_side,
                role=Role.TEXT,
                theme=self.theme,
                places=places,
            ),
            Readout(share, self.gap, drawn=gap, theme=self.theme, places=finest),
        ]

    def gap(self) -> float:
        """How far image and parallelogram are apart, as a share of the square's side."""
        return self.map.gap(self.side) / self.side

    def drawn_side(self) -> float | None:
        """The side of the square, read off its stroke."""
        drawn = self.square.drawn()
        return None if drawn is None else float(np.ptp(drawn[:, 0]))

    def drawn_gap(self) -> float | None:
        """How far the two strokes are apart."""
        image, straight = self.image.drawn(), self.parallelogram.drawn()
        if image is None or straight is None:
            return None
        return float(np.hypot(*(image - straight)[:: self.count // 16].T).max())

    def carry_grid(self) -> mn.Animation:
        """The grid travels to where the map takes it."""
        return mn.TransformFromCopy(self.grid, self.image_grid)

    def carry_square(self) -> mn.Animation:
        """The square travels to where the map takes it."""
        return mn.TransformFromCopy(self.square, self.image)

    def carry_steps(self) -> mn.Animation:
        """The unit steps travel to where the Jacobian takes them: its columns."""
        return mn.TransformFromCopy(self.steps, self.columns)

    def shrink(self, **options: Any) -> mn.Animation:
        """Make the square smaller and look closer by as much, on both planes."""
        return Shrinking(self, self.first_side / CLOSEST, **options)

    def look(self, side: float) -> None:
        """Show a square of this side as large as the first one."""
        self.side = side
        for plot, at in ((self.input, np.array(self.map.at)), (self.output, self.map.image)):
            look_closer(plot, at, self.first_side / side)

    def _plot(self, box: Box, places: Points, x_name: str, y_name: str) -> Plot:
        pairs = [(float(x), float(y)) for x, y in places]
        return true_scale_plot(
            box,
            pairs,
            theme=self.theme,
            room=_ROOM,
            x_name=x_name,
            y_name=y_name,
            largest_zoom=CLOSEST,
            least_ticks=2,
        )

    def _grid(self, plot: Plot, through: Way | None) -> Iterator[PlanePath]:
        role = Role.AXIS if through is None else Role.MUTED
        for axis in (0, 1):
            for still in _GRID:
                name = f"the grid line {still:g} sides along {'xy'[axis]}"
                way = _Way(self, _straight(axis, still), through)
                ends = (_GRID[0], _GRID[-1])
                yield PlanePath(
                    plot, way, ends, count=2 * self.count, role=role, width=THIN_STROKE, name=name
                )

    def _border(
        self, plot: Plot, through: Way | None, role: Role, name: str, *, fill: bool = True
    ) -> PlanePath:
        unit = PlanarMap(self.map.outputs, (0.0, 0.0))
        way = _Way(self, lambda t: unit.square(1.0, t), through)
        shade = _FILL if fill else 0.0
        return PlanePath(
            plot, way, (0.0, 4.0), count=4 * self.count, role=role, width=STROKE, name=name, fill=shade
        )

    def _step(self, plot: Plot, through: Way | None, axis: int) -> PlanePath:
        way, role = _Way(self, _straight(axis, 0.0), through), (Role.RUN, Role.RISE)[axis]
        name = f"the step along {'xy'[axis]}"
        return PlanePath(plot, way, (0.0, 1.0), count=1, role=role, width=STROKE + 2, name=name)

    def _named(self, plot: Plot, at: tuple[float, float], name: str, avoid: mn.VGroup) -> mn.VGroup:
        point = Point(plot, lambda: at, true=lambda: at, name=name)
        label = PlatedLabel(point, name, avoid=[*avoid, plot.axes, *plot.ticks], role=Role.POINT)
        return mn.VGroup(point, label).set_z_index(1)


def look_closer(plot: Plot, at: Points, zoom: float) -> None:
    """Show a part of the plane that is smaller by a factor than the first, with a place where it was."""
    first = plot.first_window
    low, high = np.array([first.x_min, first.y_min]), np.array([first.x_max, first.y_max])
    (left, bottom), (right, top) = at + (low - at) / zoom, at + (high - at) / zoom
    plot.window = Window(left, right, bottom, top)


class Closer(Protocol):
    """A picture of a square that may become smaller, and be looked at from closer by."""

    side: float
    input: Plot

    def look(self, side: float) -> None:
        """Show a square of this side as large as the first one."""


class Shrinking(mn.Animation):
    """The square of a picture becomes smaller by equal factors in equal times."""

    is_live_motion = True

    def __init__(self, picture: Closer, side: float, **options: Any) -> None:
        self.picture, self.first, self.last = picture, picture.side, side
        super().__init__(picture.input, suspend_mobject_updating=False, **options)

    def interpolate_mobject(self, alpha: float) -> None:
        """Put the side between its first and its last value."""
        share = self.rate_func(alpha)
        self.picture.look(self.first * (self.last / self.first) ** share)


def _straight(axis: int, still: float) -> Way:
    def places(t: Points) -> Points:
        held = np.full_like(t, still)
        return np.column_stack([t, held] if axis == 0 else [held, t])

    return places
