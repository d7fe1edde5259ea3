"""The rules of differentiation, each proved line by line and tried out (notebook, "A few proofs")."""

from __future__ import annotations

from typing import ClassVar

import manim as mn

from calcanim.blocks.figures.example_plot import ExamplePlot, chosen_in, slope_latex
from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Readout
from calcanim.blocks.theme import Role, Size
from calcanim.blocks.writing.proof_board import ProofBoard, proof_rows, shared_out, whole_board
from calcanim.blocks.writing.statement_strip import StatementStrip, claim_of, opening, remarks_in
from calcanim.calculus import Function, given
from calcanim.calculus.proofs.catalogue import PROOFS
from calcanim.calculus.proofs.example import Example, example_of
from calcanim.calculus.proofs.theorem import Part, Theorem
from calcanim.errors import CalcanimError, ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter

PANEL_SHARES, LOOK = (0.8, 0.2), 3.0  # of the panel, above and below; seconds for a remark


class Proof(Lesson):
    """A theorem, its proof line by line, and what it says of an example."""

    section = "A few proofs"
    theorem: ClassVar[Theorem]

    def construct(self) -> None:
        self.ask()
        for part in self.theorem.parts:
            self.prove(part)
            self.remark(part)
        self.try_out()
        self.conclude()

    def ask(self) -> None:
        with self.beat("question", self.theorem.question):
            self.heading = self.head(self.title)
            given, self.claim = opening(self.stage.body, self.theorem, theme=self.theme)
            self.add(self.heading, given)
            self.play(mn.FadeIn(self.claim, scale=1.2))
            self.standing: list[mn.Mobject] = [given, self.claim]
            self.written: list[mn.Mobject] = []

    def prove(self, part: Part) -> None:
        """One derivation, passage by passage, below what is given."""
        strip = StatementStrip(self.stage.body, part, theme=self.theme)
        rows = proof_rows(part.derivation.lines, strip.below, theme=self.theme)
        board = ProofBoard(strip.below, theme=self.theme, lines=rows)
        for passage, written in shared_out(part, rows):
            with self.beat(passage.name, passage.words):
                if not board.rows:
                    self.replace_by(*strip.shown)
                for row, ground in written:
                    moved = strip.follow(ground)
                    self.play(*moved, board.write(row))
                    if moved:
                        self.play(board.drop_earlier())
                    self.wait(board.reading_time)
        self.standing, self.written, self.below = [*strip.shown], board.written, strip.below

    def remark(self, part: Part) -> None:
        """What the derivation leaves open, in words, where its lines stood."""
        if not part.remarks:
            return
        with self.beat("remark", part.aside):
            remarks = remarks_in(self.below, part, theme=self.theme)
            self.play(mn.FadeOut(*self.written))
            for each in remarks:
                self.play(mn.FadeIn(each))
                self.wait(LOOK)
            self.written = [*remarks]

    def replace_by(self, *coming: mn.Mobject) -> None:
        """Show something for all that stands there."""
        self.play(mn.FadeOut(*self.standing, *self.written), run_time=0.4)
        if coming:
            self.play(mn.FadeIn(*coming), run_time=0.6)
        self.standing, self.written = [*coming], []

    def try_out(self) -> None:
        """What the theorem says of an example; its graph agrees."""
        raise NotImplementedError

    def draw(self, plot: ExamplePlot, beside: mn.Mobject) -> None:
        """The curve with A on it, and what stands beside it."""
        self.replace_by(plot.plot, beside)
        self.play(mn.Create(plot.curve), mn.FadeIn(plot.secant.point_a, plot.secant.label_a))

    def close_in(self, plot: ExamplePlot, slope: Readout) -> None:
        """B runs to A, and the slope of the line settles."""
        self.play(mn.Create(plot.secant.line), mn.FadeIn(slope, plot.secant.second_point))
        self.play(plot.approach())

    def conclude(self) -> None:
        with self.beat("to keep", self.theorem.words):
            self.close_with(self.theorem.sentence, printed=self.theorem)
            if self.standing:
                self.replace_by(self.claim)


