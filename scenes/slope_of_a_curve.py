"""The slope at one point: the secant, its limit, and two ways to have none (notebook, cells 4 to 6)."""

from __future__ import annotations

from typing import ClassVar, cast

import manim as mn

from calcanim.blocks.formula import Carry, Formula, Glyphs, Prose
from calcanim.blocks.live import Readout
from calcanim.blocks.motion.secant import Secant
from calcanim.blocks.plots.framing import window_for, x_range_near
from calcanim.blocks.plots.plot import Plot, StraightLine, Vertical, Window, Zoom
from calcanim.blocks.plots.zoom_readout import zoom_readout
from calcanim.blocks.theme import THIN_STROKE, Role
from calcanim.blocks.writing.board import Board
from calcanim.blocks.writing.breaking import in_lines
from calcanim.blocks.writing.definition import QUOTIENT, slope_limit
from calcanim.blocks.writing.derivation_rows import have_room, legible_rows, restated, rows_in_lines
from calcanim.calculus import Side, Verdict, secant_limit
from calcanim.calculus.analysis.slope_in_words import CONCLUSIONS
from calcanim.calculus.analysis.wording import number
from calcanim.calculus.proofs import derivative_from_definition, difference_quotient
from calcanim.calculus.verification.statement import Ground, given
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter

SHARES, ROW_GAP = (0.55, 0.45), 0.25


