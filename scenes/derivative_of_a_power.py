"""The derivative of x², from the definition, in two ways (notebook, "Differentiating a function")."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn

from calcanim.blocks.figures.power_picture import PowerPicture
from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Size
from calcanim.blocks.writing.board import Board, Row
from calcanim.blocks.writing.derivation_rows import restated, rows_in_lines
from calcanim.calculus import Function
from calcanim.calculus.proofs.powers import (
    LARGEST,
    RAISED,
    SMALLEST,
    power_with_difference,
    power_with_two_points,
)
from calcanim.calculus.verification.derivation import Derivation
from calcanim.calculus.verification.statement import given
from calcanim.lesson import Lesson
from calcanim.parameters import IntegerParameter, NumberParameter


class DerivativeOfTheSquare(Lesson):
    """The slope of x² is 2x: derived line by line with two points, then with a difference, and looked at."""

    title = "The derivative of x²"
    code = "B2"
    section = "Differentiating a function"
    n = IntegerParameter("2", help="the power: the derivative of x^n is found", least=SMALLEST, most=LARGEST)
    at = NumberParameter("-1", help="x-coordinate of A, where the slope is looked at")

    def construct(self) -> None:
        self.f, self.power = Function.parse(f"x^{self.n}"), f"x{RAISED[self.n]}"
        self.ask()
        self.use_two_points()
        self.look()
        self.use_difference()
        self.keep()

    def ask(self) -> None:
        caption = f"The curve y = {self.power} has another slope at every point. What is it at A, for any A?"
        with self.beat("question", caption):
            graph, self.board_box = self.divide()
            self.picture = PowerPicture(graph, self.f, self.at, theme=self.theme)
            self.add(self.picture.plot, self.head(f"The derivative of {self.power}"))
            s = self.picture.secant
            self.function = self.large(f"f(x) = {self.f.latex}")
            self.play(mn.Create(self.picture.curve), mn.FadeIn(self.function), run_time=1.2)
            self.play(mn.FadeIn(s.point_a, s.label_a, s.second_point, scale=1.2))
            self.play(mn.Create(s.line), mn.FadeIn(self.picture.slope_of_ab))

    def use_two_points(self) -> None:
        rows = self.open_board(power_with_two_points(self.n))
        with self.beat("two points", "B moves to A: put the function into the definition of the derivative."):
            self.play(mn.FadeOut(self.function), run_time=0.5)
            self.write(rows[:-6])
        with self.beat(
            "factor", "Above and below the stroke both go to 0. Their common factor is why: cancel it."
        ):
            self.write(rows[-6:-4])
            self.play(self.picture.come_closer())
        with self.beat("limit", "Now B may arrive: nothing stands below the stroke that would be 0."):
            self.write(rows[-4:-2])
            self.play(self.picture.approach())
            self.write(rows[-2:])

    def look(self) -> None:
        caption = "Look: wherever A is, the line has the slope that the formula gives for the x of A."
        with self.beat("look", caption):
            picture = self.picture
            self.play(mn.FadeOut(picture.secant, picture.slope_of_ab), mn.FadeIn(picture.tangent))
            self.play(mn.FadeIn(picture.slope, picture.formula_at_a))
            self.play(picture.sweep())

    def use_difference(self) -> None:
        with self.beat("difference", "The same with a difference ε, and with x for any point: multiply out."):
            picture = self.picture
            self.play(self.board.clear(), mn.FadeOut(picture.formula_at_a), mn.FadeIn(picture.formula))
            rows = self.open_board(power_with_difference(self.n))
            self.write(rows[:-2])
        with self.beat("again", "Divide by ε while it is not 0, then let it go to 0: the same derivative."):
            self.write(rows[-2:])

    def keep(self) -> None:
        caption = "The slope is itself a function of x: one derivation finds it for all points at once."
        with self.beat("keep", caption, pause=2):
            result = self.large(f"({self.f.latex})' = {self.f.derivative().latex}")
            self.play(self.board.clear(), mn.FadeIn(result))
            self.play(self.picture.sweep())

    def large(self, latex: str) -> Formula:
        """A formula by itself, in the middle of where the lines are written."""
        formula = Formula(latex, theme=self.theme, size=Size.HEADING, on=given(f=self.f))
        self.board_box.place(formula)
        return formula

    def divide(self) -> tuple[Box, Box]:
        """Where the graph is, and where the lines are written."""
        body = self.stage.body
        if self.stage.is_wide:
            board, graph = body.columns(0.64, 0.36)
        else:
            graph, board = body.rows(0.46, 0.54)
        return graph, board

    def open_board(self, derivation: Derivation) -> tuple[Row, ...]:
        """An empty board for the lines of a derivation."""
        lines = restated(derivation.require_verified().lines)
        rows = rows_in_lines(lines, self.board_box, theme=self.theme)
        self.board = Board(self.board_box, theme=self.theme, lines=rows)
        return rows

    def write(self, rows: Sequence[Row]) -> None:
        """Write lines, each with time to read its reason."""
        for row in rows:
            self.play(self.board.write(row))
            self.wait(self.board.reading_time)
