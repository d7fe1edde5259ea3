"""A walk along a descent: at which point of the path one is, and how one goes on."""

from __future__ import annotations

import manim as mn
import numpy as np

from calcanim.blocks.live import Drawing
from calcanim.blocks.motion.arrival import go
from calcanim.calculus import Descent

_FEW = 5  # steps to see how it goes
_SLOWEST, _LEAST = 2.0, 0.2  # seconds: for a step, and for all of them


class Walk(Drawing):
    """Something that goes along a path; `turn` is a tracker that says at which point it is."""

    def __init__(self, run: Descent) -> None:
        super().__init__()
        self.run = run
        self.turn = mn.ValueTracker(0.0)

    @property
    def index(self) -> int:
        """Number of the point it is at or on its way from, from 0."""
        return min(int(self.turn.get_value() + 1e-6), len(self.run.path) - 1)

    @property
    def share(self) -> float:
        """How much of the way to the next point it has gone, from 0 to 1; 0 at the last point."""
        k = self.index
        return self.turn.get_value() - k if k + 1 < len(self.run.path) else 0.0

    def set_out(self, *, run_time: float) -> mn.Animation:
        """Go the first few steps; half of the way at most."""
        return self.go(min(_FEW, len(self.run.path) // 2), run_time=run_time)

    def go(self, index: int, *, run_time: float) -> mn.Animation:
        """Go on to a point of the path, at the pace of the steps; in less time where there are few."""
        start, last = self.turn.get_value(), min(index, len(self.run.path) - 1)
        run_time = float(np.clip(_SLOWEST * (last - start), _LEAST, run_time))

        return go(self.turn, last, run_time=run_time, rate_func=mn.linear)
