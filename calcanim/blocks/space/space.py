"""Space: a box of the world seen from a moving viewpoint, painted back to front.

Manim's own `Surface` under a `ThreeDScene` sorts whole mobjects by their middle, so a long tangent lies
wholly before or wholly behind its surface, and it computes every face anew in Python. Here all is cut up
over the columns of one grid; its pieces are projected together and sorted by column.

Measured with `python -m benchmarks.surface`: 24 × 24 faces at 1280 × 720 in Manim's own camera take 33 to
45 ms of processor time a frame with both slices and tangents; a bare `Surface` takes 200 to 235 ms. 5 ms are
spent here; the rest is Manim's and cairo's, for one path after another.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Touch, Trace
from calcanim.blocks.live import Drawing
from calcanim.blocks.space.floor import Extents, Floor, room_beside
from calcanim.blocks.space.painter import Painter, Pieces
from calcanim.blocks.space.world import View, World
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Theme
from calcanim.tex.typeset import Points

_SIDE_ROOM, _LOWER_ROOM, _UPPER_ROOM = 0.45, 0.75, 0.3  # frame units, for the names and numbers of the axes
_ZOOMS = 12  # at which it is looked how wide the numbers on the axes are
_EDGE_ON = 1e-3  # of the largest area that two steps can span on the frame
_ROUND = np.radians(np.arange(0, 360, 15))
_UP = np.radians(np.linspace(12, 34, 5))  # angles above the floor from which it can be seen


class Thing(Protocol):
    """What can be in a space: it gives its pieces afresh for every picture, never more than `most`."""

    @property
    def most(self) -> int:
        """The largest number of pieces."""

    def pieces(self, space: Space) -> Pieces | None:
        """Its pieces as they are now; None while nothing of it is seen."""


@runtime_checkable
class Traced(Protocol):
    """A thing that can say how it truly runs."""

    def traces(self, space: Space) -> tuple[Trace, ...]:
        """The curve as it is drawn, and the true one, as both are seen now."""


@runtime_checkable
class Touching(Protocol):
    """A thing that can say where it belongs."""

    def touches(self, space: Space) -> tuple[Touch, ...]:
        """Places that it must reach, and how it is drawn."""


class Label(Protocol):
    """A flat name that stays beside a place of the space."""

    def put(self, space: Space) -> None:
        """Move to where the place now is on the frame."""


class Dial:
    """A number that an animation turns."""

    def __init__(self, value: float) -> None:
        self.value = value

    def to(self, goal: float) -> Turn:
        """Go to a value at the animation's own pace."""
        return Turn(self, goal)

    def closing_on(self, goal: float) -> Turn:
        """Go to a value slower and slower, as a limit is approached."""
        return Turn(self, goal, law=_arriving)


class Zoom(Dial):
    """How many times larger what is in a space is seen, in x, y and z alike, around a point that stays.

    `most` is the largest zoom that it will be turned to.
    """

    def __init__(self, about: tuple[float, float, float], *, most: float = 1.0) -> None:
        super().__init__(1.0)
        self.about, self.most = about, most

    def shown(self, world: World, *, at: float | None = None) -> Extents:
        """The ranges of x, y and z that the box of the world then shows."""
        zoom = self.value if at is None else at
        if zoom == 1:
            return world.x, world.y, world.z
        ranges = zip(self.about, (world.x, world.y, world.z), strict=True)
        x, y, z = ((mid + (low - mid) / zoom, mid + (high - mid) / zoom) for mid, (low, high) in ranges)
        return x, y, z

    def drawn(self, axis: int, true: float) -> float:
        """Where a coordinate is drawn, as one of the box."""
        return true if self.value == 1 else self.about[axis] + (true - self.about[axis]) * self.value


@dataclass(frozen=True)
class Turn:
    """A dial's way to a value; `law` turns the share of time that has passed into the share of the way."""

    dial: Dial
    goal: float
    law: Callable[[float], float] = mn.smooth


