"""Two points that come to A along a curve, from both sides, and the lines from A through them."""

from __future__ import annotations

from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.live import Drawing
from calcanim.blocks.motion.arrival import arrive
from calcanim.blocks.motion.secant import Secant
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.open_dot import OpenDot
from calcanim.blocks.plots.plot import Curve
from calcanim.calculus import Behaviour, Side, secant_limit
from calcanim.calculus.analysis.limits import same

_HERE = 1e-12


class BothSides(Drawing):
    """What is on both sides of A, as far as the curve goes there: `runners` come to the values that it
    arrives at, and `secants` turn to its slopes. `point` is A itself, if there is one; `rings` are where the
    curve arrives without being there."""

    def __init__(self, curve: Curve, found: Behaviour, *, reach: float) -> None:
        super().__init__()
        self.curve, self.found, self.a = curve, found, float(found.at)
        self.reach, self.gap = reach, mn.ValueTracker(reach)
        sides = [side for side in (found.left, found.right) if side.is_defined]
        self.point = Point(curve.plot, self._place_a, true=self._place_a, name="A")
        self.point.set_z_index(2)
        self.rings = mn.VGroup(*(self._ring(side) for side in sides if self._is_apart(side)))
        self.runners = mn.VGroup(*(self._runner(side) for side in sides))
        self.secants = [(Secant(curve, self.a, step=_signed(reach, side)), side) for side in sides]
        self.lines = mn.VGroup(*(mn.VGroup(secant.line, secant.point_b) for secant, _ in self.secants))

    def arrive(self, **options: Any) -> mn.Animation:
        """The runners come to A, slower and slower, and arrive where the curve does."""
        return arrive(self.gap, **options)

    def turn(self, *, run_time: float) -> mn.Animation:
        """The lines turn to the slopes on both sides."""
        moves = [
            secant.approach(secant_limit(self.found, side), run_time=run_time)
            for secant, side in self.secants
        ]
        return mn.AnimationGroup(*moves)

    def spread(self, *, run_time: float) -> mn.Animation:
        """The lines go back to where they were before they turned."""
        moves = [
            secant.move_to_step(_signed(self.reach, side), run_time=run_time) for secant, side in self.secants
        ]
        return mn.AnimationGroup(*moves)

    def _place_a(self) -> tuple[float, float]:
        value = self.found.value
        return self.a, np.nan if value is None else float(value)

    def _is_apart(self, side: Side) -> bool:
        """Whether the curve arrives at a place that is not A."""
        arrives, here = side.value.value, self.found.value
        return side.value.is_finite and (here is None or not same(arrives, here))

    def _ring(self, side: Side) -> OpenDot:
        return OpenDot(self.curve.plot, (self.a, _arrival(side)))

    def _runner(self, side: Side) -> Point:
        def place() -> tuple[float, float]:
            gap = float(self.gap.get_value())
            if abs(gap) > _HERE:
                x = self.a + _signed(gap, side)
                return x, float(self.curve.f(x))
            return self.a, _arrival(side)

        return Point(self.curve.plot, place, true=place, name=f"the point on the {side.name}")


def _arrival(side: Side) -> float:
    """The value that a side arrives at; NaN where that is no number."""
    value = side.value.value
    return float(value) if value is not None and side.value.is_finite else np.nan


def _signed(distance: float, side: Side) -> float:
    return distance if side.name == "right" else -distance
