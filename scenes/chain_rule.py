"""The chain rule: machines that feed each other, and whose rates multiply (notebook, "The chain rule")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.figures.chain import Chain
from calcanim.blocks.figures.flow import Flow
from calcanim.blocks.figures.network import NetworkPicture, matrix_part
from calcanim.blocks.formula import Carry, Formula, Glyphs, Prose
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Size
from calcanim.blocks.writing.board import Board
from calcanim.blocks.writing.derivation_rows import rows_in_lines
from calcanim.blocks.writing.gather import Gather
from calcanim.blocks.writing.rates import (
    Wire,
    composition_latex,
    evaluated,
    factor_part,
    lagrange,
    lagrange_names,
    leibniz,
    leibniz_names,
    number_part,
    numeric_product,
)
from calcanim.calculus.composition import Composition
from calcanim.calculus.network import small_network
from calcanim.calculus.proofs.composition import derivative_of_composition
from calcanim.calculus.verification.statement import Ground
from calcanim.errors import CalcanimError, ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter

X, T, U, Y = Wire("x", Role.RUN), Wire("t", Role.TEXT), Wire("u", Role.CURVE), Wire("y", Role.RISE)
TWO, THREE = ("h", "g"), ("i", "h", "g")


class ChainRule(Lesson):
    """A change passes through two machines, and each multiplies it; then three machines, then a network."""

    title = "The chain rule"
    code = "C4"
    section = "The chain rule"
    h = FunctionParameter("2x^2", help="the first machine, u = h(x)")
    g = FunctionParameter("sin(u)+1", help="the second machine, y = g(u)", variables=("u",))
    at = NumberParameter("1/2", help="the input x")
    turn = NumberParameter("0.2", help="how far x is turned at most", above=0)
    i = FunctionParameter("1-x", help="a machine put before both, t = i(x)")

    @classmethod
    def check(cls) -> None:
        """Each machine must have a slope where it is fed, and every line shown must be verified."""
        try:
            pair = Composition((cls.h, cls.g))
            pair.rate(cls.at)
            reach = pair.defined_step(cls.at, cls.turn)
            derivative_of_composition(cls.g, cls.h, near=(cls.at - reach, cls.at + reach))
            if "i" in cls.settings:
                Composition((cls.i, cls.h, cls.g)).rate(cls.at)
        except CalcanimError as error:
            raise ParameterError(f"the chain rule cannot be shown here: {error}") from error

    def construct(self) -> None:
        self.pair = Composition((self.h, self.g))
        self.reach = self.pair.defined_step(self.at, self.turn)
        self.machines_box, self.formulas_box = self._split_body()
        self.ask()
        self.turn_the_input()
        self.compare()
        self.shrink()
        self.multiply()
        self.write_leibniz()
        self.write_lagrange()
        triple = Composition((self.i, self.h, self.g))
        if triple.has_rate(self.at):
            self.take_three(triple)
        self.build_network()
        self.multiply_matrices()

    def ask(self) -> None:
        caption = (
            "Two machines in a row: what comes out of h goes into g. How fast does y change when x does?"
        )
        with self.beat("question", caption):
            self.chain = Chain(
                self._flow(2), self.pair, TWO, (X, U, Y), at=self.at, reach=self.reach, theme=self.theme
            )
            self.pair_chain = self.chain
            self.heading: Glyphs = self.head("Turn $x$ a little: how much does $y$ move?")
            self.definition = self._formula(
                composition_latex(TWO, self.pair.whole), row=0, on=self.chain.ground
            )
            self.add(self.heading, self.chain.bands, self.chain.knob, self.chain.token, self.chain.machines)
            for stop, value in enumerate(self.chain.values):
                self.play(mn.FadeIn(value), self.chain.run_along(stop), run_time=0.9)
                if stop < len(self.chain.machines):
                    self.play(self.chain.work(stop), run_time=0.6)
            self.play(mn.FadeIn(self.definition), mn.FadeOut(self.chain.token))

    def turn_the_input(self) -> None:
        caption = "Turn x: a change Δx goes in, h turns it into a change Δu, and g turns that into Δy."
        with self.beat("turn", caption):
            self.play(*(mn.FadeIn(change) for change in self.chain.changes), run_time=0.7)
            self.play(self.chain.sway(turns=1), run_time=5, rate_func=mn.linear)

    def compare(self) -> None:
        caption = "Compare the widths: each machine multiplies the change that it gets by its own factor."
        with self.beat("factors", caption):
            for stop, ratio in enumerate(self.chain.ratios):
                self.play(mn.FadeIn(ratio), self.chain.work(stop), run_time=0.9)
            self.play(self.chain.sway(turns=1), run_time=4, rate_func=mn.linear)

    def shrink(self) -> None:
        caption = "Let Δx shrink, and look closer as it does: the factors settle. They are the derivatives."
        with self.beat("limit", caption):
            lens = self._row(1).place(self.chain.magnified)
            self.play(mn.FadeIn(lens), run_time=0.5)
            self.play(self.chain.close_in(run_time=4))
            self.rates = self.chain.rate_formulas(lagrange_names(TWO, (X, U)))
            self.differentials = self.chain.differentials()
            self.play(mn.FadeOut(lens, *self.chain.changes, *self.chain.ratios), run_time=0.4)
            self.play(mn.FadeIn(*self.differentials, *self.rates), run_time=0.6)

    def multiply(self) -> None:
        caption = "g multiplies what h has already multiplied: from x to y, the rates multiply."
        with self.beat("product", caption):
            self._retitle(self.head("The chain rule: rates multiply"))
            total, places = self.pair.rate(self.at), self.chain.places
            latex = numeric_product("f'(x)", self.chain.rates, total, places=places)
            self.product = self._formula(latex, row=1, on=self.chain.ground_here)
            pieces = [(rate.part(number_part(k)), number_part(k)) for k, rate in enumerate(self.rates)]
            self.play(Gather(pieces, self.product), run_time=1.8)
            direct = self.pair.whole.derivative()(self.at)
            formula = evaluated("f", "x", direct, places=places)
            words = f"The derivative of the whole gives the same: ${formula}$"
            self.checked = self._prose(words, row=2, on=self.chain.ground_here)
            self.play(mn.FadeIn(self.checked))

    def write_leibniz(self) -> None:
        caption = "In Leibniz's notation, du seems to cancel: easy to remember, though it is no proof."
        with self.beat("Leibniz", caption):
            names = self.chain.rate_formulas(leibniz_names((X, U, Y)))
            carried = (Carry(old, new) for old, new in zip(self.rates, names, strict=True))
            self.play(*carried, mn.FadeOut(self.checked, self.definition))
            self.rates = names
            self.rule = self._formula(leibniz((X, U, Y)), row=0, on=self.chain.ground)
            pieces = [(rate.part(factor_part(k)), factor_part(k)) for k, rate in enumerate(names)]
            self.play(Gather(pieces, self.rule), run_time=1.8)
            self.play(mn.Indicate(self.rule.part(U.role), color=self.theme.color(U.role)))

    def write_lagrange(self) -> None:
        caption = "In Lagrange's notation: the slope of g, taken at h(x), times the slope of h at x."
        with self.beat("Lagrange", caption):
            self.play(mn.FadeOut(self.rule, self.product))
            near = (self.at - self.reach, self.at + self.reach)
            box = self.formulas_box.columns(1, 2.2)[1] if self.stage.is_wide else self.formulas_box
            lines = derivative_of_composition(self.g, self.h, near=near).lines
            rows = rows_in_lines(lines, box, theme=self.theme)
            board = Board(box, theme=self.theme, lines=rows)
            for row in rows:
                self.play(board.write(row))
                self.wait(board.reading_time)
            self.wait()
            self.play(board.clear())
            self.written: list[mn.Mobject] = [*self.rates, *self.differentials]

    def take_three(self, triple: Composition) -> None:
        caption = "A third machine in front: a new f, with a third factor. However long, the rates multiply."
        with self.beat("three", caption):
            reach = triple.defined_step(self.at, self.turn)
            wires = (X, T, U, Y)
            chain = Chain(self._flow(3), triple, THREE, wires, at=self.at, reach=reach, theme=self.theme)
            self.play(*chain.take_over(self.chain), mn.FadeOut(*self.written), run_time=1.5)
            names, differentials = chain.rate_formulas(leibniz_names(wires)), chain.differentials()
            self.play(chain.open_limit(), mn.FadeIn(*names, *differentials), run_time=1.5)
            rule = self._formula(leibniz(wires), row=0, on=chain.ground)
            pieces = [(rate.part(factor_part(k)), factor_part(k)) for k, rate in enumerate(names)]
            self.play(Gather(pieces, rule), run_time=1.5)
            words = self._formula(lagrange(THREE), row=1, on=chain.ground)
            self.play(mn.FadeIn(words))
            total = triple.rate(self.at)
            latex = numeric_product("f'(x)", chain.rates, total, places=chain.places)
            product = self._formula(latex, row=2, on=chain.ground_here)
            pieces = [(rate.part(number_part(k)), number_part(k)) for k, rate in enumerate(names)]
            self.play(Gather(pieces, product), run_time=1.5)
            self.chain = chain
            self.written = [rule, words, product, *names, *differentials]

    def build_network(self) -> None:
        caption = "A neural network is such a chain. Now every wire carries several numbers: a vector."
        with self.beat("network", caption):
            self.play(mn.FadeOut(self.chain.everything, *self.written), run_time=0.8)
            body = self.stage.body
            box, below = (body, None) if self.stage.is_wide else body.rows(0.74, 0.26)
            flow = Flow(box, 3, self.stage.is_wide, share=0.66 if self.stage.is_wide else 0.52, wire=0.56)
            self.product_box = below or flow.strip_box
            self.network = NetworkPicture(flow, small_network(), (0.5, -1.0), theme=self.theme)
            self.play(mn.FadeIn(self.network, self.network.names))
            formula = Formula.of(self.network.network, theme=self.theme, size=Size.HEADING)
            self.composed = self.product_box.place(formula)
            self.play(mn.FadeIn(self.composed))
            self._retitle(self.head("A neural network is a chain, too"))
            self.play(self.network.circle(0.6), run_time=4)

    def multiply_matrices(self) -> None:
        caption = (
            "A layer's rates form a matrix, its Jacobian. Along the network they multiply, in this order."
        )
        with self.beat("Jacobians", caption):
            matrices = self.network.jacobians()
            self.play(mn.FadeOut(self.composed, run_time=0.5))
            for matrix in matrices:
                self.play(mn.FadeIn(matrix), run_time=0.7)
            product, whole = self._matrix_product()
            pieces = [(matrix.part(matrix_part(k)), matrix_part(k)) for k, matrix in enumerate(matrices, 1)]
            self.wait()
            self.remove(*matrices)
            self.play(Gather(pieces, product, arc=mn.PI / 5), run_time=1.1)
            self.play(mn.FadeIn(whole))
            self._retitle(self.head("Along a chain, the rates multiply"))

    def _matrix_product(self) -> tuple[Formula, Formula]:
        product, whole = self.network.product()
        self.product_box.place(mn.Group(product, whole))
        return product, whole

    def _split_body(self) -> tuple[Box, ...]:
        return self.stage.body.rows(*((0.54, 0.46) if self.stage.is_wide else (0.62, 0.38)))

    def _retitle(self, heading: Glyphs) -> None:
        self.play(mn.FadeOut(self.heading, run_time=0.5))
        self.play(mn.FadeIn(heading, run_time=0.5))
        self.heading = heading

    def _flow(self, count: int) -> Flow:
        share = 0.68 if self.stage.is_wide else 0.62
        wire = 0.9 if count == 2 else 0.78
        return Flow(self.machines_box, count, self.stage.is_wide, share=share, wire=wire)

    def _row(self, row: int) -> Box:
        return self.formulas_box.rows(1.9, 1, 1, gap=0.2)[row]

    def _formula(self, latex: str, *, row: int, on: Ground) -> Formula:
        return self._row(row).place(Formula(latex, theme=self.theme, on=on))

    def _prose(self, text: str, *, row: int, on: Ground) -> Prose:
        box = self._row(row)
        return box.place(Prose(text, theme=self.theme, role=Role.MUTED, width=box.width, centred=True, on=on))
