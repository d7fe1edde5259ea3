"""Gradient descent in several variables (notebook, "Gradient Descent, revisited")."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn

from calcanim.blocks.figures.fit_picture import FitPicture
from calcanim.blocks.figures.gradient_picture import coloured
from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.live import Readout
from calcanim.blocks.motion.map_walk import MapWalk, map_extent
from calcanim.blocks.plots.contour_map import ContourMap, map_plot
from calcanim.blocks.stage import GAP, Box
from calcanim.blocks.theme import Role
from calcanim.blocks.writing.breaking import in_lines
from calcanim.blocks.writing.vector_numbers import VectorNumbers
from calcanim.calculus import Constant, Descent, descend, given
from calcanim.calculus.cost import small_data
from calcanim.calculus.descent_in_words import Ending
from calcanim.calculus.descent_law import descent_law
from calcanim.calculus.large_rates import leaps_away
from calcanim.calculus.law import Law
from calcanim.errors import ParameterError, UsageError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, IntegerParameter, NumberParameter, PointParameter

PLACES, SLOWLY, ROOM = 3, 3, 0.7  # decimals; steps taken one by one; frame units for signs that come
FIRST_WEIGHTS, LEARNING_RATE, LESSONS = (-1.0, 3.0), 0.1, 44
ABOUT_LEFT = {"about_edge": mn.LEFT}
POSITION, WEIGHTS = r"\mathbf{x}", "w"


class GradientDescentRevisited(Lesson):
    """Against the gradient, step by step: down a map of f, then down the cost of a model, which so learns."""

    title = "Gradient descent, revisited"
    code = "E5"
    section = "Gradient Descent, revisited"
    f = FunctionParameter("1/4*x^4 - x^2 + y^2", help="the function to make small", variables=("x", "y"))
    start = PointParameter("1/2, 3/2", help="where the first descent starts, as x, y")
    second = PointParameter("0, -3/2", help="where the second descent starts")
    rate = NumberParameter("0.2", help="the learning rate", above=0)
    steps = IntegerParameter("16", help="how many steps are taken", least=1, most=500)

    @classmethod
    def check(cls) -> None:
        """Every start must have a gradient."""
        cls.runs()

    @classmethod
    def runs(cls) -> tuple[Descent, Descent]:
        """From the first start, and from the second."""
        return cls._descent(cls.start, "start"), cls._descent(cls.second, "second")

    @classmethod
    def _descent(cls, start: tuple[Constant, Constant], name: str) -> Descent:
        x, y = start
        try:
            run = descend(cls.f, (float(x), float(y)), rate=float(cls.rate), steps=cls.steps)
        except UsageError as error:
            raise ParameterError(f"{name}=({x:g}, {y:g}): {error}") from error
        if leaps_away(run):
            raise ParameterError(
                f"rate={cls.rate:g}: from {name}=({x:g}, {y:g}) each step is many times as long as the last; "
                "choose a smaller rate"
            )
        return run

    def construct(self) -> None:
        self.first, self.further = self.runs()
        self.set_map()
        self.ask()
        self.step()
        self.roll()
        self.start_elsewhere()
        self.set_model()
        self.show_data()
        self.show_cost()
        self.learn()
        self.keep()

    def set_map(self) -> None:
        """The map with both descents, and the panel beside it."""
        runs = (self.first, self.further)
        self.plot = map_plot(self.stage.picture, *map_extent(runs), theme=self.theme)
        self.walk, self.other = (MapWalk(self.plot, self.f, run) for run in runs)
        self.slow = self.walk.places[: min(SLOWLY, self.walk.last)]
        places = self.walk.places + self.other.places
        self.map = ContourMap(self.plot, self.f, through=self.slow, avoid=places, closer_below=True)
        panel = self.stage.panel
        latex = in_lines(rf"f(x, y) = {self.f.latex}", panel, theme=self.theme)
        self.function = panel.place(
            Formula(latex, role=Role.CURVE, theme=self.theme, on=given(f=self.f)), x=-1, y=1
        )
        rows = panel.below(self.function).rows(0.9, 0.7, 0.7, 0.7, 0.7, 0.7, gap=GAP / 2)
        self.rule = self.printed(descent_law(self.f, self.first), rows[0])
        self.rate_line = rows[1].place(
            Formula(rf"\eta = {self.rate.latex}", theme=self.theme, on=given(eta=self.rate)), x=-1
        )
        self.number_boxes, self.end_box = rows[2:5], rows[5]
        self.numbers = self.numbers_of(self.walk)

    def numbers_of(self, walk: MapWalk) -> mn.VGroup:
        """The step, the place and the value of a walk."""
        ball, theme = walk.ball, self.theme
        count = Readout(
            "t", lambda: walk.index, places=0, role=Role.TEXT, theme=theme, drawn=walk.trail.drawn_steps
        )
        drawn = {"x": ball.drawn_x, "y": ball.drawn_y}
        value = Readout(
            "f(x, y)",
            walk.value,
            places=PLACES,
            role=Role.CURVE,
            theme=theme,
            drawn=drawn,
            on=given(f=self.f),
        )
        rows = (count, self.position(POSITION, walk), value)
        return mn.VGroup(
            *(
                box.inset(right=ROOM).place(row, x=-1)
                for box, row in zip(self.number_boxes, rows, strict=True)
            )
        )

    def position(self, label: str, walk: MapWalk) -> VectorNumbers:
        """Where the ball is."""
        values = [lambda: walk.in_flight()[0], lambda: walk.in_flight()[1]]
        drawn = [walk.ball.drawn_x, walk.ball.drawn_y]
        return VectorNumbers(label, values, drawn=drawn, places=PLACES, role=Role.TEXT, theme=self.theme)

    def ask(self) -> None:
        with self.beat(
            "question", "Where is f smallest? On a map, the gradient knows the way up. So go against it."
        ):
            self.heading = self.head("Downhill on a map")
            self.add(self.plot, self.heading, self.function)
            self.play(self.map.draw())
            self.play(self.map.write())
            self.play(mn.FadeIn(self.walk))

    def step(self) -> None:
        caption = "Each step is −η∇f: square to the contour that it leaves, long where f is steep."
        w = self.walk
        with self.beat("step", caption):
            self.play(mn.FadeIn(self.rule, self.rate_line, self.numbers))
            for index, contour in enumerate(self.map.marked):
                marks = mn.VGroup(contour, w.corner())
                self.play(mn.Create(marks), run_time=0.8)
                self.bring_to_front(w)
                self.play(w.arrow.grow(run_time=0.8))
                self.wait(0.4)
                self.play(w.go(index + 1, run_time=0.8))
                self.play(mn.FadeOut(marks, w.arrow), run_time=0.4)

    def roll(self) -> None:
        ending = Ending(self.f, self.first)
        goes_on = "Again and again. " if self.walk.last > SLOWLY else ""
        with self.beat("descent", f"{goes_on}{ending.sentence}"):
            self.play(self.walk.go(self.walk.last, run_time=5))
            self.show_end(ending)

    def start_elsewhere(self) -> None:
        ending = Ending(self.f, self.further)
        with self.beat("second start", f"Another start. {ending.sentence}"):
            self.play(mn.FadeOut(self.end, self.numbers))
            self.numbers = self.numbers_of(self.other)
            self.play(mn.FadeIn(self.other, self.numbers))
            self.play(self.other.go(self.other.last, run_time=5))
            self.show_end(ending)

    def show_end(self, ending: Ending) -> None:
        """In a few words how a descent ended."""
        self.end = self.end_box.place(Prose(ending.text, theme=self.theme, printed=ending), x=-1)
        self.play(mn.FadeIn(self.end))

    def set_model(self) -> None:
        """Data and line beside the map of the cost, and the formulas below."""
        self.cost = small_data()
        run = self.cost.learn(FIRST_WEIGHTS, rate=LEARNING_RATE, steps=LESSONS)
        plots, below = self.stage.body.rows(0.72, 0.28)
        left, right = plots.columns(1, 1) if self.stage.is_wide else plots.rows(1, 1)
        self.fit = FitPicture((left, right), self.cost, run, theme=self.theme)
        words, numbers = below.columns(1, 1) if self.stage.is_wide else below.rows(0.6, 0.4, gap=0.2)
        first, second = words.rows(0.4, 0.6, gap=0.15)
        self.model, self.cost_law = self.printed(self.cost.model, first), self.printed(self.cost.law, second)
        law = descent_law(self.cost.function, run, x=WEIGHTS, name="L")
        self.learning = self.printed(law, first)
        weights = self.position(WEIGHTS, self.fit.walk)
        value = Readout(
            "L(w)",
            self.fit.value,
            places=PLACES,
            role=Role.CURVE,
            theme=self.theme,
            drawn=self.fit.drawn_cost,
        )
        self.results = stacked(numbers.rows(1, 1), (weights, value))

    def show_data(self) -> None:
        caption = "A model learns the same way. It guesses ŷ from x; its two weights say how."
        with self.beat("data", caption):
            self.heading = self.head("A model learns by going downhill")
            self.play(mn.FadeOut(*self.mobjects), mn.FadeIn(self.heading))
            self.play(mn.FadeIn(self.fit.plot, *self.fit.data))
            self.play(mn.Create(self.fit.line), mn.FadeIn(self.model))

    def show_cost(self) -> None:
        caption = "The data stay; the weights move. The mean squared error L(w) is a map over them."
        fit = self.fit
        with self.beat("cost", caption):
            self.play(mn.FadeIn(*fit.errors, self.cost_law))
            self.bring_to_front(*fit.data)
            self.play(mn.FadeIn(fit.weights), fit.map.draw())
            self.play(fit.map.write(), mn.FadeIn(fit.walk, self.results))

    def learn(self) -> None:
        caption = "Go down on the right, and the line on the left swings onto the data: that is learning."
        with self.beat("learning", caption):
            self.play(mn.FadeOut(self.model, run_time=0.6))
            self.play(mn.FadeIn(self.learning))
            self.play(self.fit.walk.go(self.fit.walk.last, run_time=7))

    def keep(self) -> None:
        caption = "Subtract η times the gradient, again and again. Nothing else is needed to learn."
        with self.beat("keep", caption, pause=2):
            self.play(
                mn.ApplyMethod(self.learning.scale, 1.1, ABOUT_LEFT, rate_func=mn.there_and_back),
                run_time=1.5,
            )

    def printed(self, law: Law, box: Box) -> Formula:
        """What the core printed, in a box."""
        return box.place(Formula(coloured(law.latex), theme=self.theme, printed=law), x=-1)


def stacked(boxes: Sequence[Box], rows: Sequence[mn.VMobject]) -> mn.VGroup:
    """Live numbers, each at the left of its box, with room for signs that come."""
    placed = (box.inset(right=ROOM).place(row, x=-1) for box, row in zip(boxes, rows, strict=True))
    return mn.VGroup(*placed)
