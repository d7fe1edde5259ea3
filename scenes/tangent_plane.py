"""The plane that touches a surface (notebook, "Partial derivatives")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.space.plane_panel import TangentPlanePanel
from calcanim.blocks.space.plane_picture import require
from calcanim.blocks.space.tangent_plane_picture import TangentPlanePicture
from calcanim.calculus.tangent_planes import Fit
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, IntegerParameter, PointParameter

FACTORS = (2, 5, 10)


class TangentPlane(Lesson):
    """Both tangents at A span a plane; close to A, the surface is that plane."""

    title = "The tangent plane"
    code = "E2"
    section = "Partial derivatives"
    f = FunctionParameter("sin(x*y)", help="the surface z = f(x, y)", variables=("x", "y"))
    at = PointParameter("0.1, -1", help="the point A, as x, y")
    cells = IntegerParameter("24", help="cells of the mesh in each direction", least=8, most=40)

    @classmethod
    def check(cls) -> None:
        """Refuse a point at which no plane fits."""
        require(Fit.PLANE, cls.f, cls.at)

    def construct(self) -> None:
        self.picture = TangentPlanePicture(
            self.stage.picture, self.f, self.at, theme=self.theme, cells=self.cells
        )
        self.panel = TangentPlanePanel(self.stage, self.picture)
        self.ask()
        self.show_tangents()
        self.span()
        self.build()
        self.write_numbers()
        self.zoom()
        self.keep()

    def ask(self) -> None:
        with self.beat(
            "question", "Is there a plane that fits this surface at A, as a tangent fits a curve?"
        ):
            self.heading = self.head("Does a plane fit at $A$?")
            self.add(self.picture.space, self.heading)
            self.play(self.picture.rise(), mn.FadeIn(self.panel.function))
            self.play(self.picture.show_point())

    def show_tangents(self) -> None:
        caption = "Each slice through A has a tangent there. Its slope is a partial derivative."
        with self.beat("tangents", caption):
            self.play(self.picture.trace_both())
            self.play(self.picture.show_tangents(), mn.FadeIn(self.panel.slopes))

    def span(self) -> None:
        caption = "Two lines that cross span a plane. It is the only one that holds both tangents."
        with self.beat("plane", caption):
            self.play(self.picture.span())
            self.play(self.picture.walk_round())

    def build(self) -> None:
        p, equation = self.picture, self.panel.equation
        with self.beat("start", "How high is the plane over a point (x, y)? Start from the height of A."):
            if self.panel.is_crowded:
                self.play(mn.FadeOut(self.panel.function))
            self.play(p.bare(), mn.FadeIn(equation.part("height")))
        with self.beat("along x", "Go along x first. The plane rises by this run times its slope along x."):
            self.play(p.take_leg(0), mn.FadeIn(equation.part("along_x")))
        with self.beat("along y", "Then along y: run times slope again. This is the height of any point P."):
            self.play(p.take_leg(1), mn.FadeIn(equation.part("along_y")))
            self.add(equation)

    def write_numbers(self) -> None:
        with self.beat(
            "numbers", "With the numbers at A, this is the equation of the tangent plane.", pause=1.5
        ):
            self.play(mn.FadeOut(self.panel.slopes, run_time=0.6))
            self.play(mn.FadeIn(self.panel.numbers))

    def zoom(self) -> None:
        caption = "How far do they part? d is the largest gap over this patch, w its width in x and in y."
        with self.beat("gap", caption):
            self.play(self.picture.clothe(), mn.FadeOut(self.panel.equation))
            self.play(self.picture.show_gap(), mn.FadeIn(self.panel.gap_rows()))
        caption = "Zoom in on A. d shrinks faster than w: the surface closes on the plane."
        with self.beat("zoom", caption, pause=2):
            for factor in FACTORS:
                self.play(self.picture.zoom_to(factor))
                self.wait(0.8)

    def keep(self) -> None:
        caption = "Close to A the surface is its tangent plane: f is totally differentiable there."
        with self.beat("keep", caption, pause=2):
            self.close_with("Totally differentiable at $A$: a plane fits", self.picture.come_back())