class SecantBecomesTangent(Lesson):
    """B moves to A on a curve; the line AB closes on the tangent, its slope on the derivative."""

    title = "The secant becomes the tangent"
    code = "A3"
    section = "Defining the slope of a curve"
    question: ClassVar[str] = "How steep is the curve at $A$?"
    largest_zoom: ClassVar[float] = 1
    f = FunctionParameter("x^2", help="the curve y = f(x)")
    at = NumberParameter("-1", help="x-coordinate of A")
    reach = NumberParameter("1.5", help="how far B starts from A, in x", above=0)

    @property
    def ground(self) -> Ground:
        """What the formulas stand on."""
        return given(f=self.f, x_A=self.at, Delta_x="x_B - x_A", Delta_y="f(x_B) - f(x_A)")

    def construct(self) -> None:
        self.behaviour = self.f.behaviour(self.at.expr)
        self.ask("A straight line has one slope. A curve bends: how steep is it at one single point, A?")
        if not self.behaviour.has_value:
            self.find_no_point()
        elif self.behaviour.verdict is Verdict.DIFFERENTIABLE:
            self.take_second_point()
            self.swing()
            self.arrive()
            self.derive()
        else:
            self.take_second_point()
            self.try_each_side()
            self.conclude()

    @classmethod
    def require(cls, verdict: Verdict) -> None:
        """Refuse a function and a point for which this lesson would tell a lie."""
        found = cls.f.behaviour(cls.at.expr).verdict
        if found is not verdict:
            raise ParameterError(
                f"{cls.__name__} needs a {verdict} at x = {cls.at:g}; {cls.f.text} is {found} there. "
                f"SecantBecomesTangent takes any function"
            )

    def ask(self, caption: str) -> None:
        with self.beat("question", caption):
            self.plot = Plot(
                self.stage.picture, self.window(), theme=self.theme, largest_zoom=self.largest_zoom
            )
            self.curve = self.plot.curve(self.f)
            self.secant = Secant(self.curve, self.at, step=self.reach)
            self.rows = self.readouts()
            self.add(self.plot, self.head(self.question))
            self.play(mn.Create(self.curve), mn.FadeIn(self.rows[0]), run_time=1.5)
            if self.behaviour.has_value:
                self.play(mn.FadeIn(self.secant.point_a, self.secant.label_a, scale=1.5))

    def take_second_point(self) -> None:
        caption = "Take a second point B. The line through A and B has a slope: rise over run."
        with self.beat("second point", caption):
            s = self.secant
            self.play(mn.FadeIn(s.point_b, s.label_b, scale=1.5))
            self.play(mn.Create(s.run), mn.FadeIn(self.rows[1]))
            self.play(mn.Create(s.rise), mn.FadeIn(self.rows[2]))
            self.play(mn.Create(s.line), mn.FadeIn(self.rows[3]))

    def swing(self) -> None:
        caption = "Move B along the curve, past A and back: the line turns, and its slope changes with it."
        with self.beat("swing", caption):
            turn = self.secant.swing(self.behaviour.slope, reach=self.reach)
            self.play(turn, run_time=7, rate_func=mn.linear)

    def arrive(self) -> None:
        caption = "B comes closer and closer to A. The line turns less and less, and settles: the tangent."
        with self.beat("limit", caption):
            self.play(self.secant.approach(self.behaviour.slope))
        caption = "At A, rise over run is 0/0: no value. Its limit is the tangent's slope."
        with self.beat("no quotient", caption, pause=2.5):
            self.limit = slope_limit(self.behaviour.slope, theme=self.theme, on=self.ground)
            self.stage.panel.below(self.rows).place(self.limit, x=-1, y=1)
            self.play(mn.FadeIn(self.limit))

    def derive(self) -> None:
        caption = "The slope it settles at is the derivative of f at A: the limit of rise over run."
        with self.beat("derivative", caption, pause=2.5):
            derivation = derivative_from_definition(self.f, self.at.expr).require_verified()
            self.play(mn.FadeOut(self.rows[1:]), run_time=0.6)
            self.play(self.limit.animate.align_to(self.rows[1], mn.UP))
            lower = self.stage.panel.below(self.limit)
            lines = legible_rows(restated(derivation.lines), lower, theme=self.theme)
            if not have_room(lines, lower, theme=self.theme):
                self.play(mn.FadeOut(self.limit))
                lower = self.stage.panel.below(self.rows[0])
            board = Board(lower, theme=self.theme, lines=lines)
            for line in lines:
                self.play(board.write(line))
                self.wait(board.reading_time)

    def try_each_side(self) -> None:
        """Let B come from the right, then from the left, as far as the curve goes there."""
        for side in (self.behaviour.right, self.behaviour.left):
            if side.is_defined:
                self.approach_from(side)

    def approach_from(self, side: Side) -> None:
        with self.beat(
            f"from the {side.name}", f"Let B come to A from the {side.name}. {self.told(side)}", pause=1.5
        ):
            start = self.reach if side.name == "right" else -self.reach
            if self.secant.step.get_value() != start:
                self.play(self.secant.move_to_step(start))
            self.play(self.secant.approach(secant_limit(self.behaviour, side)))
            self.traces.add(self.secant.trace())
            self.bring_to_back(self.traces)
            self.play(mn.FadeIn(self.note(side)))

    def told(self, side: Side) -> str:
        """What the slope does on this side, for the caption."""
        limit = secant_limit(self.behaviour, side)
        if limit is None:
            return "The slope never settles."
        if limit.is_finite:
            return f"The slope settles at {number(limit)}."
        return f"The slope {'grows' if limit > 0 else 'falls'} without end."

    def note(self, side: Side) -> Glyphs:
        """The limit of the slope from this side, as a formula below those that are there."""
        sign = "+" if side.name == "right" else "-"
        limit = secant_limit(self.behaviour, side)
        note: Glyphs = Prose(f"no limit from the {side.name}", theme=self.theme)
        if limit is not None:
            note = slope_limit(limit, theme=self.theme, on=self.ground, side=sign)
        box = self.stage.panel_split(*SHARES)[1]
        free = box.below(self.notes, gap=0.15) if len(self.notes) else box
        self.notes.add(free.place(note, x=-1, y=1))
        return note

    def find_no_point(self) -> None:
        with self.beat("no point", self.behaviour.sentence, pause=2.5):
            upright = StraightLine(self.plot, lambda: Vertical(self.at), role=Role.MUTED, width=THIN_STROKE)
            self.play(mn.Create(upright))
            self.play(mn.FadeIn(self.conclusion(f"No point $A$: {self.behaviour.verdict}")))

    def conclude(self) -> None:
        with self.beat("verdict", self.behaviour.sentence, pause=2.5):
            self.make_room()
            for note in self.notes:
                self.play(mn.Indicate(note, 1.05, self.theme.color(Role.SLOPE)), run_time=1.2)
            self.play(mn.FadeIn(self.conclusion(CONCLUSIONS[self.behaviour.verdict])))

    def make_room(self) -> None:
        """Take away what the verdict needs no longer."""
        self.clear_readouts()

    def clear_readouts(self, *also: mn.Mobject) -> None:
        """Take B away, and the line unless it is the tangent; the limits that were found move up."""
        upright = self.behaviour.verdict is Verdict.VERTICAL_TANGENT
        gone = [self.secant.second_point] if upright else [self.secant.second_point, self.secant.line]
        self.play(mn.FadeOut(self.rows[1:], *gone, *also), run_time=0.6)
        self.play(self.notes.animate.align_to(self.rows[1], mn.UL))

    def window(self) -> Window:
        """What is seen: B's whole way, and the curve around it."""
        ends = [(x, float(self.f(x))) for x in (self.at - self.reach, self.at, self.at + self.reach)]
        return window_for(self.f, x_range_near(self.f, self.at, self.reach), include=ends)

    def readouts(self) -> mn.VGroup:
        """The function, Δx, Δy and the slope of the line, below each other."""
        s, box = self.secant, self.stage.panel
        if self.behaviour.verdict is not Verdict.DIFFERENTIABLE:
            box = self.stage.panel_split(*SHARES)[0]
        function = in_lines(rf"f(x) = {self.f.latex}", box, theme=self.theme)
        rows = mn.VGroup(
            Formula(function, role=Role.CURVE, theme=self.theme, on=self.ground),
            Readout(r"\Delta x", s.delta_x, drawn=s.drawn_run, role=Role.RUN, theme=self.theme, figures=2),
            Readout(r"\Delta y", s.delta_y, drawn=s.drawn_rise, role=Role.RISE, theme=self.theme, figures=2),
            Readout(QUOTIENT, s.quotient, drawn=s.drawn_terms, theme=self.theme),
        )
        self.notes, self.traces = mn.VGroup(), mn.VGroup()
        box.stack(list(rows), gap=ROW_GAP)
        return rows


