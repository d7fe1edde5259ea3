"""The limit of the slope, from one side or both."""

from __future__ import annotations

import pytest
import sympy

from calcanim.blocks.theme import DARK
from calcanim.blocks.writing.definition import slope_limit
from calcanim.calculus.function import Function
from calcanim.calculus.verification.derivation import Verdict
from calcanim.calculus.verification.statement import given

ON = given(f=Function.parse("abs(x)"), x_A=sympy.Integer(0), Delta_x="x_B - x_A", Delta_y="f(x_B) - f(x_A)")


@pytest.mark.parametrize(("side", "limit"), [("+", 1), ("-", -1)])
def test_the_sign_of_a_side_is_raised_over_the_index_and_clear_of_the_quotient(side: str, limit: int) -> None:
    formula = slope_limit(sympy.Integer(limit), theme=DARK, on=ON, side=side)
    assert formula.source().verdict is Verdict.PROVED
    *_, sign, index = formula.submobjects[:9]
    quotient = formula.submobjects[9:14]
    assert sign.get_bottom()[1] > index.get_top()[1] + 0.05
    assert index.get_left()[0] < sign.get_center()[0] < index.get_right()[0]
    assert min(glyph.get_left()[0] for glyph in quotient) > sign.get_right()[0] + 0.15
