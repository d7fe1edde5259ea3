"""In the plane through A along an axis: the line through A and B on the slice, and B's way to A."""

from __future__ import annotations

import numpy as np
import sympy as sp

from calcanim.blocks.space.dot_in_space import Dot
from calcanim.blocks.space.slices import StraightLine
from calcanim.blocks.space.space import Dial, Turn
from calcanim.blocks.space.upright_plane import Plane
from calcanim.blocks.theme import Role
from calcanim.calculus.analysis.behaviour import Behaviour
from calcanim.calculus.slopes import secant_limit, secant_slope
from calcanim.tex.typeset import Points

_SHARE_OF_ROOM, _SHARE_OF_BOX = 0.75, 0.36
_ARRIVED = 1e-9
_NEAR = 1e-8  # how far from A no eye can tell a secant from its limit


class SliceSecant:
    """A is fixed, B is at t = a + step. Once B is at A, the line is what the secants close on."""

    def __init__(self, plane: Plane, behaviour: Behaviour) -> None:
        self.plane, self.behaviour = plane, behaviour
        sides = {"right": behaviour.right, "left": behaviour.left}
        self._limits = {name: secant_limit(behaviour, side) for name, side in sides.items()}
        self.a, self.height = plane.at, float(plane.section(plane.at))
        self.step = Dial(self.first_step())
        called = f"the line through A along {plane.way.name}"
        self.line = StraightLine(
            plane, self._line, role=Role.SLOPE, whole=True, through=self.true_places, name=called
        )
        self.run = StraightLine(plane, self._run, role=Role.RUN, dashed=True)
        self.rise = StraightLine(plane, self._rise, role=Role.RISE, dashed=True)
        self.dot = Dot(plane, self._place, name="B")
        self._came_from = "right" if self.step.value > 0 else "left"

    @property
    def things(self) -> tuple[StraightLine | Dot, ...]:
        """All that is drawn, the last on top."""
        return self.run, self.rise, self.line, self.dot

    @property
    def has_arrived(self) -> bool:
        """Whether B is at A."""
        return abs(self.step.value) < _ARRIVED

    def slope(self) -> float:
        """The slope of the line as it is drawn; NaN where there is none or where it stands upright."""
        if not self.has_arrived:
            self._came_from = "right" if self.step.value > 0 else "left"
            b = self.a + self.step.value
            return secant_slope(self.plane.section, self.a, b) if np.isfinite(self._height_of_b()) else np.nan
        limit = self.limit()
        return float(limit) if limit is not None and limit.is_finite else np.nan

    def risen(self) -> float:
        """How much higher B is than A."""
        return self._height_of_b() - self.height

    def limit(self) -> sp.Expr | None:
        """What the slope closes on from the side that B came from."""
        return self._limits[self._came_from]

    def true_places(self) -> tuple[tuple[float, float], ...]:
        """Where the core says that the line runs: through A and B; where B has arrived at A, on through the
        place where the secant with a B too near to be told from A leaves the box."""
        a = (self.a, self.height)
        if not self.has_arrived:
            return a, self._place()
        slope = self._slope_beside()
        ends = self.plane.clipped(np.array([a, (self.a + 1, self.height + slope)])) if slope else None
        return (a,) if ends is None else (a, *(_towards(a, end) for end in ends))

    def approach(self) -> Turn:
        """B goes to A, slower and slower, and arrives."""
        return self.step.closing_on(0.0)

    def first_step(self, side: str = "") -> float:
        """Where B starts: right unless there is little room or no value there, or on the side asked for."""
        right, left = self._reach(1), -self._reach(-1)
        if side:
            return right if side == "right" else left
        width = self.plane.extent[1] - self.plane.extent[0]
        fits = right >= 0.2 * width and np.isfinite(self.plane.section(self.a + right))
        return right if fits or not self.behaviour.left.is_defined else left

    def is_at_start(self, side: str) -> bool:
        """Whether B is where it starts on a side."""
        return abs(self.step.value - self.first_step(side)) < _ARRIVED

    def _reach(self, direction: int) -> float:
        low, high = self.plane.extent
        room = high - self.a if direction > 0 else self.a - low
        reach = min(_SHARE_OF_ROOM * room, _SHARE_OF_BOX * (high - low))
        for _ in range(12):
            if self.plane.is_inside(self.a + direction * reach):
                break
            reach *= 0.7
        return reach

    def _slope_beside(self) -> float | None:
        """The slope of a secant that no eye can tell from its limit; None where there is no such slope."""
        step = _NEAR if self._came_from == "right" else -_NEAR
        slope = (
            secant_slope(self.plane.section, self.a, self.a + step) if np.isfinite(self.slope()) else np.nan
        )
        return slope if np.isfinite(slope) else None

    def _height_of_b(self) -> float:
        return float(self.plane.section(self.a + self.step.value))

    def _place(self) -> tuple[float, float]:
        return (self.a, np.nan) if self.has_arrived else (self.a + self.step.value, self._height_of_b())

    def _line(self) -> Points | None:
        slope = self.slope()
        if np.isfinite(slope):
            return np.array([(self.a, self.height), (self.a + 1, self.height + slope)])
        upright = self.has_arrived and self.limit() in (sp.oo, -sp.oo)
        return np.array([(self.a, self.height), (self.a, self.height + 1)]) if upright else None

    def _run(self) -> Points:
        return np.array([(self.a, self.height), (self.a + self.step.value, self.height)])

    def _rise(self) -> Points:
        b = self.a + self.step.value
        return np.array([(b, self.height), (b, self._height_of_b())])


def _towards(start: tuple[float, float], end: Points) -> tuple[float, float]:
    """Nearly all the way from one place of the plane to another."""
    t, z = np.array(start) + 0.95 * (end - np.array(start))
    return float(t), float(z)
