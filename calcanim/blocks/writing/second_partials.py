"""What a lesson on second partial derivatives writes: each of the four, and the matrix of them all."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn

from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import GAP, USUAL_STAGES, Box, Stage
from calcanim.blocks.theme import DARK, EM, Role, Size, Theme
from calcanim.blocks.writing.breaking import in_lines, is_legible
from calcanim.blocks.writing.gather import Gather
from calcanim.blocks.writing.matrices import entry_part, named_entries
from calcanim.blocks.writing.showable import require_shown, require_verified
from calcanim.calculus import Constant, Function
from calcanim.calculus.partials import gradient_functions, hessian_functions
from calcanim.calculus.planar_map import exact_entries, matrix_latex
from calcanim.calculus.second_partials import trouble_with_second_partials
from calcanim.calculus.verification.statement import given
from calcanim.errors import FormulaError, ParameterError

NAMES = ("x", "y")
_PLACES = tuple((i, j) for i in (0, 1) for j in (0, 1))


def partial(name: str) -> str:
    """LaTeX of a first partial derivative."""
    return rf"\frac{{\partial f}}{{\partial {name}}}"


def second(last: str, first: str) -> str:
    """LaTeX of a second partial derivative, derived by `first` and then by `last`."""
    if last == first:
        return rf"\frac{{\partial^2 f}}{{\partial {last}^2}}"
    return rf"\frac{{\partial^2 f}}{{\partial {last} \, \partial {first}}}"


class SecondPartials:
    """The formulas of a function's second partials, each stated of it."""

    def __init__(self, f: Function, at: Sequence[Constant], stage: Stage, *, theme: Theme) -> None:
        self.f, self.at, self.stage, self.theme = f, at, stage, theme
        self.first, self.rows = gradient_functions(f), hessian_functions(f)
        self.ground = given(f=f, H=self.rows)
        self.function, self.slope = (
            self._in_lines(latex, stage.panel, role=role)
            for latex, role in zip(self.first_latex(), (Role.CURVE, Role.TEXT), strict=True)
        )
        x, y = at
        self.point = Formula(f"A({x.latex}, {y.latex})", theme=theme, on=given(x_A=x, y_A=y))
        self.given = self._given(stage.panel)
        self.entries = [self._entry(i, j) for i, j in _PLACES]
        stage.body.stack(self.entries, gap=GAP / 2)
        self.matrix, self.here = self._matrices(stage.body)

    def _given(self, box: Box) -> mn.Group:
        """The function, its slope and the point: that beside the function, where there is room."""
        if self.function.width + self.point.width + GAP > box.width:
            return box.stack([self.function, self.slope, self.point])
        return box.stack([self.function, self.slope]).add(box.place(self.point, x=1, y=1))

    def gather(self, **options: float) -> mn.Animation:
        """The four travel into the matrix; it comes in by itself where they stand in several lines."""
        names = [entry_part(i, j, self._kind) for i, j in _PLACES]
        try:
            pieces = [(entry.part(name), name) for entry, name in zip(self.entries, names, strict=True)]
        except FormulaError:
            return mn.FadeIn(self.matrix)
        return Gather(pieces, self.matrix, **options)

    def beside(self, box: Box) -> Formula:
        """The matrix at the point once more, at the top of a box; those that agree stand out."""
        return box.place(self._formula(self.here_latex(Role.SLOPE)), x=-1, y=1)

    def first_latex(self) -> tuple[str, str]:
        """f itself, and its slope along x."""
        return rf"f(x, y) = {self.f.latex}", rf"{partial('x')} = {self.first[0].latex}"

    def entry_latex(self, i: int, j: int, *, has_parts: bool = False) -> str:
        """A second partial: derived by variable i, then by variable j."""
        slope, by = self.first[i], NAMES[j]
        name, result = second(by, NAMES[i]), slope.partial(by).latex
        if has_parts:
            name = rf"\part{{{entry_part(i, j, 'name')}}}{{{name}}}"
            result = rf"\part{{{entry_part(i, j)}}}{{{result}}}"
        inner = partial(NAMES[i]) if slope.latex in NAMES else slope.latex
        return rf"{name} = \frac{{\partial}}{{\partial {by}}}\left[{inner}\right] = {result}"

    def here_latex(self, role: Role | None = None) -> str:
        """The matrix at the point, in numbers; the mixed ones in a role's colour."""
        x, y = self.at
        sign, numbers = exact_entries(self.rows, (float(x), float(y)), (x.expr, y.expr))
        (first, mixed), (again, last) = numbers
        if role is not None:
            mixed, again = (rf"\part{{{role}}}{{{each}}}" for each in (mixed, again))
        return f"H({x.latex}, {y.latex}) {sign} {matrix_latex(((first, mixed), (again, last)))}"

    def _entry(self, i: int, j: int) -> Formula:
        """In one line its name and its result are parts, which can travel."""
        plain = self.entry_latex(i, j)
        written = in_lines(plain, entry_boxes(self.stage)[0], theme=self.theme)
        return self._formula(self.entry_latex(i, j, has_parts=True) if written == plain else written)

    def _matrices(self, box: Box) -> tuple[Formula, Formula]:
        """The Hessian, and what it is at the point; of names, where functions are too small to be read."""
        functions = tuple(tuple(entry.latex for entry in row) for row in self.rows)
        names = tuple(tuple(second(last, first) for last in NAMES) for first in NAMES)
        self._kind = "entry"
        made = self._formula(f"H = {named_entries(functions)}")
        if not is_legible(made, matrix_box(self.stage), em=EM[Size.BODY]):
            self._kind = "name"
            made = self._formula(f"H = {named_entries(names, kind='name')}")
        here = self._formula(self.here_latex())
        box.stack([made, here], x=0.0, y=0.0)
        return made, here

    def _in_lines(self, latex: str, box: Box, *, role: Role) -> Formula:
        return self._formula(in_lines(latex, box, theme=self.theme, role=role), role=role)

    def _formula(self, latex: str, role: Role = Role.TEXT) -> Formula:
        return Formula(latex, role=role, theme=self.theme, on=self.ground)


def entry_boxes(stage: Stage) -> tuple[Box, ...]:
    """Where the four second partials stand."""
    return stage.body.rows(1, 1, 1, 1, gap=GAP / 2)


def matrix_box(stage: Stage) -> Box:
    """Where the matrix of functions stands, above that at the point."""
    return stage.body.rows(1, 1)[0]


def require_hessian(f: Function, at: Sequence[Constant]) -> None:
    """Raise `ParameterError` where f has no symmetric Hessian at A, or where it could not be shown."""
    place = (float(at[0]), float(at[1]))
    trouble = trouble_with_second_partials(f, place)
    if trouble is not None:
        raise ParameterError(f"at={place[0]:g}, {place[1]:g}: {trouble}; choose another point")
    for stage in USUAL_STAGES:
        _require_writings(SecondPartials(f, at, stage, theme=DARK), f"f = {f.text}")


def _require_writings(partials: SecondPartials, named: str) -> None:
    """Raise `ParameterError` for what could not be verified, or read."""
    stage, ground = partials.stage, partials.ground
    upper = stage.panel.rows(1, 1)[0].rows(1, 1)
    for latex, box in zip(partials.first_latex(), upper, strict=True):
        require_shown(latex, box, named=named, on=ground)
    for (i, j), box in zip(_PLACES, entry_boxes(stage), strict=True):
        require_shown(partials.entry_latex(i, j), box, named=named, on=ground)
    require_shown(partials.here_latex(), stage.panel, named=named, on=ground)
    require_verified(partials.matrix, named=named)
