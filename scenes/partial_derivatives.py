"""Slopes of a surface along x and along y (notebook, "Partial derivatives")."""

from __future__ import annotations

from collections.abc import Mapping

import manim as mn

from calcanim.blocks.formula import Carry, Formula, Prose
from calcanim.blocks.live import ITSELF, ReadBack, Readout
from calcanim.blocks.space.partial_picture import Direction, PartialPicture
from calcanim.blocks.space.world import World, require_calm
from calcanim.blocks.stage import GAP, Box
from calcanim.blocks.theme import EM, Role, Size
from calcanim.blocks.writing.board import Board
from calcanim.blocks.writing.breaking import is_legible
from calcanim.blocks.writing.derivation_rows import legible_rows
from calcanim.calculus.analysis.behaviour import Side
from calcanim.calculus.proofs import partial_from_rules
from calcanim.calculus.verification.derivation import Derivation
from calcanim.calculus.verification.statement import given
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, IntegerParameter, PointParameter

PLACES = 5
EACH = "Hold all variables but one still: what is left is the slope you know. Each variable has its own."
NOT_ALL = (
    "A partial derivative asks its own slice alone. Where the slice has no tangent slope, there is none."
)


class PartialDerivatives(Lesson):
    """A surface is cut along x and along y; each slice is a curve, and has a slope at A."""

    title = "Partial derivatives"
    code = "E1"
    section = "Partial derivatives"
    f = FunctionParameter("sin(x*y)", help="the surface z = f(x, y)", variables=("x", "y"))
    at = PointParameter("0.1, -1", help="the point A, as x, y")
    cells = IntegerParameter("24", help="cells of the mesh in each direction", least=8, most=40)

    @classmethod
    def check(cls) -> None:
        """Refuse a point over which there is no surface, and one that no mesh can show."""
        x, y = cls.at
        if not abs(cls.f(x, y)) < float("inf"):
            raise ParameterError(
                f"f = {cls.f.text} has no value at ({x:g}, {y:g}); choose a point over which it has one"
            )
        require_calm(cls.f, World.around(cls.f, (x, y), cells=cls.cells))

    def construct(self) -> None:
        self.picture = PartialPicture(self.stage.picture, self.f, self.at, theme=self.theme, cells=self.cells)
        self.ground = given(f=self.f)
        self.upper, self.lower = self.stage.panel.rows(0.65, 0.35)
        self.results = self.both_results()
        self.formulas = mn.VGroup()
        self.board: Board | None = None
        self.open: Direction | None = None
        self.ask()
        for way in self.picture.directions:
            is_known = self.open is not None
            self.cut(way)
            if is_known and way.has_slope:
                self.do_the_same(way)
            else:
                self.take_second_point(way)
                self.approach(way)
        self.derive_all()
        self.keep()

    def ask(self) -> None:
        with self.beat("question", "How steep is this surface at A? That depends on which way you walk."):
            self.function = self.formula(rf"f(x, y) = {self.f.latex}", role=Role.CURVE)
            self.upper.place(self.function, x=-1, y=1)
            self.heading = self.head("How steep is a surface at $A$?")
            self.add(self.picture.space, self.heading)
            self.play(self.picture.rise(), mn.FadeIn(self.function))
            self.play(self.picture.show_point())

    def cut(self, way: Direction) -> None:
        moves = way.variable
        caption = (
            f"Walk along {moves} only: {way.held_text} stays. The upright cut is a curve in {moves} alone."
        )
        with self.beat(f"slice along {way.variable}", caption):
            gone = self.leave()
            self.slice = self.formula(way.latex, role=Role.SLICE)
            self.rows = self.read_outs(way)
            self.play(self.picture.cut(way, after=self.open), *gone)
            self.open = None
            self.play(self.picture.trace(way), mn.FadeIn(self.slice))

    def take_second_point(self, way: Direction) -> None:
        caption = (
            f"A curve has secants: B is ε further along {way.variable}. Rise over run is the slope of AB."
        )
        with self.beat(f"secant along {way.variable}", caption):
            self.play(self.picture.show_second_point(way), mn.FadeIn(*self.rows))

    def do_the_same(self, way: Direction) -> None:
        caption = f"As before, B comes to A along {way.variable}, and the secant settles on the tangent."
        with self.beat(f"limit along {way.variable}", caption, pause=1.5):
            self.play(self.picture.show_second_point(way), mn.FadeIn(*self.rows))
            self.play(self.picture.approach(way))
        self.define(way)

    def approach(self, way: Direction) -> None:
        """B comes to A: that gives a slope, or shows why there is none."""
        if way.has_slope:
            self.arrive(way)
            self.define(way)
        else:
            self.try_each_side(way)

    def arrive(self, way: Direction) -> None:
        caption = "Let B come to A. The line settles on the tangent of the slice, its slope on a number."
        with self.beat(f"limit along {way.variable}", caption, pause=1.5):
            self.play(self.picture.approach(way))

    def define(self, way: Direction) -> None:
        moves = way.variable
        caption = f"This number is the partial derivative of f by {moves} at A: only {moves} has moved."
        with self.beat(f"definition by {way.variable}", caption, pause=2):
            definition = self.definition_of(way)
            self.play(
                Carry(self.quotient.label, definition),
                mn.FadeOut(self.run, self.quotient.result),
                mn.FadeIn(self.results[way.axis]),
            )
            self.definition, self.open = definition, way

    def leave(self) -> list[mn.Animation]:
        """The slice that has told its slope gives way, where one is open."""
        return [mn.FadeOut(self.slice, self.definition)] if self.open is not None else []

    def make_whole(self) -> list[mn.Animation]:
        """Put the surface together again, if it is cut."""
        gone, way, self.open = self.leave(), self.open, None
        return gone if way is None else [self.picture.close(way), *gone]

    def definition_of(self, way: Direction) -> Formula:
        """The limit, below the slice, in two lines where one would be too small."""
        box, made = self.free_box().inset(top=self.slice.height), self.formula(way.definition)
        if not is_legible(made, box, em=EM[Size.BODY]):
            made = self.formula(way.definition_in_lines)
        return box.place(made, x=-1)

    def try_each_side(self, way: Direction) -> None:
        """Let B come from the right, then from the left, as far as the slice goes there."""
        for side in (way.behaviour.right, way.behaviour.left):
            if side.is_defined:
                self.approach_from(way, side)
        with self.beat(f"no slope along {way.variable}", way.behaviour.sentence, pause=2):
            self.play(mn.FadeOut(*self.rows), mn.FadeIn(self.results[way.axis]))
            self.wait(1.5)
            self.play(self.picture.close(way), mn.FadeOut(self.slice))

    def approach_from(self, way: Direction, side: Side) -> None:
        with self.beat(
            f"along {way.variable}, from the {side.name}", f"Let B come to A from the {side.name}."
        ):
            if not way.secant.is_at_start(side.name):
                self.play(self.picture.start_from(way, side.name))
            self.play(self.picture.approach(way))

    def derive(self, way: Direction, proof: Derivation) -> None:
        everywhere = f"Rules give it at every point. By {way.variable}: treat {way.other} as a constant."
        caption = proof.remarks[0] if proof.remarks else everywhere
        with self.beat(f"derivation by {way.variable}", caption):
            rows = legible_rows(proof.lines, self.stage.panel, theme=self.theme)
            self.play(self.clear_panel(), *self.make_whole())
            self.board = Board(self.stage.panel, theme=self.theme, lines=rows)
            for row in rows:
                self.play(self.board.write(row, run_time=1))
                self.wait(self.board.reading_time)

    def derive_all(self) -> None:
        """By the rules, each partial derivative that was found and whose derivation is verified."""
        proofs = {
            way: partial_from_rules(self.f, way.variable) for way in self.picture.directions if way.has_slope
        }
        verified = [way for way, proof in proofs.items() if proof.finding.holds]
        for way in verified:
            self.derive(way, proofs[way].require_verified())
        self.formulas.add(*(self.formula_for(way, proofs[way]) for way in verified))
        self.upper.stack([self.function, *self.formulas])

    def clear_panel(self) -> mn.Animation:
        """Wipe the board, or, before there is one, what stands in its place."""
        if self.board is not None:
            return self.board.clear(run_time=0.6)
        return mn.FadeOut(self.function, self.results, run_time=0.6)

    def keep(self) -> None:
        all_there = all(way.has_slope for way in self.picture.directions)
        heading = "One slope for each variable" if all_there else "Each slice decides for itself"
        with self.beat("keep", EACH if all_there else NOT_ALL, pause=2):
            self.play(mn.FadeOut(self.heading, run_time=0.6), self.clear_panel(), *self.make_whole())
            self.play(mn.FadeIn(self.head(heading), self.function, self.formulas, self.results))
            self.play(self.picture.walk_round())
            self.play(self.picture.come_back())

    def formula(self, latex: str, role: Role = Role.TEXT) -> Formula:
        """What is stated of this lesson's function."""
        return Formula(latex, role=role, theme=self.theme, on=self.ground)

    def formula_for(self, way: Direction, proof: Derivation) -> Formula:
        """The partial derivative: stated for every point, or printed by what derived it for most."""
        if not proof.remarks:
            return self.formula(way.formula)
        subject, *_, last = proof.lines
        return Formula(f"{subject.latex} {last.latex}", theme=self.theme, printed=(subject, last))

    def free_box(self) -> Box:
        """The upper panel below the function."""
        return self.upper.inset(top=self.function.height + GAP)

    def read_outs(self, way: Direction) -> mn.VGroup:
        """The run ε and the quotient, below the slice."""
        step, run = way.secant.step, way.reading.run
        self.run = Readout(r"\epsilon", lambda: step.value, role=Role.RUN, theme=self.theme, drawn=run)
        drawn = self.picture.drawn_quotient(way)
        beside, below = (
            self.slope_of(way, way.quotient, drawn, below=is_below) for is_below in (False, True)
        )
        self.quotient = beside if beside.width <= self.free_box().width else below
        rows = mn.VGroup(self.run, self.quotient)
        self.free_box().stack([self.slice, *rows], gap=0.24)
        return rows

    def slope_of(
        self, way: Direction, label: str, drawn: Mapping[str, ReadBack], *, below: bool = False
    ) -> Readout:
        """The slope of the line along a variable, called by a label, and checked against both."""
        slope, on = way.secant.slope, self.ground
        return Readout(label, slope, places=PLACES, theme=self.theme, below=below, drawn=drawn, on=on)

    def both_results(self) -> mn.VGroup:
        """At the foot of the panel: the partial derivatives at A, read from the lines that have arrived."""
        results = mn.VGroup(*(self.result(way) for way in self.picture.directions))
        self.lower.stack(list(results), gap=GAP / 2, y=-1)
        return results

    def result(self, way: Direction) -> mn.VMobject:
        """The partial derivative at A, or that there is none, and why."""
        if way.has_slope:
            return self.slope_of(way, way.name_at, {ITSELF: way.reading.slope})
        none = rf"no ${way.symbol}$ at $A$: {way.behaviour.verdict}"
        return Prose(none, theme=self.theme, size=Size.BODY, width=self.lower.width)
