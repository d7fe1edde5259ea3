"""The map of a gradient, and beside it the function, a formula, the gradient, an angle and a slope."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn

from calcanim.blocks.figures.gradient_picture import GradientPicture, coloured
from calcanim.blocks.formula import Carry, Formula, Prose
from calcanim.blocks.live import ITSELF, Readout, decimal
from calcanim.blocks.stage import GAP, Box, Stage
from calcanim.blocks.theme import Role, Size, Theme
from calcanim.blocks.writing.breaking import in_lines
from calcanim.blocks.writing.equation import decimals
from calcanim.blocks.writing.vector_numbers import Degrees, VectorNumbers
from calcanim.calculus import Constant, given, stated
from calcanim.calculus.analysis.wording import in_signs
from calcanim.calculus.law import Law
from calcanim.calculus.steepest import Steepness

_DIGITS, _ROOM = 6, 0.05  # of the largest slope; frame units that a digit may be wider than another
_BESIDE_NOTE = 0.6, 0.4  # of the formula box: a formula, and the note beside it
_NABLA = r"\part{derivative}{\nabla f}"


class GradientPanel:
    """The picture of a hill around A, with its panel. `function` stands at the top; below it one formula
    makes room for another; `vector`, `angle` and `slope` are live."""

    def __init__(self, stage: Stage, hill: Steepness, at: tuple[Constant, Constant], *, theme: Theme) -> None:
        self.stage, self.hill, self.theme = stage, hill, theme
        self.function = self._given_line(at)
        below = stage.panel.below(self.function, gap=GAP / 2)
        self.formula_box, *rows, plot = below.rows(1.3, 0.6, 0.6, 2.7, gap=GAP / 2)
        self.places = min(decimals(hill.slope, digits=_DIGITS), _DIGITS - 1)
        self.picture = GradientPicture(stage.picture, plot, hill, theme=theme)
        self.formulas: list[Formula] = []
        self.note = self._scale_note()
        self._set_numbers(rows)

    @property
    def largest(self) -> str:
        """The largest slope as it is written."""
        return decimal(self.hill.slope, self.places)

    @property
    def smallest(self) -> str:
        """The slope straight down as it is written."""
        return in_signs(decimal(-self.hill.slope, self.places))

    def tell_sum(self) -> list[mn.Animation]:
        """The slope along u by the partial derivatives comes in, if that is verified for this function."""
        latex, ground = self.hill.sum_of_partials, self.hill.ground
        if not stated(latex, on=ground).finding.holds:
            return []
        lines = in_lines(latex, self.formula_box, theme=self.theme)
        self.formulas = [self.formula_box.place(Formula(lines, theme=self.theme, on=ground), x=-1)]
        return [mn.FadeIn(*self.formulas)]

    def tell_gradient(self) -> mn.Animation:
        """The partial derivatives are gathered in the gradient."""
        before, self.formulas = self.formulas, [self._printed(self.hill.gradient_formula, self.formula_box)]
        return Carry(before[0], self.formulas[0]) if before else mn.FadeIn(*self.formulas)

    def tell_slope(self) -> mn.Animation:
        """The slope as the product of the gradient and u takes the place of the gradient."""
        box = self.formula_box.columns(*_BESIDE_NOTE)[0] if self.note else self.formula_box
        return self._turn_into(self.hill.slope_formula, box)

    def tell_product(self) -> mn.Animation:
        """What that product is."""
        return self._turn_into(self.hill.product, self.formula_box)

    def _turn_into(self, law: Law, box: Box) -> mn.Animation:
        before, self.formulas = self.formulas, [self._printed(law, box)]
        return Carry(before[0], self.formulas[0])

    def _printed(self, law: Law, box: Box) -> Formula:
        """What the core printed, in a box."""
        return box.place(Formula(coloured(law.latex), theme=self.theme, printed=law), x=-1)

    def _set_numbers(self, rows: Sequence[Box]) -> None:
        """The angle and the slope along u, and above them the gradient."""
        p, theme = self.picture, self.theme
        p.look_down()
        angle, slope = rows[1].columns(0.35, 0.65)
        drawn = [lambda: p.gradient.drawn_part(0), lambda: p.gradient.drawn_part(1)]
        values = [lambda: self.hill.gradient[0], lambda: self.hill.gradient[1]]
        self.vector = VectorNumbers(
            f"{_NABLA}(A)", values, drawn=drawn, role=Role.DERIVATIVE, places=self.places, theme=theme
        )
        self.angle = Degrees(
            r"\theta", p.theta.get_value, places=0, role=Role.RUN, theme=theme, drawn=p.slopes.dot.drawn_x
        )
        self.slope = Readout(
            r"\text{slope}", p.slope, places=self.places, theme=theme, drawn={ITSELF: p.drawn_slope}
        )
        slope.inset(right=_ROOM).fit_alike((self.slope, self.angle))
        placed = zip((rows[0], angle, slope), self.numbers, strict=True)
        for box, row in placed:
            box.inset(right=_ROOM).place(row, x=-1)
        p.look_along_x()
        for row in (self.angle, self.slope):
            row.redraw()

    @property
    def numbers(self) -> tuple[mn.VMobject, ...]:
        """The live rows, from the gradient to the slope."""
        return self.vector, self.angle, self.slope

    def _given_line(self, at: tuple[Constant, Constant]) -> mn.VGroup:
        """The function, and the point A if there is room beside it."""
        box, (x, y), f = self.stage.panel, at, self.hill.f
        latex = in_lines(rf"f(x, y) = {f.latex}", box, theme=self.theme)
        function = Formula(latex, role=Role.CURVE, theme=self.theme, on=given(f=f))
        box.place(function, x=-1, y=1)
        name = f"A({x.latex}, {y.latex})"
        point = Formula(name, theme=self.theme, size=Size.LABEL, on=given(x_A=x, y_A=y))
        has_room = function.width + point.width + GAP <= box.width
        return mn.VGroup(function, box.place(point, x=1, y=1)) if has_room else mn.VGroup(function)

    def _scale_note(self) -> list[Prose]:
        """That the arrow of the gradient is not as long as it is, beside the formula, if so."""
        scale, (_, box) = self.picture.scale, self.formula_box.columns(*_BESIDE_NOTE)
        if scale.factor == 1:
            return []
        note = Prose(scale.text, theme=self.theme, role=Role.MUTED, width=box.width, printed=scale)
        return [box.place(note, x=1)]
