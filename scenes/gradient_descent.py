"""Gradient descent in one dimension (notebook, "Optimization": the descent and where it ends)."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn

from calcanim.blocks.figures.step_numbers import StepNumbers
from calcanim.blocks.formula import Carry, Formula, Prose
from calcanim.blocks.motion.slope_plots import SlopePlots, View, close_view, view_of
from calcanim.blocks.motion.walker import Walker
from calcanim.blocks.theme import Role
from calcanim.calculus import Constant, Descent, Function, Outcome, descend, given
from calcanim.calculus.analysis.wording import number
from calcanim.calculus.descent import RULE
from calcanim.calculus.descent_in_words import Downhill, Ending
from calcanim.calculus.large_rates import too_large_rates
from calcanim.errors import ParameterError, UsageError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, IntegerParameter, NumberParameter


class GradientDescent(Lesson):
    """A point goes down a curve by steps against the slope: to one minimum, another, a plateau, or away."""

    title = "Gradient descent"
    code = "D3"
    section = "Derivatives and optimization"
    f = FunctionParameter("1/4*x^4 - x^2 + 1/2", help="the function to make small")
    start = NumberParameter("1/4", help="where the first descent starts")
    second = NumberParameter("-1/4", help="where the second descent starts")
    rate = NumberParameter("0.01", help="the learning rate", above=0)
    steps = IntegerParameter(
        "200", help="how many points are drawn, the start among them", least=2, most=2000
    )
    other = FunctionParameter("x^3", help="another function, by default one with a plateau")
    other_start = NumberParameter("1/2", help="where the descent on it starts")

    @classmethod
    def check(cls) -> None:
        """Every start must have a slope."""
        cls.runs()

    @classmethod
    def runs(cls) -> tuple[Descent, Descent, Descent]:
        """From the first start, from the second, and on the other function."""
        return (
            cls._descent(cls.f, cls.start, "start"),
            cls._descent(cls.f, cls.second, "second"),
            cls._descent(cls.other, cls.other_start, "other_start"),
        )

    @classmethod
    def _descent(cls, f: Function, start: Constant, name: str) -> Descent:
        try:
            return descend(f, float(start), rate=float(cls.rate), steps=cls.steps - 1)
        except UsageError as error:
            raise ParameterError(f"{name}={float(start):g}: {error}") from error

    def construct(self) -> None:
        self.first, self.further, self.third = self.runs()
        self.ask()
        self.read_slope()
        self.step()
        self.roll()
        self.start_elsewhere()
        self.try_other()
        if self.first.outcome is Outcome.CONVERGED:
            self.raise_rate()
        self.keep()

    def ask(self) -> None:
        caption = "Where is f smallest? From one point, all you can feel is how steep it is there."
        self._set_picture(self.f, view_of(self.first, self.further))
        self.walker = Walker(self.plots, self.first, every=10)
        self.walkers.append(self.walker)
        self._set_panel()
        with self.beat("question", caption):
            self.add(*self.plots.bare, self.head("Downhill, step by step"))
            self.play(mn.Create(self.plots.curve), mn.FadeIn(self.functions[0]), run_time=1.5)
            self.play(mn.FadeIn(self.walker.trail, self.walker.ball, scale=2))

    def read_slope(self) -> None:
        w, plots = self.walker, self.plots
        caption = f"The derivative is the slope. {Downhill(self.f, self.start).sentence}"
        with self.beat("slope", caption):
            self.play(mn.Create(w.tangent))
            self.play(mn.FadeIn(*plots.measure, self.functions[1]), mn.Create(plots.slopes), run_time=1.5)
            self.bring_to_back(plots)
            self.play(mn.FadeIn(w.link, w.shadow, w.bar))
            self.add(w)

    def step(self) -> None:
        caption = "Step against the slope: subtract it from x, times a small learning rate. And again."
        with self.beat("step", caption):
            self.play(mn.FadeIn(self.rule, self.rate_line))
            self.play(mn.FadeIn(self.numbers))
            self.play(self.walker.set_out(run_time=3))

    def roll(self) -> None:
        with self.beat(
            "descent",
            f"Steep: long steps. Flat: short steps. {Ending(self.f, self.first).sentence}",
        ):
            self.play(self.walker.go(self.steps, run_time=7))
            self._show_end()

    def start_elsewhere(self) -> None:
        with self.beat(
            "second start",
            f"From x = {number(self.second.expr)} instead. {Ending(self.f, self.further).sentence}",
        ):
            self._leave(*self.walker.guides)
            self.walker.rest()
            self._enter(Walker(self.plots, self.further, every=10))
            self.play(self.walker.go(self.steps, run_time=5))
            self._show_end()

    def try_other(self) -> None:
        start, end = number(self.other_start.expr), Ending(self.other, self.third)
        with self.beat("another function", f"Another function, from x = {start}. {end.sentence}"):
            self._change_function(self.other, view_of(self.third))
            self._enter(Walker(self.plots, self.third, every=10))
            self.play(self.walker.go(self.steps, run_time=6))
            self._show_end()

    def raise_rate(self) -> None:
        rate, steps = float(self.rate), self.steps - 1
        restless, runaway = too_large_rates(self.f, float(self.start), rate=rate, steps=steps)
        if restless is not None:
            self.jump(restless)
        if runaway is not None:
            self.run_away(runaway)

    def jump(self, run: Descent) -> None:
        with self.beat(
            "large rate",
            f"f again, with a larger rate, {run.rate:g}: near the minimum each step jumps across it.",
        ):
            self._change_function(self.f, close_view(run, points=16))
            self._enter(Walker(self.plots, run, every=1, hops=True))
            self.play(self.walker.go(15, run_time=6))
            self._show_end()

    def run_away(self, run: Descent) -> None:
        first, second, third = (close_view(run, points=points) for points in (2, 3, 4))
        with self.beat(
            "too large a rate",
            f"At a rate of {run.rate:g} each jump lands where it is steeper still: it runs away.",
        ):
            self._change_function(self.f, first, second, third)
            self._enter(Walker(self.plots, run, every=1, hops=True))
            self.play(self.walker.go(1, run_time=1))
            self.play(self.plots.go_to(second), run_time=1.2)
            self.play(self.walker.go(2, run_time=1))
            self.play(self.plots.go_to(third), run_time=1.5)
            self.play(self.walker.go(3, run_time=1.5))
            self._show_end()

    def keep(self) -> None:
        caption = "Subtract the slope, again and again: that leads down. Where to, start and rate decide."
        with self.beat("keep", caption):
            if self.walker.run.rate != self.first.rate:
                self._show_good_run()
            for decisive in (self.rule, self.rate_line):
                self.play(mn.ApplyMethod(decisive.scale, 1.15, rate_func=mn.there_and_back), run_time=1.5)

    def _show_good_run(self) -> None:
        """The first descent once more: what is kept is not the picture of a rate that was too large."""
        self._change_function(self.f, view_of(self.first))
        self._enter(Walker(self.plots, self.first, every=10))
        self.play(self.walker.go(self.steps, run_time=4))
        self._show_end()

    def _set_picture(self, f: Function, view: View, *later: View) -> None:
        self.plots = SlopePlots(self.stage.picture, f, view, theme=self.theme, later=later)
        self.walkers: list[Walker] = []

    def _set_panel(self) -> None:
        self.formula_box, first, second, *rows, self.end_box = self.stage.panel.rows(
            2.4, 0.8, 0.75, 1.0, 0.75, 0.8, 0.6, gap=0.1
        )
        self.functions, self.ends = self._functions(self.f), mn.VGroup()
        rule = Formula(r"x \leftarrow x - \eta \, f'(x)", theme=self.theme, on=given(next_x=RULE))
        self.rule, self.rate_box = first.place(rule, x=-1), second
        self.rate_line = self._rate_line(self.rate)
        self.numbers = StepNumbers(rows, self.walker, self.rate_line, theme=self.theme)

    def _functions(self, f: Function) -> list[Formula]:
        ground, df = given(f=f), f.derivative()
        first = Formula(rf"f(x) = {f.latex}", theme=self.theme, role=Role.CURVE, on=ground)
        second = Formula(rf"f'(x) = {df.latex}", theme=self.theme, role=Role.DERIVATIVE, on=ground)
        self.formula_box.stack([first, second])
        return [first, second]

    def _rate_line(self, rate: Constant) -> Formula:
        line = Formula(rf"\eta = {rate.latex}", theme=self.theme, on=given(eta=rate))
        return self.rate_box.place(line, x=-1)

    def _change_function(self, f: Function, view: View, *later: View) -> None:
        """Another function, or another view of it, comes into the plots and the formulas."""
        gone, before = [self.plots, *self.walkers], self.functions
        self._set_picture(f, view, *later)
        self.functions = self._functions(f)
        carried = [Carry(old, new) for old, new in zip(before, self.functions, strict=True)]
        self._leave(*gone, coming=[mn.FadeIn(self.plots), *carried])

    def _leave(self, *gone: mn.Mobject, coming: Sequence[mn.Animation] = ()) -> None:
        """A descent is over: its numbers go, and what else belongs to it."""
        self.play(mn.FadeOut(*gone, self.numbers, *self.ends), *coming, run_time=1.5 if coming else 1.0)
        self.ends = mn.VGroup()

    def _enter(self, walker: Walker) -> None:
        """Another descent begins, with its own learning rate."""
        moves: list[mn.Animation] = []
        if walker.run.rate != self.walker.run.rate:
            line = self._rate_line(Constant.parse(f"{walker.run.rate:g}"))
            moves.append(Carry(self.rate_line, line))
            self.rate_line = line
        self.walker = walker
        self.walkers.append(walker)
        self.numbers.turn_to(walker, self.rate_line)
        self.play(mn.FadeIn(walker, self.numbers), *moves)

    def _show_end(self) -> None:
        end = Ending(self.plots.f, self.walker.run)
        self.ends = mn.VGroup(self.end_box.place(Prose(end.text, theme=self.theme, printed=end), x=-1))
        self.play(mn.FadeIn(self.ends))
