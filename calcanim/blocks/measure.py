"""Quantities, each with its formula and its live value: on one line where there is room, else on two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import manim as mn

from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Readout, Value
from calcanim.blocks.theme import Role, Theme

_INDENT, _GAP = 0.45, 0.2


@dataclass(frozen=True)
class Quantity:
    """What is measured: LaTeX of its name or formula, and what gives its value."""

    label: str
    value: Value
    role: Role


def measures(quantities: Sequence[Quantity], width: float, *, theme: Theme, places: int) -> list[mn.VMobject]:
    """A read-out `label = value` for each quantity, all of one form, no wider than `width` if they can be."""
    lines = [Readout(q.label, q.value, theme=theme, role=q.role, places=places) for q in quantities]
    if max(line.width for line in lines) <= width:
        return list(lines)
    return [_on_two_lines(q, theme=theme, places=places) for q in quantities]


def _on_two_lines(quantity: Quantity, *, theme: Theme, places: int) -> mn.VGroup:
    formula = Formula(quantity.label, theme=theme, role=quantity.role)
    number = Readout("", quantity.value, theme=theme, role=quantity.role, places=places)
    number.next_to(formula, mn.DOWN, buff=_GAP, aligned_edge=mn.LEFT).shift(_INDENT * mn.RIGHT)
    return mn.VGroup(formula, number)
