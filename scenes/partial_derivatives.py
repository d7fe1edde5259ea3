"""Slopes of a surface along x and along y (notebook, "Partial derivatives")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.board import Board, rows_of
from calcanim.blocks.formula import Carry, Formula, Prose
from calcanim.blocks.live import Readout
from calcanim.blocks.partial_picture import Direction, PartialPicture
from calcanim.blocks.stage import GAP
from calcanim.blocks.theme import Role, Size
from calcanim.calculus.behaviour import Side
from calcanim.calculus.proofs import partial_from_rules
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, IntegerParameter, PointParameter

PLACES = 5


class PartialDerivatives(Lesson):
    """A surface is cut along x and along y; each slice is a curve, and has a slope at A."""

    title = "Partial derivatives"
    f = FunctionParameter("sin(x*y)", help="the surface z = f(x, y)", variables=("x", "y"))
    at = PointParameter("0.1, -1", help="the point A, as x, y")
    cells = IntegerParameter("24", help="cells of the mesh in each direction", least=8, most=40)

    @classmethod
    def check(cls) -> None:
        """Refuse a point over which there is no surface."""
        if not abs(cls.f(*cls.at)) < float("inf"):
            x, y = cls.at
            raise ParameterError(
                f"f = {cls.f.text} has no value at ({x:g}, {y:g}); choose a point over which it has one"
            )

    def construct(self) -> None:
        self.picture = PartialPicture(self.stage.picture, self.f, self.at, theme=self.theme, cells=self.cells)
        self.upper, self.lower = self.stage.panel.rows(0.68, 0.32)
        self.results = mn.VGroup()
        self.ask()
        for way in self.picture.directions:
            self.cut(way)
            self.take_second_point(way)
            if way.has_slope:
                self.arrive(way)
                self.define(way)
            else:
                self.try_each_side(way)
            self.close(way)
        for way in self.picture.directions:
            self.derive(way)
        self.keep()

    def ask(self) -> None:
        with self.beat("question", "How steep is this surface at A? That depends on which way you walk."):
            self.function = Formula(rf"f(x, y) = {self.f.latex}", role=Role.CURVE, theme=self.theme)
            self.upper.place(self.function, x=-1, y=1)
            self.add(self.picture.space, self.head("How steep is a surface at $A$?"))
            self.play(self.picture.rise(), mn.FadeIn(self.function))
            self.play(self.picture.show_point())

    def cut(self, way: Direction) -> None:
        caption = f"Walk along {way.variable} only: {way.held_text} stays. The upright cut is a curve in {way.variable} alone."
        with self.beat(f"slice along {way.variable}", caption):
            self.slice = Formula(way.latex, theme=self.theme)
            self.rows = self.read_outs(way)
            self.play(self.picture.cut(way))
            self.play(self.picture.trace(way), mn.FadeIn(self.slice))

    def take_second_point(self, way: Direction) -> None:
        caption = f"A curve has secants: B is ε further along {way.variable}. Rise over run is the slope of AB."
        with self.beat(f"secant along {way.variable}", caption):
            self.play(self.picture.show_second_point(way), mn.FadeIn(self.rows))

    def arrive(self, way: Direction) -> None:
        caption = "Let B come to A. The line settles on the tangent of the slice, its slope on a number."
        with self.beat(f"limit along {way.variable}", caption, pause=1.5):
            self.play(self.picture.approach(way))

    def define(self, way: Direction) -> None:
        caption = f"This number is the partial derivative of f by {way.variable} at A: only {way.variable} has moved."
        with self.beat(f"definition by {way.variable}", caption, pause=2):
            definition = self.upper.fit(Formula(way.definition, theme=self.theme))
            definition.move_to(self.rows, aligned_edge=mn.LEFT)
            quotient = self.rows[1].label.copy()
            self.remove(self.rows)
            self.play(Carry(quotient, definition), self.add_result(self.result(way)))
            self.definition = definition

    def try_each_side(self, way: Direction) -> None:
        """Let B come from the right, then from the left, as far as the slice goes there."""
        for side in (way.behaviour.right, way.behaviour.left):
            if side.is_defined:
                self.approach_from(way, side)
        with self.beat(f"no slope along {way.variable}", way.behaviour.sentence, pause=2):
            self.play(mn.FadeOut(self.rows), self.add_result(self.verdict(way)))
            self.definition = mn.VGroup()

    def approach_from(self, way: Direction, side: Side) -> None:
        with self.beat(f"along {way.variable}, from the {side.name}", f"Let B come to A from the {side.name}."):
            self.play(self.picture.start_from(way, side.name))
            self.play(self.picture.approach(way))

    def close(self, way: Direction) -> None:
        caption = "Close the surface again." if way.has_slope else "So here f has no such slope."
        with self.beat(f"after {way.variable}", caption):
            self.play(self.picture.close(way), mn.FadeOut(self.slice, self.definition))

    def derive(self, way: Direction) -> None:
        proof = partial_from_rules(self.f, way.variable)
        if not way.has_slope or not proof.finding.holds:
            return
        caption = f"The rules give it as a formula. By {way.variable}: treat {way.other} as a constant, then differentiate."
        with self.beat(f"derivation by {way.variable}", caption):
            rows = rows_of(proof.require_verified().lines)
            board = Board(self.upper, theme=self.theme, lines=rows)
            self.play(mn.FadeOut(self.function), run_time=0.5)
            for row in rows:
                self.play(board.write(row, run_time=1))
                self.wait(0.6)
            self.play(board.clear())

    def keep(self) -> None:
        caption = "Hold all variables but one still: what is left is the slope you know, one for each variable."
        with self.beat("keep", caption, pause=2):
            words = Prose(
                "One slope for each variable: the others are held still.",
                theme=self.theme,
                size=Size.BODY,
                bold=True,
                width=self.upper.width,
            )
            self.play(mn.FadeIn(self.upper.place(words, x=-1, y=1)))
            self.play(self.picture.walk_round())
            self.play(self.picture.come_back())

    def read_outs(self, way: Direction) -> mn.VGroup:
        """The run ε and the quotient, below the slice."""
        rows = mn.VGroup(
            Readout(r"\epsilon", lambda: way.secant.step.value, role=Role.RUN, theme=self.theme),
            Readout(way.quotient, way.secant.slope, places=PLACES, theme=self.theme),
        )
        self.upper.inset(top=self.function.height + GAP).stack([self.slice, *rows])
        return rows

    def result(self, way: Direction) -> Readout:
        """The partial derivative at A, read from the line that has arrived."""
        return Readout(way.name_at, way.secant.slope, places=PLACES, theme=self.theme)

    def verdict(self, way: Direction) -> Prose:
        """That there is none, and why."""
        return Prose(
            rf"no ${way.symbol}$ at $A$: {way.behaviour.verdict}", theme=self.theme, size=Size.BODY, width=self.lower.width
        )

    def add_result(self, result: mn.VMobject) -> mn.Animation:
        """Bring in a result at the foot of the panel, below those that are there."""
        rows = self.lower.rows(1, 1)
        rows[len(self.results)].place(result, x=-1)
        self.results.add(result)
        return mn.FadeIn(result)
