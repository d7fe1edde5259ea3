"""How the slope changes: bending up, bending down, and a stone thrown upwards (notebook, "Higher order")."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import manim as mn
import sympy

from calcanim.blocks.motion.study import Study
from calcanim.blocks.motion.tangent_gap import TangentGap
from calcanim.blocks.theme import Size
from calcanim.calculus import Function
from calcanim.calculus.analysis.signs import Sign, sign_chart
from calcanim.calculus.analysis.slope_in_words import conditions
from calcanim.calculus.analysis.wording import number
from calcanim.calculus.second_derivative import (
    around,
    is_bent_with_zero_second_derivative,
    landing,
    side_of_tangent,
    summit,
    tangent_at,
)
from calcanim.calculus.section import with_numbers
from calcanim.errors import ParameterError, UsageError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter

BENDS: Mapping[Sign, tuple[str, str, str]] = MappingProxyType(
    {
        Sign.POSITIVE: ("bending up", "f″ above 0: the slope grows. The curve bends up", ">0"),
        Sign.NEGATIVE: ("bending down", "f″ below 0: the slope shrinks. The curve bends down", "<0"),
        Sign.ZERO: ("straight", "f″ is 0 all along: the slope stays the same. A straight line", "=0"),
    }
)


class SecondDerivative(Lesson):
    """The derivative of the derivative says how a curve bends, and how a motion is accelerated."""

    title = "The second derivative"
    code = "D4"
    section = "Higher order derivatives"
    f = FunctionParameter("1/4*x^4 - x^2 + 1/2", help="the curve y = f(x)")
    low = NumberParameter("-2.1", help="where the picture begins, in x")
    high = NumberParameter("2.1", help="where the picture ends, in x")
    height = FunctionParameter(
        "v*t - 1/2*g*t^2", help="height of a stone after t seconds", variables=("t", "v", "g")
    )
    v = NumberParameter("20", help="v of the height: the speed it is thrown with, in metres a second")
    g = NumberParameter("9.81", help="g of the height: the pull of gravity, in metres a second squared")
    flat = FunctionParameter("x^4", help="a curve that is bent around a point where its f″ is 0")
    flat_at = NumberParameter("0", help="x of that point")

    @classmethod
    def check(cls) -> None:
        """The curve must have a slope, the stone must rise and land, the flat point must be one."""
        if not cls.low < cls.high:
            raise ParameterError(f"low={cls.low:g} must be less than high={cls.high:g}; swap them")
        if sign_chart(cls.f.derivative(2), (cls.low, cls.high)).signs == (Sign.NONE,):
            raise ParameterError(
                f"f={cls.f.text} has no f″ from low to high; choose an interval on the curve"
            )
        try:
            landing(cls.thrown())
        except UsageError as error:
            raise ParameterError(f"height={cls.thrown().text}: {error}") from error
        if not is_bent_with_zero_second_derivative(cls.flat, cls.flat_at.expr):
            raise ParameterError(
                f"flat={cls.flat.text} is no bent curve with f″ = 0 at flat_at={cls.flat_at:g}; try x^4 at 0"
            )

    @classmethod
    def thrown(cls) -> Function:
        """The height of the stone, with its numbers."""
        return with_numbers(cls.height, v=cls.v, g=cls.g)

    def construct(self) -> None:
        self.study = self.study_of(self.f, (self.low, self.high))
        self.ask()
        self.differentiate_again()
        for sign in self.study.chart.signs:
            if self.bends(sign):
                self.bend(sign)
        self.throw()
        self.doubt()
        self.keep()

    def study_of(self, f: Function, x_range: tuple[float, float], *, letter: str = "f") -> Study:
        """The picture of a function and its first two derivatives."""
        return Study(self.stage, f, x_range, theme=self.theme, orders=2, letter=letter)

    def ask(self) -> None:
        with self.beat("question", "The slope of a curve changes on the way. How fast does it change?"):
            top, self.heading = self.study.plots, self.head("How does the slope change?")
            self.add(*top.plots, self.heading)
            self.play(mn.Create(top.curves[0]), mn.FadeIn(self.study.rows.functions[0]), run_time=1.5)

    def differentiate_again(self) -> None:
        caption = "f′ is the slope of f. Its own slope is f″, the second derivative: how the slope changes."
        with self.beat("second derivative", caption):
            curves, functions = self.study.plots.curves, self.study.rows.functions
            for curve, function in list(zip(curves, functions, strict=True))[1:]:
                self.play(mn.Create(curve), mn.FadeIn(function))
            self.play(mn.FadeIn(self.study.traveller, *self.study.rows.numbers))
            self.play(self.study.cross(run_time=6))

    def bends(self, sign: Sign) -> bool:
        """Whether there is a stretch of this sign."""
        return any(piece.sign is sign and sign in BENDS for piece in self.study.chart.stretches)

    def bend(self, sign: Sign) -> None:
        """The point goes along the first stretch where f″ has this sign; all of them are written down."""
        name, told, relation = BENDS[sign]
        s = self.study
        pieces = [each for each in s.chart.stretches if each.sign is sign]
        start, end = pieces[0].inner
        with self.beat(name, f"{told}.", pause=1):
            self.play(s.withdraw(), run_time=0.6)
            s.traveller.where.set_value(start)
            bars = s.strip.appear(mn.VGroup(s.strip.label), s.strip.with_places(sign))
            self.play(mn.FadeIn(s.traveller, *s.rows.numbers), *bars)
            self.play(s.traveller.go(end, run_time=3))
            for piece in pieces:
                ways = conditions(s.chart, piece)
                rows = (rf"f''(x) {relation} \quad \text{{for }} {way}" for way in ways)
                self.play(s.write(*rows, size=Size.LABEL))

    def throw(self) -> None:
        """A stone rises and falls, and is accelerated downwards all the time."""
        stone = self.thrown()
        caption = "A stone thrown upwards: s is its height, s′ its velocity, s″ its acceleration."
        with self.beat("stone", caption):
            self.turn_to(self.study_of(stone, (0.0, landing(stone)), letter="s"))
        with self.beat("rising", "It rises: s′ is above 0. Yet s″ is below 0: it slows down.", pause=1):
            self.play(self.study.traveller.go(summit(stone), run_time=4))
        with self.beat("falling", "At the top s′ is 0. s″ is below 0 still: it falls, faster and faster."):
            self.play(self.study.cross(run_time=4))

    def doubt(self) -> None:
        """At one point f″ is 0, and the curve is bent all the same."""
        at, x = self.flat_at, number(self.flat_at.expr)
        with self.beat("zero", f"Is a curve straight where f″ is 0? Here it is 0 at x = {x}.", pause=1):
            self.turn_to(self.study_of(self.flat, around(at)))
            self.play(self.study.traveller.go(at))
            self.play(self.study.write(rf"f''({at.latex}) = 0", size=Size.LABEL))
        with self.beat("not straight", "Yet the curve leaves its tangent on both sides: it is bent."):
            tangent, sign = sympy.latex(tangent_at(self.flat, at.expr)), side_of_tangent(self.flat, at.expr)
            if sign:
                row = rf"f(x) {sign} {tangent} \quad \text{{for }} x \neq {at.latex}"
                self.play(self.study.write(row, size=Size.LABEL))
            gap = TangentGap(self.study.traveller)
            self.add(gap)
            for end, run_time in zip(self.study.ends, (1.5, 3), strict=True):
                self.play(gap.go(end, run_time=run_time))
            self.play(mn.FadeOut(gap))

    def keep(self) -> None:
        caption = "f″ is the slope of the slope: above 0 the curve bends up, below 0 it bends down."
        with self.beat("keep", caption):
            self.turn_to(self.study_of(self.f, (self.low, self.high)))
            self.close_with("The slope of the slope", self.study.cross(run_time=4))

    def turn_to(self, study: Study) -> None:
        """Another function takes the place of the one before."""
        self.play(mn.FadeOut(self.study, *self.study.written), run_time=0.6)
        self.study = study
        self.play(mn.FadeIn(study.plots, study.strip, *study.rows.functions))
        self.play(mn.FadeIn(study.traveller, *study.rows.numbers))
