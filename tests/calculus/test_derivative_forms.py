"""Each of the three forms of the definition defines the derivative of any function."""

from __future__ import annotations

import pytest

from calcanim.calculus.derivative_forms import DIFFERENCE, FORMS, RENAMED, TWO_POINTS
from calcanim.calculus.verification.statement import stated


@pytest.mark.parametrize("form", FORMS)
def test_each_form_defines_the_derivative_of_any_function(form: object) -> None:
    assert str(stated(form.equation.latex).verdict) == "proved"  # type: ignore[attr-defined]


def test_each_form_is_printed_from_its_tree() -> None:
    assert [form.run.latex for form in FORMS] == ["x_B-x_A", r"\epsilon", r"\epsilon"]
    assert TWO_POINTS.quotient.latex == r"\frac{f(x_B)-f(x_A)}{x_B-x_A}"
    assert DIFFERENCE.equation.latex.startswith(r"f'(x_A) = \underset{\epsilon \to 0}{\lim}")
    assert RENAMED.high.latex == r"f(x+\epsilon)"
