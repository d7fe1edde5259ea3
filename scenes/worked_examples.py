"""Two functions differentiated by named rules, and checked on their graphs (notebook, "Differentiation
rules")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.figures.slope_check import SlopeCheck
from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.stage import USUAL_STAGES, Box, Stage
from calcanim.blocks.theme import Role, Size
from calcanim.blocks.writing.board import Board
from calcanim.blocks.writing.breaking import in_lines
from calcanim.blocks.writing.derivation_rows import can_be_read, is_readable, legible_rows, restated
from calcanim.calculus.differentiation_rules import CHAIN
from calcanim.calculus.function import Function
from calcanim.calculus.proofs import derivative_from_rules, rules_used
from calcanim.calculus.verification.statement import given
from calcanim.errors import CalcanimError, ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter

OUTERMOST = "Which operation comes last? Its rule comes first; then look at what is left."
INSIDE = "One function inside another: the chain rule. The outer slope, times the inner one."
KEEP = "Begin with the outermost operation, end with what is innermost: each has its rule."


class WorkedExamples(Lesson):
    """Two functions are differentiated line by line, each rule named; a tangent on each graph agrees."""

    title = "Differentiating by rules"
    code = "C2"
    section = "Differentiation rules"
    first = FunctionParameter("x^3+cos(x)", help="the first function")
    second = FunctionParameter("sin(2x^2)+1", help="the second function")
    at = NumberParameter("1", help="x-coordinate of the point A at which the results are checked")

    @classmethod
    def check(cls) -> None:
        """Refuse a function whose derivative cannot be found, or be read on any frame."""
        for name in ("first", "second"):
            f = getattr(cls, name)
            try:
                lines = derivative_from_rules(f).require_verified().lines
            except CalcanimError as error:
                raise ParameterError(f"{name}={f.text!r} cannot be differentiated here: {error}") from error
            for board, above, _ in map(cls.boxes, USUAL_STAGES):
                shown = is_readable(rf"f(x) = {f.latex}", above, theme=cls.theme)
                if not (shown and can_be_read(lines, board, theme=cls.theme)):
                    raise ParameterError(
                        f"{name}={f.text!r}: it or its derivative is too long to be read; take a shorter one"
                    )

    @classmethod
    def boxes(cls, stage: Stage) -> tuple[Box, ...]:
        """For the derivation, for the function, and for its graph."""
        split = stage.body.columns if stage.is_wide else stage.body.rows
        board, picture = split(0.55, 0.45) if stage.is_wide else split(0.5, 0.5)
        return (board, *picture.rows(0.19, 0.81, gap=0))

    def construct(self) -> None:
        self.board_box, self.function_box, self.graph_box = self.boxes(self.stage)
        self.ask()
        self.derive("first")
        self.compare("first")
        self.go_on()
        self.derive("second")
        self.compare("second")
        self.keep()

    def ask(self) -> None:
        with self.beat("question", "The rules replace the limit. How does one get from f to its derivative?"):
            self.heading = self.head("Which rule comes first?")
            self.take_up(self.first)
            self.add(self.heading, self.graph.plot, self.function, self.asked)
            self.play(mn.Create(self.graph.curve))

    def take_up(self, f: Function) -> None:
        """The function above its graph."""
        self.f, self.proof = f, derivative_from_rules(f).require_verified()
        self.graph = SlopeCheck(self.graph_box, f, self.at, theme=self.theme)
        latex = in_lines(rf"f(x) = {f.latex}", self.function_box, theme=self.theme)
        self.function = Formula(latex, theme=self.theme, role=Role.CURVE, on=given(f=f))
        self.function_box.place(self.function, x=-1, y=1)
        self.asked = Prose("$f'(x)$ = ?", theme=self.theme, size=Size.BODY)
        self.board_box.place(self.asked, x=-1, y=1)

    def derive(self, name: str) -> None:
        """Line by line; where the rules need every part to have a slope, it is said."""
        with self.beat(f"{name} derivation", self.told()):
            rows = legible_rows(restated(self.proof.lines), self.board_box, theme=self.theme)
            self.board = Board(self.board_box, theme=self.theme, lines=rows)
            self.play(mn.FadeOut(self.asked, run_time=0.5))
            for row in rows:
                self.play(self.board.write(row))
                self.wait(self.board.reading_time)

    def told(self) -> str:
        if self.proof.remarks:
            return self.proof.remarks[0]
        return INSIDE if CHAIN in rules_used(self.f) else OUTERMOST

    def compare(self, name: str) -> None:
        """The secant's slope arrives at what the formula gives, or there is no slope at A."""
        graph = self.graph
        if not graph.has_slope:
            with self.beat(f"{name} has no slope", graph.behaviour.sentence, pause=2):
                self.play(mn.FadeIn(graph.point, graph.label))
                self.play(mn.FadeIn(*graph.verdict))
                self.wait(1.5)
                self.play(mn.Indicate(graph.why, color=self.theme.color(Role.SLOPE)))
            return
        with self.beat(
            f"{name} check", "At A the secant closes on the tangent: its slope is what f′ says.", pause=1.5
        ):
            self.play(mn.FadeIn(graph.point, graph.label, *graph.second_point))
            self.play(graph.approach())
            self.play(mn.FadeIn(graph.value))

    def go_on(self) -> None:
        with self.beat("second question", "Another function. Again: which of its operations comes last?"):
            before = (self.function, self.graph.everything())
            self.play(self.board.clear(), mn.FadeOut(*before))
            self.take_up(self.second)
            self.play(mn.FadeIn(self.graph.plot, self.function, self.asked), mn.Create(self.graph.curve))

    def keep(self) -> None:
        with self.beat("keep", KEEP, pause=1.5):
            self.close_with("From the outside in, rule by rule")
