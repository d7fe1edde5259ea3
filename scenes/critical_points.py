"""Where the slope is 0: peaks, valleys, and places that are neither (notebook, cells 9 and 10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import manim as mn

from calcanim.blocks.motion.critical_marks import CriticalMarks, level_chain, value_chains
from calcanim.blocks.motion.growing_curve import GrowingCurve
from calcanim.blocks.motion.slope_arrows import SlopeArrows
from calcanim.blocks.motion.study import Study
from calcanim.blocks.theme import Role
from calcanim.calculus import Constant, Kind
from calcanim.calculus.analysis.extremes import Extremes, level_inflection, level_kind
from calcanim.calculus.analysis.signs import Sign, Stretch, sign_chart
from calcanim.calculus.analysis.slope_in_words import conditions
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter

SEARCHED = 4.0  # how far a level inflection is looked for
POINTED = 1.5  # times as large is a mark that is pointed at
FOUND: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.MAXIMUM: "from + to −: the curve rises, then falls. A peak",
        Kind.MINIMUM: "from − to +: the curve falls, then rises. A valley",
        Kind.INFLECTION: "the same sign on both sides: no peak, no valley",
    }
)


class SlopeStudy(Lesson):
    """A ground for lessons that look at the sign of the slope: f, below it f′, and a strip with its sign."""

    section = "Derivatives and optimization"
    f = FunctionParameter("1/4*x^4 - x^2 + 1/2", help="the curve y = f(x)")

    def set_picture(self, low: float, high: float) -> None:
        """The plots with the strip and the traveller, and the rows of the panel."""
        self.study = Study(self.stage, self.f, (low, high), theme=self.theme)
        self.chart, self.strip, self.traveller = self.study.chart, self.study.strip, self.study.traveller
        self.curve, self.slopes = self.study.plots.curves

    def show_curve(self, question: str) -> None:
        """The curve, and the plot where its slopes will be."""
        upper, lower = self.study.plots.plots
        self.heading = self.head(question)
        self.add(upper, lower.axes, lower.x_ticks, lower.x_name, self.heading)
        self.play(mn.Create(self.curve), mn.FadeIn(self.study.rows.functions[0]), run_time=1.5)

    def show_tangent(self) -> None:
        """The point with its tangent, and below it the point of the derivative."""
        t, lower = self.traveller, self.study.plots.plots[1]
        self.add(t.foot)
        self.play(mn.Create(t.tangent), mn.FadeIn(t.dots[0], scale=1.5), mn.FadeIn(*self.study.rows.numbers))
        self.play(mn.FadeIn(lower.y_name, lower.ticks[1], t.link, t.dots[1]))

    def indicate(self, *marks: mn.Mobject, run_time: float = 3, beside: Sequence[mn.Animation] = ()) -> None:
        """Point at these, one after another, while other things move."""
        new = self.strip.appear(self.strip.whole)
        colour = self.theme.color(Role.SLOPE)
        each = [mn.Indicate(mark, color=colour, scale_factor=POINTED) for mark in marks]
        self.play(*new, *beside, mn.LaggedStart(*each, lag_ratio=0.5, run_time=run_time))


class CriticalPoints(SlopeStudy):
    """Solve f′(x) = 0, look at the sign of f′ on both sides: that finds the peaks and the valleys."""

    title = "Peaks and valleys"
    code = "D1"
    low = NumberParameter("-2.1", help="where the interval begins")
    high = NumberParameter("2.1", help="where the interval ends")

    @classmethod
    def check(cls) -> None:
        """The interval must hold some of the curve."""
        if not cls.low < cls.high:
            raise ParameterError(f"low={cls.low:g} must be less than high={cls.high:g}; swap them")
        if sign_chart(cls.f.derivative(), (cls.low, cls.high)).signs == (Sign.NONE,):
            raise ParameterError(
                f"low={cls.low:g}, high={cls.high:g}: {cls.f.text} has no slope there; "
                "choose an interval on the curve"
            )

    def construct(self) -> None:
        self.set_picture(self.low, self.high)
        self.found = Extremes(self.f, self.chart)
        self.bars = SlopeArrows(self.curve, self.chart).of(Sign.ZERO)
        self.marks = CriticalMarks(self.curve, self.found.points, avoid=[self.bars])
        with self.beat("question", "Where is the curve highest, where lowest? The slope can tell."):
            self.show_curve("Where are the peaks and the valleys?")
        self.follow_slope()
        self.solve()
        for kind in self.found.kinds:
            self.tell(kind)
        if self.found.level_stretches:
            self.pass_level()
        if self.found.beyond is not None:
            self.look_at_the_end()
        self.keep()

    def follow_slope(self) -> None:
        caption = "A point travels along the curve; below, the slope of its tangent draws the derivative."
        with self.beat("slope", caption):
            self.show_tangent()
            growing = GrowingCurve(self.slopes, lambda: self.traveller.x)
            self.add(growing, *self.traveller.dots)
            self.play(self.study.cross(run_time=8))
            self.play(growing.complete(run_time=0.5), mn.FadeIn(self.study.rows.functions[1]))

    def solve(self) -> None:
        with self.beat("solve", self.found.solutions, pause=2):
            zeros = self.strip.appear(self.strip.of(Sign.ZERO), self.strip.of(Sign.NONE))
            self.play(self.study.bare(), mn.FadeIn(self.strip.label, self.bars), *zeros)
            for product in self.found.factored:
                self.play(self.study.factor(product))
            if self.found.level:
                self.play(self.study.write(level_chain(self.found.level)))
            elif not self.found.points:
                self.traveller.where.set_value(self.study.ends[0])
                self.play(mn.FadeIn(self.traveller.dots[0]), *self.strip.appear(self.strip.whole))
                self.play(self.study.cross(run_time=5))

    def tell(self, kind: Kind) -> None:
        """The points of one kind, the signs beside them, and their values."""
        points = self.found.of(kind)
        with self.beat(str(kind), f"Slope {FOUND[kind]}{self.found.where(kind)}", pause=1.5):
            signs = self.strip.appear(*(self.strip.beside(float(point.x)) for point in points))
            self.play(*(mn.FadeIn(mark, scale=1.2) for mark in self.marks.of(kind)), *signs)
            for chain in value_chains(points):
                self.play(self.study.write(chain))

    def pass_level(self) -> None:
        """Stretches that are level all along."""
        caption = "Along a level stretch no point is higher or lower than its neighbours: no single peak."
        with self.beat("level stretch", caption, pause=1.5):
            self.indicate(*(self.strip.mark(piece) for piece in self.found.level_stretches))

    def look_at_the_end(self) -> None:
        """An end of the interval that is beyond all extrema inside."""
        x, caption = self.found.beyond or (0.0, "")
        with self.beat("beyond", caption):
            self.play(mn.FadeIn(self.traveller.dots[0]), *self.strip.appear(self.strip.whole))
            self.play(self.traveller.go(x))
            self.wait(1.5)
            self.play(mn.FadeOut(self.traveller.dots[0]))

    def keep(self) -> None:
        caption = "A peak or a valley with a tangent has slope 0. So solve f′ = 0, then look at both sides."
        with self.beat("keep", caption):
            self.close_with("Level? Look at both sides")
            back = () if self.found.points else (self.traveller.go(self.study.ends[0], run_time=5),)
            self.indicate(*self.bars, *self.strip.signs, run_time=5, beside=back)


class FlatIsNotExtremal(SlopeStudy):
    """The slope is 0 at the point, yet the curve goes on the same way on both sides: no extremum."""

    title = "Flat is not extremal"
    code = "D2"
    f = FunctionParameter("x^3", help="a curve with a level inflection at the point")
    at = NumberParameter("0", help="x of the level inflection; another is looked for if none is given")
    reach = NumberParameter("1.05", help="how far the picture reaches to both sides, in x", above=0)

    @classmethod
    def check(cls) -> None:
        """The point must be a level inflection."""
        if cls.place() is None:
            found = level_kind(cls.f, cls.at.expr, within=cls.reach)
            nearby = "" if "at" in cls.settings else f", nor any within {SEARCHED:g}"
            raise ParameterError(
                f"at={cls.at:g}: {cls.f.text} has {found} there, no level inflection{nearby}; "
                "choose a point where the slope is 0 with the same sign on both sides, as x^3 at 0"
            )

    @classmethod
    def place(cls) -> Constant | None:
        """The point if it is a level inflection; the nearest one, if there is one and no point was given."""
        if level_kind(cls.f, cls.at.expr, within=cls.reach) == Kind.INFLECTION:
            return cls.at
        found = None if "at" in cls.settings else level_inflection(cls.f, cls.at, within=SEARCHED)
        return None if found is None else Constant.from_expr(found)

    def construct(self) -> None:
        self.level = self.place() or self.at
        self.set_picture(self.level - self.reach, self.level + self.reach)
        left, _, right = self.chart.around(self.level)
        self.sides = left, right
        self.does = "rises" if self.sides[0].sign is Sign.POSITIVE else "falls"
        self.ask()
        self.derive()
        for side, piece in zip(("left", "right"), self.sides, strict=True):
            self.look(side, piece)
        self.compare()
        self.keep()

    def ask(self) -> None:
        with self.beat("question", "Here the slope is 0. Is this a peak, or a valley?"):
            self.show_curve("Level: a peak or a valley?")
            self.traveller.where.set_value(self.level)
            self.show_tangent()

    def derive(self) -> None:
        caption = "The derivative is 0 at this point: the tangent is level. But look at both sides of it."
        with self.beat("slope", caption, pause=1.5):
            self.play(mn.Create(self.slopes), mn.FadeIn(self.study.rows.functions[1]))
            self.bring_to_front(*self.traveller.dots)
            self.play(mn.FadeIn(self.strip.label), *self.strip.appear(self.strip.of(Sign.ZERO)))
            self.play(self.study.write(level_chain([self.level.expr]), role=Role.DERIVATIVE))

    def look(self, side: str, piece: Stretch) -> None:
        """The sign of the slope on one side."""
        sign = "above" if piece.sign is Sign.POSITIVE else "below"
        with self.beat(side, f"On the {side} the slope is {sign} 0: the curve {self.does}.", pause=1):
            self.play(self.traveller.go(piece.middle, run_time=1.5))
            self.play(*self.strip.appear(mn.VGroup(self.strip.mark(piece))))
            relation = ">0" if piece.sign is Sign.POSITIVE else "<0"
            ways = conditions(self.chart, piece)
            rows = (rf"f'(x) {relation} \quad \text{{for }} {way}" for way in ways)
            self.play(self.study.write(*rows))

    def compare(self) -> None:
        lower, higher = ("Lower", "higher") if self.does == "rises" else ("Higher", "lower")
        caption = f"{lower} on the left, {higher} on the right: no peak, no valley. A level inflection."
        with self.beat("neither", caption, pause=1.5):
            self.play(self.traveller.go(self.study.ends[0]))
            self.play(self.study.cross(run_time=5))
            self.play(self.traveller.go(self.level))

    def keep(self) -> None:
        caption = "Slope 0 makes a point a candidate, no more: the sign on both sides decides."
        with self.beat("keep", caption, pause=1):
            self.close_with("Level, and yet no extremum")
            self.indicate(*self.strip.signs, run_time=4, beside=[self.study.sway(run_time=4)])