class Space(Drawing):
    """Things in a box of the world, drawn in a box of the frame, seen from `view`: degrees round and up.

    It has no updater: `Moving` alone draws it again, so while it is at rest Manim need not paint it either.
    """

    def __init__(
        self,
        box: Box,
        world: World,
        *,
        theme: Theme,
        view: tuple[float, float],
        zoom: Zoom | None = None,
    ) -> None:
        super().__init__()
        self.box, self.world, self.theme = box, world, theme
        self.azimuth, self.elevation = Dial(view[0]), Dial(view[1])
        self.zoom = zoom or Zoom((*world.at, 0.0))
        self._view = View(math.radians(view[0]), math.radians(view[1]))
        self.things: tuple[Thing, ...] = ()
        self.labels: tuple[Label, ...] = ()
        room = max(_SIDE_ROOM, room_beside(self._all_extents()))
        self._inner = box.inset(left=room, bottom=_LOWER_ROOM, right=room, top=_UPPER_ROOM)
        self._unit, self._centre = _fitted(self._inner, world)
        self.floor = Floor(self)
        self.add(self.floor)

    def update(self, dt: float = 0, recursive: bool = True) -> Space:
        """Nothing in it has an updater, so that Manim need not ask its parts before every frame."""
        return self

    def hold(self, things: Sequence[Thing], labels: Sequence[mn.VMobject]) -> None:
        """Say what is in the space, once for all."""
        self.things, self.labels = tuple(things), tuple(labels)
        self.painter = Painter(sum(thing.most for thing in things))
        self.add(self.painter, *labels)
        self.redraw()

    def _all_extents(self) -> list[Extents]:
        """What the box shows at zooms from 1 to the largest."""
        return [self.zoom.shown(self.world, at=at) for at in np.geomspace(1.0, self.zoom.most, _ZOOMS)]

    @property
    def view(self) -> View:
        """Where it is seen from."""
        azimuth, elevation = math.radians(self.azimuth.value), math.radians(self.elevation.value)
        if (self._view.azimuth, self._view.elevation) != (azimuth, elevation):
            self._view = View(azimuth, elevation)
        return self._view

    def on_frame(self, points: Points) -> Points:
        """Points of the world, shape (…, 3), on the frame, shape (…, 3)."""
        return self.on_frame_from(self.view, points)

    def on_frame_from(self, view: View, points: Points) -> Points:
        """The same, seen from another direction."""
        flat = self.world.unit(points) @ view.axes.T
        flat[..., 2] = 0.0
        return np.asarray(flat * self._unit + self._centre)

    def nearness(self, places: Points) -> Points:
        """How near the columns are over which places (x, y) lie; shape (n, 2) to (n,)."""
        return self.view.nearness(self.world, places)

    def steps_of(self, drawn: Points, first: Points, second: Points) -> Points | None:
        """How many of each of two steps of the world, shape (3,), make up ways on the frame, shape (n, 2);
        None where both look the same."""
        flat = (self.world.unit(np.array([first, second])) - self.world.unit(np.zeros(3))) @ self.view.axes.T
        ways = (flat[:, :2] * self._unit).T
        if abs(float(np.linalg.det(ways))) < _EDGE_ON * float(np.prod(np.linalg.norm(ways, axis=0))):
            return None
        return np.asarray(np.linalg.solve(ways, drawn[:, :2].T).T)

    @property
    def column_depth(self) -> float:
        """How much nearer the column diagonally before another is, at most."""
        return float(np.abs(self.view.axes[2, :2]).sum()) * 2.2 / self.world.cells

    def redraw(self) -> None:
        """Paint everything as it now is."""
        self.floor.redraw()
        shown = [thing.pieces(self) for thing in self.things]
        self.painter.paint([pieces for pieces in shown if pieces is not None])
        for label in self.labels:
            label.put(self)

    def traces(self) -> tuple[Trace, ...]:
        """The curves in it that can say how they truly run."""
        traced = [thing for thing in self.things if isinstance(thing, Traced)]
        return tuple(trace for thing in traced for trace in thing.traces(self))

    def touches(self) -> tuple[Touch, ...]:
        """Where the lines and dots in it belong, and how they are drawn."""
        touching = [thing for thing in self.things if isinstance(thing, Touching)]
        return tuple(touch for thing in touching for touch in thing.touches(self))

    def look(self, azimuth: float, elevation: float) -> tuple[Turn, Turn]:
        """Walk to another viewpoint, in degrees round the middle and above the floor."""
        return self.azimuth.to(azimuth), self.elevation.to(elevation)

    def move(self, *turns: Turn, run_time: float = 1.5) -> Moving:
        """Turn dials together, and draw the space as they go."""
        return Moving(self, turns, run_time=run_time, rate_func=mn.linear)


class Moving(mn.Animation):
    """Dials of a space turn to new values."""

    is_live_motion = True

    def __init__(self, space: Space, turns: Sequence[Turn], **options: Any) -> None:
        self.space, self.turns = space, tuple(turns)
        super().__init__(space, **options)

    def begin(self) -> None:
        """Note where the dials stand."""
        self.starts = [turn.dial.value for turn in self.turns]
        super().begin()

    def create_starting_mobject(self) -> mn.Mobject:
        """Nothing is interpolated between two pictures, so none is kept."""
        return mn.Mobject()

    def interpolate_mobject(self, alpha: float) -> None:
        """Turn the dials and draw."""
        share = self.rate_func(alpha)
        for turn, start in zip(self.turns, self.starts, strict=True):
            turn.dial.value = start + turn.law(share) * (turn.goal - start)
        self.space.redraw()


def _arriving(share: float) -> float:
    return 1 - (1 - share) ** 3


def _fitted(box: Box, world: World) -> tuple[float, Points]:
    """Frame units per unit, and where the world's middle lies, so that it fits the box from any side."""
    floor = np.array([(x, y, world.z[0]) for x in world.x for y in world.y])
    ends = [_extent(world, floor, View(azimuth, elevation)) for azimuth in _ROUND for elevation in _UP]
    wide, low, high = np.max(ends, axis=0) * [1, -1, 1]
    unit = float(min(box.width / (2 * wide), box.height / (high - low)))
    return unit, box.centre - np.array([0.0, unit * (low + high) / 2, 0.0])


def _extent(world: World, floor: Points, view: View) -> tuple[float, float, float]:
    """How far floor, surface and upright axis reach to the sides, down and up from the middle, in units."""
    ground = world.unit(floor) @ view.axes.T
    axis_top = floor[np.argmin(ground[:, 0])] * [1, 1, 0] + [0, 0, world.z[1]]
    drawn = world.unit(np.concatenate([floor, axis_top[None], world.seen])) @ view.axes.T
    return float(np.abs(drawn[:, 0]).max()), -float(drawn[:, 1].min()), float(drawn[:, 1].max())
