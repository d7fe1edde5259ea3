"""A small graph that keeps a derivation company: a curve, the line AB that becomes the tangent, its slope."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.live import Drawing, Readout
from calcanim.blocks.motion.arrival import go
from calcanim.blocks.motion.secant import Secant
from calcanim.blocks.motion.tangent_line import TangentLine
from calcanim.blocks.plots.framing import window_for
from calcanim.blocks.plots.plot import Plot
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Size, Theme
from calcanim.calculus.function import Function
from calcanim.calculus.verification.statement import given

_LEAST, _WIDER, _STEP = 1.5, 1.5, 1.0
_NUMBERS = 1.3  # frame units for the numbers below
_SLACK = 0.1  # frame units by which other digits may be wider


class PowerPicture(Drawing):
    """The graph of f with A at x = `at`, in a window around 0, and numbers below that are read off it."""

    def __init__(self, box: Box, f: Function, at: float, *, theme: Theme) -> None:
        super().__init__()
        self.f, self.at = f, float(at)
        upper, lower = box.inset(bottom=_NUMBERS), Box(box.left, box.bottom, box.right, box.bottom + _NUMBERS)
        half = max(_LEAST, _WIDER * abs(self.at))
        self.half, self.step = half, -_STEP if self.at > 0 else _STEP
        self.plot = Plot(upper, window_for(f, (-half, half), include=[(0.0, 0.0)]), theme=theme)
        self.curve = self.plot.curve(f)
        self.secant = Secant(self.curve, self.at, step=self.step)
        self.tangent = TangentLine(self.curve, self.at)
        self.slope_of_ab = Readout(
            r"\text{slope}", self.secant.slope, drawn=self.secant.drawn_slope, theme=theme
        )
        self.slope = Readout(r"\text{slope}", self.tangent.slope, drawn=self.tangent.drawn_slope, theme=theme)
        self.formula_at_a, self.formula = (self._formula(x, theme) for x in ("x_A", "x"))
        first, second = lower.inset(right=_SLACK).rows(1, 1, gap=0.1)
        for row, part in (
            (self.slope_of_ab, first),
            (self.slope, first),
            (self.formula_at_a, second),
            (self.formula, second),
        ):
            part.place(row, x=-1)

    def come_closer(self) -> mn.Animation:
        """B goes half of the way to A: on the way, neither run nor rise is 0."""
        return self.secant.move_to_step(self.step / 2, run_time=2)

    def approach(self) -> mn.Animation:
        """B goes to A, and the line becomes the tangent."""
        return self.secant.approach(self.f.behaviour(self.at).slope, run_time=4)

    def sweep(self, *, run_time: float = 5.0) -> mn.Animation:
        """A goes to the other side of 0 and back."""
        goal = (-1.0 if self.at > 0 else 1.0) * 0.8 * self.half
        return go(self.tangent.x, goal, run_time=run_time, rate_func=mn.there_and_back_with_pause)

    def _formula(self, x: str, theme: Theme) -> Readout:
        """What the formula gives for the x of the point, by this name."""
        return Readout(
            self.tangent.df.of(Function.parse(x)).latex,
            self.tangent.slope,
            drawn={x: self.tangent.point.drawn_x},
            on=given(f=self.f),
            theme=theme,
            role=Role.DERIVATIVE,
            size=Size.BODY,
        )
