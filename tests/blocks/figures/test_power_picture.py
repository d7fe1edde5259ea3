"""The small graph beside a derivation: the line, its slope, and the formula agree."""

from __future__ import annotations

import pytest

from calcanim.blocks.figures.power_picture import PowerPicture
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function

BOX = Box(0.0, -3.0, 5.0, 3.0)


@pytest.mark.parametrize(("at", "step"), [(-1.0, 1.0), (0.0, 1.0), (1.0, -1.0)])
def test_b_starts_on_the_side_of_the_middle(at: float, step: float) -> None:
    assert PowerPicture(BOX, Function.parse("x^2"), at, theme=DARK).secant.step.get_value() == step


def test_the_slope_of_the_line_is_what_the_formula_says_wherever_a_is() -> None:
    picture = PowerPicture(BOX, Function.parse("x^3"), -1.0, theme=DARK)
    for x in (-1.0, 0.5, 1.2):
        picture.tangent.x.set_value(x)
        picture.tangent.update()
        for row in (picture.slope, picture.formula_at_a, picture.formula):
            row.update()
            assert row.readings()[0].shown == f"{3 * x * x:.2f}"
            assert row.readings()[0].drawn == pytest.approx(3 * x * x)
