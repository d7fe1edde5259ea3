"""Any function is differentiated by named rules, every line verified; where none fits, the core says so."""

from __future__ import annotations

import pytest

from calcanim.calculus.function import Function
from calcanim.calculus.proofs import derivative_from_rules, partial_from_rules, rows_needed, rules_missing
from calcanim.calculus.verification.derivation import Verdict
from tests.calculus.mutations import changes_meaning, is_caught, letters_of, mutants
from tests.scenes.fifty_functions import FIFTY

TEXTS = [text for text, _, _ in FIFTY]
QUICK = ("x^3+cos(x)", "sin(2x^2)+1", "7", "x", "floor(x)", "max(0, x)", "2^x", "x^x", "log(x,x)", "abs(x)^3")
FURTHER = (
    *(
        "sinh(x)*arctan(x^2)",
        "max(x, x^2, 1)",
        "log(x,3)",
        "x^2*sin(3x)*exp(x)",
        "x^pi",
        "sign(x)",
        "ceil(2x)",
    ),
    *(
        "sqrt(1+sqrt(1+sqrt(x)))",
        "sin(cos(tan(exp(x))))",
        "arcosh(x)",
        "x^(1/3)",
        "sin(x)^cos(x)",
        "e^(-x^2)",
    ),
    *(
        "(1+x)^10/(1+x^2)^3",
        "cos(x)/sin(x)",
        "tan(x)^2",
        "min(sin(x), cos(x))",
        "-(x^2+x)",
        "sec(x)",
        "log2(x)",
    ),
    *("sin(sin(sin(sin(sin(sin(sin(sin(sin(x)))))))))", "csch(x)+coth(2x)", "arsinh(x)*artanh(x/2)", "t^2-t"),
)


def _said(text: str) -> list[tuple[str, str]]:
    return [(line.latex, line.reason) for line in derivative_from_rules(Function.parse(text)).lines[1:]]


def _d(text: str) -> str:
    return r"\frac{\mathrm{d}}{\mathrm{d}x}\left[" + text + r"\right]"


def test_a_sum_is_derived_term_by_term() -> None:
    assert _said("x^3+cos(x)") == [
        ("=" + _d("x^3") + "+" + _d(r"\cos(x)"), "sum rule"),
        (r"=3x^2-\sin(x)", "power rule, derivative of cosine"),
    ]


def test_the_chain_rule_names_what_stands_inside() -> None:
    assert _said("sin(2x^2)+1") == [
        ("=" + _d(r"\sin(2x^2)") + "+0", "sum rule, constant rule"),
        (r"=\cos(2x^2)" + _d("2x^2"), "chain rule with $u = 2x^2$, derivative of sine"),
        (r"=\cos(2x^2) \cdot 2 \cdot 2x", "constant factor, power rule"),
        (r"=4x\cos(2x^2)", "in the usual order"),
    ]


@pytest.mark.parametrize("text", QUICK)
def test_each_line_is_verified_and_the_last_is_the_derivative(text: str) -> None:
    f = Function.parse(text)
    proof = derivative_from_rules(f).require_verified()
    assert proof.lines[-1].node == f.derivative().tree
    assert all(line.reason for line in proof.lines[1:])
    assert len(proof.lines) <= 10


@pytest.mark.slow
@pytest.mark.parametrize("text", [*TEXTS, *FURTHER])
def test_what_a_lecturer_may_put_in_is_derived_and_verified(text: str) -> None:
    test_each_line_is_verified_and_the_last_is_the_derivative(text)


@pytest.mark.slow
def test_at_least_forty_of_the_fifty_are_derived_by_rules_alone() -> None:
    proofs = [derivative_from_rules(Function.parse(text)) for text in TEXTS]
    by_rules = [p for p in proofs if "computed by the math core" not in {line.reason for line in p.lines}]
    assert len(by_rules) >= 40
    assert sum(proof.verdict is Verdict.PROVED for proof in by_rules) >= 40


def test_where_no_rule_fits_the_core_says_that_it_computed() -> None:
    assert [reason for _, reason in _said("log(x,x)")] == ["computed by the math core"]


@pytest.mark.parametrize("text", ["abs(x)", "floor(x)", "max(0, x)", "{x if x<1; 2-x otherwise}"])
def test_a_derivation_over_corners_and_steps_says_where_it_holds(text: str) -> None:
    assert derivative_from_rules(Function.parse(text)).remarks
    assert not derivative_from_rules(Function.parse("x^2")).remarks


@pytest.mark.parametrize("text", ["sqrt(x*y)", "abs(x)+abs(y)", "max(x, y)", "x^y", "sqrt(x^2+y^2)"])
def test_partial_derivatives_of_what_has_corners_are_verified(text: str) -> None:
    f = Function.parse(text)
    for variable in "xy":
        assert partial_from_rules(f, variable).finding.holds


def test_one_engine_serves_both_kinds_of_derivative() -> None:
    of_one = derivative_from_rules(Function.parse("sin(2x^2)+1"))
    of_two = partial_from_rules(Function.parse("sin(2x^2)+1", variables="x, y"), "x")
    assert [line.reason for line in of_one.lines] == [line.reason for line in of_two.lines]


def test_the_rows_that_a_function_needs_are_those_of_its_derivation() -> None:
    names = [rule.name for rule in rows_needed(Function.parse("x^4/4-x^2+1/2"))]
    assert names == ["Sum", "Constant", "Product", "Power"]
    assert [rule.words for rule in rules_missing(Function.parse("x*arctan(x)"))] == ["derivative of arctan"]


@pytest.mark.parametrize("text", ["x^3+cos(x)", "sin(2x^2)+1", "x^2*exp(-x)"])
def test_wrong_lines_are_refuted(text: str) -> None:
    proof = derivative_from_rules(Function.parse(text)).require_verified()
    letters = letters_of(proof)
    wrong = [
        (number, mutant)
        for number, entry in enumerate(proof.lines)
        for mutant in mutants(entry.node, letters)
        if changes_meaning(entry.node, mutant, proof)
    ]
    caught = sum(is_caught(proof, number, mutant) for number, mutant in wrong)
    assert len(wrong) > 15
    assert caught >= 0.99 * len(wrong)
