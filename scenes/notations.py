"""How the derivative is written (notebook, "Differentiating a function": a word about notations)."""

from __future__ import annotations

from itertools import pairwise

import manim as mn

from calcanim.blocks.formula import Carry, Formula
from calcanim.blocks.live import Readout
from calcanim.blocks.motion.tangent_line import TangentLine
from calcanim.blocks.plots.framing import window_for, x_range_between
from calcanim.blocks.plots.plot import Plot
from calcanim.blocks.theme import Role
from calcanim.blocks.writing.notation_table import OPERATOR, WHOLE, NotationTable
from calcanim.calculus.clear_step import clear_step
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter, require_slope


class Notations(Lesson):
    """One formula goes through the notations of Lagrange, Leibniz, Newton and Euler, and stays the same."""

    title = "The notations of the derivative"
    code = "B5"
    section = "Differentiating a function"
    f = FunctionParameter("x^2", help="the function y = f(x)")
    at = NumberParameter("-1", help="the x at which all notations are compared")

    @classmethod
    def check(cls) -> None:
        """There must be something to be written."""
        require_slope(cls.f, cls.at)

    def construct(self) -> None:
        self.ask()
        self.write_prime()
        self.write_quotient()
        self.write_operator()
        self.write_dot()
        self.write_letter()
        self.compare()

    def ask(self) -> None:
        caption = "The slope of f at x is the derivative of f. Not everybody writes it alike."
        with self.beat("question", caption):
            self.build()
            self.add(self.plot, self.head("One derivative, four notations"))
            self.play(mn.Create(self.curve), mn.FadeIn(self.function), run_time=1.5)
            self.play(mn.FadeIn(self.tangent, self.readout))
            self.play(self.tangent.move_to_x(self.at))

    def write_prime(self) -> None:
        caption = "Lagrange puts a prime behind the name of the function: f prime of x."
        with self.beat("Lagrange", caption):
            self.play(mn.FadeIn(self.table.names[0], self.table.rows[0]))

    def write_quotient(self) -> None:
        caption = "Leibniz writes a quotient of tiny changes: df over dx. It recalls rise over run."
        with self.beat("Leibniz", caption):
            self.go_down(1)

    def write_operator(self) -> None:
        caption = "The function may stand behind: d over dx says what to do, and it needs no name for f."
        with self.beat("operator", caption):
            table = self.table
            bare = table.without_name()
            stages = [table.in_row(WHOLE, 2), *([table.in_row(OPERATOR, 2), bare] if bare else [])]
            self.go_down(2, first=stages[0])
            for before, after in pairwise([*stages, table.rows[2]]):
                self.wait(0.8)
                self.play(Carry(before, after), run_time=1.5)

    def write_dot(self) -> None:
        caption = "Newton sets a dot over y, where y = f(x). Physics does so for changes in time."
        with self.beat("Newton", caption):
            self.go_down(3)

    def write_letter(self) -> None:
        caption = "Euler puts a capital D before the function: D stands for differentiate."
        with self.beat("Euler", caption):
            self.go_down(4)

    def compare(self) -> None:
        caption = "Other clothes, the same number: whichever you meet, read it as the slope of f at x."
        with self.beat("keep", caption, pause=2.5):
            self.play(mn.FadeIn(self.place.place(self.table.place_at(), x=-1)))
            values = zip(self.table.rows, self.table.values, strict=True)
            self.play(mn.LaggedStart(*(Carry(row, value) for row, value in values), lag_ratio=0.25))
            self.play(mn.Indicate(self.readout, color=self.theme.color(Role.SLOPE)))

    def build(self) -> None:
        """The curve with its tangent, and the table beside it."""
        start = self.at + clear_step(self.f, self.at, 1)
        window = window_for(self.f, x_range_between(self.at, start, margin=0.8))
        upper, lower = self.stage.picture.rows(8, 1, gap=0.1)
        self.plot = Plot(upper, window, theme=self.theme)
        self.curve = self.plot.curve(self.f)
        self.tangent = TangentLine(self.curve, start)
        slope = Readout(r"\text{slope}", self.tangent.slope, drawn=self.tangent.drawn_slope, theme=self.theme)
        self.readout = lower.place(slope)
        top, self.place, rows = self.stage.panel.rows(1.1, 0.6, 4.5, gap=0.2)
        self.table = NotationTable(rows, self.f, self.at, theme=self.theme)
        self.function = self.table.function(top)

    def go_down(self, row: int, *, first: Formula | None = None) -> None:
        """The formula leaves a copy behind, and comes to the next row in other clothes."""
        carry = Carry(self.table.rows[row - 1].copy(), first or self.table.rows[row], run_time=1.4)
        self.play(carry, mn.FadeIn(self.table.names[row]))
