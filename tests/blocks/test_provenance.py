"""Every piece of writing says where it comes from, and what nobody verified is not believed."""

import pytest
import sympy

from calcanim.blocks.evidence import Content, Source
from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.provenance import may_be_believed
from calcanim.blocks.theme import DARK
from calcanim.blocks.writing.board import Row
from calcanim.calculus import Function
from calcanim.calculus.proofs import derivative_from_definition
from calcanim.calculus.verification.statement import given
from calcanim.calculus.verification.verdicts import Verdict

SQUARE = Function.parse("x^2")


def source(latex: str, **options: object) -> Source:
    return Formula(latex, theme=DARK, **options).source()  # type: ignore[arg-type]


@pytest.mark.parametrize("latex", ["A", "x_B", r"\Delta x", "f(x)", "f'(x)", r"\text{rise}", r"\mathrm{d}x"])
def test_a_name_states_nothing(latex: str) -> None:
    found = source(latex)
    assert found.content is Content.NAME
    assert may_be_believed(found)


@pytest.mark.parametrize("latex", ["f'(x) = 2x", r"f(x) = \part{curve}{x^2}", r"f'(3) = 6"])
def test_a_true_formula_is_verified_on_its_ground(latex: str) -> None:
    found = source(latex, on=given(f=SQUARE))
    assert found.verdict in (Verdict.PROVED, Verdict.SUPPORTED)
    assert "f" in found.origin
    assert may_be_believed(found)


@pytest.mark.parametrize("latex", ["f'(x) = 3x", "f(x) = x^3", "f'(3) = 7"])
def test_a_false_formula_is_refuted(latex: str) -> None:
    found = source(latex, on=given(f=SQUARE))
    assert found.verdict is Verdict.REFUTED
    assert not may_be_believed(found)


@pytest.mark.parametrize("latex", ["x^2", "f(2)", r"\frac{1}{2}", "2", r"\text{the slope is } 3"])
def test_what_is_typed_and_states_nothing_is_not_believed(latex: str) -> None:
    assert not may_be_believed(source(latex))


def test_a_line_of_a_derivation_carries_its_verdict_however_it_is_coloured() -> None:
    line = derivative_from_definition(SQUARE, sympy.Integer(3)).lines[-1]
    coloured = rf"\part{{slope}}{{{line.latex}}}"
    assert source(coloured, printed=line).verdict is line.verdict


def test_what_says_something_else_than_what_printed_it_is_refuted() -> None:
    line = derivative_from_definition(SQUARE, sympy.Integer(3)).lines[-1]
    assert source("=7x", printed=line).verdict is Verdict.REFUTED
    assert source("x^3", printed=SQUARE).verdict is Verdict.REFUTED


def test_an_expression_of_the_core_is_printed() -> None:
    found = Formula.of(SQUARE, theme=DARK).source()
    assert (found.content, found.verdict, found.origin) == (Content.FORMULA, None, "printed by Function")
    assert may_be_believed(found)


def test_an_object_from_elsewhere_vouches_for_nothing() -> None:
    assert not may_be_believed(source("1=2", printed=Row("1=2", "")))


@pytest.mark.parametrize(
    ("text", "believed"),
    [
        ("How steep is the curve at $A$?", True),
        ("It gives the same: $f'(3) = 6$", True),
        ("It gives the same: $f'(3) = 7$", False),
        ("The slope is 7", False),
    ],
)
def test_prose_is_believed_unless_it_holds_a_number_or_a_formula_that_nobody_verified(
    text: str, believed: bool
) -> None:
    assert may_be_believed(Prose(text, theme=DARK, on=given(f=SQUARE)).source()) is believed
