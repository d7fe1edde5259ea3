"""The limit of sin(θ)/θ at 0, by areas in the unit circle (notebook, "Sin")."""

from __future__ import annotations

import math
from collections.abc import Sequence

import manim as mn

from calcanim.blocks.figures.sine_readouts import area_readouts, quotient_readouts, value_readouts
from calcanim.blocks.figures.sine_symbols import tinted, tinted_rows
from calcanim.blocks.figures.squeeze_plot import SqueezePlot
from calcanim.blocks.figures.unit_circle import UnitCircle
from calcanim.blocks.formula import Carry, Formula, Prose
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Size
from calcanim.blocks.writing.board import Board, Row
from calcanim.calculus import latex
from calcanim.calculus.proofs import (
    inequalities,
    inequalities_for_both_signs,
    inequalities_for_negative_angles,
    limit_of_the_quotient,
)
from calcanim.calculus.unit_circle import Saying, limit_at_zero, sine_squeeze
from calcanim.calculus.verification.trials import Ground
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import NumberParameter

SMALLEST_START, LARGEST_START = 0.35, 1.1
SMALLEST_PART = 1 / 12
BOARD_SHARES, PLOT_SHARES, VALUE_SHARES = (0.42, 0.58), (0.48, 0.52), (0.66, 0.34)
CONDITION_GAP = 0.45
STEPS = (
    ("times two", "Multiply by 2: the halves go."),
    ("divided by the sine", "Divide by sin θ. It is positive here, so no sign turns."),
    ("the sine cancels", "The tangent is sine over cosine, so sin θ cancels on the right."),
    ("reciprocals", "All three are positive: their reciprocals stand in the opposite order."),
    ("the squeeze", "Read from the right: sin θ over θ lies between cos θ and its reciprocal."),
)


