"""A walk on the plane from A: along x, then along y; each leg rises by its run times its slope."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from calcanim.blocks.space.dot_in_space import Dot
from calcanim.blocks.space.names_in_space import DotName
from calcanim.blocks.space.slices import StraightLine
from calcanim.blocks.space.space import Dial, Turn
from calcanim.blocks.space.upright_plane import Heights, Plane
from calcanim.blocks.space.world import Way, World
from calcanim.blocks.theme import Role, Theme
from calcanim.calculus import Function, TangentPlane
from calcanim.calculus.section import section
from calcanim.tex.typeset import Points

_SHARE = 0.75  # of the patch


class Leg:
    """One leg in its upright plane: a dashed run, a dashed rise, and the point that walks up the plane."""

    def __init__(self, plane: Plane, start: tuple[float, float], goal: float, slope: float) -> None:
        self.plane, self.start, self.goal, self.slope = plane, start, goal, slope
        self.walked = Dial(0.0)
        self.run = StraightLine(plane, self._run, role=Role.RUN, dashed=True)
        self.rise = StraightLine(plane, self._rise, role=Role.RISE, dashed=True)
        self.dot = Dot(plane, self.place, name="P")

    @property
    def things(self) -> tuple[StraightLine | Dot, ...]:
        """All that is drawn, the last on top."""
        return self.run, self.rise, self.dot

    def place(self) -> tuple[float, float]:
        """Where the point is, as (t, z)."""
        step = self.walked.value * (self.goal - self.start[0])
        return self.start[0] + step, self.start[1] + self.slope * step

    def take(self) -> Iterator[Turn]:
        """Walk it."""
        yield self.walked.to(1)
        yield from (line.grown.to(1) for line in (self.run, self.rise))

    def _run(self) -> Points:
        return np.array([self.start, (self.place()[0], self.start[1])])

    def _rise(self) -> Points:
        t, z = self.place()
        return np.array([(t, self.start[1]), (t, z)])


class PlaneWalk:
    """From A to a point P of the plane, in two legs, over the quarter where the plane is farthest above f."""

    def __init__(
        self, f: Function, plane: TangentPlane, reach: float, world: World, surface: Heights, *, theme: Theme
    ) -> None:
        (x, y), (x_a, y_a) = _goal(f, plane, reach), plane.at
        corner = plane.height + plane.slopes[0] * (x - x_a)
        over_x = Plane(section(f, "x", (x_a, y_a)), world, 0, theme=theme, surface=surface)
        way = Way((x, 0.0), (0.0, 1.0), y_a, "y")
        over_y = Plane(section(f, "y", (x, y_a)), world, way, theme=theme, surface=surface)
        self.legs = (
            Leg(over_x, (x_a, plane.height), x, plane.slopes[0]),
            Leg(over_y, (y_a, corner), y, plane.slopes[1]),
        )
        self.names = tuple(DotName(leg.dot, "P") for leg in self.legs)

    @property
    def things(self) -> tuple[StraightLine | Dot, ...]:
        """All that is drawn, the last on top."""
        return tuple(thing for leg in self.legs for thing in leg.things)

    def take(self, index: int) -> Iterator[Turn]:
        """Walk a leg: its point takes over from the one before."""
        for number, leg in enumerate(self.legs):
            leg.dot.shown.value = float(number == index)
        yield from self.legs[index].take()

    def leave(self) -> Iterator[Turn]:
        """Take the walk away."""
        yield from (line.grown.to(0) for leg in self.legs for line in (leg.run, leg.rise))
        yield from (leg.dot.shown.to(0) for leg in self.legs)


def _goal(f: Function, plane: TangentPlane, reach: float) -> tuple[float, float]:
    corners = [
        (plane.at[0] + right * _SHARE * reach, plane.at[1] + up * _SHARE * reach)
        for right in (1, -1)
        for up in (-1, 1)
    ]
    return max(corners, key=lambda place: float(plane(*place)) - float(f(*place)))