class AbsoluteValueKink(SecantBecomesTangent):
    """From the left the slope is -1, from the right +1, and no zoom ever makes the corner straight."""

    title = "A corner has no tangent"
    code = "A4"
    question = "Does this corner have a slope?"
    largest_zoom = 1000
    f = FunctionParameter("abs(x)", help="a curve with a kink at A")
    at = NumberParameter("0", help="x-coordinate of the kink A")

    @classmethod
    def check(cls) -> None:
        cls.require(Verdict.KINK)

    def construct(self) -> None:
        self.behaviour = self.f.behaviour(self.at.expr)
        self.ask("This curve has a corner at A. Does it have a slope there?")
        self.take_second_point()
        self.try_each_side()
        self.look_closer()
        self.conclude()

    def look_closer(self) -> None:
        caption = "Zoom in ten, a hundred, a thousand times: it stays a V. No straight line fits the corner."
        with self.beat("zoom", caption, pause=2):
            (x, y), first = self.secant.place_a(), self.plot.window
            self.clear_readouts(self.traces)
            zoom = zoom_readout(self.plot)
            zoom.next_to(self.notes, mn.DOWN, buff=0.5, aligned_edge=mn.LEFT)
            self.play(mn.FadeIn(zoom))
            for factor in (10, 100, 1000):
                self.play(Zoom(self.plot, first.around(x, y, zoom=factor), run_time=2))
                self.wait(0.5)

    def make_room(self) -> None:
        """Leave the zoomed corner as it is."""


class CubeRootVerticalTangent(SecantBecomesTangent):
    """The secant stands up: its slope grows without end, and the tangent is vertical."""

    title = "A vertical tangent"
    code = "A5"
    f = FunctionParameter("cbrt(x)", help="a curve that stands upright at A")
    at = NumberParameter("0", help="x-coordinate of A")

    @classmethod
    def check(cls) -> None:
        cls.require(Verdict.VERTICAL_TANGENT)

    def construct(self) -> None:
        self.behaviour = self.f.behaviour(self.at.expr)
        self.ask("This curve has no corner and no gap. How steep is it at A?")
        self.take_second_point()
        self.try_each_side()
        self.agree()
        self.write_slope()
        self.conclude()

    def agree(self) -> None:
        """Two limits that are the same are one limit, which needs no side."""
        limit = self.behaviour.right_slope
        with self.beat("both sides", f"Both sides agree: the slope of AB goes to {number(limit)}.", pause=1):
            self.clear_readouts()
            first, *others = cast("list[Formula]", list(self.notes))
            both = slope_limit(limit, theme=self.theme, on=self.ground)
            self.stage.panel.below(self.rows[0], gap=ROW_GAP).place(both, x=-1, y=1)
            self.play(mn.FadeOut(*others), run_time=0.6)
            self.play(Carry(first, both))
            self.notes = mn.VGroup(both)

    def write_slope(self) -> None:
        caption = "From A to a point at distance h the slope is this: the smaller h, the larger, without end."
        with self.beat("formula", caption, pause=2):
            lines = difference_quotient(self.f, self.at.expr).require_verified().lines
            verdict = self.conclusion(CONCLUSIONS[self.behaviour.verdict])
            free = self.stage.panel.below(self.notes).above(verdict)
            rows = rows_in_lines(lines, free, theme=self.theme)
            self.board = Board(free, theme=self.theme, lines=rows)
            self.play(self.board.write(rows[0]))

    def make_room(self) -> None:
        """Leave the formula, which says why."""
