"""Rows of a panel: formulas that are verified before they are written, and the numbers of a traveller."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import sympy as sp

from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Drawing, Readout
from calcanim.blocks.motion.traveller import Traveller
from calcanim.blocks.provenance import may_be_believed
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import EM, Role, Size, Theme
from calcanim.blocks.writing.breaking import in_lines, is_legible
from calcanim.calculus import Function, Ground, given

_GAP = 0.28


def first_stated(
    candidates: Iterable[str],
    box: Box,
    *,
    on: Ground,
    theme: Theme,
    role: Role = Role.TEXT,
    size: Size = Size.BODY,
) -> Formula | None:
    """The first of these that is verified on the ground and can be read in the box; None if there is none."""
    for latex in candidates if box.height > 0 else ():
        lines = in_lines(latex, box, theme=theme, size=size)
        made = Formula(lines, theme=theme, role=role, on=on, size=size)
        if is_legible(made, box, em=EM[size]) and may_be_believed(made.source()):
            return box.fit(made)
    return None


def function_rows(
    f: Function, box: Box, *, theme: Theme, orders: int = 1, letter: str = "f"
) -> tuple[Formula, ...]:
    """`f(x) = …`, and the derivatives as far as they can be read and are verified."""
    ground, variable = given(**{letter: f}), f.variable.name
    found = []
    for order in range(orders + 1):
        name, role = rf"{letter}{order * chr(39)}({variable})", Role.DERIVATIVE if order else Role.CURVE
        latex = [rf"{name} = {way}" for way in _ways(f, f.derivative(order) if order else f)]
        row = first_stated(latex, box, on=ground, theme=theme, role=role)
        found.append(row or Formula(name, theme=theme, role=role))
    return tuple(found)


def _ways(f: Function, written: Function) -> list[str]:
    """How a function may be written: with decimals first, where f was written with some."""
    if written is f or "." not in f.text:
        return [written.latex]
    decimals = {r: sp.Float(float(r)) for r in written.expr.atoms(sp.Rational) if not r.is_Integer}
    return [type(f).from_expr(written.expr.xreplace(decimals), f.variables).latex, written.latex]


class TravelRows(Drawing):
    """The function and its derivatives, x, and the slope of the traveller's tangent, below each other; with
    the second derivative, its value too. `rest` is what is left of the box below."""

    def __init__(
        self,
        traveller: Traveller,
        box: Box,
        *,
        theme: Theme,
        letter: str = "f",
        slope: str = "",
        orders: int = 1,
    ) -> None:
        super().__init__()
        variable = traveller.f.variable.name
        part = box.rows(1, 3, gap=0)[0] if orders < 2 else box
        self.functions = function_rows(
            traveller.f, part, theme=theme, orders=0 if slope else orders, letter=letter
        )
        readout = partial(Readout, theme=theme)
        self.x = readout(variable, traveller.seen_x, drawn=traveller.drawn_x, role=Role.POINT)
        self.slope = readout(
            slope or f"{letter}'({variable})", traveller.slope, drawn=traveller.tangent.drawn_slope
        )
        self.numbers: list[Readout] = [self.x, self.slope]
        if orders > 1:
            self.numbers.append(
                readout(
                    f"{letter}''({variable})",
                    partial(traveller.seen_y, orders),
                    drawn=traveller.dots[orders].drawn_y,
                    role=Role.DERIVATIVE,
                )
            )
        self.add(*self.functions, *self.numbers)
        box.stack([*self.functions, *self.numbers], gap=_GAP)
        for number in self.numbers:
            number.redraw()
        self.rest = box.below(self, gap=_GAP)
