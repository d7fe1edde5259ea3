"""Both partial derivatives exist, and yet no plane fits (notebook, "Partial derivatives")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.live import ITSELF, Readout
from calcanim.blocks.space.diagonal_picture import DiagonalPicture
from calcanim.blocks.space.partial_picture import Direction
from calcanim.blocks.space.plane_picture import require
from calcanim.blocks.stage import GAP, Box
from calcanim.blocks.theme import Role, Size
from calcanim.blocks.writing.breaking import in_lines
from calcanim.calculus.tangent_planes import Diagonal, Fit, leaving_diagonal, plane_equation
from calcanim.calculus.verification.statement import given
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, IntegerParameter, PointParameter

QUOTIENT = r"\frac{\part{rise}{\Delta z}}{\part{run}{\Delta s}}"
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
        self.ground = given(f=self.f)
        self.place_slopes()
        self.ask()
        for way in self.picture.directions:
            self.walk(way)
        self.span()
        self.turn_to_diagonal()
        self.walk_diagonal()
        self.judge()
        self.keep()

    def place_slopes(self) -> None:
        """The partial derivatives at the foot of the panel, on a tall frame in a row."""
        self.slopes = mn.VGroup(*(self.slope_of(way) for way in self.picture.directions))
        if self.stage.is_wide:
            self.upper, self.lower = self.stage.panel.rows(0.65, 0.35)
            self.lower.stack(list(self.slopes), gap=GAP / 2, y=-1)
            return
        self.upper, self.lower = self.stage.panel.rows(0.8, 0.2)
        for slope, box in zip(self.slopes, self.lower.columns(1, 1, gap=GAP / 2), strict=True):
            box.place(slope, x=-1, y=-1)

    def ask(self) -> None:
        with self.beat("question", "Both partial derivatives exist at A. Must a plane fit there as well?"):
            written = in_lines(rf"f(x, y) = {self.f.latex}", self.upper, theme=self.theme)
            self.function = Formula(written, role=Role.CURVE, theme=self.theme, on=self.ground)
            self.upper.place(self.function, x=-1, y=1)
            self.heading = self.head("Are two slopes enough?")
            self.add(self.picture.space, self.heading)
            self.play(self.picture.rise(), mn.FadeIn(self.function))
            self.play(self.picture.show_point())
            self.play(self.picture.trace_both())

    def walk(self, way: Direction) -> None:
        caption = (
            f"Walk along {way.variable}, where {way.held_text}. The slice has a tangent at A, and a slope."
        )
        with self.beat(f"along {way.variable}", caption):
            self.play(self.picture.cut(way))
            self.play(self.picture.show_secant(way), mn.FadeIn(self.slopes[way.axis]))
            self.play(self.picture.walk(way))
            self.play(self.picture.close(way))

    def span(self) -> None:
        caption = "If any plane fits, it is this one: no other holds both tangents."
        with self.beat("plane", caption):
            printed = plane_equation(self.picture.plane)
            self.equation = Formula(printed.latex, theme=self.theme, role=Role.SLOPE, printed=printed)
            self.free_box().place(self.equation, x=-1, y=1)
            self.play(self.picture.span(), mn.FadeIn(self.equation))

    def turn_to_diagonal(self) -> None:
        with self.beat("diagonal", "A plane must fit in every direction. Cut along the diagonal through A."):
            self.play(self.picture.cut_diagonal())
            self.play(self.picture.trace_diagonal())

    def walk_diagonal(self) -> None:
        walk = self.picture.diagonal
        with self.beat("walk", told(walk), pause=2):
            self.rows = self.read_outs()
            self.play(self.picture.show_secant(self.picture.slant), mn.FadeIn(self.rows))
            self.play(self.picture.walk_diagonal())

    def judge(self) -> None:
        walk = self.picture.diagonal
        with self.beat(
            "verdict", "So the only plane that could fit does not: f is not totally differentiable.", pause=2
        ):
            words = Prose(
                walk.sentence, theme=self.theme, size=Size.BODY, width=self.upper.width, printed=walk
            )
            self.free_box().inset(top=self.equation.height + GAP).place(words, x=-1, y=1)
            self.play(self.picture.let_b_go(), mn.FadeOut(self.rows))
            self.play(mn.FadeIn(words))

    def keep(self) -> None:
        caption = "Partial derivatives look along the axes alone. A tangent plane must fit all around."
        with self.beat("keep", caption, pause=2):
            self.play(mn.FadeOut(self.heading, run_time=0.6))
            self.play(self.picture.come_back(), mn.FadeIn(self.head("Partial derivatives are not enough")))

    def free_box(self) -> Box:
        """The upper panel below the function."""
        return self.upper.inset(top=self.function.height + GAP)

    def slope_of(self, way: Direction) -> Readout:
        """The partial derivative at A, read from the line along a variable."""
        drawn = {ITSELF: way.reading.slope}
        return Readout(way.name_at, way.secant.slope, theme=self.theme, drawn=drawn, on=self.ground)

    def read_outs(self) -> mn.VGroup:
        """How far B is from A over the floor, how much higher it is, and the slope of AB."""
        secant, reading = self.picture.slant.secant, self.picture.slant.reading
        drawn = {ITSELF: reading.slope, "Delta_s": reading.run, "Delta_z": reading.rise}
        rows = mn.VGroup(
            Readout(
                r"\Delta s", lambda: secant.step.value, role=Role.RUN, drawn=reading.run, theme=self.theme
            ),
            Readout(r"\Delta z", secant.risen, role=Role.RISE, drawn=reading.rise, theme=self.theme),
            Readout(QUOTIENT, secant.slope, drawn=drawn, theme=self.theme),
        )
        self.free_box().inset(top=self.equation.height + GAP).stack(list(rows), gap=GAP / 2)
        return rows
