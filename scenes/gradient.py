"""The gradient of a function of two variables (notebook, "Gradients")."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn

from calcanim.blocks.figures.gradient_picture import GradientPicture, coloured
from calcanim.blocks.formula import Carry, Formula, Prose
from calcanim.blocks.live import ITSELF, Readout, decimal
from calcanim.blocks.stage import GAP, Box
from calcanim.blocks.theme import Role, Size
from calcanim.blocks.writing.breaking import in_lines
from calcanim.blocks.writing.equation import decimals
from calcanim.blocks.writing.vector_numbers import Degrees, VectorNumbers
from calcanim.calculus import NoSlopeError, given, stated
from calcanim.calculus.law import Law
from calcanim.calculus.steepest import Steepness
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, PointParameter

DIGITS, ROOM = 6, 0.05  # of the largest slope; frame units that a digit may be wider than another
NABLA, U = r"\part{derivative}{\nabla f}", r"\part{run}{u}"


class GradientVector(Lesson):
    """On a map, the partial derivatives together are an arrow: it points to where f rises fastest."""

    title = "The gradient"
    code = "E4"
    section = "Gradients"
    f = FunctionParameter("sin(x*y)", help="the function z = f(x, y)", variables=("x", "y"))
    at = PointParameter("0.1, -1", help="the point A, as x, y")

    @classmethod
    def check(cls) -> None:
        """Refuse a point where f has no gradient, or one without a direction."""
        where = f"at=({cls.at[0]:g}, {cls.at[1]:g})"
        try:
            hill = Steepness(cls.f, cls.at)
        except NoSlopeError as error:
            raise ParameterError(f"{where}: {error}; choose a point where a plane touches f") from error
        if hill.is_level:
            raise ParameterError(
                f"{where}: the gradient of f = {cls.f.text} is 0 there, so no direction is steepest; "
                "choose a point that is not level"
            )

    def construct(self) -> None:
        self.hill = Steepness(self.f, self.at)
        self.function = self.given_line()
        below = self.stage.panel.below(self.function, gap=GAP / 2)
        self.formula_box, *rows, plot = below.rows(1.3, 0.6, 0.6, 2.7, gap=GAP / 2)
        self.places = min(decimals(self.hill.slope, digits=DIGITS), DIGITS - 1)
        self.picture = GradientPicture(self.stage.picture, plot, self.hill, theme=self.theme)
        self.set_numbers(rows)
        self.ask()
        self.go_along_axes()
        self.go_round()
        self.gather()
        self.point_up()
        self.go_level()
        self.point_down()
        self.keep()

    def ask(self) -> None:
        caption = "A map of f: along each line f has one value. From A, which way does f rise fastest?"
        p = self.picture
        with self.beat("question", caption):
            self.heading = self.head("Which way is steepest?")
            self.add(p.plot, self.heading, self.function)
            self.play(p.map.draw())
            self.play(p.map.write(), mn.Create(p.level))
            self.play(mn.FadeIn(p.a, p.name_a))

    def go_along_axes(self) -> None:
        caption = "An arrow u of length 1 along x: the slope is ∂f/∂x. Along y it is ∂f/∂y."
        p = self.picture
        with self.beat("along the axes", caption):
            self.play(mn.FadeIn(p.u, p.name_u, p.slopes, self.angle, self.slope))
            self.add(p.u, p.name_a, p.name_u)
            self.wait(1.5)
            self.play(p.turn_to(90, run_time=2.5))

    def go_round(self) -> None:
        caption = "Turn on: each direction has its slope. The two partial derivatives make them all."
        with self.beat("all directions", caption):
            self.sum = self.law_of_slopes()
            self.play(self.picture.turn_to(360, run_time=4.5), *map(mn.FadeIn, self.sum))

    def gather(self) -> None:
        caption = "Put the two together: they are the components of one arrow, the gradient ∇f."
        p = self.picture
        with self.beat("gradient", caption, pause=1.5):
            self.law = self.printed(self.hill.gradient_formula)
            self.play(*map(mn.FadeOut, self.sum), mn.FadeIn(self.law))
            self.note = self.scale_note()
            self.play(p.gradient.grow(), *map(mn.FadeIn, self.note))
            self.play(mn.FadeIn(p.name_g, self.vector))
            self.play(mn.FadeOut(self.slope), mn.FadeIn(self.product))

    def point_up(self) -> None:
        p, largest = self.picture, decimal(self.hill.slope, self.places)
        caption = f"u turns towards ∇f: nowhere is the slope larger. It is |∇f| = {largest}."
        with self.beat("ascent", caption):
            self.play(p.turn_up())
            self.play(mn.Create(p.slopes.highest))

    def go_level(self) -> None:
        caption = "A quarter turn on, u runs along the contour: slope 0. ∇f stands square to the contour."
        with self.beat("along the contour", caption):
            self.play(self.picture.turn_level())
            self.play(mn.Create(self.picture.elbow))

    def point_down(self) -> None:
        p, smallest = self.picture, decimal(-self.hill.slope, self.places)
        caption = f"Another quarter turn, against ∇f: the way down is steepest, {smallest}."
        with self.beat("descent", caption):
            self.play(p.turn_down())
            self.play(mn.Create(p.slopes.lowest))

    def keep(self) -> None:
        caption = "The gradient points where f rises fastest. Its length is the slope there."
        with self.beat("keep", caption, pause=2):
            heading = self.head("The gradient points to the steepest ascent")
            self.play(mn.FadeOut(self.heading, *self.note, run_time=0.6))
            self.play(mn.FadeIn(heading), Carry(self.law, self.printed(self.hill.product)))
            self.play(self.picture.turn_up())

    def printed(self, law: Law) -> Formula:
        """What the core printed, in the formula box."""
        made = Formula(coloured(law.latex), theme=self.theme, printed=law)
        return self.formula_box.place(made, x=-1)

    def set_numbers(self, rows: Sequence[Box]) -> None:
        """The angle and the slope along u, and above them the gradient."""
        p, theme = self.picture, self.theme
        p.look_down()
        angle, slope = rows[1].columns(0.35, 0.65, gap=0.1)
        drawn = [lambda: p.gradient.drawn_part(0), lambda: p.gradient.drawn_part(1)]
        values = [lambda: self.hill.gradient[0], lambda: self.hill.gradient[1]]
        self.vector = VectorNumbers(
            f"{NABLA}(A)", values, drawn=drawn, role=Role.DERIVATIVE, places=self.places, theme=theme
        )
        self.angle = Degrees(
            r"\theta", p.theta.get_value, places=0, role=Role.RUN, theme=theme, drawn=p.slopes.dot.drawn_x
        )
        self.slope, self.product = (
            self.slope_named(name) for name in (r"\text{slope}", rf"{NABLA} \cdot {U}")
        )
        for box, row in (
            (rows[0], self.vector),
            (angle, self.angle),
            (slope, self.slope),
            (slope, self.product),
        ):
            box.inset(right=ROOM).place(row, x=-1)
        p.look_along_x()
        for row in (self.angle, self.slope, self.product):
            row.redraw()

    def given_line(self) -> mn.VGroup:
        """The function, and the point A if there is room beside it."""
        box, (x, y) = self.stage.panel, self.at
        latex = in_lines(rf"f(x, y) = {self.f.latex}", box, theme=self.theme)
        function = box.place(self.stated(latex, role=Role.CURVE), x=-1, y=1)
        name = f"A({x.latex}, {y.latex})"
        point = Formula(name, theme=self.theme, size=Size.LABEL, on=given(x_A=x, y_A=y))
        has_room = function.width + point.width + GAP <= box.width
        return mn.VGroup(function, box.place(point, x=1, y=1)) if has_room else mn.VGroup(function)

    def stated(self, latex: str, role: Role = Role.TEXT) -> Formula:
        """What is stated of this lesson's function."""
        return Formula(latex, role=role, theme=self.theme, on=given(f=self.f))

    def scale_note(self) -> list[Prose]:
        """That the arrow of the gradient is not as long as it is, beside the formula, if so."""
        scale, (_, box) = self.picture.scale, self.formula_box.columns(0.6, 0.4)
        if scale.factor == 1:
            return []
        note = Prose(scale.text, theme=self.theme, role=Role.MUTED, width=box.width, printed=scale)
        return [box.place(note, x=1)]

    def law_of_slopes(self) -> list[Formula]:
        """The slope along u by the partial derivatives, if that is verified for this function."""
        latex, ground = self.hill.sum_of_partials, self.hill.ground
        if not stated(latex, on=ground).finding.holds:
            return []
        lines = in_lines(latex, self.formula_box, theme=self.theme)
        return [self.formula_box.place(Formula(lines, theme=self.theme, on=ground), x=-1)]

    def slope_named(self, label: str) -> Readout:
        """The slope along u, read from the arrow that is drawn."""
        drawn = {ITSELF: self.picture.drawn_slope}
        return Readout(label, self.picture.slope, places=self.places, theme=self.theme, drawn=drawn)
