"""The notations of the derivative in a table: who wrote it, how, and what it is equal to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import manim as mn
import sympy

from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.live import decimal
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import EM, Role, Size, Theme
from calcanim.blocks.writing.breaking import are_legible, in_lines, is_legible
from calcanim.blocks.writing.equation import SIGN, fraction, part
from calcanim.calculus.constant import Constant
from calcanim.calculus.function import Function
from calcanim.calculus.slopes import NoSlopeError
from calcanim.calculus.verification.statement import Ground, given

_SIZE, _ROW_GAP = Size.HEADING, 0.24
_NAMES, _FORMULAS = 0.27, 0.73  # of the width
_LONGEST = 14  # characters of LaTeX that an exact value may have; a longer one is rounded
_PLACES = 2
_F, _X, _Y, _D = part("f", "f"), part("x", "x"), part("y", "y"), r"\mathrm{d}"


@dataclass(frozen=True)
class Notation:
    """One way to write the derivative of y = f(x): who is known for it, its LaTeX, and what of that a point
    can stand behind in brackets."""

    who: str
    latex: str
    operator: str = ""

    def at(self, x: str) -> str:
        """Its value at a point, in brackets, or else behind a bar."""
        point = part("x", x)
        return f"{self.operator}({point})" if self.operator else rf"{self.latex}\rvert_{{{_X} = {point}}}"


LAGRANGE = Notation("Lagrange", f"{_F}'({_X})", f"{_F}'")
LEIBNIZ = Notation("Leibniz", fraction(f"{_D}{_F}", f"{_D}{_X}"), fraction(f"{_D}{_F}", f"{_D}{_X}"))
WHOLE = Notation("Leibniz", fraction(f"{_D}{_F}({_X})", f"{_D}{_X}"))
OPERATOR = Notation("Leibniz", rf"{fraction(_D, f'{_D}{_X}')}{_F}({_X})")
NEWTON = Notation("Newton", rf"\dot{{{_Y}}}")
EULER = Notation("Euler", rf"\mathrm{{D}}{_F}({_X})", rf"\mathrm{{D}}{_F}")
NOTATIONS = (LAGRANGE, LEIBNIZ, OPERATOR, NEWTON, EULER)


def unnamed(f: Function) -> Notation:
    """Leibniz's notation for a function that has no name: its formula stands in brackets."""
    return Notation("Leibniz", rf"{fraction(_D, f'{_D}{_X}')}\left[{f.latex}\right]")


class NotationTable:
    """Rows of one formula each, `f'(x) = 2x`, with their equals signs below each other, and who wrote so.

    `values` are the same rows at the point: each is the same number. Where the formula of the derivative is
    too long to be read in a row, `y'` stands for it; where the point is, the values don't name it.
    """

    def __init__(self, box: Box, f: Function, at: Constant, *, theme: Theme) -> None:
        self.f, self.at, self.theme = f, at, theme
        names, self.box = box.columns(_NAMES, _FORMULAS, gap=0.1)
        *better, last = product((f.derivative().latex, "y'"), (True, False))
        self.right, is_placed = next((way for way in better if self._fits(*way)), last)
        self.rows, self.values = self._written(self.right, is_placed)
        whole = _stacked(self.rows, self.values)
        natural = float(whole.width)
        self.box.place(whole, x=-1, y=1)
        self.scale = float(whole.width) / natural
        named = zip(NOTATIONS, self.rows, strict=True)
        self.names = [self._name(notation.who, names, row) for notation, row in named]

    @property
    def ground(self) -> Ground:
        """What the rows stand on."""
        return given(f=self.f, y="f(x)")

    def in_row(self, notation: Notation, row: int) -> Formula:
        """Another notation, where this row stands."""
        return self._put(self._equation(notation, self.right), self.rows[row])

    def without_name(self) -> Formula | None:
        """Leibniz's operator before the function's formula, in the third row; None where it has no room."""
        found = self.in_row(unnamed(self.f), 2)
        found.shift(max(0.0, self.box.left - float(found.get_left()[0])) * mn.RIGHT)
        return found if float(found.get_right()[0]) <= self.box.right else None

    def function(self, box: Box) -> Formula:
        """`y = f(x) = x^2`, or what can be read of it in this box."""
        whole = in_lines(f"y = f(x) = {self.f.latex}", box, theme=self.theme)
        is_readable = is_legible(Formula(whole, theme=self.theme), box, em=EM[Size.BODY])
        latex = whole if is_readable else "y = f(x)"
        return box.place(Formula(latex, theme=self.theme, role=Role.CURVE, on=self.ground), x=-1, y=1)

    def place_at(self) -> Formula:
        """`x = -1`: where the values are taken."""
        return Formula(f"x = {self.at.latex}", theme=self.theme, on=given(x=self.at))

    def _equation(self, notation: Notation, right: str) -> Formula:
        return self._formula(notation.latex, f"= {right}", self.ground)

    def _formula(self, left: str, right: str, on: Ground) -> Formula:
        sign, _, value = right.partition(" ")
        latex = f"{part(Role.DERIVATIVE, left)} {part(SIGN, sign)} {value}"
        return Formula(latex, theme=self.theme, size=_SIZE, on=on)

    def _written(self, right: str, is_placed: bool) -> tuple[list[Formula], list[Formula]]:
        """The rows, and the values with the point in each or not."""
        slope = self.f.behaviour(self.at.expr).slope
        if slope is None:
            raise NoSlopeError(f"{self.f.text} has no slope at x = {self.at:g}")
        here, number = given(f=self.f, y="f(x)", x=self.at), _number(slope)
        rows = [self._equation(each, right) for each in NOTATIONS]
        lefts = [each.at(self.at.latex) if is_placed else each.latex for each in NOTATIONS]
        return rows, [self._formula(left, number, here) for left in lefts]

    def _put(self, formula: Formula, row: Formula) -> Formula:
        formula.scale(self.scale)
        formula.shift(_sign(row).get_left() - _sign(formula).get_left())
        return formula.shift((row.baseline - formula.baseline) * mn.UP)

    def _fits(self, right: str, is_placed: bool) -> bool:
        rows, values = self._written(right, is_placed)
        whole = _stacked(rows, values)
        return are_legible([*rows, *values], whole, self.box, em=EM[_SIZE])

    def _name(self, who: str, box: Box, row: Formula) -> Prose:
        name = box.fit(Prose(who, theme=self.theme, role=Role.MUTED))
        return name.move_to((box.left + name.width / 2, 0, 0)).shift((row.baseline - name.baseline) * mn.UP)


def _number(value: sympy.Expr) -> str:
    """A relation sign and a number: as it is where that is short and low, else rounded."""
    exact = sympy.latex(value)
    if len(exact) <= _LONGEST and "frac" not in exact:
        return f"= {exact}"
    sign = "=" if round(float(value), _PLACES) == float(value) else r"\approx"
    return f"{sign} {decimal(float(value), _PLACES)}"


def _stacked(rows: list[Formula], values: list[Formula]) -> mn.VGroup:
    """Rows below each other, each with its value in the same place, and their equals signs in one column."""
    pairs = [mn.VGroup(*pair) for pair in zip(rows, values, strict=True)]
    for row, value in zip(rows, values, strict=True):
        value.shift((row.baseline - value.baseline) * mn.UP)
    stack = mn.VGroup(*pairs).arrange(mn.DOWN, buff=_ROW_GAP)
    for written in (*rows, *values):
        written.shift(-float(_sign(written).get_left()[0]) * mn.RIGHT)
    return stack


def _sign(row: Formula) -> mn.VGroup:
    return row.part(SIGN)