class SineSqueeze(Lesson):
    """Two triangles and a sector hold sin(θ)/θ between cos(θ) and 1/cos(θ), and both go to 1."""

    title = "Squeezing sin(θ)/θ"
    code = "F1"
    section = "A few proofs"
    start = NumberParameter(
        "pi/5", help="the angle θ to start from, in radians, below pi/2", above=0, below=math.pi / 2
    )

    @classmethod
    def check(cls) -> None:
        """Refuse angles at which one of the three areas could not be made out."""
        if not SMALLEST_START <= cls.start <= LARGEST_START:
            raise ParameterError(
                f"start={cls.start:g}: the three areas cannot be told apart in one picture; "
                f"choose an angle from {SMALLEST_START} to {LARGEST_START} radians"
            )

    def construct(self) -> None:
        self.squeeze = sine_squeeze()
        self.ask()
        self.fill_inner_triangle()
        self.fill_sector()
        self.fill_outer_triangle()
        self.shrink()
        self.order_areas()
        self.derive()
        self.plot_bounds()
        self.turn_over()
        self.cancel_signs()
        self.close()
        self.conclude()
        self.keep()

    def ask(self) -> None:
        caption = (
            "The arc is θ long, its height is sin θ. As θ goes to 0 both vanish. What does their quotient do?"
        )
        with self.beat("question", caption):
            self.figure = figure = UnitCircle(self.stage.picture, self.start, theme=self.theme)
            self.heading, rows = self.say(self.squeeze.question), self.quotient_rows()
            self.add(self.heading, figure.axes, figure.circle)
            self.play(mn.Create(figure.radius), mn.FadeIn(figure.names.radius), run_time=0.7)
            self.play(mn.Create(figure.mark), mn.FadeIn(figure.names.angle), mn.Create(figure.arc))
            self.play(mn.Create(figure.sine), mn.FadeIn(figure.names.sine), mn.FadeIn(rows))
            self.play(figure.turn(self.smallest(), run_time=2.5))
            self.play(figure.turn(self.start, run_time=1.2))
            self.play(mn.FadeOut(rows), run_time=0.5)

    def fill_inner_triangle(self) -> None:
        caption = "Compare three areas. The triangle inside: base cos θ, height sin θ."
        with self.beat("inner triangle", caption):
            figure, self.rows = self.figure, self.area_rows()
            self.play(mn.Create(figure.cosine), mn.FadeIn(figure.names.cosine))
            self.play(mn.FadeIn(figure.inner, figure.names.inner), mn.FadeIn(self.rows[0]))

    def fill_sector(self) -> None:
        caption = "The slice of the disc is larger: its share θ/2π of the whole area π, which is θ/2."
        with self.beat("sector", caption):
            figure = self.figure
            self.play(mn.FadeIn(figure.rest_of_sector, figure.names.rest_of_sector))
            self.play(mn.FadeIn(self.rows[1]))

    def fill_outer_triangle(self) -> None:
        caption = "The triangle around it is larger still: base 1, height tan θ."
        with self.beat("outer triangle", caption):
            figure, names = self.figure, self.figure.names
            self.play(mn.FadeOut(figure.cosine, names.cosine), mn.FadeIn(names.base), run_time=0.6)
            self.play(mn.Create(figure.tangent), mn.Create(figure.long_side), mn.FadeIn(names.tangent))
            self.play(mn.FadeIn(figure.rest_of_outer, names.rest_of_outer), mn.FadeIn(self.rows[2]))

    def shrink(self) -> None:
        caption = "Make θ smaller and zoom in as fast: the order stays, but what lies between gets thin."
        with self.beat("shrink", caption):
            names = self.figure.names
            self.play(mn.FadeOut(names.base, names.radius), mn.FadeIn(self.rows[3]), run_time=0.6)
            self.play(self.figure.turn(self.smallest(), zoomed=True, run_time=4))

    def order_areas(self) -> None:
        caption = "So for every θ between 0 and π/2 the three areas stand in this order."
        with self.beat("areas in order", caption):
            proof = inequalities().require_verified()
            figure_box, board_box = self.split(*BOARD_SHARES)
            self.play(mn.FadeOut(self.rows), run_time=0.5)
            self.play(self.figure.turn(self.start, zoomed=True, run_time=1.5))
            self.play(self.figure.move_to_box(figure_box), run_time=0.8)
            self.lines = tinted_rows(proof.lines)
            self.condition, self.board = self.board_with_condition(board_box, proof.where, self.lines)
            self.play(mn.FadeIn(self.condition), self.board.write(self.lines[0]))

    def derive(self) -> None:
        for line, (name, caption) in zip(self.lines[1:], STEPS, strict=True):
            with self.beat(name, caption):
                self.play(self.board.write(line))

    def plot_bounds(self) -> None:
        caption = "Draw all three over θ. The quotient runs between its two bounds."
        with self.beat("plot", caption):
            proof = inequalities_for_negative_angles().require_verified()
            self.lines, chain, old = tinted_rows(proof.lines), newest(self.board), self.condition
            plot_box, self.side_box = self.split(*PLOT_SHARES)
            self.condition, self.board = self.board_with_condition(self.side_box, proof.where, self.lines)
            self.board.write(self.lines[0])
            self.graph = graph = SqueezePlot(plot_box, self.squeeze, self.start, theme=self.theme)
            self.play(mn.FadeOut(*self.all_but(self.heading, chain, old)), run_time=0.7)
            self.play(Carry(old, self.condition), Carry(chain, newest(self.board)), mn.FadeIn(graph.plot))
            self.draw_curves(graph)

    def draw_curves(self, graph: SqueezePlot) -> None:
        low, middle, high = graph.right
        self.play(mn.Create(low), mn.Create(high), mn.FadeIn(graph.names[0], graph.names[2]), run_time=1.2)
        self.play(mn.FadeIn(graph.band), mn.Create(middle), mn.FadeIn(graph.names[1]), run_time=1.2)
        self.play(mn.FadeIn(graph.hole), run_time=0.5)

    def turn_over(self) -> None:
        caption = "What if θ is negative? Then −θ is between 0 and π/2, and the chain holds for −θ."
        with self.beat("negative angles", caption):
            self.add(self.graph.left_band, self.graph.left, self.graph.right)
            negative = inequalities_for_negative_angles().steps[-1].ground
            self.play(
                self.change_condition(negative),
                self.board.write(self.lines[1]),
                self.graph.unfold(run_time=2),
            )
            self.play(self.board.drop_earlier())
            self.wait(self.board.reading_time)

    def cancel_signs(self) -> None:
        caption = "The two signs cancel: all three values stay, and the left half is the mirror image."
        with self.beat("mirror", caption):
            for line in self.lines[2:]:
                self.play(self.board.write(line))
                self.wait(self.board.reading_time)
            joined = inequalities_for_both_signs().require_verified().where
            self.play(self.change_condition(joined), run_time=0.8)

    def change_condition(self, ground: Ground) -> mn.Animation:
        """The condition at the top of the panel turns into another."""
        before = self.condition
        self.condition, _ = self.board_with_condition(self.side_box, ground, ())
        return Carry(before, self.condition)

    def close(self) -> None:
        caption = "Now θ goes to 0 from both sides. The bounds close, and the quotient has no room left."
        with self.beat("close", caption):
            graph, self.rows = self.graph, self.value_rows()
            self.play(self.board.clear(), mn.FadeOut(self.condition))
            self.play(mn.FadeIn(graph.gaps, graph.dots, graph.twins, self.rows))
            self.play(graph.close())

    def conclude(self) -> None:
        caption = "At 0 the quotient has no value. But squeezed by bounds that go to 1, its limit is 1."
        with self.beat("limit", caption):
            line = tinted_rows(limit_of_the_quotient().require_verified().lines)[-1]
            self.board = Board(self.value_boxes()[1], theme=self.theme, lines=(line,))
            self.play(self.board.write(line))

    def keep(self) -> None:
        with self.beat(
            "to keep", "Held between two bounds that meet, it has no choice: sin θ over θ goes to 1."
        ):
            (line,) = tinted_rows([Row.of(*limit_at_zero().require_verified().lines)])
            result = Formula(line.latex, theme=self.theme, size=Size.HEADING, printed=line.printed)
            answer = self.say(self.squeeze.answer)
            self.play(Carry(self.heading, answer), mn.FadeOut(self.rows), self.board.clear())
            self.play(mn.FadeIn(self.side_box.place(result), scale=1.3))

    def smallest(self) -> float:
        return self.start * SMALLEST_PART

    def say(self, saying: Saying) -> Prose:
        """A sentence of the core as the heading."""
        return self.head(saying.sentence, printed=saying)

    def quotient_rows(self) -> mn.Group:
        return self.stacked(*quotient_readouts(self.figure))

    def area_rows(self) -> mn.Group:
        return self.stacked(*area_readouts(self.figure, width=self.stage.panel.width))

    def value_rows(self) -> mn.Group:
        return self.value_boxes()[0].stack(value_readouts(self.graph), gap=0.35)

    def stacked(self, *rows: mn.Mobject) -> mn.Group:
        return self.stage.panel.stack(rows, gap=0.5, y=0)

    def board_with_condition(self, box: Box, ground: Ground, lines: Sequence[Row]) -> tuple[Formula, Board]:
        """The conditions of a ground at the top of a box, and a board below them."""
        conditions = ", ".join(latex(each) for each in ground.conditions)
        condition = Formula(tinted(rf"\text{{for }} {conditions}"), theme=self.theme, on=ground)
        box.place(condition, x=-1, y=1)
        below = box.inset(top=condition.height + CONDITION_GAP)
        return condition, Board(below, theme=self.theme, lines=lines)

    def value_boxes(self) -> tuple[Box, ...]:
        """For the values at the points, and below them for what follows from these."""
        return self.side_box.rows(*VALUE_SHARES)

    def split(self, *shares: float) -> tuple[Box, ...]:
        """The body for a picture and what stands beside or below it."""
        cut = self.stage.body.columns if self.stage.is_wide else self.stage.body.rows
        return cut(*shares)

    def all_but(self, *kept: mn.Mobject) -> list[mn.Mobject]:
        """What is drawn, less what stays."""
        drawn = (each for each in self.mobjects if not isinstance(each, mn.ValueTracker))
        return [each for each in drawn if each not in kept]


def newest(board: Board) -> Formula:
    """The formula that the board wrote last."""
    formula = board.rows[-1][0]
    assert isinstance(formula, Formula)
    return formula
