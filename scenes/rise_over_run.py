"""The slope of a straight line: rise over run (notebook, "Slope of a straight line")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.figures.slope_triangle import SlopeTriangle, has_true_scale, turned_heights
from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.plots.true_scale import true_scale_plot
from calcanim.blocks.theme import Role, Size
from calcanim.blocks.writing.equation import SIGN, Chain, LiveQuotient, Travel, fraction, part, without
from calcanim.calculus import Constant, NoSlopeError
from calcanim.calculus.rise_over_run import RiseOverRun as ExactSlope
from calcanim.calculus.rise_over_run import on_one_line
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import PointParameter

RISE = part("rise_word", part(Role.RISE, r"\text{rise}"))
RUN = part("run_word", part(Role.RUN, r"\text{run}"))
SYMBOLS = fraction(part("delta_y", r"\Delta y"), part("delta_x", r"\Delta x"))
SLOPE = r"\text{slope}"
DEFINITION = SLOPE + part(SIGN, "=") + fraction(RISE, RUN) + part("symbols", "=", SYMBOLS)
ABOVE = part("above", part(Role.RISE, part("y_b", "y_B"), "-", part("y_a", "y_A")))
BELOW = part("below", part(Role.RUN, part("x_b", "x_B"), "-", part("x_a", "x_A")))
DIFFERENCES = part(SIGN, "=") + fraction(ABOVE, BELOW)
UPRIGHT = "$" + part(SIGN, r"\Delta x") + "= 0$: no slope"
CONDITION = part(SIGN, r"\Delta x") + r"\neq 0"


def numbers(exact: ExactSlope) -> str:
    """LaTeX of the differences in numbers, of the quotient, and of the slope."""
    (y_b, y_a), (x_b, x_a) = exact.rise_terms, exact.run_terms
    above = part("above", part(Role.RISE, part("y_b", y_b), "-", part("y_a", y_a)))
    below = part("below", part(Role.RUN, part("x_b", x_b), "-", part("x_a", x_a)))
    rise = part("rise_value", part(Role.RISE, exact.rise.latex))
    run = part("run_value", part(Role.RUN, exact.run.latex))
    quotient = part("quotient", exact.quotient.relation, fraction(rise, run))
    value = part("value", exact.value.relation, part(Role.SLOPE, exact.value.latex))
    return part(SIGN, "=") + fraction(above, below) + quotient + value


def coordinates(name: str, point: tuple[Constant, Constant]) -> str:
    """LaTeX of a point with its coordinates, which are parts."""
    x, y = point
    return f"{name}({part('x', on_one_line(x.tree))}, {part('y', on_one_line(y.tree))})"


class RiseOverRun(Lesson):
    """The slope of the line through A and B is its rise over its run; a vertical line has none."""

    title = "Slope: rise over run"
    code = "A1"
    section = "Slope of a straight line"
    a = PointParameter("1,1", help="the point A")
    b = PointParameter("7,4", help="the point B; its x-coordinate is not A's")

    @classmethod
    def check(cls) -> None:
        """Two points above each other have no slope to show."""
        try:
            cls.exact_slope()
        except NoSlopeError as error:
            raise ParameterError(str(error)) from error

    @classmethod
    def exact_slope(cls) -> ExactSlope:
        """Rise over run of the two points, as they were written."""
        (x_a, y_a), (x_b, y_b) = cls.a, cls.b
        return ExactSlope((x_a.tree, y_a.tree), (x_b.tree, y_b.tree))

    def construct(self) -> None:
        self.exact = self.exact_slope()
        self.ask()
        self.walk()
        self.climb()
        self.divide()
        self.take_differences()
        self.put_numbers_in()
        self.slide()
        self.turn()
        self.stand_up()
        self.keep()

    def ask(self) -> None:
        caption = (
            "A straight line is equally steep everywhere. How steep? Two of its points are enough to tell."
        )
        self._set_picture()
        self._set_formulas()
        t = self.triangle
        with self.beat("question", caption):
            self.add(self.plot, *self.notes, self.head("How steep is a straight line?"))
            self.play(mn.Create(t.line), run_time=1.5)
            self.play(mn.FadeIn(t.point_a, self.place_a))
            self.play(mn.FadeIn(t.point_b, self.place_b))

    def walk(self) -> None:
        t = self.triangle
        with self.beat("run", "Go from A to B: first along, on a level with A. That distance is the run."):
            self.play(mn.Create(t.run), run_time=1.5)
            self.play(mn.FadeIn(t.run_label))

    def climb(self) -> None:
        t = self.triangle
        with self.beat("rise", "Then straight up or down, to B. That distance is the rise."):
            self.play(mn.Create(t.rise), run_time=1.5)
            self.play(mn.FadeIn(t.rise_label))

    def divide(self) -> None:
        caption = "The slope is the rise over the run: how far the line climbs for each unit to the right."
        t, row = self.triangle, self.definition
        words = [(t.rise_label.formula, row.part("rise_word")), (t.run_label.formula, row.part("run_word"))]
        symbols = [(row.part("rise_word"), row.part("delta_y")), (row.part("run_word"), row.part("delta_x"))]
        with self.beat("rise over run", caption):
            self.play(Travel(without(row, "symbols"), words, run_time=2.5))
            self.play(Travel(row.part("symbols"), symbols, run_time=2))

    def take_differences(self) -> None:
        caption = "The rise is a difference: y of B less y of A. So is the run: x of B less x of A."
        row, definition = self.differences, self.definition
        above = (definition.part("delta_y"), row.part("above"))
        below = (definition.part("delta_x"), row.part("below"))
        with self.beat("differences", caption):
            self.play(Travel(row, [above, below], run_time=2.5))

    def put_numbers_in(self) -> None:
        rise, run, value = self.exact.rise.text, self.exact.run.text, self.exact.value.spoken
        row, a, b = self.numbers, self.place_a.formula, self.place_b.formula
        above = [(b.part("y"), row.part("y_b")), (a.part("y"), row.part("y_a"))]
        below = [(b.part("x"), row.part("x_b")), (a.part("x"), row.part("x_a"))]
        differences = [
            (row.part("above"), row.part("rise_value")),
            (row.part("below"), row.part("run_value")),
        ]
        with self.beat("numbers", f"In numbers: a rise of {rise} over a run of {run} is a slope of {value}."):
            self.play(Travel(without(row, "quotient", "value"), above + below, run_time=4))
            self.play(Travel(row.part("quotient"), differences, run_time=2))
            self.play(Travel(row.part("value"), [(row.part("quotient"), row.part(Role.SLOPE))]))

    def slide(self) -> None:
        caption = "Any two points of the line will do: rise and run change, but their quotient does not."
        t = self.triangle
        with self.beat("any two points", caption):
            self.play(mn.FadeOut(self.numbers, self.place_a, self.place_b), run_time=0.6)
            self.play(mn.FadeIn(self.live, *self.names), run_time=0.6)
            self.play(t.slide(0, 0.4))
            self.play(t.slide(0, 2))
            self.play(t.slide(0.5, 1.1))
            self.play(t.go_home())

    def turn(self) -> None:
        caption = "Turn the line: rising, its slope is positive; level, it is 0; falling, it is negative."
        t = self.triangle
        first, last = turned_heights(self.a, self.b)
        with self.beat("turn", caption):
            self.play(t.move_b(first))
            self.wait(0.5)
            self.play(t.move_b(last))
            self.wait(0.5)
            self.play(t.move_b(first if self.exact.is_level else self.b))

    def stand_up(self) -> None:
        caption = "Move B over A: the run goes to 0, the slope outgrows every number. Upright, there is none."
        with self.beat("vertical", caption, pause=2.5):
            self.play(self.triangle.stand_up())
            self.play(mn.FadeIn(self.upright))

    def keep(self) -> None:
        caption = "Move B away and the slope is back. Slope is rise over run, wherever the run is not 0."
        with self.beat("keep", caption, pause=2):
            self.play(mn.FadeOut(self.upright), run_time=0.6)
            self.play(self.triangle.go_home())
            self.play(mn.FadeIn(self.condition))

    def _set_picture(self) -> None:
        places = [self.a, self.b, *turned_heights(self.a, self.b)]
        equal = has_true_scale(self.a, self.b)
        self.notes = [] if equal else [self._scale_note()]
        self.plot = true_scale_plot(self.stage.picture, places, theme=self.theme, equal=equal)
        t = self.triangle = SlopeTriangle(self.plot, self.a, self.b)
        self.place_a = t.label(t.point_a, coordinates("A", self.a), on=self.exact.ground)
        self.place_b = t.label(t.point_b, coordinates("B", self.b), on=self.exact.ground)
        self.names = (t.label(t.point_a, "A"), t.label(t.point_b, "B"))

    def _set_formulas(self) -> None:
        t = self.triangle
        box, _ = self.stage.panel.rows(9, 1)
        self.definition = self._row(DEFINITION)
        self.differences, self.numbers = self._row(DIFFERENCES), self._row(numbers(self.exact))
        self.upright = Prose(UPRIGHT, theme=self.theme, size=Size.BODY, on=self.exact.upright_ground)
        chain = Chain(box, [self.definition, self.differences, self.numbers, self.upright])
        self.condition = chain.in_place_of(self.upright, self._row(CONDITION))
        drawn = (t.rise.drawn_rise, t.run.drawn_run, t.line.drawn_slope)
        self.live = LiveQuotient(t.delta_y, t.delta_x, t.slope, drawn=drawn, theme=self.theme, largest=t.size)
        self.live.stand_on(self.numbers, chain)

    def _row(self, latex: str) -> Formula:
        return Formula(latex, theme=self.theme, on=self.exact.ground, after=SLOPE)

    def _scale_note(self) -> Prose:
        _, box = self.stage.panel.rows(9, 1)
        note = Prose("x and y have different scales", theme=self.theme, role=Role.MUTED)
        return box.place(note, x=-1, y=-1)
