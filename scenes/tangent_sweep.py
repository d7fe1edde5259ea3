"""The tangent travels along a curve, and its slopes draw the derivative (notebook, cells 7 and 8)."""

from __future__ import annotations

from typing import ClassVar

import manim as mn

from calcanim.blocks.motion.growing_curve import GrowingCurve
from calcanim.blocks.motion.stated_rows import TravelRows
from calcanim.blocks.motion.traveller import Traveller, to_and_fro
from calcanim.blocks.plots.framing import x_range_around
from calcanim.blocks.plots.stacked_plots import StackedPlots, derivative_layers
from calcanim.calculus.analysis.signs import (
    Sign,
    SignChart,
    Stretch,
    a_place_with_sign,
    a_side_off_zero,
    nearest,
    sign_chart,
)
from calcanim.calculus.analysis.slope_in_words import NoSlope
from calcanim.calculus.analysis.wording import number
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter


class TangentSweep(Lesson):
    """The tangent turns as its point travels along the curve, and its slopes draw the derivative."""

    title = "Every slope at once"
    code = "B6"
    section = "Plotting the tangent to a curve"
    question: ClassVar[str] = "What is the slope at every point?"
    f = FunctionParameter("x^2", help="the curve y = f(x)")
    at = NumberParameter("0", help="x in the middle of the journey")
    reach = NumberParameter("1.5", help="how far the point goes to both sides, in x", above=0)

    @classmethod
    def check(cls) -> None:
        """There must be a slope somewhere on the way."""
        if cls.way().signs == (Sign.NONE,):
            raise ParameterError(
                f"at={float(cls.at):g}: {cls.f.text} has no slope within {float(cls.reach):g} of it; "
                "choose a place on the curve"
            )

    @classmethod
    def way(cls) -> SignChart:
        """The sign of the slope all along the journey."""
        at, reach = float(cls.at), float(cls.reach)
        return sign_chart(cls.f.derivative(), (at - reach, at + reach))

    def construct(self) -> None:
        self.chart = sign_chart(self.f.derivative(), x_range_around(self.at, self.reach))
        self.side = a_side_off_zero(self.f.derivative(), self.start, reach=float(self.reach))
        self.turn = self.start + self.side * float(self.reach)
        self.home = a_place_with_sign(self.way(), self.turn)
        self.ask()
        self.measure()
        self.sweep()
        self.complete()
        self.stop_at_level()
        self.stop_without_slope()
        self.keep()

    def ask(self) -> None:
        caption = "The tangent shows how steep the curve is at one point. And at all the others?"
        layers = derivative_layers(self.f, x_range_around(self.at, self.reach))
        self.plots = StackedPlots(self.stage.picture, layers, theme=self.theme)
        self.traveller = Traveller(self.plots, self.home)
        self.rows = TravelRows(self.traveller, self.stage.panel, theme=self.theme)
        upper, self.lower = self.plots.plots
        with self.beat("question", caption):
            self.add(upper, self.lower.axes, self.lower.x_ticks, self.lower.x_name, self.head(self.question))
            self.play(mn.Create(self.plots.curves[0]), mn.FadeIn(self.rows.functions[0]), run_time=1.5)
            self.play(mn.Create(self.traveller.tangent), mn.FadeIn(self.traveller.dots[0], scale=1.5))

    @property
    def start(self) -> float:
        """The middle of the journey."""
        return float(self.at)

    def measure(self) -> None:
        caption = "Below, a point is as high as the tangent is steep: its height is the slope."
        with self.beat("slope", caption):
            self.add(self.traveller.foot)
            self.play(mn.FadeIn(self.rows.x, self.rows.slope))
            self.play(mn.FadeIn(self.lower.y_name, self.lower.ticks[1], self.traveller.link))
            self.play(mn.FadeIn(self.traveller.dots[1], scale=1.5))

    def sweep(self) -> None:
        caption = "The point travels to and fro; the tangent turns. Below, every slope leaves its mark."
        with self.beat("sweep", caption):
            self.come_to(self.turn)
            self.slopes = GrowingCurve(self.plots.curves[1], lambda: self.traveller.x)
            self.add(self.slopes, *self.traveller.dots)
            way = to_and_fro(self.start, float(self.reach), side=self.side)
            self.play(self.traveller.travel(way, run_time=10))

    def complete(self) -> None:
        caption = "All slopes together are a curve of their own: a new function, the derivative of f."
        with self.beat("derivative", caption, pause=2):
            self.play(self.slopes.complete())
            self.come_to(self.start + float(self.reach))
            self.play(mn.FadeIn(self.rows.functions[1]))

    def stop_at_level(self) -> None:
        """Where the tangent is level, if it is anywhere on the way."""
        level = self.on_the_way(Sign.ZERO)
        if level is None:
            return
        caption = f"At x = {number(level.left)} the tangent is level: there the derivative is 0."
        with self.beat("level", caption, pause=2):
            self.play(self.traveller.go(level.middle, run_time=2))

    def stop_without_slope(self) -> None:
        """Where there is no slope, if that is anywhere on the way."""
        place = self.on_the_way(Sign.NONE)
        if place is None:
            return
        with self.beat("no slope", NoSlope(self.f.behaviour(place.left)).sentence, pause=2.5):
            self.play(self.traveller.go(place.middle, run_time=2))

    def on_the_way(self, sign: Sign) -> Stretch | None:
        """The place of this sign that is nearest to the middle, within reach."""
        return nearest(self.chart.of(sign), self.start, within=float(self.reach))

    def keep(self) -> None:
        caption = "The derivative gives the slope of f at every x: one curve that shows all the slopes."
        with self.beat("keep", caption):
            self.come_to(self.start - float(self.reach))
            self.come_to(self.home)

    def come_to(self, x: float) -> None:
        """Let the point go there, if it isn't there yet."""
        if self.traveller.x != x:
            self.play(self.traveller.go(x))


class TangentSweepOfComposition(TangentSweep):
    """The same journey on a composition: the slopes of sin(2x²) + 1 draw 4x·cos(2x²)."""

    title = "Every slope of a composition"
    code = "C3"
    section = "Differentiation rules"
    question = "Which slopes does a composition have?"
    f = FunctionParameter("sin(2*x^2)+1", help="the curve y = f(x)")

    def complete(self) -> None:
        """The derivative, and what makes it."""
        super().complete()
        caption = "One function in another: the outer slope, taken there, times the inner one makes f′."
        with self.beat("composition", caption, pause=2):
            self.play(mn.ApplyMethod(self.rows.functions[0].scale, 1.15, rate_func=mn.there_and_back))
            self.play(mn.ApplyMethod(self.rows.functions[1].scale, 1.15, rate_func=mn.there_and_back))