class RuleProof(Proof):
    """The proof of a rule for functions, which is tried out on functions that may be chosen."""

    at = NumberParameter("1", help="x-coordinate of the point A at which the rule is tried out")

    @classmethod
    def check(cls) -> None:
        """The rule must apply to the example, and every line of it must be verified."""
        try:
            cls.example()
        except CalcanimError as error:
            raise ParameterError(f"the rule cannot be tried out here: {error}") from error

    @classmethod
    def example(cls) -> Example:
        """The rule on the functions and numbers that were chosen."""
        chosen = {each.name: getattr(cls, each.name) for each in cls.parameters if each.name != "at"}
        functions = {name: value for name, value in chosen.items() if isinstance(value, Function)}
        numbers = {name: value for name, value in chosen.items() if name not in functions}
        return example_of(cls.theorem, cls.at, functions=functions, numbers=numbers)

    def try_out(self) -> None:
        caption = "Try it out: B comes to A, and the slope settles on the number that the rule gives."
        with self.beat("example", caption):
            example = self.example()
            plot = ExamplePlot(self.stage.picture, example.f, self.at, theme=self.theme)
            value = slope_latex(self.at.latex, plot.slope)
            slope, result = plot.slope_of_line(), Formula(value, theme=self.theme, on=example.ground)
            numbers = mn.Group(slope, result).arrange(mn.RIGHT, buff=1)
            upper = self.stage.panel.above(self.stage.panel.place(numbers, x=-1, y=-1))
            chosen = chosen_in(upper, example, theme=self.theme)
            self.draw(plot, chosen)
            box = upper.below(chosen)
            board, rows = whole_board(example.derivation.lines, box, theme=self.theme)
            for row in rows:
                self.play(board.write(row))
                self.wait(board.reading_time)
            self.play(mn.FadeIn(result), *board.settle())
            self.close_in(plot, slope)
            self.standing = board.written
            self.claim = box.place(claim_of(self.theorem, theme=self.theme, size=Size.HEADING), x=-1, y=1)


class LimitProof(Proof):
    """The proof of a limit at 0, which is the slope of a curve there."""

    curve: ClassVar[str]
    quotient: ClassVar[str]
    reach = NumberParameter("1.2", help="how far from 0 the secant's point B starts", above=0.05, below=7)

    def try_out(self) -> None:
        caption = "The quotient is a secant's slope. It settles on the limit; at 0 itself it has no value."
        with self.beat("example", caption):
            f, claim = Function.parse(self.curve), claim_of(self.theorem, theme=self.theme)
            upper, lower = self.stage.panel.rows(*PANEL_SHARES)
            name = rf"f(\{f.variable.name})"
            plot = ExamplePlot(self.stage.picture, f, 0, theme=self.theme, y_name=name, reach=self.reach)
            curve = Formula(f"{name} = {f.latex}", theme=self.theme, role=Role.CURVE, on=given(f=f))
            slope = plot.as_quotient(self.quotient, f.variable.name, width=lower.width)
            upper.stack([curve, claim], gap=0.6)
            lower.place(slope, x=-1, y=-1)
            self.draw(plot, mn.VGroup(curve, claim))
            self.close_in(plot, slope)
            self.standing, box = [slope, claim], upper.below(curve, gap=0.6)
            self.claim = box.place(claim_of(self.theorem, theme=self.theme, size=Size.HEADING), x=-1, y=1)


class ProofOfTheConstantRule(RuleProof):
    """A function that never changes has the slope 0 everywhere."""

    title = "Why a constant is level"
    code = "F2"
    theorem = PROOFS["constant"]
    c = NumberParameter("2", help="the constant")


