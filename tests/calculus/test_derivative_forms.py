"""The three forms of the definition agree: for any function as definitions, for a given one as numbers."""

from __future__ import annotations

import pytest

from calcanim.calculus import Function
from calcanim.calculus.derivative_forms import DIFFERENCE, FORMS, RENAMED, TWO_POINTS, forms_at
from calcanim.calculus.verification.statement import stated


@pytest.mark.parametrize("form", FORMS)
def test_each_form_defines_the_derivative_of_any_function(form: object) -> None:
    assert str(stated(form.equation.latex).verdict) == "proved"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("f", "at"), [("x^2", -1), ("sin(x)", 1), ("x^2*exp(-x)", 3), ("7", 0)])
def test_the_forms_are_one_number_where_there_is_a_slope(f: str, at: float) -> None:
    assert all(form.verdict in ("proved", "supported") for form in forms_at(Function.parse(f), at))


def test_at_a_kink_no_form_is_verified() -> None:
    assert {str(form.verdict) for form in forms_at(Function.parse("abs(x)"), 0)} == {"refuted"}


def test_each_form_is_printed_from_its_tree() -> None:
    assert [form.run.latex for form in FORMS] == ["x_B-x_A", r"\epsilon", r"\epsilon"]
    assert TWO_POINTS.quotient.latex == r"\frac{f(x_B)-f(x_A)}{x_B-x_A}"
    assert DIFFERENCE.equation.latex.startswith(r"f'(x_A) = \underset{\epsilon \to 0}{\lim}")
    assert RENAMED.high.latex == r"f(x+\epsilon)"
