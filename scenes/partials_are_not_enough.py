"""Both partial derivatives exist, and yet no plane fits (notebook, "Partial derivatives")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.space.diagonal_picture import DiagonalPicture
from calcanim.blocks.space.partial_picture import Direction
from calcanim.blocks.space.plane_panel import DiagonalPanel
from calcanim.blocks.space.plane_picture import require
from calcanim.calculus.tangent_planes import Diagonal, Fit, leaving_diagonal
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, IntegerParameter, PointParameter

JUMP = "However near B comes, its height stays away from A: the line AB stands up. f jumps there."
SLOPE = "B comes to A, and the line AB settles, but not on the plane: its slope is another one."
STEEP = "The nearer B comes to A, the steeper AB stands: it does not settle on the plane."
WILD = "However near B comes to A, the line AB settles on no slope: it is not that of the plane."


def told(walk: Diagonal) -> str:
    """What is seen as B comes to A on the diagonal."""
    if walk.jumps:
        return JUMP
    return SLOPE if walk.settles else STEEP if walk.is_steep else WILD


class PartialsAreNotEnough(Lesson):
    """Along both axes a function has a slope, yet on a diagonal it leaves the plane of its tangents."""

    title = "Partial derivatives are not enough"
    code = "E3"
    section = "Partial derivatives"
    f = FunctionParameter(
        "{0 if x*y=0; 1 otherwise}", help="a surface with partials but no tangent plane", variables=("x", "y")
    )
    at = PointParameter("0, 0", help="the point A, as x, y")
    cells = IntegerParameter("24", help="cells of the mesh in each direction", least=8, most=40)

    @classmethod
    def check(cls) -> None:
        """Refuse a function that has a tangent plane at A, or no partial derivatives there."""
        require(Fit.NO_PLANE, cls.f, cls.at)
        if leaving_diagonal(cls.f, cls.at) is None:
            raise ParameterError(
                f"f = {cls.f.text} leaves the plane of its tangents on neither diagonal; choose another "
                "function, such as sqrt(abs(x*y))"
            )

    def construct(self) -> None:
        self.picture = DiagonalPicture(
            self.stage.picture, self.f, self.at, theme=self.theme, cells=self.cells
        )
        self.panel = DiagonalPanel(self.stage, self.picture)
        self.ask()
        for way in self.picture.directions:
            self.walk(way)
        self.span()
        self.turn_to_diagonal()
        self.walk_diagonal()
        self.judge()
        self.keep()

    def ask(self) -> None:
        with self.beat("question", "Both partial derivatives exist at A. Must a plane fit there as well?"):
            self.heading = self.head("Are two slopes enough?")
            self.add(self.picture.space, self.heading)
            self.play(self.picture.rise(), mn.FadeIn(self.panel.function))
            self.play(self.picture.show_point())
            self.play(self.picture.trace_both())

    def walk(self, way: Direction) -> None:
        caption = (
            f"Walk along {way.variable}, where {way.held_text}. The slice has a tangent at A, and a slope."
        )
        with self.beat(f"along {way.variable}", caption):
            self.play(self.picture.cut(way))
            self.play(self.picture.show_secant(way), mn.FadeIn(self.panel.slopes[way.axis]))
            self.play(self.picture.walk(way))
            self.play(self.picture.close(way))

    def span(self) -> None:
        caption = "If any plane fits, it is this one: no other holds both tangents."
        with self.beat("plane", caption):
            self.play(self.picture.span(), mn.FadeIn(self.panel.equation))

    def turn_to_diagonal(self) -> None:
        with self.beat("diagonal", "A plane must fit in every direction. Cut along the diagonal through A."):
            self.play(self.picture.cut_diagonal())
            self.play(self.picture.trace_diagonal())

    def walk_diagonal(self) -> None:
        with self.beat("walk", told(self.picture.diagonal), pause=2):
            self.rows = self.panel.walk_rows()
            self.play(self.picture.show_secant(self.picture.slant), mn.FadeIn(self.rows))
            self.play(self.picture.walk_diagonal())

    def judge(self) -> None:
        caption = "So the only plane that could fit does not: f is not totally differentiable."
        with self.beat("verdict", caption, pause=2):
            self.play(self.picture.let_b_go(), mn.FadeOut(self.rows))
            self.play(mn.FadeIn(self.panel.verdict()))

    def keep(self) -> None:
        caption = "Partial derivatives look along the axes alone. A tangent plane must fit all around."
        with self.beat("keep", caption, pause=2):
            self.close_with("Partial derivatives are not enough", self.picture.come_back())
