"""The plane that touches a surface (notebook, "Partial derivatives")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.formula import Formula
from calcanim.blocks.live import ITSELF, ReadBack, Readout
from calcanim.blocks.space.partial_picture import Direction
from calcanim.blocks.space.plane_picture import require
from calcanim.blocks.space.tangent_plane_picture import TangentPlanePicture
from calcanim.blocks.stage import GAP
from calcanim.blocks.theme import EM, Role, Size
from calcanim.blocks.writing.breaking import in_lines, is_legible
from calcanim.calculus.tangent_planes import Fit, plane_equation, plane_expr
from calcanim.calculus.verification.statement import given
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, IntegerParameter, PointParameter

EQUATION = r"""\begin{aligned}
& \part{height}{z = f(x_A, y_A)} \\
& \quad \part{along_x}{+ (x - x_A)\frac{\partial f}{\partial x}(x_A, y_A)} \\
& \quad \part{along_y}{+ (y - y_A)\frac{\partial f}{\partial y}(x_A, y_A)}
\end{aligned}"""
SHARE = r"\frac{\part{rise}{d}}{\part{run}{w}}"
FACTORS, PLACES = (2, 5, 10), 4


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
        x, y = self.at
        plane = plane_expr(self.f, self.picture.plane, self.at)
        self.ground = given(f=self.f, x_A=x, y_A=y, z=plane)
        self.upper, self.lower = self.stage.panel.rows(0.65, 0.35)
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
            written = in_lines(rf"f(x, y) = {self.f.latex}", self.upper, theme=self.theme)
            self.function = Formula(written, role=Role.CURVE, theme=self.theme, on=self.ground)
            self.upper.place(self.function, x=-1, y=1)
            self.heading = self.head("Does a plane fit at $A$?")
            self.add(self.picture.space, self.heading)
            self.play(self.picture.rise(), mn.FadeIn(self.function))
            self.play(self.picture.show_point())

    def show_tangents(self) -> None:
        caption = "Each slice through A has a tangent there. Its slope is a partial derivative."
        with self.beat("tangents", caption):
            self.slopes = mn.VGroup(*(self.slope_of(way) for way in self.picture.directions))
            self.lower.stack(list(self.slopes), gap=GAP / 2, y=-1)
            self.play(self.picture.trace_both())
            self.play(self.picture.show_tangents(), mn.FadeIn(self.slopes))

    def span(self) -> None:
        caption = "Two lines that cross span a plane. It is the only one that holds both tangents."
        with self.beat("plane", caption):
            self.play(self.picture.span())
            self.play(self.picture.walk_round())

    def build(self) -> None:
        self.equation = Formula(EQUATION, theme=self.theme, on=self.ground)
        self.room = self.upper.inset(top=self.function.height + GAP)
        with self.beat("start", "How high is the plane over a point (x, y)? Start from the height of A."):
            if not is_legible(self.equation, self.room, em=EM[Size.BODY]):
                self.room = self.upper
                self.play(mn.FadeOut(self.function))
            self.room.place(self.equation, x=-1, y=1)
            self.play(self.picture.bare(), mn.FadeIn(self.equation.part("height")))
        with self.beat("along x", "Go along x first. The plane rises by this run times its slope along x."):
            self.play(self.picture.take_leg(0), mn.FadeIn(self.equation.part("along_x")))
        with self.beat("along y", "Then along y: run times slope again. This is the height of any point P."):
            self.play(self.picture.take_leg(1), mn.FadeIn(self.equation.part("along_y")))
            self.add(self.equation)

    def write_numbers(self) -> None:
        with self.beat(
            "numbers", "With the numbers at A, this is the equation of the tangent plane.", pause=1.5
        ):
            printed = plane_equation(self.picture.plane, places=PLACES, in_lines=True)
            self.numbers = Formula(printed.latex, theme=self.theme, role=Role.SLOPE, printed=printed)
            self.lower.place(self.numbers, x=-1, y=1)
            self.play(mn.FadeOut(self.slopes, run_time=0.6))
            self.play(mn.FadeIn(self.numbers))

    def zoom(self) -> None:
        caption = "How far do they part? d is the largest gap over a square window of width w."
        with self.beat("gap", caption):
            self.rows = self.read_outs()
            self.play(self.picture.clothe(), mn.FadeOut(self.equation))
            self.play(self.picture.show_gap(), mn.FadeIn(self.rows))
        caption = "Zoom in on A. The gap shrinks faster than the window: the surface closes on the plane."
        with self.beat("zoom", caption, pause=2):
            for factor in FACTORS:
                self.play(self.picture.zoom_to(factor))
                self.wait(0.8)

    def keep(self) -> None:
        caption = "Close to A the surface is its tangent plane: f is totally differentiable there."
        with self.beat("keep", caption, pause=2):
            self.play(mn.FadeOut(self.heading, run_time=0.6))
            self.play(
                self.picture.come_back(), mn.FadeIn(self.head("Totally differentiable at $A$: a plane fits"))
            )

    def read_outs(self) -> mn.VGroup:
        """The gap, the window, and the one by the other."""
        gap, theme = self.picture.gap, self.theme
        drawn: dict[str, ReadBack] = {"d": gap.drawn_gap, "w": gap.drawn_window}
        rows = mn.VGroup(
            Readout("d", gap.size, places=3, role=Role.RISE, drawn=drawn["d"], theme=theme),
            Readout("w", gap.window, role=Role.RUN, drawn=drawn["w"], theme=theme),
            Readout(SHARE, gap.share, places=3, drawn=drawn, theme=theme),
        )
        self.room.stack(list(rows), gap=GAP / 2)
        return rows

    def slope_of(self, way: Direction) -> Readout:
        """The partial derivative at A, read from the tangent."""
        slope = way.secant.slope
        drawn = {ITSELF: way.reading.slope}
        return Readout(way.name_at, slope, places=PLACES, theme=self.theme, drawn=drawn, on=self.ground)
