"""Quantities, each with its formula and its live value: on one line where there is room, else on two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import manim as mn

from calcanim.blocks.evidence import Reading
from calcanim.blocks.formula import NOTHING, Formula
from calcanim.blocks.live import Drawn, Readout, Value, read_back
from calcanim.blocks.theme import Role, Theme
from calcanim.calculus.verification.trials import Ground

_INDENT, _GAP = 0.45, 0.2


@dataclass(frozen=True)
class Quantity:
    """What is measured: LaTeX of its name or formula, and what gives its value.

    `drawn` reads it, or what is in its formula, off the drawing; the formula is true on the ground `on`.
    """

    label: str
    value: Value
    role: Role
    drawn: Drawn | None = None
    on: Ground = NOTHING


def measures(quantities: Sequence[Quantity], width: float, *, theme: Theme, places: int) -> list[mn.VMobject]:
    """A read-out `label = value` for each quantity, all of one form, no wider than `width` if they can be."""
    lines = [_on_one_line(q, theme=theme, places=places) for q in quantities]
    if max(line.width for line in lines) <= width:
        return list(lines)
    return [_on_two_lines(q, theme=theme, places=places) for q in quantities]


class _NumberBelow(Readout):
    """An equals sign and the number of a quantity whose formula stands above."""

    def __init__(self, quantity: Quantity, *, theme: Theme, places: int) -> None:
        super().__init__("", quantity.value, theme=theme, role=quantity.role, places=places)
        self.measured = quantity

    def readings(self) -> tuple[Reading, ...]:
        """The number on the screen, beside what the drawing says of the formula above."""
        q = self.measured
        return read_back(q.label, self.number, q.drawn, of=q.label, on=q.on)


def _on_one_line(quantity: Quantity, *, theme: Theme, places: int) -> Readout:
    q = quantity
    return Readout(q.label, q.value, theme=theme, role=q.role, places=places, drawn=q.drawn, on=q.on)


def _on_two_lines(quantity: Quantity, *, theme: Theme, places: int) -> mn.VGroup:
    formula = Formula(quantity.label, theme=theme, role=quantity.role, on=quantity.on)
    number = _NumberBelow(quantity, theme=theme, places=places)
    number.next_to(formula, mn.DOWN, buff=_GAP, aligned_edge=mn.LEFT).shift(_INDENT * mn.RIGHT)
    return mn.VGroup(formula, number)
