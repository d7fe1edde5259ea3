"""Where a curve falls, is level, and rises: the sign of its slope (notebook, cell 3)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import manim as mn

from calcanim.blocks.formula import Glyphs, Prose
from calcanim.blocks.motion.sign_strip import SignStrip, with_strip
from calcanim.blocks.motion.slope_arrows import SlopeArrows
from calcanim.blocks.motion.stated_rows import TravelRows, first_stated
from calcanim.blocks.motion.traveller import Traveller, across
from calcanim.blocks.plots.stacked_plots import StackedPlots, derivative_layers
from calcanim.blocks.theme import Role
from calcanim.calculus import given
from calcanim.calculus.analysis.signs import Sign, Stretch, sign_chart
from calcanim.calculus.analysis.slope_in_words import NoSlope, WhereItDoes, conditions
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter

SLOPE = r"\text{slope}"
TOLD: Mapping[Sign, str] = MappingProxyType(
    {
        Sign.NEGATIVE: "the slope is below 0.",
        Sign.ZERO: "the slope is 0.",
        Sign.POSITIVE: "the slope is above 0.",
    }
)
RELATIONS: Mapping[Sign, str] = MappingProxyType({Sign.NEGATIVE: "<0", Sign.ZERO: "=0", Sign.POSITIVE: ">0"})


class SlopeOfACurve(Lesson):
    """The slope of a curve changes on the way: below 0 where it falls, 0 where it is level, else above 0."""

    title = "The slope of a curve"
    code = "A2"
    section = "Defining the slope of a curve"
    f = FunctionParameter("x^2", help="the curve y = f(x)")
    low = NumberParameter("-2.1", help="where the picture begins, in x")
    high = NumberParameter("2.1", help="where the picture ends, in x")

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
        self.chart = sign_chart(self.f.derivative(), (self.low, self.high))
        self.ask()
        self.travel()
        for sign in self.chart.signs:
            if sign is Sign.NONE:
                self.miss()
            else:
                self.see(sign)
        self.keep()

    def ask(self) -> None:
        caption = "A straight line has one slope. What about a curve?"
        plots, strip = with_strip(self.stage.picture)
        layers = derivative_layers(self.f, (self.low, self.high), orders=0)
        self.plots = StackedPlots(plots, layers, theme=self.theme)
        self.strip = SignStrip(self.plots.plots[0], self.chart, strip, name=SLOPE, role=Role.SLOPE)
        self.arrows = SlopeArrows(self.plots.curves[0], self.chart)
        start, self.end = self.chart.ends
        self.traveller = Traveller(self.plots, start)
        self.rows = TravelRows(self.traveller, self.stage.panel, theme=self.theme, slope=SLOPE)
        self.box = self.rows.rest
        with self.beat("question", caption):
            self.add(*self.plots.plots, self.head("What is the slope of a curve?"))
            self.play(mn.Create(self.plots.curves[0]), mn.FadeIn(*self.rows.functions), run_time=1.5)
            self.play(mn.FadeIn(*self.traveller.dots, scale=1.5))

    def travel(self) -> None:
        caption = "A point travels along it, with the straight line that fits there. Watch how steep it is."
        with self.beat("travel", caption):
            self.play(mn.Create(self.traveller.tangent), mn.FadeIn(*self.rows.numbers))
            self.play(self.traveller.travel(across(self.traveller.x, self.end), run_time=8))
            self.visit(self.chart.signs[0])

    def visit(self, sign: Sign) -> None:
        """Go to where the slope has this sign, or where there is none, if the point is not there."""
        has_slope = sign is not Sign.NONE
        place = WhereItDoes(self.chart, sign).pieces[0].middle if has_slope else float(self.chart.a_gap)
        if self.traveller.x != place:
            self.play(self.traveller.go(place))

    def see(self, sign: Sign) -> None:
        """Where the slope has this sign: the point goes there, and signs and arrows say so."""
        where = WhereItDoes(self.chart, sign)
        with self.beat(sign.name.lower(), f"{where.text}: {TOLD[sign]}", pause=1.5):
            self.visit(sign)
            row = self.row(where.pieces[0])
            told = [mn.FadeIn(self.arrows.of(sign)), *([] if row is None else [mn.FadeIn(row)])]
            self.play(*self.bring(sign), *told)
            self.bring_to_front(*self.traveller.dots)

    def bring(self, sign: Sign) -> list[mn.Animation]:
        """The strip's marks of this sign; with the first ones comes its name."""
        return self.strip.appear(mn.VGroup(self.strip.label), self.strip.of(sign))

    def row(self, piece: Stretch) -> Glyphs | None:
        """What holds on a piece, as a formula that was verified."""
        ways = conditions(self.chart, piece)
        formulas = [rf"{SLOPE}{RELATIONS[piece.sign]} \quad \text{{for }} {way}" for way in ways]
        row = first_stated(formulas, self.box, on=given(f=self.f, slope="D(f(x), x)"), theme=self.theme)
        return None if row is None else self.put(row)

    def miss(self) -> None:
        """A place without a slope."""
        reason = NoSlope(self.f.behaviour(self.chart.a_gap))
        with self.beat("no slope", reason.sentence, pause=1.5):
            self.visit(Sign.NONE)
            text = Prose(reason.text, theme=self.theme, printed=reason)
            self.play(*self.bring(Sign.NONE), mn.FadeIn(self.put(text)))

    def put(self, row: Glyphs) -> Glyphs:
        """Below what stands in the panel."""
        self.box.place(row, x=-1, y=1)
        self.box = self.box.below(row)
        return row

    def keep(self) -> None:
        caption = "A curve has a slope at each point. Its sign says whether the curve falls or rises there."
        with self.beat("keep", caption):
            self.play(self.traveller.go(self.chart.ends[0]))
            self.play(self.traveller.travel(across(self.traveller.x, self.end), run_time=4))
