"""The Jacobian: a matrix of slopes, and the map that others look like close by (notebook, "Jacobians")."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn

from calcanim.blocks.figures.planes import PlanarPicture
from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Drawn, Readout, Value
from calcanim.blocks.stage import GAP, Box
from calcanim.blocks.theme import Role
from calcanim.blocks.writing.gather import Gather
from calcanim.blocks.writing.matrices import entry_part, named_entries, partials_latex
from calcanim.calculus.planar_map import PlanarMap, exact_entries, matrix_latex
from calcanim.calculus.verification.statement import given
from calcanim.errors import CalcanimError, ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter, PointParameter

ROWS = ("f_1", "f_2")


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
        """Refuse a point at which no linear map fits, and a square that the map tears."""
        try:
            found = cls.planar_map()
            _ = found.jacobian
        except CalcanimError as error:
            raise ParameterError(f"at={cls.at[0]:g}, {cls.at[1]:g}: {error}; choose another point") from error
        if found.points_needed(float(cls.size)) is None:
            raise ParameterError(
                f"size={cls.size:g}: the map breaks, or has no value, near this square; make it smaller"
            )

    @classmethod
    def planar_map(cls) -> PlanarMap:
        """The two functions as one map, seen from A."""
        return PlanarMap((cls.f1, cls.f2), (float(cls.at[0]), float(cls.at[1])))

    def construct(self) -> None:
        self.map = self.planar_map()
        self.ground = given(f_1=self.f1, f_2=self.f2, J=self.map.rows)
        self.planes_box, self.panel = self.split()
        self.upper, self.lower = self.panel.rows(*((0.5, 0.5) if self.stage.is_wide else (0.35, 0.65)))
        wide = self.stage.is_wide
        self.main, self.side = (self.upper, self.lower) if wide else (self.lower, self.upper)
        boxes = (
            self.planes_box.columns(1, 1)
            if self.stage.is_wide
            else self.planes_box.inset(right=GAP).rows(1, 1)
        )
        self.picture = PlanarPicture((boxes[0], boxes[1]), self.map, float(self.size), theme=self.theme)
        self.ask()
        self.take_outputs_apart()
        self.gather()
        self.carry()
        self.take_steps()
        self.shrink()
        self.keep()

    def spread(self, box: Box, things: Sequence[mn.VMobject]) -> None:
        """Below each other beside the planes, side by side below them."""
        if self.stage.is_wide:
            box.stack(list(things))
            return
        for thing, place in zip(things, box.columns(1, 1), strict=True):
            place.place(thing, x=-1, y=1)

    def split(self) -> tuple[Box, ...]:
        """Where the planes are, and where formulas are."""
        return self.stage.body.columns(0.68, 0.32) if self.stage.is_wide else self.stage.body.rows(0.66, 0.34)

    def ask(self) -> None:
        with self.beat("question", "Two numbers go in, two come out: f bends the plane. What is its slope?"):
            p = self.picture
            self.heading = self.head("What is the slope of a map?")
            self.functions = mn.VGroup(
                *(
                    self.formula(rf"{name}(x, y) = {f.latex}", role=Role.CURVE)
                    for name, f in zip(ROWS, self.map.outputs, strict=True)
                )
            )
            self.spread(self.upper, list(self.functions))
            self.add(p.input, p.output, self.heading)
            self.play(mn.FadeIn(p.grid, p.a, self.functions))
            self.play(p.carry_grid(), run_time=2)
            self.play(mn.FadeIn(p.image_a))

    def take_outputs_apart(self) -> None:
        caption = "Take each output alone: it has a partial derivative for each input. They make a row."
        with self.beat("rows", caption, pause=1.5):
            self.rows = [
                self.formula(f"{partials_latex((name,))} = {named_entries((entries,), first=row)}")
                for row, (name, entries) in enumerate(zip(ROWS, self.map.entries_latex(), strict=True))
            ]
            self.lower.stack(self.rows)
            for row in self.rows:
                self.play(mn.FadeIn(row))
                self.wait(0.8)

    def gather(self) -> None:
        caption = "Gathered: a row for each of the m outputs, a column for each of the n inputs. m × n."
        with self.beat("matrix", caption, pause=1.5):
            entries = self.map.entries_latex()
            self.matrix = self.formula(f"J = {named_entries(entries)}")
            sign, numbers = exact_entries(self.map.rows, self.map.at, tuple(c.expr for c in self.at))
            place = f"J({self.at[0].latex}, {self.at[1].latex})"
            self.here = self.formula(f"{place} {sign} {matrix_latex(numbers)}")
            self.spread(self.main, [self.matrix, self.here])
            parts = [(i, entry_part(i, j), row) for i, row in enumerate(self.rows) for j in (0, 1)]
            pieces = [(row.part(name), name) for _, name, row in parts]
            self.play(mn.FadeOut(self.functions), run_time=0.6)
            self.remove(*self.rows)
            self.play(Gather(pieces, self.matrix), run_time=1.8)
            self.play(mn.FadeIn(self.here))

    def carry(self) -> None:
        caption = "Put a small square at A. The map carries it to a figure with bent sides."
        with self.beat("square", caption):
            self.play(mn.FadeIn(self.picture.square))
            self.play(self.picture.carry_square(), run_time=2.5)

    def take_steps(self) -> None:
        caption = "The columns of the Jacobian carry its two sides: they span a parallelogram."
        with self.beat("parallelogram", caption):
            p = self.picture
            self.play(mn.FadeIn(p.steps))
            self.play(mn.Create(p.parallelogram), run_time=1.5)
            self.play(p.carry_steps(), run_time=2)

    def shrink(self) -> None:
        caption = "Make the square smaller, and look closer by as much: both figures become the same."
        with self.beat("shrink", caption, pause=2):
            p = self.picture
            drawn = {"gap": p.drawn_gap, "side": p.drawn_side}
            rows = [
                self.read_out(r"\text{side}", lambda: p.side, p.drawn_side, Role.TEXT),
                self.read_out(r"\frac{\text{gap}}{\text{side}}", p.gap, drawn, Role.SLOPE),
            ]
            self.spread(self.side, rows)
            self.play(mn.FadeIn(*rows))
            self.wait(1)
            self.play(p.shrink(run_time=7))

    def keep(self) -> None:
        caption = "Close to a point, a smooth map does what its Jacobian does."
        with self.beat("keep", caption, pause=2):
            self.play(mn.FadeOut(self.heading, run_time=0.6))
            self.play(mn.FadeIn(self.head("Close by, the map is its Jacobian.")))

    def read_out(self, label: str, value: Value, drawn: Drawn, role: Role) -> Readout:
        """A number of the picture."""
        return Readout(label, value, drawn=drawn, role=role, theme=self.theme, places=3)

    def formula(self, latex: str, role: Role = Role.TEXT) -> Formula:
        """What is stated of this lesson's map."""
        return self.panel.fit(Formula(latex, role=role, theme=self.theme, on=self.ground))
