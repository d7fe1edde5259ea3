"""Gradient descent in several variables (notebook, "Gradient Descent, revisited")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.figures.learning_picture import LearningPicture
from calcanim.blocks.figures.map_descent import MapDescent
from calcanim.calculus import Constant, Descent, descend
from calcanim.calculus.cost import small_data
from calcanim.calculus.descent_in_words import Ending
from calcanim.calculus.large_rates import leaps_away
from calcanim.errors import ParameterError, UsageError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, IntegerParameter, NumberParameter, PointParameter

FIRST_WEIGHTS, LEARNING_RATE, LESSONS = (-1.0, 3.0), 0.1, 44


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
        self.descent = MapDescent(self.stage, self.f, (self.first, self.further), self.rate, theme=self.theme)
        self.ask()
        self.step()
        self.roll()
        self.start_elsewhere()
        self.show_data()
        self.show_cost()
        self.learn()
        self.keep()

    def ask(self) -> None:
        d = self.descent
        caption = "Where is f smallest? On a map, the gradient knows the way up. So go against it."
        with self.beat("question", caption):
            self.heading = self.head("Downhill on a map")
            self.add(d.plot, self.heading, d.function)
            self.play(d.map.draw())
            self.play(d.map.write())
            self.play(mn.FadeIn(d.walk))

    def step(self) -> None:
        caption = "Each step is −η∇f: square to the contour that it leaves, long where f is steep."
        d, walk = self.descent, self.descent.walk
        with self.beat("step", caption):
            self.play(mn.FadeIn(d.rule, d.rate_line, d.numbers))
            for index, marks in d.marks():
                self.play(mn.Create(marks), run_time=0.8)
                self.bring_to_front(walk)
                self.play(walk.arrow.grow(run_time=0.8))
                self.wait(0.4)
                self.play(walk.go(index, run_time=0.8))
                self.play(mn.FadeOut(marks, walk.arrow), run_time=0.4)

    def roll(self) -> None:
        d, ending = self.descent, Ending(self.f, self.first)
        goes_on = "Again and again. " if d.goes_on else ""
        with self.beat("descent", f"{goes_on}{ending.sentence}"):
            self.play(d.walk.go(d.walk.last, run_time=5))
            self.play(d.tell(ending))

    def start_elsewhere(self) -> None:
        d, ending = self.descent, Ending(self.f, self.further)
        with self.beat("second start", f"Another start. {ending.sentence}"):
            self.play(mn.FadeOut(d.end, d.numbers))
            self.play(mn.FadeIn(d.other, d.turn_to_other()))
            self.play(d.other.go(d.other.last, run_time=5))
            self.play(d.tell(ending))

    def show_data(self) -> None:
        caption = "A model learns the same way. It guesses ŷ from x; its two weights say how."
        cost = small_data()
        run = cost.learn(FIRST_WEIGHTS, rate=LEARNING_RATE, steps=LESSONS)
        self.learning = LearningPicture(self.stage, cost, run, theme=self.theme)
        self.fit = self.learning.fit
        with self.beat("data", caption):
            before, self.heading = self.heading, self.head("A model learns by going downhill")
            gone = [thing for thing in self.mobjects if thing is not before]
            turned = mn.FadeOut(before, run_time=0.4), mn.FadeIn(self.heading, run_time=0.6)
            self.play(mn.FadeOut(*gone), mn.Succession(*turned))
            self.play(mn.FadeIn(self.fit.plot, *self.fit.data))
            self.play(mn.Create(self.fit.line), mn.FadeIn(self.learning.model))

    def show_cost(self) -> None:
        caption = "The data stay; the weights move. The mean squared error L(w) is a map over them."
        fit = self.fit
        with self.beat("cost", caption):
            self.play(mn.FadeIn(*fit.errors, self.learning.cost_law))
            self.bring_to_front(*fit.data)
            self.play(mn.FadeIn(fit.weights), fit.map.draw())
            self.play(fit.map.write(), mn.FadeIn(fit.walk, self.learning.results))

    def learn(self) -> None:
        caption = "Go down on the map, and the line swings onto the data: that is learning."
        with self.beat("learning", caption):
            self.play(mn.FadeOut(self.learning.model, run_time=0.6))
            self.play(mn.FadeIn(self.learning.rule, self.learning.rate_line))
            self.play(self.fit.walk.go(self.fit.walk.last, run_time=7))

    def keep(self) -> None:
        caption = "Subtract η times the gradient, again and again. Nothing else is needed to learn."
        with self.beat("keep", caption, pause=2):
            self.close_with("Step against the gradient")
