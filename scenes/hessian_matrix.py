"""Second partial derivatives, and the matrix that they make (notebook, "Hessians")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.figures.mixed_square import mixed_square, require_square, square_boxes
from calcanim.blocks.figures.squares import count, counted_squares
from calcanim.blocks.formula import Carry
from calcanim.blocks.motion.slope_walk import SlopeWalk, require_walks
from calcanim.blocks.writing.second_partials import NAMES, SecondPartials, partial, require_hessian, second
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, PointParameter

MILLION = 1_000_000


class HessianMatrix(Lesson):
    """Each partial derivative is differentiated by each variable: four second partials, in one matrix."""

    title = "The Hessian matrix"
    code = "E7"
    section = "Hessians"
    f = FunctionParameter("sin(x*y)", help="a function of x and y", variables=NAMES)
    at = PointParameter("1/2, 1", help="the point A, as x, y")

    @classmethod
    def check(cls) -> None:
        """Refuse a point without a symmetric matrix of second partials, and formulas that cannot be read."""
        require_hessian(cls.f, cls.at)
        require_walks(cls.f, cls.at)
        require_square(cls.f, cls.at)

    def construct(self) -> None:
        self.partials = SecondPartials(self.f, self.at, self.stage, theme=self.theme)
        self.square = mixed_square(square_boxes(self.stage)[0], self.f, self.at, theme=self.theme)
        self.ask()
        for variable in NAMES:
            self.walk(variable)
        self.derive_again()
        self.gather()
        self.compare()
        self.shrink()
        self.grow()
        self.keep()

    def ask(self) -> None:
        with self.beat("question", "A slope along x changes from place to place. How fast does it change?"):
            self.heading, p = self.head("How does a slope change?"), self.partials
            self.walks = {
                name: SlopeWalk(box, p.first[0], name, self.at, name=partial("x"), theme=self.theme)
                for name, box in zip(NAMES, self.stage.picture.rows(1, 1), strict=True)
            }
            self.readings = {name: walk.read_out(second(name, "x")) for name, walk in self.walks.items()}
            self.stage.panel.below(p.given).stack(list(self.readings.values()))
            self.add(self.heading, *(walk.plot for walk in self.walks.values()))
            self.play(mn.FadeIn(p.function, p.slope, p.point))
            self.play(*(mn.Create(walk.curve) for walk in self.walks.values()), run_time=1.5)
            self.play(*(mn.FadeIn(walk.a, walk.name_a, walk.held) for walk in self.walks.values()))

    def walk(self, variable: str) -> None:
        caption = f"Walk along {variable} through A: the slope along x changes. Its own slope says how fast."
        with self.beat(f"walk along {variable}", caption, pause=1):
            walk = self.walks[variable]
            self.play(mn.FadeIn(walk.line, walk.point, self.readings[variable]))
            self.play(walk.walk(run_time=5))

    def derive_again(self) -> None:
        caption = "Differentiate each slope again, by x and by y: four second partial derivatives."
        with self.beat("four", caption, pause=1):
            gone = [part for walk in self.walks.values() for part in (walk, walk.line, walk.point)]
            p = self.partials
            self.play(mn.FadeOut(*gone, *self.readings.values(), p.given), run_time=0.6)
            for entry in self.partials.entries:
                self.play(mn.FadeIn(entry))
                self.wait(0.6)

    def gather(self) -> None:
        caption = "Gathered in one matrix they are the Hessian: here as functions, and at the point A."
        with self.beat("matrix", caption, pause=1):
            self.remove(*self.partials.entries)
            self.play(self.partials.gather(run_time=1.8))
            self.play(mn.FadeIn(self.partials.here))

    def compare(self) -> None:
        caption = "Why are the mixed ones equal? On a square, both orders add up the same four values z = f."
        with self.beat("mixed", caption, pause=1):
            p, panel = self.square, square_boxes(self.stage)[1]
            self.here = self.partials.beside(panel)
            self.sums = p.two_orders()
            self.numbers = p.numbers()
            panel.below(self.here).stack([self.sums, *self.numbers])
            self.play(mn.FadeOut(self.partials.matrix, run_time=0.6), Carry(self.partials.here, self.here))
            self.play(mn.FadeIn(p.input, p.a, *p.corners, p.names))
            self.play(mn.Create(p.across), mn.FadeIn(self.sums))
            self.play(mn.Create(p.up))

    def shrink(self) -> None:
        caption = "Over h², both orders go to one number, if the second partials are continuous."
        with self.beat("shrink", caption, pause=2):
            self.play(mn.FadeIn(*self.numbers))
            self.play(self.square.shrink(run_time=5))

    def grow(self) -> None:
        caption = "n variables make n × n entries. A million variables: a million million entries."
        with self.beat("growth", caption, pause=1):
            upper, lower = self.stage.body.rows(0.7, 0.3)
            heading = self.head("How large is a Hessian?")
            gone = mn.FadeOut(self.heading, self.here, self.sums, *self.numbers, *self.square.parts)
            self.play(gone, mn.FadeIn(heading), run_time=0.8)
            for grid in counted_squares(upper, (2, 3, 4), theme=self.theme):
                self.play(mn.FadeIn(grid), run_time=0.7)
            self.play(mn.FadeIn(lower.place(count(MILLION, theme=self.theme))))
            self.heading = heading

    def keep(self) -> None:
        caption = "The Hessian holds the slopes of all the slopes: one for each pair of variables."
        with self.beat("keep", caption, pause=2):
            self.close_with("The Hessian: the slopes of the slopes")
