"""The slope of a curve at one point: the secant and its limit (notebook, "Defining the slope of a curve")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.framing import window_for, x_range_around
from calcanim.blocks.live import Readout
from calcanim.blocks.plot import Plot
from calcanim.blocks.secant import Secant
from calcanim.blocks.theme import Role, Size
from calcanim.calculus import Verdict
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter


class SecantBecomesTangent(Lesson):
    """B moves to A on a curve; the line AB closes on the tangent, its slope on the derivative."""

    title = "The secant becomes the tangent"
    f = FunctionParameter("x^2", help="the curve y = f(x)")
    at = NumberParameter("-1", help="x-coordinate of A")
    reach = NumberParameter("1.5", help="how far B starts from A, in x", above=0)

    def construct(self) -> None:
        self.ask()
        self.take_second_point()
        self.swing()
        self.arrive()
        self.define()

    def ask(self) -> None:
        caption = "A straight line has one slope. A curve bends: so how steep is it at one single point, A?"
        with self.beat("question", caption):
            x_range = x_range_around(self.at, self.reach)
            ends = [(x, float(self.f(x))) for x in (self.at - self.reach, self.at, self.at + self.reach)]
            self.plot = Plot(self.stage.picture, window_for(self.f, x_range, include=ends), theme=self.theme)
            self.curve = self.plot.curve(self.f)
            self.secant = Secant(self.curve, self.at, step=self.reach, limit_slope=float(self.f.derivative()(self.at)))
            self.heading = self.head("How steep is the curve at $A$?")
            self.add(self.heading, self.plot)
            self.play(mn.Create(self.curve), run_time=1.5)
            self.play(mn.FadeIn(self.secant.point_a, self.secant.label_a, scale=1.5))

    def take_second_point(self) -> None:
        caption = "Take a second point B on the curve. The line through A and B has a slope: rise over run."
        with self.beat("second point", caption):
            self.panel = self._readouts()
            self.play(mn.FadeIn(self.secant.point_b, self.secant.label_b, scale=1.5))
            self.play(mn.Create(self.secant.run), mn.FadeIn(self.panel[1]))
            self.play(mn.Create(self.secant.rise), mn.FadeIn(self.panel[2]))
            self.play(mn.Create(self.secant.line), mn.FadeIn(self.panel[3]))

    def swing(self) -> None:
        caption = "Move B along the curve: the line turns with it, and its slope changes all the time."
        with self.beat("swing", caption):
            self.play(self.secant.swing(reach=self.reach), run_time=7, rate_func=mn.linear)

    def arrive(self) -> None:
        caption = "Now let B come closer and closer to A. The line turns less and less, and settles: it is the tangent."
        with self.beat("limit", caption):
            self.play(self.secant.approach())

    def define(self) -> None:
        caption = "The slope that it settles at is the derivative of f at A."
        with self.beat("derivative", caption):
            pass

    def _readouts(self) -> mn.VGroup:
        s, options = self.secant, {"theme": self.theme}
        rows = mn.VGroup(
            Formula(rf"f(x) = {self.f.latex}", role=Role.CURVE, **options),
            Readout(r"\Delta x = x_B - x_A", lambda: s.place_b()[0] - s.a, role=Role.RUN, **options),
            Readout(r"\Delta y = y_B - y_A", lambda: s.place_b()[1] - s.place_a()[1], role=Role.RISE, **options),
            Readout(r"\frac{\Delta y}{\Delta x}", s.slope, **options),
        )
        self.stage.panel.stack(list(rows), gap=0.4)
        return rows
