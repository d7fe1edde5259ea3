"""The definition of the derivative, in its three forms (notebook, "Differentiating a function")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.formula import Carry, Formula
from calcanim.blocks.live import Readout
from calcanim.blocks.motion.secant import Secant
from calcanim.blocks.motion.secant_names import SecantNames, plot_with_names
from calcanim.blocks.plots.framing import window_for, x_range_between
from calcanim.blocks.theme import Role
from calcanim.blocks.writing.breaking import in_lines
from calcanim.blocks.writing.definition import definition_formula, definition_in_a_line, quotient_formula
from calcanim.blocks.writing.gather import Gather
from calcanim.calculus.clear_step import clear_step
from calcanim.calculus.derivative_forms import DIFFERENCE, FORMS, RENAMED, TWO_POINTS, DerivativeForm
from calcanim.calculus.verification.statement import given
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter, require_slope


class DerivativeDefinition(Lesson):
    """Rise over run becomes a limit; the limit is then written with a difference, and for any x."""

    title = "The derivative, defined"
    code = "B1"
    section = "Differentiating a function"
    f = FunctionParameter("x^2", help="the curve y = f(x)")
    at = NumberParameter("1/2", help="x-coordinate of A")
    reach = NumberParameter("1.5", help="how far B starts from A, in x, if the curve is whole there", above=0)

    @classmethod
    def check(cls) -> None:
        """The definition is of something only where there is a slope."""
        require_slope(cls.f, cls.at)

    def construct(self) -> None:
        self.slope = self.f.behaviour(self.at.expr).slope
        self.step = clear_step(self.f, self.at, self.reach)
        self.ask()
        self.divide()
        self.take_limit()
        self.name_difference()
        self.write_difference()
        self.rename()
        self.keep()

    def ask(self) -> None:
        caption = "The slope of a curve at a point A: how is it written, for any function f?"
        with self.beat("question", caption):
            self.build()
            self.add(self.plot, self.head("The slope at $A$, as a formula"))
            self.play(mn.Create(self.curve), mn.FadeIn(self.function), run_time=1.5)
            self.play(mn.FadeIn(self.secant.point_a, self.secant.label_a, scale=1.5))
            self.play(*map(mn.Create, self.names.guides_a), mn.FadeIn(*self.names.of_a))

    def divide(self) -> None:
        caption = "A second point B: run and rise are differences, and the slope of AB is their quotient."
        with self.beat("quotient", caption):
            s, names = self.secant, self.names
            self.play(mn.FadeIn(s.point_b, s.label_b, scale=1.5))
            self.play(*map(mn.Create, names.guides_b), mn.FadeIn(*names.of_b))
            self.play(mn.Create(s.run), mn.FadeIn(names.run))
            self.play(mn.Create(s.rise))
            self.play(mn.Create(s.line), mn.FadeIn(self.readout))
            self.formula = self.upper.place(quotient_formula(TWO_POINTS, theme=self.theme), x=-1)
            self.play(Gather(names.pieces(), self.formula), run_time=1.8)

    def take_limit(self) -> None:
        caption = "Let B go to A. What the quotient tends to is the derivative of f at A, written f′."
        with self.beat("limit", caption, pause=2):
            self.play(self.secant.approach(self.slope, run_time=4))
            self.write(TWO_POINTS)

    def name_difference(self) -> None:
        caption = "Call the run ε. Then B is at x_A + ε, and it goes to A when ε goes to 0."
        with self.beat("epsilon", caption):
            self.play(self.secant.move_to_step(self.step))
            relations = [
                self.stated(r"\part{run}{\epsilon} = \part{run}{x_B - x_A}"),
                self.stated(r"x_B = x_A + \part{run}{\epsilon}"),
            ]
            self.relations = mn.VGroup(*relations)
            self.middle.stack(relations, gap=0.25, y=0)
            self.play(Gather([(self.formula.part(Role.RUN), Role.RUN)], relations[0]))
            self.play(mn.FadeIn(relations[1]))

    def write_difference(self) -> None:
        caption = "Put that in, above and below the stroke: the same limit, with one letter less."
        with self.beat("difference", caption, pause=1.5):
            self.play(*self.names.turn_to(DIFFERENCE), run_time=1.5)
            self.write(DIFFERENCE)

    def rename(self) -> None:
        caption = "A may be any point of the curve, so its x needs no index: x_A is called x."
        with self.beat("any point", caption, pause=1.5):
            self.play(*self.names.turn_to(RENAMED), mn.FadeOut(self.relations), run_time=1.5)
            self.write(RENAMED)
            self.play(self.secant.move_to_step(self.names.clear_step(self.half), run_time=2.2))
            self.wait(0.5)
            self.play(self.secant.slide(self.half, run_time=4))

    def keep(self) -> None:
        caption = "Three spellings of one number: the slope that rise over run tends to."
        with self.beat("keep", caption, pause=2.5):
            rows = [definition_in_a_line(form, theme=self.theme) for form in FORMS]
            self.lower.stack(rows, gap=0.3)
            self.play(Carry(self.formula, rows[-1]))
            self.play(mn.FadeIn(*rows[:-1], lag_ratio=0.5), run_time=1.5)
            self.play(self.secant.approach(self.slope, run_time=4))

    def build(self) -> None:
        """The picture and what stands beside it, as far as it is there from the beginning."""
        self.half = self.step / 2
        ends = (self.at, self.at + self.step)
        window = window_for(self.f, x_range_between(*ends), include=[(x, self.f(x)) for x in ends])
        self.plot = plot_with_names(self.stage.picture, window, theme=self.theme)
        self.curve = self.plot.curve(self.f)
        self.secant = Secant(self.curve, self.at, step=self.step)
        self.names = SecantNames(self.secant, TWO_POINTS)
        self.divide_panel()

    def divide_panel(self) -> None:
        """The function, the definition, what ε is, and the slope of the line, below each other."""
        top, self.lower, bottom = self.stage.panel.rows(0.8, 3.9, 0.8, gap=0.15)
        self.upper, self.middle = self.lower.rows(2.2, 1.5)
        function = in_lines(rf"f(x) = {self.f.latex}", top, theme=self.theme)
        self.function = top.place(self.stated(function, role=Role.CURVE), x=-1)
        line, s = r"\text{slope of the line}", self.secant
        readout = Readout(line, s.slope, drawn=s.drawn_slope, theme=self.theme)
        readout.fit_in(bottom.width, s.slopes_on_the_way(slide=self.half))
        self.readout = bottom.place(readout, x=-1)

    def write(self, form: DerivativeForm) -> None:
        """The formula in the panel becomes this form of the definition."""
        before = self.formula
        self.formula = self.upper.place(definition_formula(form, self.upper, theme=self.theme), x=-1)
        self.play(Carry(before, self.formula), run_time=1.8)

    def stated(self, latex: str, *, role: Role = Role.TEXT) -> Formula:
        """A formula on what is known here: f, and that ε is the run."""
        ground = given(f=self.f, epsilon="x_B - x_A")
        return Formula(latex, theme=self.theme, role=role, on=ground)
