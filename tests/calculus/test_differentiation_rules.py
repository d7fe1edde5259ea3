"""A rule is shown, verified and applied from one and the same object."""

from __future__ import annotations

from dataclasses import replace

import pytest

from calcanim.calculus.differentiation_rules import (
    BUILDING_BLOCKS,
    CHAIN,
    COMBINATIONS,
    POWER,
    PRODUCT,
    SINE,
    TABLE,
    DifferentiationRule,
)
from calcanim.calculus.function import Function
from calcanim.calculus.further_rules import RULES
from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.parse import parse_expression
from calcanim.calculus.language.syntax import Derivative, Name, Node
from calcanim.calculus.proofs import derivative_from_rules, rows_needed
from calcanim.calculus.proofs.catalogue import PROOFS
from calcanim.calculus.verification.derivation import Rule, Step, Verdict, ground

X = Name("x")
EVERY = tuple(dict.fromkeys((*TABLE, *RULES)))


def _left(part: Node) -> Node:
    return Derivative(part, (X,))


def test_the_table_has_the_eleven_rows_of_the_notebook() -> None:
    assert (*BUILDING_BLOCKS, *COMBINATIONS) == TABLE
    assert {rule.proof for rule in TABLE} == {
        *("constant", "sum", "product", "quotient", "power", "exponential", "logarithm"),
        *("sine", "cosine", "tangent", "chain rule"),
    }


def test_every_row_of_the_table_names_a_proof_that_exists_and_no_other_rule_names_one() -> None:
    assert {rule.proof for rule in TABLE} <= set(PROOFS)
    assert {rule.proof for rule in EVERY if rule not in TABLE} <= {""}


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.name)
def test_each_row_of_the_table_is_proved(rule: DifferentiationRule) -> None:
    assert rule.finding.verdict is Verdict.PROVED


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.name)
def test_every_rule_holds_and_is_a_row_or_rests_on_rows_that_exist(rule: DifferentiationRule) -> None:
    assert rule.finding.holds, rule.finding
    assert set(rule.rests_on) <= {row.name for row in TABLE}
    assert not (rule.proof and rule.rests_on)


@pytest.mark.parametrize("rule", [rule for rule in TABLE if rule is not CHAIN], ids=lambda rule: rule.name)
def test_a_wrong_result_is_refuted(rule: DifferentiationRule) -> None:
    wrong = replace(rule, result=f"{rule.result}+1/7")
    assert wrong.finding.verdict is Verdict.REFUTED


def test_the_chain_rule_without_the_inner_derivative_is_refuted() -> None:
    assert replace(CHAIN, result="g'(h(x))").finding.verdict is Verdict.REFUTED
    assert replace(CHAIN, result="g'(x)*h'(x)").finding.verdict is Verdict.REFUTED


@pytest.mark.parametrize("exponent", ["2", "3", "-1", "-2", "1/3", "5"])
def test_the_power_rule_also_holds_where_x_is_negative_and_the_power_has_a_value(exponent: str) -> None:
    where = ground(conditions=["x < 0"])
    power = "cbrt(x)" if exponent == "1/3" else f"x^({exponent})"
    result = "1/3*cbrt(x)/x" if exponent == "1/3" else f"({exponent})*x^({exponent}-1)"
    step = Step.read(f"D({power}, x)", result, Rule.DERIVE, where=where)
    assert step.verdict in (Verdict.PROVED, Verdict.SUPPORTED)


@pytest.mark.parametrize(
    ("rule", "text", "made"),
    [
        (PRODUCT, "x^2*sin(x)", r"x^2\frac{d}{dx}\left[\sin(x)\right]+\sin(x)\frac{d}{dx}\left[x^2\right]"),
        (POWER, "x^5", "5x^{5-1}"),
        (SINE, "sin(x)", r"\cos(x)"),
    ],
)
def test_a_rule_is_applied_as_it_is_shown(rule: DifferentiationRule, text: str, made: str) -> None:
    binding = rule.bound(parse_expression(text), X)
    assert binding is not None
    assert latex(rule.filled(binding, _left)).replace(r"\mathrm{d}", "d") == made


def test_a_rule_does_not_take_what_is_built_in_another_way() -> None:
    assert SINE.bound(parse_expression("cos(x)"), X) is None
    assert POWER.bound(parse_expression("2^x"), X) is None
    assert PRODUCT.bound(parse_expression("x+1"), X) is None


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.name)
def test_the_example_of_a_row_needs_that_row(rule: DifferentiationRule) -> None:
    example = rule.example_function
    assert rule in rows_needed(example)
    assert derivative_from_rules(example).finding.holds


def test_what_the_table_lacks_is_not_said_to_be_in_it() -> None:
    assert rows_needed(Function.parse("floor(x)")) == ()
