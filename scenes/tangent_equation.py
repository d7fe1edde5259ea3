"""The equation of the tangent (notebook, "Plotting the tangent to a curve")."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn

from calcanim.blocks.formula import Formula
from calcanim.blocks.motion.shifted_tangent import ShiftedTangent, window_with_offset
from calcanim.blocks.plots.plot import Plot
from calcanim.blocks.theme import Role
from calcanim.blocks.writing.board import Board, Row
from calcanim.blocks.writing.breaking import in_lines
from calcanim.blocks.writing.derivation_rows import readable, rows_in_lines
from calcanim.calculus.clear_step import clear_step
from calcanim.calculus.proofs.tangent_equation import tangent_equation
from calcanim.calculus.verification.statement import given
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter, require_slope


class TangentEquation(Lesson):
    """A line of the right slope slides until it goes through A: that fixes its offset and its equation."""

    title = "The equation of the tangent"
    code = "B7"
    section = "Plotting the tangent to a curve"
    f = FunctionParameter("x^2", help="the curve y = f(x)")
    at = NumberParameter("-1", help="x-coordinate of A")

    @classmethod
    def check(cls) -> None:
        """A tangent without a slope has no such equation."""
        require_slope(cls.f, cls.at)

    def construct(self) -> None:
        self.build()
        self.ask()
        self.slide()
        self.solve()
        self.put_together()
        if self.special:
            self.put_in()
        self.keep()

    def ask(self) -> None:
        caption = "A line has the equation y = αx + β. Which α and which β belong to the tangent at A?"
        with self.beat("question", caption):
            self.add(self.plot, self.head("What is the equation of the tangent?"))
            self.play(mn.Create(self.curve), mn.FadeIn(self.function), run_time=1.5)
            self.play(mn.FadeIn(self.tangent.point, self.tangent.label, scale=1.5))
            self.write(self.rows[:1])

    def slide(self) -> None:
        caption = "Its slope is known: the derivative at A. Many lines have it; sliding, only β changes."
        with self.beat("slope", caption):
            self.play(mn.Create(self.tangent.line), mn.FadeIn(self.alpha))
            self.write(self.rows[1:2])
            self.play(mn.FadeIn(self.tangent.crossing, self.beta))
            self.add(self.tangent)
            self.play(self.tangent.slide(run_time=4))

    def solve(self) -> None:
        caption = "One of them goes through A. Put in the coordinates of A, and solve for β."
        with self.beat("offset", caption):
            self.play(self.tangent.arrive())
            self.write(self.rows[2:5])

    def put_together(self) -> None:
        caption = "Put both in: the height of A, and from there the slope times the way in x."
        with self.beat("equation", caption):
            self.write(self.rows[5:7])

    def put_in(self) -> None:
        with self.beat("example", "For this function f, the tangent at any point A of its curve is this:"):
            self.write(self.rows[7:])

    def keep(self) -> None:
        caption = "Start at A and go along the slope: that is the tangent, wherever A is."
        with self.beat("keep", caption, pause=2):
            self.play(self.tangent.move_to_x(self.goal, run_time=4))
            self.play(self.tangent.move_to_x(self.at, run_time=3))

    def build(self) -> None:
        """The picture with its two numbers, and the board."""
        self.goal = self.at + clear_step(self.f, self.at, 1)
        upper, lower = self.stage.picture.rows(7, 1, gap=0.1)
        self.plot = Plot(upper, window_with_offset(self.f, self.at, reach=1), theme=self.theme)
        self.curve = self.plot.curve(self.f)
        self.tangent = ShiftedTangent(self.curve, self.at)
        self.alpha, self.beta = self.tangent.readouts()
        for box, readout in zip(lower.columns(1, 1), (self.alpha, self.beta), strict=True):
            box.place(readout)
        top, board = self.stage.panel.rows(0.9, 5.3, gap=0.2)
        function = in_lines(rf"f(x) = {self.f.latex}", top, theme=self.theme)
        formula = Formula(function, theme=self.theme, role=Role.CURVE, on=given(f=self.f))
        self.function = top.place(formula, x=-1)
        rows = rows_in_lines(tangent_equation(self.f), board, theme=self.theme)
        self.rows = readable(rows, board, theme=self.theme)
        self.special = self.rows[7:]
        self.board = Board(board, theme=self.theme, lines=self.rows)

    def write(self, rows: Sequence[Row]) -> None:
        """Write lines, each with time to read its reason."""
        for row in rows:
            self.play(self.board.write(row))
            self.wait(self.board.reading_time)
