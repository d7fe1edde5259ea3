"""A descent on a map: the ball, the path behind it, and for each step the arrow that it is."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Touch
from calcanim.blocks.live import Live, corners
from calcanim.blocks.motion.walk import Walk
from calcanim.blocks.plots.arrow import Arrow
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plot import Plot, line_drawing
from calcanim.blocks.plots.right_angle import right_angle
from calcanim.blocks.theme import THIN_STROKE, Role
from calcanim.calculus import Descent, Function, gradient_functions
from calcanim.tex.typeset import Points

Place = tuple[float, float]

USUAL = 2.1  # of the plane, around 0
_FILLED = 0.9  # of that: descents that stay within are shown on the usual map, if they are not too small
_SMALLEST = 0.15
_AROUND = 1.2  # of the larger extent of what is shown, from its middle
_DOT = 0.055
_LOST = 4  # points that are shown of a descent that runs away


class MapWalk(Walk):
    """A descent of f on a plot of the plane. It is seen on its way from point to point."""

    def __init__(self, plot: Plot, f: Function, run: Descent) -> None:
        super().__init__(run)
        self.plot, self.f = plot, f
        self._partials = gradient_functions(f)
        self.arrow = Arrow(
            plot, self.point, self.step, role=Role.DERIVATIVE, true=self.true_step, name="the step"
        )
        self.trail = MapTrail(self)
        self.ball = Point(plot, self.in_flight, true=self.in_flight, name="the ball")
        self.add(self.trail, self.ball)

    @property
    def last(self) -> int:
        """Number of the last point before it leaves the map, or of the last one."""
        outside = [k - 1 for k, place in enumerate(self.places) if not self.plot.holds(*place)]
        return min([len(self.run.path) - 1, *outside])

    @property
    def places(self) -> list[Place]:
        """The points of the path."""
        return [self._at(k) for k in range(len(self.run.path))]

    def point(self) -> Place:
        """The point that it is at, or on its way from."""
        return self._at(self.index)

    def in_flight(self) -> Place:
        """Where the ball is."""
        (x, y), k = self.point(), self.index
        u, v = self._at(min(k + 1, len(self.run.path) - 1))
        return x + self.share * (u - x), y + self.share * (v - y)

    def step(self) -> Place:
        """The step from that point: the rate times the slopes there, downwards."""
        u, v = (-self.run.rate * self.run.slopes[self.index]).tolist()
        return u, v

    def true_step(self) -> Place:
        """The same, by the partial derivatives of f."""
        u, v = (-self.run.rate * float(partial(*self.point())) for partial in self._partials)
        return u, v

    def value(self) -> float:
        """The value of f where the ball is."""
        return float(self.f(*self.in_flight()))

    def corner(self) -> mn.VMobject:
        """The mark of the right angle between the contour that it is on and the step."""
        u, v = self.step()
        return right_angle(self.plot, self.point(), float(np.degrees(np.arctan2(v, u))))

    def _at(self, index: int) -> Place:
        x, y = self.run.path[index].tolist()
        return x, y


class MapTrail(Live):
    """Where a walk has been: a dot for every point, and the straight ways between them."""

    def __init__(self, walk: MapWalk) -> None:
        super().__init__()
        self.walk, theme = walk, walk.plot.theme
        self.ways = line_drawing(theme, Role.TEXT, width=THIN_STROKE)
        self.dots = mn.VMobject(stroke_width=0, fill_opacity=1, fill_color=theme.color(Role.TEXT))
        self._disc = mn.Dot(radius=_DOT).points.copy()
        self.add(self.ways, self.dots)
        self.follow()

    def redraw(self) -> None:
        """Draw what lies behind."""
        plot, been = self.walk.plot, self._been()
        self.dots.points = (self._disc + plot.on_frame(been)[:, None]).reshape(-1, 3)
        here = np.array([self.walk.in_flight()])
        self.ways.points = corners([plot.on_frame(np.vstack([been, here]))])

    def drawn_steps(self) -> float | None:
        """How many steps have been taken: one less than there are dots. None while it can't be read."""
        return None if self.is_held else float(len(self.dots.points) // len(self._disc) - 1)

    def drawn_x(self) -> float | None:
        """The first coordinate of the newest dot. None while it can't be read."""
        return self._newest()[0]

    def drawn_y(self) -> float | None:
        """The second coordinate of the newest dot."""
        return self._newest()[1]

    def touches(self) -> tuple[Touch, ...]:
        """Where the newest dot belongs, and its centre."""
        if not len(self.dots.points):
            return ()
        place = self.walk.plot.on_frame(self._been())[-1, :2]
        return (Touch("the trail", place, (self._centre()[None, :2],), is_whole=not self.is_held),)

    def _newest(self) -> tuple[float, float] | tuple[None, None]:
        """Where the newest dot is on the plane."""
        if self.is_held or not len(self.dots.points):
            return None, None
        x, y = self.walk.plot.plane(self._centre())
        return float(x), float(y)

    def _centre(self) -> Points:
        disc = self.dots.points[-len(self._disc) :]
        return np.asarray((disc.min(axis=0) + disc.max(axis=0)) / 2)

    def _been(self) -> Points:
        """The points behind, shape (n, 2)."""
        return np.asarray(self.walk.run.path[: self.walk.index + 1])


def map_extent(runs: Sequence[Descent], /) -> tuple[Place, float]:
    """The middle and the reach of a map that shows descents; of one that runs away, its first points."""
    paths = [run.path[:_LOST] if np.ptp(run.path) > _far(run) else run.path for run in runs]
    places = np.concatenate(paths)
    low, high = places.min(axis=0), places.max(axis=0)
    extent = float((high - low).max())
    if np.abs(places).max() <= _FILLED * USUAL and extent >= _SMALLEST * USUAL:
        return (0.0, 0.0), USUAL
    x, y = ((low + high) / 2).tolist()
    return (x, y), _AROUND * extent or max(1.0, 0.1 * float(np.abs(places).max()))


def _far(run: Descent) -> float:
    """How far a path may lead: many times its first steps, and the place where it begins."""
    return 20.0 * (float(np.ptp(run.path[:_LOST])) + float(np.abs(run.path[0]).max()) + 1e-9)
