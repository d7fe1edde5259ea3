"""The box of space that a picture shows, and the direction it is seen from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from calcanim.blocks.plots.framing import main_range, x_range_around
from calcanim.calculus import Function
from calcanim.calculus.clear_step import swings
from calcanim.errors import ParameterError
from calcanim.tex.typeset import Points

CELLS = 24  # of the mesh, in each direction
_LOWEST, _HIGHEST = 0.5, 0.75  # height of the box as a share of its width
_MARGIN = 0.1
_MARGIN_BELOW = 0.3  # where A lies lowest: its height has a number on the upright axis, above its foot
_SAMPLES = 41
_APART = 1e-9  # share of a way: two lines of the mesh that it meets nearer to each other are one
_OUTLIERS = 0.75
_FINE = 4001  # samples along a line, of which a mesh may show one in a hundred
REACH = 0.9  # how far around the point the box reaches at least

Range = tuple[float, float]


@dataclass(frozen=True)
class Way:
    """A straight way over the floor: at t it is over start + t·step. A lies over it at t = `at`."""

    start: tuple[float, float]
    step: tuple[float, float]
    at: float = 0.0
    name: str = "a line"

    @classmethod
    def along(cls, axis: int, place: tuple[float, float]) -> Way:
        """Through a place along x (0) or y (1); t is the coordinate there."""
        still = place[1 - axis]
        if axis == 0:
            return cls((0.0, still), (1.0, 0.0), place[0], "x")
        return cls((still, 0.0), (0.0, 1.0), place[1], "y")

    def ground(self, t: Points | Sequence[float]) -> Points:
        """Places (x, y), shape (n, 2)."""
        return np.asarray(np.reshape(t, (-1, 1)) * np.asarray(self.step) + self.start)

    def over(self, t: Points | Sequence[float], heights: Points) -> Points:
        """Points of the world at heights over the way, shape (n, 3)."""
        return np.column_stack([self.ground(t), heights])

    def beside(self, places: Points) -> Points:
        """How far places, shape (n, 2), lie to the left of the way, in its own steps; shape (n,)."""
        x, y = (places - self.start).T
        return np.asarray(self.step[0] * y - self.step[1] * x)


@dataclass(frozen=True)
class World:
    """Ranges of x, y and z, and a point (x, y) of interest: two lines of the mesh go through it."""

    x: Range
    y: Range
    z: Range
    at: tuple[float, float]
    cells: int = CELLS
    seen: Points = field(default_factory=lambda: np.zeros((0, 3)), compare=False)
    """Some points of what is shown, shape (n, 3), for which a picture must have room."""

    @classmethod
    def around(
        cls, f: Function, at: tuple[float, float], *, reach: float = REACH, cells: int = CELLS
    ) -> World:
        """A world that holds the surface z = f(x, y) near a point, as far as its values do not run away."""
        x, y = (x_range_around(place, reach) for place in at)
        grid = np.stack(np.meshgrid(np.linspace(*x, _SAMPLES), np.linspace(*y, _SAMPLES)), axis=-1).reshape(
            -1, 2
        )
        points = np.column_stack([grid, np.asarray(f(grid[:, 0], grid[:, 1]))])
        points = points[np.isfinite(points[:, 2])]
        height = float(f(*at))
        low, high = main_range(np.append(points[:, 2], height), outliers=_OUTLIERS)
        low, high = min(low, height), max(high, height)
        room = _MARGIN * (high - low) if high - low > 1e-9 * max(1.0, abs(high)) else 1.0
        below = max(room, _MARGIN_BELOW * (high - low)) if height - low < room else room
        points[:, 2] = np.clip(points[:, 2], low - below, high + room)
        return cls(x, y, (low - below, high + room), at, cells, points)

    @cached_property
    def lines(self) -> tuple[Points, Points]:
        """Where the mesh has its lines, in x and in y."""
        return _lines(self.x, self.at[0], self.cells), _lines(self.y, self.at[1], self.cells)

    def extent(self, way: Way) -> Range:
        """From where to where a way is over the floor."""
        spans = [
            sorted((end - start) / step for end in ends)
            for ends, start, step in zip((self.x, self.y), way.start, way.step, strict=True)
            if step
        ]
        return max(low for low, _ in spans), min(high for _, high in spans)

    def crossings(self, way: Way) -> Points:
        """Where a way meets the lines of the mesh, in order, with its ends."""
        low, high = self.extent(way)
        met = [
            (lines - start) / step
            for lines, start, step in zip(self.lines, way.start, way.step, strict=True)
            if step
        ]
        inner = np.sort(np.concatenate(met))
        inner = inner[(inner > low) & (inner < high)]
        apart = np.diff(inner, prepend=low) > _APART * (high - low)
        return np.concatenate([[low], inner[apart], [high]]) if len(inner) else np.array([low, high])

    @cached_property
    def centres(self) -> tuple[Points, Points]:
        """Middles of the cells, in x and in y, with one more cell before the first and after the last."""
        return _centres(self.lines[0]), _centres(self.lines[1])

    @cached_property
    def _middle(self) -> Points:
        return np.asarray(np.mean([self.x, self.y, self.z], axis=1))

    @cached_property
    def _scale(self) -> Points:
        low, high = np.array([self.x, self.y, self.z]).T
        return np.asarray(2 / (high - low) * np.array([1.0, 1.0, self.height]))

    @cached_property
    def height(self) -> float:
        """Half the height of the box where its width is 2; if it can be, a unit is as long up as across."""
        widest = max(self.x[1] - self.x[0], self.y[1] - self.y[0])
        return float(np.clip((self.z[1] - self.z[0]) / widest, _LOWEST, _HIGHEST))

    def unit(self, points: Points) -> Points:
        """Points of the world, shape (…, 3), in a box from −1 to 1 that is as high as `height` says."""
        return np.asarray((points - self._middle) * self._scale)

    def holds(self, points: Points) -> npt.NDArray[np.bool_]:
        """Which points, shape (…, 3), lie in the box."""
        low, high = np.array([self.x, self.y, self.z]).T
        slack = 1e-9 * (high - low)
        return np.asarray(((points >= low - slack) & (points <= high + slack)).all(axis=-1))


def require_calm(f: Function, world: World) -> None:
    """Raise `ParameterError` where f, along a line through A, goes up and down more often than the mesh has
    cells: its faces would be drawn at heights that say nothing of those between them."""
    for axis, extent in enumerate((world.x, world.y)):
        way = Way.along(axis, world.at)
        heights = np.asarray(f(*way.ground(np.linspace(*extent, _FINE)).T), dtype=float)
        heights = heights[np.isfinite(heights)]
        if len(heights) and swings(heights) > world.cells:
            raise ParameterError(
                f"f = {f.text} goes up and down more than {world.cells} times along {way.name} through A, "
                f"which {world.cells} cells cannot show; choose a calmer function"
            )


@dataclass(frozen=True)
class View:
    """A direction to look from, in radians: `azimuth` from the x-axis to the y-axis, `elevation` up."""

    azimuth: float
    elevation: float

    @cached_property
    def axes(self) -> Points:
        """Unit vectors to the right, up and towards the viewer, as rows."""
        cos_a, sin_a = np.cos(self.azimuth), np.sin(self.azimuth)
        cos_e, sin_e = np.cos(self.elevation), np.sin(self.elevation)
        return np.array(
            [
                [-sin_a, cos_a, 0.0],
                [-sin_e * cos_a, -sin_e * sin_a, cos_e],
                [cos_e * cos_a, cos_e * sin_a, sin_e],
            ]
        )

    def nearness(self, world: World, places: Points) -> Points:
        """How near the column of the mesh is over which a place (x, y) lies; shape (n, 2) to (n,).

        Columns of a grid hide each other in the order of their centres, whatever their heights. A place on a
        line of the mesh belongs to the nearer of its columns.
        """
        towards = self.axes[2, :2]
        nudge = 1e-6 * np.array([world.x[1] - world.x[0], world.y[1] - world.y[0]]) * np.sign(towards)
        columns = [
            middles[_column(lines, place)]
            for middles, lines, place in zip(world.centres, world.lines, (places + nudge).T, strict=True)
        ]
        centres = world.unit(np.column_stack([*columns, np.zeros(len(places))]))
        return np.asarray(centres[:, :2] @ towards)


def _lines(extent: Range, at: float, cells: int) -> Points:
    """The ends of the range, the place, and lines between them at nearly equal distances."""
    low, high = extent
    left = int(np.clip(round(cells * (at - low) / (high - low)), 1, cells - 1))
    return np.concatenate([np.linspace(low, at, left + 1), np.linspace(at, high, cells - left + 1)[1:]])


def _centres(lines: Points) -> Points:
    step = np.diff(lines)
    edges = np.concatenate([[lines[0] - step[0]], lines, [lines[-1] + step[-1]]])
    return np.asarray((edges[:-1] + edges[1:]) / 2)


def _column(lines: Points, places: Points) -> npt.NDArray[np.intp]:
    return np.searchsorted(lines, places)
