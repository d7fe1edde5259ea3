"""A square root stands upright where it begins: what that does, and how it is mended."""

from __future__ import annotations

import manim as mn
import sympy

from calcanim.blocks.figures.root_picture import MENDED, RootPicture
from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Readout
from calcanim.blocks.motion.sliding_tangent import SlidingTangent
from calcanim.blocks.theme import Role
from calcanim.calculus.rise_over_run import written
from calcanim.calculus.verification.statement import given
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import NumberParameter

SMALLEST = 1e-8
BLOW_UP = r"\underset{x \to 0^+}{\lim} \frac{1}{2\sqrt{x}} = \infty"


class SquareRootTrap(Lesson):
    """The slope of √x grows without end towards 0; a small ε under the root keeps it finite."""

    title = "The square root trap"
    code = "B4"
    section = "Differentiating a function"
    epsilon = NumberParameter("10^-4", help="what is added under the root", above=0, below=0.2)

    @classmethod
    def check(cls) -> None:
        """Refuse what no picture can tell from 0."""
        if cls.epsilon < SMALLEST:
            raise ParameterError(
                f"epsilon={cls.epsilon:g} is too small to be seen on any scale; choose {SMALLEST:g} or more"
            )

    def construct(self) -> None:
        self.picture = RootPicture(self.stage.picture, self.epsilon, theme=self.theme)
        self.ground = given(f=self.picture.f, g=self.picture.g, epsilon=self.epsilon)
        self.ask()
        self.stand_up()
        self.blow_up()
        self.mend()
        self.look_closer()
        self.arrive()
        self.tell_the_price()
        self.keep()

    def ask(self) -> None:
        with self.beat("question", "A cost with a square root in it: how steep is the root where it begins?"):
            self.function = self.formula(r"f(x) = \sqrt{x}", role=Role.CURVE)
            self.stage.panel.place(self.function, x=-1, y=1)
            self.lower = self.stage.panel.below(self.function)
            self.heading = self.head("How steep is a square root where it begins?")
            self.add(self.picture, self.heading)
            self.play(mn.Create(self.picture.curve), mn.FadeIn(self.function), run_time=1.5)

    def stand_up(self) -> None:
        caption = "Slide to 0: the tangent stands up, and its slope grows beyond every number."
        with self.beat("the slope grows", caption, pause=2):
            tangent = self.picture.tangent
            self.rows = self.read_outs(tangent, "f'(x)")
            self.play(mn.FadeIn(tangent, *self.rows))
            self.play(tangent.slide(run_time=7))

    def blow_up(self) -> None:
        caption = "The formula says so too: x stands below the stroke, and nothing may be divided by 0."
        with self.beat("formula", caption, pause=2):
            slope, limit = self.formula(r"f'(x) = \frac{1}{2\sqrt{x}}"), self.formula(BLOW_UP)
            self.lower.stack([slope, limit])
            self.play(mn.FadeOut(*self.rows))
            self.play(mn.FadeIn(slope))
            self.wait(1)
            self.play(mn.FadeIn(limit))
            self.formulas = mn.VGroup(slope, limit)

    def mend(self) -> None:
        caption = "Descent would step by such a slope, and fly off. So add a small ε under the root."
        with self.beat("mend", caption, pause=1.5):
            self.play(mn.FadeOut(self.picture.tangent, self.formulas))
            self.softened = self.formula(r"g(x) = \sqrt{x + \epsilon}", role=MENDED)
            self.small = self.formula(rf"\epsilon = {self.epsilon.latex}")
            self.stage.panel.stack([self.function, self.softened, self.small])
            self.lower = self.stage.panel.below(self.small)
            self.play(mn.FadeIn(self.softened, self.small))
            self.play(mn.Create(self.picture.mended), run_time=1.5)

    def look_closer(self) -> None:
        caption = "From afar they look alike. Close to 0 they part: g begins left of 0 and runs above f."
        with self.beat("zoom", caption, pause=1.5):
            self.play(self.picture.look_closer(run_time=4))
            self.play(mn.FadeIn(self.picture.curve_name, self.picture.mended_name))

    def arrive(self) -> None:
        caption = "Slide to 0 on the new curve: its tangent leans over, and the slope stops at a number."
        with self.beat("the slope stays", caption, pause=2):
            tangent = self.picture.safe
            self.rows = self.read_outs(tangent, "g'(x)")
            self.play(mn.FadeIn(tangent, *self.rows))
            self.play(tangent.slide(run_time=6))

    def tell_the_price(self) -> None:
        caption = "The slope at 0 is finite. The price: at 0 the value is the root of ε, and no longer 0."
        with self.beat("price", caption, pause=2.5):
            self.play(mn.FadeOut(*self.rows))
            slope = self.told(r"g'(0) = \frac{1}{2\sqrt{\epsilon}}", self.picture.slope_at_zero, Role.SLOPE)
            value = self.told(r"g(0) = \sqrt{\epsilon}", self.picture.value_at_zero, Role.TEXT)
            self.lower.stack([slope, value])
            self.play(mn.FadeIn(slope))
            self.wait(1)
            self.play(mn.FadeIn(value))

    def keep(self) -> None:
        caption = "Before you differentiate a root, keep what stands under it away from 0."
        with self.beat("keep", caption, pause=2):
            self.play(mn.FadeOut(self.heading))
            self.play(mn.FadeIn(self.head(r"Under a root, add a small $\epsilon$")))

    def formula(self, latex: str, role: Role = Role.TEXT) -> Formula:
        """What is stated of the two roots and of ε."""
        return Formula(latex, role=role, theme=self.theme, on=self.ground)

    def told(self, latex: str, value: sympy.Expr, role: Role) -> Formula:
        """A formula with its value, rounded where the exact one is long."""
        number = written(value, in_decimals=True)
        return self.formula(rf"{latex} {number.relation} \part{{{role}}}{{{number.latex}}}")

    def read_outs(self, tangent: SlidingTangent, slope: str) -> mn.VGroup:
        """Where a tangent is, and its slope."""
        rows = mn.VGroup(
            Readout(
                "x",
                lambda: tangent.x,
                drawn=tangent.point.drawn_x,
                role=Role.TEXT,
                places=tangent.places,
                theme=self.theme,
            ),
            Readout(
                slope,
                tangent.slope,
                drawn=tangent.line.drawn_slope,
                theme=self.theme,
            ),
        )
        self.lower.stack(list(rows))
        return rows
