"""The gradient of a function of two variables (notebook, "Gradients")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.figures.gradient_panel import GradientPanel
from calcanim.calculus import NoSlopeError
from calcanim.calculus.steepest import Steepness
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, PointParameter


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
        self.panel = GradientPanel(self.stage, self.hill, self.at, theme=self.theme)
        self.picture = self.panel.picture
        self.ask()
        self.go_along_axes()
        self.go_round()
        self.gather()
        self.multiply()
        self.point_up()
        self.go_level()
        self.point_down()
        self.keep()

    def ask(self) -> None:
        caption = "A map of f: along each line f has one value. From A, which way does f rise fastest?"
        p = self.picture
        with self.beat("question", caption):
            self.heading = self.head("Which way is steepest?")
            self.add(p.plot, self.heading, self.panel.function)
            self.play(p.map.draw())
            self.play(p.map.write(), mn.Create(p.level))
            self.play(mn.FadeIn(p.a, p.name_a))

    def go_along_axes(self) -> None:
        caption = "An arrow u of length 1 along x: the slope is ∂f/∂x. Along y it is ∂f/∂y."
        p = self.picture
        with self.beat("along the axes", caption):
            self.play(mn.FadeIn(p.u, p.name_u, p.slopes, self.panel.angle, self.panel.slope))
            self.add(p.from_x, p.u, p.name_a, p.name_u)
            self.wait(1.5)
            self.play(p.turn_to(90, run_time=2.5))

    def go_round(self) -> None:
        caption = "Turn on: each direction has its slope. The two partial derivatives make them all."
        with self.beat("all directions", caption):
            self.play(self.picture.turn_to(360, run_time=4.5), *self.panel.tell_sum())

    def gather(self) -> None:
        caption = "Put the two together: they are the components of one arrow, the gradient ∇f."
        p, panel = self.picture, self.panel
        with self.beat("gradient", caption, pause=1.5):
            self.play(panel.tell_gradient(), mn.FadeOut(p.from_x))
            self.play(p.gradient.grow(), *map(mn.FadeIn, panel.note))
            self.add(p.u, p.name_a, p.name_u)
            self.play(mn.FadeIn(p.name_g, panel.vector))

    def multiply(self) -> None:
        caption = "So the slope along u is a product with the gradient: ∇f · u, with u = (cos θ, sin θ)."
        with self.beat("product", caption, pause=1.5):
            self.play(self.panel.tell_slope())

    def point_up(self) -> None:
        caption = f"u turns towards ∇f: nowhere is the slope larger. It is |∇f| = {self.panel.largest}."
        with self.beat("ascent", caption):
            self.play(self.picture.turn_up())
            self.play(mn.Create(self.picture.slopes.highest))

    def go_level(self) -> None:
        caption = "A quarter turn on, u runs along the contour: slope 0. ∇f stands square to the contour."
        with self.beat("along the contour", caption):
            self.play(self.picture.turn_level())
            self.play(mn.Create(self.picture.elbow))

    def point_down(self) -> None:
        caption = f"Another quarter turn, against ∇f: the way down is steepest, {self.panel.smallest}."
        with self.beat("descent", caption):
            self.play(self.picture.turn_down())
            self.play(mn.Create(self.picture.slopes.lowest))

    def keep(self) -> None:
        caption = "φ is the angle from ∇f to u: at 0 f rises fastest, with slope |∇f|. ∇f points that way."
        with self.beat("keep", caption, pause=2):
            if self.panel.note:
                self.play(mn.FadeOut(*self.panel.note, run_time=0.6))
            self.close_with("The gradient points to the steepest ascent", self.panel.tell_product())
            self.play(mn.FadeIn(self.picture.from_gradient))
            self.play(self.picture.turn_up())
