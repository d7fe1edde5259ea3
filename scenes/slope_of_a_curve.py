"""The slope of a curve at one point: the secant, its limit, and two ways to have none (notebook, cells 4 to 6)."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.board import Board
from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.framing import window_for, x_range_around
from calcanim.blocks.live import Readout
from calcanim.blocks.marks import Segment
from calcanim.blocks.plot import Plot, Zoom
from calcanim.blocks.secant import Secant
from calcanim.blocks.theme import Role
from calcanim.calculus import Verdict, derivative_from_definition
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter


class SecantBecomesTangent(Lesson):
    """B moves to A on a curve; the line AB closes on the tangent, its slope on the derivative."""

    title = "The secant becomes the tangent"
    f = FunctionParameter("x^2", help="the curve y = f(x)")
    at = NumberParameter("-1", help="x-coordinate of A")
    reach = NumberParameter("1.5", help="how far B starts from A, in x", above=0)

    def construct(self) -> None:
        self.behaviour = self.f.behaviour(self.at)
        self.ask()
        if not self.behaviour.has_value:
            self.find_no_point()
            return
        self.take_second_point()
        if self.behaviour.verdict is Verdict.DIFFERENTIABLE:
            self.swing()
            self.arrive()
            self.derive()
        else:
            self.approach_from_each_side()
            self.conclude()

    def ask(self) -> None:
        with self.beat("question", "A straight line has one slope. A curve bends: how steep is it at one single point, A?"):
            self.plot = Plot(self.stage.picture, self._window(), theme=self.theme)
            self.curve = self.plot.curve(self.f)
            self.secant = Secant(self.curve, self.at, step=self.reach)
            self.rows = self._readouts()
            self.heading = self.head("How steep is the curve at $A$?")
            self.add(self.plot, self.heading)
            self.play(mn.Create(self.curve), mn.FadeIn(self.rows[0]), run_time=1.5)
            if self.behaviour.has_value:
                self.play(mn.FadeIn(self.secant.point_a, self.secant.label_a, scale=1.5))

    def take_second_point(self) -> None:
        with self.beat("second point", "Take a second point B. The line through A and B has a slope: rise over run."):
            s = self.secant
            self.play(mn.FadeIn(s.point_b, s.label_b, scale=1.5))
            self.play(mn.Create(s.run), mn.FadeIn(self.rows[1]))
            self.play(mn.Create(s.rise), mn.FadeIn(self.rows[2]))
            self.play(mn.Create(s.line), mn.FadeIn(self.rows[3]))

    def swing(self) -> None:
        with self.beat("swing", "Move B along the curve, past A and back: the line turns, and its slope changes all the time."):
            self.play(self.secant.swing(reach=self.reach, run_time=7, rate_func=mn.linear))

    def arrive(self) -> None:
        caption = "Now let B come closer and closer to A. The line turns less and less, and settles: it is the tangent."
        with self.beat("limit", caption, pause=2):
            self.play(self.secant.approach(self.behaviour.right_slope))

    def derive(self) -> None:
        caption = "The slope that the line settles at is the derivative of f at A: the limit of rise over run."
        derivation = derivative_from_definition(self.f, self.at)
        with self.beat("derivative", caption, pause=2):
            self.play(mn.FadeOut(self.rows[1], self.rows[2]), self.rows[3].animate.next_to(self.rows[0], mn.DOWN, buff=0.5, aligned_edge=mn.LEFT))
            board = Board(self.stage.panel.rows(0.3, 0.7)[1], theme=self.theme)
            for line in derivation.lines:
                self.play(board.write(line))
                self.wait(0.7)

    def approach_from_each_side(self) -> None:
        ...