class ProofOfTheSumRule(RuleProof):
    """Two changes add up, and so do the two derivatives."""

    title = "Proof of the sum rule"
    code = "F3"
    theorem = PROOFS["sum"]
    g = FunctionParameter("x^2", help="the first term")
    h = FunctionParameter("sin(x)", help="the second term")


class ProofOfTheProductRule(RuleProof):
    """Both factors change, one after the other, and each change leaves one term."""

    title = "Proof of the product rule"
    code = "F4"
    theorem = PROOFS["product"]
    g = FunctionParameter("x^2", help="the first factor")
    h = FunctionParameter("sin(x)", help="the second factor")


class ProofOfTheChainRule(RuleProof):
    """Two slopes multiply; the short proof has a gap, and the second one has none."""

    title = "Proof of the chain rule"
    code = "F5"
    theorem = PROOFS["chain rule"]
    h = FunctionParameter("x^2", help="the function inside, u = h(x)")
    g = FunctionParameter("sin(u)", help="the function outside, g(u)", variables=("u",))


class ProofOfTheExponential(RuleProof):
    """The slope of the exponential at 0 is 1, so everywhere its slope is its value."""

    title = "The exponential is its own slope"
    code = "F6"
    theorem = PROOFS["exponential"]


class ProofOfTheLogarithm(RuleProof):
    """The limit that defines e, seen through the logarithm."""

    title = "The slope of the logarithm"
    code = "F7"
    theorem = PROOFS["logarithm"]
    at = NumberParameter("2", help="x-coordinate of A, where the logarithm has a value", above=0)


class ProofOfThePowerRule(RuleProof):
    """Any power is an exponential of a logarithm, as long as x is positive."""

    title = "Proof of the power rule"
    code = "F8"
    theorem = PROOFS["power"]
    r = NumberParameter("3/2", help="the exponent")
    at = NumberParameter("1", help="x-coordinate of A; the proof is about positive ones", above=0)


class ProofOfTheMultiplicativeInverse(RuleProof):
    """One over a function: the chain rule, with one over u outside."""

    title = "The slope of one over h"
    code = "F9"
    theorem = PROOFS["multiplicative inverse"]
    h = FunctionParameter("x^2+1", help="the function below")


class ProofOfTheQuotientRule(RuleProof):
    """A quotient is a product with an inverse."""

    title = "Proof of the quotient rule"
    code = "F10"
    theorem = PROOFS["quotient"]
    g = FunctionParameter("x", help="the function above")
    h = FunctionParameter("x^2+1", help="the function below")
    at = NumberParameter("1/2", help="x-coordinate of the point A at which the rule is tried out")


class ProofOfTheSineLimit(LimitProof):
    """Between two bounds that meet at 1, sin(θ)/θ has no choice."""

    title = "The limit of the sine over its angle"
    code = "F11"
    theorem = PROOFS["sine limit"]
    curve, quotient = "sin(theta)", r"\frac{\sin(\theta)}{\theta}"


class ProofOfTheCosineLimit(LimitProof):
    """The cosine is level at 0, since its square makes up for that of the sine."""

    title = "The cosine starts out level"
    code = "F12"
    theorem = PROOFS["cosine limit"]
    curve, quotient = "cos(theta)", r"\frac{\cos(\theta)-1}{\theta}"


class ProofOfTheSine(RuleProof):
    """The addition formula, and the two limits at 0."""

    title = "The slope of the sine"
    code = "F13"
    theorem = PROOFS["sine"]


class ProofOfTheCosine(RuleProof):
    """The cosine is the sine a quarter turn ahead, and so is its slope."""

    title = "The slope of the cosine"
    code = "F14"
    theorem = PROOFS["cosine"]


class ProofOfTheTangent(RuleProof):
    """The tangent is a quotient, and Pythagoras does the rest."""

    title = "The slope of the tangent function"
    code = "F15"
    theorem = PROOFS["tangent"]
