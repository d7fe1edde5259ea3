"""A small graph beside a derivation: a secant closes on the tangent at A, and its slope on what f′ says."""

from __future__ import annotations

from functools import cached_property

import manim as mn

from calcanim.blocks.figures.example_plot import ExamplePlot
from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.plots.plot import StraightLine, Vertical
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import THIN_STROKE, Role, Size, Theme
from calcanim.blocks.writing.rates import evaluated, places_for
from calcanim.calculus import Constant, Function, Verdict
from calcanim.calculus.verification.statement import given

_REACH = 1.0  # of x, around an A without a slope
_ROWS = (0.7, 0.3)


class SlopeCheck:
    """The graph of f with a point A at x = `at`; where f has a slope there, a second point B and the line."""

    def __init__(self, box: Box, f: Function, at: Constant, *, theme: Theme) -> None:
        self.f, self.at, self.theme = f, at, theme
        self.behaviour = f.behaviour(at.expr)
        graph, self.numbers = box.rows(*_ROWS, gap=0.15)
        reach = None if self.has_slope else _REACH
        self.picture = ExamplePlot(graph, f, at, theme=theme, y_name="y", reach=reach)
        self.plot, self.curve, self.secant = self.picture.plot, self.picture.curve, self.picture.secant
        self.point, self.label = self.secant.point_a, self.secant.label_a
        if self.has_slope:
            self.places = places_for([float(self.behaviour.slope or 0)])
            self.slope = self.picture.slope_of_line(places=self.places)
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
        return self.picture.approach(run_time=3.5)

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
