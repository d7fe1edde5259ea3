"""The fourteen theorems: every line holds, quickly; what the notebook had wrong is refuted in their steps."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from calcanim.calculus.proofs import (
    circular,
    exponentials,
    fractions,
    inequalities_for_both_signs,
    sums_and_products,
)
from calcanim.calculus.proofs.catalogue import PROOFS
from calcanim.calculus.proofs.theorem import Theorem
from calcanim.calculus.verification.derivation import Derivation, Rule, Verdict, ground, tree
from calcanim.calculus.verification.statement import stated

NAMES = (
    "constant",
    "sum",
    "product",
    "chain rule",
    "exponential",
    "logarithm",
    "power",
    "multiplicative inverse",
    "quotient",
    "sine limit",
    "cosine limit",
    "sine",
    "cosine",
    "tangent",
)
CLAIMS = {
    "constant": "=0",
    "sum": "=g'(x)+h'(x)",
    "product": "=g'(x)h(x)+g(x)h'(x)",
    "chain rule": "=g'(h(x))h'(x)",
    "exponential": "=e^x",
    "logarithm": r"=\frac{1}{x}",
    "power": "=rx^{r-1}",
    "multiplicative inverse": r"=-\frac{h'(x)}{h(x)^2}",
    "quotient": r"=\frac{g'(x)h(x)-g(x)h'(x)}{h(x)^2}",
    "sine limit": "=1",
    "cosine limit": "=0",
    "sine": r"=\cos(x)",
    "cosine": r"=-\sin(x)",
    "tangent": r"=\frac{1}{\cos^2(x)}",
}
every_theorem = pytest.mark.parametrize("name", NAMES)


def test_they_stand_in_the_notebooks_order() -> None:
    assert tuple(PROOFS) == NAMES


@every_theorem
def test_every_line_is_verified_and_has_a_reason(name: str) -> None:
    for derivation in PROOFS[name].derivations:
        derivation.require_verified()
        assert all(line.reason for line in derivation.lines[1:])


@every_theorem
def test_only_the_chain_rule_has_lines_that_are_not_proved(name: str) -> None:
    lines = [line for derivation in PROOFS[name].derivations for line in derivation.lines]
    supported = sum(line.verdict is Verdict.SUPPORTED for line in lines)
    assert supported == (4 if name == "chain rule" else 0)


@every_theorem
def test_it_ends_with_what_is_claimed(name: str) -> None:
    assert PROOFS[name].claim[1] == CLAIMS[name]


@every_theorem
def test_what_is_given_holds_on_its_ground(name: str) -> None:
    for part in PROOFS[name].parts:
        for text in part.given_latex:
            assert stated(text, on=part.derivation.where).verdict == "proved"


@every_theorem
def test_its_passages_cover_every_line_and_can_be_read(name: str) -> None:
    theorem = PROOFS[name]
    for part in theorem.parts:
        assert sum(passage.lines for passage in part.passages) == len(part.derivation.steps)
        assert bool(part.remarks) == bool(part.aside)
        assert all(len(passage.words) <= 90 for passage in part.passages)
    assert len(theorem.question) <= 90
    assert len(theorem.sentence) <= 45


def test_conditions_and_gaps_are_said() -> None:
    conditions = {name: theorem.conditions for name, theorem in PROOFS.items() if theorem.conditions}
    assert conditions["power"] == ("x > 0",)
    assert conditions["logarithm"] == ("x > 0",)
    assert conditions["quotient"] == conditions["multiplicative inverse"] == (r"h(x) \neq 0",)
    assert PROOFS["chain rule"].parts[0].derivation.conditions == (r"h'(x) \neq 0",)
    assert not PROOFS["chain rule"].conditions
    assert "x < 0$ this proof says nothing" in PROOFS["power"].remarks[0]
    assert "may be 0" in PROOFS["chain rule"].remarks[0]


@every_theorem
def test_a_proof_does_not_run_away(name: str) -> None:
    """The longest one takes a second of a processor; a slow machine may take several times that."""
    theorem = PROOFS[name]
    _forget(theorem)
    start = time.process_time()
    assert theorem.derivations
    assert time.process_time() - start < 10


def _forget(theorem: Theorem) -> None:
    for part in theorem.parts:
        clear: Callable[[], None] = getattr(part.derive, "cache_clear", lambda: None)
        clear()


WRONG: dict[str, tuple[Callable[[], Derivation], int, str]] = {
    "erratum 4: h g' for g h'": (
        sums_and_products.product_rule,
        7,
        "(lim(epsilon -> 0, (g(x+epsilon)-g(x))/epsilon))*h(x)+h(x)*g'(x)",
    ),
    "a prime too few": (sums_and_products.product_rule, 8, "g'(x)h(x)+g(x)h(x)"),
    "another sign in the quotient": (fractions.quotient_rule, 5, "(g'(x)h(x)+g(x)h'(x))/h(x)^2"),
    "no square below": (fractions.multiplicative_inverse, 1, "-h'(x)/h(x)"),
    "the exponent stays": (exponentials.power_rule, 5, "r*x^r"),
    "the factor 1/x is lost": (exponentials.logarithm, 9, "1"),
    "the new variable is lost": (exponentials.logarithm, 4, "lim(u -> 0, 1/x*ln(1+u))"),
    "the sign of the cosine is lost": (circular.cosine, 7, "sin(x)"),
    "the cosine rises at 0": (circular.cosine_limit, 7, "1"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_line_is_refuted(fault: str) -> None:
    make, number, text = WRONG[fault]
    assert replace(make().steps[number], after=tree(text)).verdict is Verdict.REFUTED


@pytest.mark.parametrize("number", range(6))
def test_erratum_3_the_function_for_its_derivative_is_refuted_in_every_line(number: int) -> None:
    first = replace(fractions.quotient_rule().steps[0], before=tree("f(x)"))
    step = replace(first, after=fractions.quotient_rule().steps[number].after)
    assert step.verdict is Verdict.REFUTED


def test_erratum_5_is_refuted_as_the_condition_of_the_squeeze() -> None:
    wrong = inequalities_for_both_signs(("-theta/2 < theta < pi/2", "theta != 0"))
    assert wrong.verdict is Verdict.REFUTED


def test_erratum_7_without_its_condition_the_power_rule_is_refuted() -> None:
    anywhere = ground(definitions=["f(x) = x^r"])
    steps = [replace(step, ground=anywhere) for step in exponentials.power_rule().steps]
    assert Verdict.REFUTED in {step.verdict for step in steps}


def test_erratum_8_without_its_condition_the_short_chain_rule_is_refuted() -> None:
    derivation = PROOFS["chain rule"].parts[0].derivation
    anywhere = replace(derivation.where, conditions=())
    steps = [replace(step, ground=anywhere) for step in derivation.steps]
    assert steps[2].verdict is Verdict.REFUTED


@pytest.mark.parametrize("name", ["logarithm", "tangent", "quotient"])
def test_a_step_that_stands_on_another_function_is_refuted(name: str) -> None:
    other = ground(definitions=["f(x) = x^2+3x", "u(x) = h(x)"])
    first = PROOFS[name].derivations[0]
    steps = [replace(step, ground=other) for step in first.steps if step.rule is not Rule.DEFINITION]
    assert Verdict.REFUTED in {step.verdict for step in steps}
