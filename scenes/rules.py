"""The rules of differentiation in one table (notebook, "Differentiation rules")."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn

from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import USUAL_STAGES, Box, Stage
from calcanim.blocks.writing.formula_pair import FormulaPair
from calcanim.blocks.writing.rule_table import Rulebook
from calcanim.calculus.differentiation_rules import (
    BUILDING_BLOCKS,
    CHAIN,
    COMBINATIONS,
    CONSTANT,
    COSINE,
    EXPONENTIAL,
    LOGARITHM,
    POWER,
    PRODUCT,
    QUOTIENT,
    SINE,
    SUM,
    TANGENT,
    DifferentiationRule,
)
from calcanim.calculus.function import Function
from calcanim.calculus.proofs import (
    as_the_rules_give_it,
    derivative_from_rules,
    rows_needed,
    rules_missing,
)
from calcanim.calculus.verification.statement import given
from calcanim.errors import CalcanimError, ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter

PASSAGES: Sequence[tuple[str, str, tuple[DifferentiationRule, ...]]] = (
    (
        "powers",
        "A constant has slope 0. Of a power, the exponent comes in front, and one less stays.",
        (CONSTANT, POWER),
    ),
    (
        "exponential",
        "exp(x), or eˣ, is its own derivative. That of ln is 1/x. A constant factor stays.",
        (EXPONENTIAL, LOGARITHM),
    ),
    (
        "angles",
        "Sine leads to cosine, cosine to minus sine. Tangent follows from the two.",
        (SINE, COSINE, TANGENT),
    ),
    (
        "sum and product",
        "A sum: term by term. A product: each factor changes once, while the other one waits.",
        (SUM, PRODUCT),
    ),
    (
        "quotient",
        "A quotient: the top changes first, then, with a minus, the bottom; over a square.",
        (QUOTIENT,),
    ),
    (
        "chain rule",
        "One function inside another: the outer slope, taken inside, times the inner slope.",
        (CHAIN,),
    ),
)
KEEP = "Take a formula apart, use the rule of each part: no limit is left to be found."

LACKS = "The table does not hold every function: a part that it lacks needs a rule of its own."


class DifferentiationRules(Lesson):
    """Seven building blocks and four ways to combine them, and which of these rules a formula needs."""

    title = "The rules of differentiation"
    code = "C1"
    section = "Differentiation rules"
    f = FunctionParameter("sin(2x^2)+1", help="the formula whose rules light up at the end")

    @classmethod
    def check(cls) -> None:
        """Refuse a formula of which no derivative can be shown, or read."""
        try:
            derivative_from_rules(cls.f).require_verified()
            pairs = [FormulaPair(cls.f, cls.boxes(stage)[-1], theme=cls.theme) for stage in USUAL_STAGES]
        except CalcanimError as error:
            raise ParameterError(
                f"f={cls.f.text!r} cannot be differentiated by rules here: {error}"
            ) from error
        if not all(pair.is_legible for pair in pairs):
            raise ParameterError(
                f"f={cls.f.text!r}: it or its derivative is too long to be read; take a shorter one"
            )

    def construct(self) -> None:
        left, right, self.example_box = self.boxes(self.stage)
        self.book = Rulebook(BUILDING_BLOCKS, COMBINATIONS, (left, right), theme=self.theme)
        self.pair = FormulaPair(self.f, self.example_box, theme=self.theme)
        self.example: Formula = self.pair.function
        self.ask()
        for name, caption, rules in PASSAGES:
            self.tell(name, caption, rules)
        self.light_up()
        self.keep()

    @classmethod
    def boxes(cls, stage: Stage) -> tuple[Box, Box, Box]:
        """For the building blocks, the combinations, and an example."""
        if stage.is_wide:
            left, right = stage.body.columns(0.43, 0.57)
            upper, lower = right.rows(0.78, 0.22)
            _, example = lower.columns(0.08, 0.92, gap=0)
            return left, upper, example
        upper, middle, lower = stage.body.rows(0.46, 0.42, 0.12)
        return upper, middle, lower

    def ask(self) -> None:
        with self.beat(
            "question", "A new limit for every function? A few rules, proved once, save that work."
        ):
            self.heading = self.head("How do you differentiate without a limit?")
            self.add(self.heading, self.pair.function)
            self.play(mn.FadeIn(self.book.head))

    def tell(self, name: str, caption: str, rules: Sequence[DifferentiationRule]) -> None:
        with self.beat(name, caption):
            for rule in rules:
                self.play(self.book.row(rule).appear(), self.show(rule.example_function))
                self.wait()

    def show(self, f: Function) -> mn.Animation:
        """An example takes the place of the one before."""
        before, self.example = self.example, self.example_of(f)
        return mn.Succession(mn.FadeOut(before, run_time=0.5), mn.FadeIn(self.example, run_time=0.7))

    def example_of(self, f: Function) -> Formula:
        result = as_the_rules_give_it(f)
        derived = rf"\frac{{\mathrm{{d}}}}{{\mathrm{{d}}x}}\left[{f.latex}\right] = {result}"
        return self.example_box.place(Formula(derived, theme=self.theme, on=given()), x=-1)

    def light_up(self) -> None:
        caption = "Which rules does this formula need? Read it from the outside to the inside."
        with self.beat("rules needed", caption, pause=1.5):
            needed = rows_needed(self.f)
            self.play(mn.FadeOut(self.example, run_time=0.5))
            self.play(mn.FadeIn(self.pair.function), *(row.step_back() for row in self.book.others(needed)))
            for rule in needed:
                self.play(mn.FadeIn(self.book.row(rule).bar(), shift=mn.RIGHT / 4), run_time=0.6)
                self.wait(0.4)
            self.play(mn.FadeIn(self.pair.derivative))

    def keep(self) -> None:
        missing = rules_missing(self.f)
        with self.beat("keep", LACKS if missing else KEEP, pause=1.5):
            words = f"Not in the table: {missing[0].words}" if missing else "Each part has its rule"
            self.close_with(words)
