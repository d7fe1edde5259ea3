"""The Jacobian: a matrix of slopes, and the map that others look like close by (notebook, "Jacobians")."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.figures.planes import PlanarPicture
from calcanim.blocks.writing.jacobian_board import JacobianBoard, JacobianBoxes, require_board
from calcanim.calculus.planar_map import PlanarMap
from calcanim.errors import CalcanimError, ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter, PointParameter


class JacobianMatrix(Lesson):
    """The partial derivatives of two outputs make a matrix, and the map looks like that matrix close by."""

    title = "The Jacobian matrix"
    code = "E6"
    section = "Jacobians"
    f1 = FunctionParameter("x - y^2/4", help="the first output", variables=("x", "y"))
    f2 = FunctionParameter("y + x^2/4", help="the second output", variables=("x", "y"))
    at = PointParameter("2, 1", help="the point A, as x, y")
    size = NumberParameter("1", help="side of the square at A", above=0)

    @classmethod
    def check(cls) -> None:
        """Refuse a point at which no linear map fits, a square that the map tears, and what can't be read."""
        try:
            found = cls.planar_map()
            _ = found.jacobian
        except CalcanimError as error:
            raise ParameterError(f"at={cls.at[0]:g}, {cls.at[1]:g}: {error}; choose another point") from error
        if found.points_needed(float(cls.size)) is None:
            raise ParameterError(
                f"size={cls.size:g}: the map breaks, or has no value, near this square; make it smaller"
            )
        require_board(found, cls.at)

    @classmethod
    def planar_map(cls) -> PlanarMap:
        """The two functions as one map, seen from A."""
        return PlanarMap((cls.f1, cls.f2), (float(cls.at[0]), float(cls.at[1])))

    def construct(self) -> None:
        boxes, f = JacobianBoxes.of(self.stage), self.planar_map()
        self.board = JacobianBoard(boxes, f, self.at, theme=self.theme)
        self.picture = PlanarPicture(boxes.planes, f, float(self.size), theme=self.theme)
        self.ask()
        self.take_outputs_apart()
        self.gather()
        self.carry()
        self.take_steps()
        self.shrink()
        self.keep()

    def ask(self) -> None:
        p = self.picture
        with self.beat("question", "Two numbers go in, two come out: f bends the plane. What is its slope?"):
            self.heading = self.head("What is the slope of a map?")
            self.add(p.input, p.output, self.heading)
            self.play(mn.FadeIn(p.grid, p.a, *self.board.outputs))
            self.play(p.carry_grid(), run_time=2)
            self.play(mn.FadeIn(p.image_a))

    def take_outputs_apart(self) -> None:
        caption = "Take each output alone: it has a partial derivative for each input. They make a row."
        with self.beat("rows", caption, pause=1.5):
            for row in self.board.rows:
                self.play(mn.FadeIn(row))
                self.wait(0.8)

    def gather(self) -> None:
        caption = "Gathered in a matrix: a row for each output, and a column for each input."
        with self.beat("matrix", caption, pause=1.5):
            self.remove(*self.board.rows)
            self.play(self.board.gather(run_time=1.8))
            self.play(mn.FadeIn(self.board.here))

    def carry(self) -> None:
        caption = "Put a small square at A. The map carries it to a figure whose sides may bend."
        with self.beat("square", caption):
            self.play(mn.FadeIn(self.picture.square))
            self.play(self.picture.carry_square(), run_time=2.5)

    def take_steps(self) -> None:
        caption = "The columns of the Jacobian carry its two sides: they span a parallelogram."
        with self.beat("parallelogram", caption):
            p = self.picture
            self.play(mn.FadeIn(p.steps))
            self.play(p.carry_steps(), run_time=2)
            self.add(p.parallelogram, p.columns)
            self.play(mn.Create(p.parallelogram), run_time=1.5)

    def shrink(self) -> None:
        caption = "A smaller square, seen from closer: where both part most, the gap shrinks faster than it."
        with self.beat("shrink", caption, pause=2):
            numbers = self.picture.numbers()
            self.board.spread(numbers)
            self.play(mn.FadeOut(*self.board.outputs), run_time=0.6)
            self.play(mn.FadeIn(*numbers))
            self.wait(1)
            self.play(self.picture.shrink(run_time=7))

    def keep(self) -> None:
        caption = "Close to a point, a smooth map does what its Jacobian does."
        with self.beat("keep", caption, pause=2):
            self.close_with("Close by, the map is its Jacobian")
