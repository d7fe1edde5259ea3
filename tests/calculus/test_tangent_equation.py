"""The equation of the tangent: each line true of any curve, and following from those above."""

from __future__ import annotations

import pytest

from calcanim.calculus import Function, latex
from calcanim.calculus.language.syntax import Relation
from calcanim.calculus.proofs.tangent_equation import tangent_equation
from calcanim.calculus.verification.statement import given, stated
from tests.calculus.mutations import mutants
from tests.calculus.oracle import is_false


def lines(f: str) -> list[str]:
    return [line.latex for line in tangent_equation(Function.parse(f))]


def test_the_tangent_of_the_square_is_as_in_the_notebook() -> None:
    assert lines("x^2") == [
        r"y = \alpha x+\beta",
        r"\alpha = f'(x_A)",
        r"\alpha x_A+\beta = f(x_A)",
        r"\beta = f(x_A)-\alpha x_A",
        r"\beta = f(x_A)-f'(x_A)x_A",
        "y = f'(x_A)x+f(x_A)-f'(x_A)x_A",
        "y = f(x_A)+f'(x_A)(x-x_A)",
        "y = x_A^2+2x_A(x-x_A)",
        "y = 2x_Ax-x_A^2",
    ]


def test_every_line_is_proved() -> None:
    assert {str(line.verdict) for line in tangent_equation(Function.parse("x^2"))} == {"proved"}


@pytest.mark.parametrize(
    ("f", "last"),
    [
        ("7", "y = 7"),
        ("3x-2", "y = 3x-2"),
        ("x^3", "y = 3x_A^2x-2x_A^3"),
        ("x^2/2+100", r"y = x_Ax+100-\frac{x_A^2}{2}"),
        ("sin(x)", r"y = \sin(x_A)+\cos(x_A)(x-x_A)"),
    ],
)
def test_the_function_is_put_in_and_multiplied_out_where_that_is_short(f: str, last: str) -> None:
    assert lines(f)[-1] == last


@pytest.mark.parametrize("f", ["abs(x-1)", "floor(x)"])
def test_what_does_not_hold_everywhere_is_left_out(f: str) -> None:
    assert lines(f) == lines("x^2")[:7]


@pytest.mark.parametrize(
    "wrong", ["y = 2x_Ax+x_A^2", "y = x_A^2+2x(x-x_A)", r"\beta = f(x_A)+f'(x_A)x_A", r"\alpha = f(x_A)"]
)
def test_a_wrong_line_is_refuted(wrong: str) -> None:
    known = {"alpha": "f'(x_A)", "beta": "f(x_A) - f'(x_A)*x_A", "y": "alpha*x + beta"}
    assert str(stated(wrong, on=given(f=Function.parse("x^2"), **known)).verdict) == "refuted"


def test_changed_lines_are_refuted() -> None:
    f = Function.parse("x^2")
    ground = given(f=f, alpha="f'(x_A)", beta="f(x_A) - f'(x_A)*x_A", y="alpha*x + beta")
    wrong = [
        mutant
        for line in tangent_equation(f)
        for mutant in mutants(line.node, ("x", "x_A"))
        if isinstance(mutant, Relation) and is_false(mutant, ground)
    ]
    caught = [mutant for mutant in wrong if not stated(latex(mutant), on=ground).finding.holds]
    assert len(wrong) >= 60
    assert len(caught) >= 0.99 * len(wrong)
