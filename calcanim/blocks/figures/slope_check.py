"""A small graph beside a derivation: a secant closes on the tangent at A, and its slope on what f′ says."""

from __future__ import annotations

from functools import cached_property

import manim as mn

from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.live import Readout
from calcanim.blocks.motion.secant import Secant
from calcanim.blocks.plots.framing import window_for, x_range_near
from calcanim.blocks.plots.plot import Plot, StraightLine, Vertical, Window
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import THIN_STROKE, Role, Size, Theme
from calcanim.blocks.writing.rates import evaluated, places_for
from calcanim.calculus import Constant, Function, Verdict
from calcanim.calculus.clear_step import clear_step
from calcanim.calculus.verification.statement import given

_REACH = 1.0  # how far B starts from A, in x, where there is room
_ROWS = (0.7, 0.3)
_QUOTIENT = r"\frac{\Delta y}{\Delta x}"


class SlopeCheck:
    """The graph of f with a point A at x = `at`; where f has a slope there, a second point B and the line."""

    def __init__(self, box: Box, f: Function, at: Constant, *, theme: Theme) -> None:
        self.f, self.at, self.theme = f, at, theme
        self.behaviour = f.behaviour(at.expr)
        graph, self.numbers = box.rows(*_ROWS, gap=0.15)
        step = clear_step(f, at, _REACH) if self.has_slope else _REACH
        self.plot = Plot(graph, self._window(step), theme=theme)
        self.curve = self.plot.curve(f)
        self.secant = Secant(self.curve, at, step=step)
        self.point, self.label = self.secant.point_a, self.secant.label_a
        if self.has_slope:
            self.places = places_for([float(self.behaviour.slope or 0)])
            self.slope = Readout(
                _QUOTIENT,
                self.secant.slope,
                places=self.places,
                drawn=self.secant.drawn_quotient,
                theme=theme,
            )
            self.value = self._value()
            self.numbers.stack([self.slope, self.value], gap=0.25)
        else:
            self.why = self._why()

    @property
    def has_slope(self) -> bool:
        """Whether f has a slope at A."""
        return self.behaviour.verdict is Verdict.DIFFERENTIABLE

    @property
    def second_point(self) -> tuple[mn.Mobject, ...]:
        """B, the line, run and rise, and the slope of the line."""
        secant = self.secant
        return secant.run, secant.rise, secant.line, secant.point_b, secant.label_b, self.slope

    @cached_property
    def verdict(self) -> tuple[mn.Mobject, ...]:
        """Why there is no slope at A, and an upright line where there is no point."""
        if self.behaviour.has_value:
            return (self.why,)
        line = StraightLine(self.plot, lambda: Vertical(self.at), role=Role.MUTED, width=THIN_STROKE)
        return self.why, line

    def approach(self) -> mn.Animation:
        """B goes to A."""
        return self.secant.approach(self.behaviour.slope, run_time=3.5)

    def everything(self) -> mn.Group:
        """All that may stand on the frame."""
        numbers = (self.slope, self.value) if self.has_slope else self.verdict
        return mn.Group(self.plot, self.curve, self.secant, *numbers)

    def _why(self) -> Prose:
        words = f"No slope at $x_A$: {self.behaviour.verdict}"
        why = Prose(words, theme=self.theme, size=Size.BODY, width=self.numbers.width)
        return self.numbers.place(why, x=-1, y=1)

    def _value(self) -> Formula:
        """What the formula of f′ gives at A."""
        latex = evaluated("f", self.at.latex, float(self.f.derivative()(self.at)), places=self.places)
        return Formula(latex, theme=self.theme, on=given(f=self.f))

    def _window(self, step: float) -> Window:
        ends = [(x, float(self.f(x))) for x in (self.at, self.at + step)]
        return window_for(self.f, x_range_near(self.f, self.at, abs(step)), include=ends)
