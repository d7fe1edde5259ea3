"""A function and its derivative stand in a box as large as it allows."""

from __future__ import annotations

import pytest

from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.blocks.writing.formula_pair import FormulaPair
from calcanim.calculus import Function

FLAT = Box(0, 0, 8, 1.2)


@pytest.mark.parametrize("text", ["sin(2x^2)+1", "(x^2-1)/(x^2+1)", "x*arctan(x)"])
def test_both_are_in_the_box_and_can_be_read(text: str) -> None:
    pair = FormulaPair(Function.parse(text), FLAT, theme=DARK)
    assert pair.is_legible
    assert pair.width <= FLAT.width + 1e-6
    assert pair.height <= FLAT.height + 1e-6


def test_high_formulas_stand_beside_each_other_in_a_flat_box() -> None:
    pair = FormulaPair(Function.parse("(x^2-1)/(x^2+1)"), FLAT, theme=DARK)
    assert pair.derivative.get_left()[0] > pair.function.get_right()[0]


def test_low_ones_stand_below_each_other() -> None:
    pair = FormulaPair(Function.parse("x^3"), FLAT, theme=DARK)
    assert pair.derivative.get_top()[1] < pair.function.get_bottom()[1]


def test_what_is_too_long_for_a_box_is_not_said_to_be_legible() -> None:
    assert not FormulaPair(Function.parse("sin(2x^2)+1"), Box(0, 0, 2, 0.5), theme=DARK).is_legible
