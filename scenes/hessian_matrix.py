"""Second partial derivatives, and the matrix that they make (notebook, "Hessians")."""

from __future__ import annotations

import manim as mn
import numpy as np

from calcanim.blocks.figures.squares import counted_squares, millions
from calcanim.blocks.formula import Formula
from calcanim.blocks.motion.slope_walk import SlopeWalk
from calcanim.blocks.theme import EM, Role, Size
from calcanim.blocks.writing.breaking import is_legible
from calcanim.blocks.writing.matrices import named_entries
from calcanim.calculus import Function
from calcanim.calculus.partials import gradient_functions, hessian, hessian_functions
from calcanim.calculus.planar_map import exact_entries, matrix_latex
from calcanim.calculus.verification.statement import given
from calcanim.errors import CalcanimError, ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, PointParameter

NAMES = ("x", "y")


class HessianMatrix(Lesson):
    """Each partial derivative is derived again by each variable: four second partials, in one matrix."""

    title = "The Hessian matrix"
    code = "E7"
    section = "Hessians"
    f = FunctionParameter("sin(x*y)", help="a function of x and y", variables=NAMES)
    at = PointParameter("1/2, 1", help="the point A, as x, y")

    @classmethod
    def check(cls) -> None:
        """Refuse a point at which a second partial derivative is missing, or the mixed ones differ."""
        at = (float(cls.at[0]), float(cls.at[1]))
        try:
            matrix = hessian(cls.f, at)
        except CalcanimError as error:
            raise ParameterError(f"at={at[0]:g}, {at[1]:g}: {error}; choose another point") from error
        if not np.allclose(matrix, matrix.T):
            raise ParameterError(f"at={at[0]:g}, {at[1]:g}: the mixed partials differ; choose another point")

    def construct(self) -> None:
        self.rows, self.first = hessian_functions(self.f), gradient_functions(self.f)
        self.ground = given(f=self.f, H=self.rows)
        self.ask()
        for variable in NAMES:
            self.walk(variable)
        self.derive_again()
        self.compare()
        self.gather()
        self.count()

    def ask(self) -> None:
        with self.beat("question", "A slope along x changes from place to place. How fast does it change?"):
            self.heading = self.head("How does a slope change?")
            self.function = self.formula(rf"f(x, y) = {self.f.latex}", role=Role.CURVE)
            self.slope = self.formula(rf"{self.partial('x')} = {self.first[0].latex}")
            self.stage.panel.stack([self.function, self.slope])
            self.walks = dict(
                zip(NAMES, map(self.walk_along, NAMES, self.stage.picture.rows(1, 1, gap=0.6)), strict=True)
            )
            self.readings = mn.VGroup(*(walk.read_out(self.second(v, "x")) for v, walk in self.walks.items()))
            self.stage.panel.below(self.slope).stack(list(self.readings))
            self.add(self.heading, *(walk.plot for walk in self.walks.values()))
            self.play(mn.FadeIn(self.function, self.slope))
            self.play(*(mn.Create(walk.curve) for walk in self.walks.values()), run_time=1.5)

    def walk(self, variable: str) -> None:
        caption = f"Walk along {variable} through A: the slope along x changes. Its own slope says how fast."
        with self.beat(f"walk along {variable}", caption, pause=1):
            walk = self.walks[variable]
            self.play(mn.FadeIn(walk.line, walk.point, self.readings[NAMES.index(variable)]))
            self.play(walk.walk(run_time=5))

    def derive_again(self) -> None:
        caption = "Derive each of the two slopes again, by x and by y: four second partial derivatives."
        with self.beat("four", caption, pause=2):
            gone = [part for walk in self.walks.values() for part in (walk, walk.line, walk.point)]
            self.play(mn.FadeOut(self.readings, self.slope, self.function, *gone), run_time=0.8)
            self.entries = [
                self.formula(
                    rf"{self.second(by, name)} = \frac{{\partial}}{{\partial {by}}}"
                    rf"\left[{self.inner(name, slope)}\right] = {slope.partial(by).latex}"
                )
                for name, slope in zip(NAMES, self.first, strict=True)
                for by in NAMES
            ]
            self.stage.body.stack(self.entries)
            for entry in self.entries:
                self.play(mn.FadeIn(entry))
                self.wait(1)

    def compare(self) -> None:
        caption = "The two mixed ones are equal: so they are wherever both of them are continuous."
        with self.beat("mixed", caption, pause=1):
            color = self.theme.color(Role.SLOPE)
            self.play(*(mn.Indicate(entry, color=color, scale_factor=1.05) for entry in self.entries[1:3]))

    def gather(self) -> None:
        caption = "Gathered in one matrix they are the Hessian: here as functions, and at the point A."
        with self.beat("matrix", caption, pause=2):
            sign, numbers = exact_entries(
                self.rows, (float(self.at[0]), float(self.at[1])), (self.at[0].expr, self.at[1].expr)
            )
            place = f"H({self.at[0].latex}, {self.at[1].latex})"
            self.matrices = [
                self.matrix_of_functions(),
                self.formula(f"{place} {sign} {matrix_latex(numbers)}"),
            ]
            self.play(mn.FadeOut(*self.entries), run_time=0.8)
            self.stage.body.stack(self.matrices, x=0.0, y=0.0)
            for matrix in self.matrices:
                self.play(mn.FadeIn(matrix))
                self.wait(1)

    def matrix_of_functions(self) -> Formula:
        """The Hessian's entries; their names, where the entries would be too small to be read."""
        entries = tuple(tuple(entry.latex for entry in row) for row in self.rows)
        names = tuple(tuple(self.second(last, first) for last in NAMES) for first in NAMES)
        made = self.formula(f"H = {named_entries(entries)}")
        is_readable = is_legible(made, self.stage.body.rows(1, 1)[0], em=EM[Size.BODY])
        return made if is_readable else self.formula(f"H = {named_entries(names)}")

    def count(self) -> None:
        caption = "n variables make n × n entries. A million of them: more than anyone computes."
        with self.beat("growth", caption, pause=2):
            upper, lower = self.stage.body.rows(0.75, 0.25)
            grids = counted_squares(upper, (2, 3, 4), theme=self.theme)
            heading = self.head("The Hessian grows as the square.")
            self.play(mn.FadeOut(*self.matrices, self.heading), mn.FadeIn(heading))
            for grid in grids:
                self.play(mn.FadeIn(grid), run_time=0.7)
            self.play(mn.FadeIn(lower.place(millions(self.theme))))

    def walk_along(self, variable: str, box: object) -> SlopeWalk:
        """The slope along x on a walk along a variable."""
        return SlopeWalk(
            box,  # type: ignore[arg-type]  # a box of the stage
            self.first[0],
            variable,
            self.at,
            name=self.partial("x"),
            theme=self.theme,
        )

    def partial(self, name: str) -> str:
        """LaTeX of a first partial derivative."""
        return rf"\frac{{\partial f}}{{\partial {name}}}"

    def inner(self, name: str, slope: Function) -> str:
        """LaTeX of what is derived again; a variable alone would be read as a function, so it is named."""
        return self.partial(name) if slope.latex in NAMES else slope.latex

    def second(self, last: str, first: str) -> str:
        """LaTeX of a second partial derivative, derived by `first` and then by `last`."""
        if last == first:
            return rf"\frac{{\partial^2 f}}{{\partial {last}^2}}"
        return rf"\frac{{\partial^2 f}}{{\partial {last} \, \partial {first}}}"

    def formula(self, latex: str, role: Role = Role.TEXT) -> Formula:
        """What is stated of this lesson's function."""
        return Formula(latex, role=role, theme=self.theme, on=self.ground)
