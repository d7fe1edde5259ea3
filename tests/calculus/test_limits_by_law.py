"""New variables in limits, functions taken out of limits, and limits that follow from the laws alone."""

from __future__ import annotations

import pytest

from calcanim.calculus.verification.derivation import Rule, Step, Verdict, ground

POSITIVE = ground(conditions=["x > 0"])
NAMED = ground(names=["z = x+pi/2"])
BEFORE = "lim(epsilon -> 0, 1/epsilon*ln(1+epsilon/x))"


def _substituted(after: str, by: str, *, where: object = POSITIVE, before: str = BEFORE) -> Verdict:
    return Step.read(before, after, Rule.SUBSTITUTION, by=by, where=where).verdict  # type: ignore[arg-type]


def test_a_new_variable_is_proved() -> None:
    assert _substituted("lim(u -> 0, 1/(x*u)*ln(1+u))", "epsilon = x*u") is Verdict.PROVED


@pytest.mark.parametrize(
    ("after", "by"),
    [
        ("lim(u -> 0, 1/u*ln(1+u))", "epsilon = x*u"),
        ("lim(u -> 1, 1/(x*u)*ln(1+u))", "epsilon = x*u"),
        ("lim(u -> 0, 1/(x*u)*ln(1+u))", "epsilon = u"),
        ("lim(u -> 0, 1/(x*(u-1))*ln(u))", "epsilon = x*(u-1)"),
        ("lim(u -> 0, ln(1+u^2/x)/u^2)", "epsilon = u^2"),
        ("1/x", "epsilon = x*u"),
    ],
    ids=["another body", "another target", "another relation", "φ misses the target", "φ turns", "no limit"],
)
def test_a_wrong_substitution_is_refuted(after: str, by: str) -> None:
    assert _substituted(after, by) is Verdict.REFUTED


def test_a_variable_that_is_taken_cannot_be_the_new_one() -> None:
    before = "u*lim(epsilon -> 0, epsilon+1)"
    after = "u*lim(u -> 0, u+1)"
    assert _substituted(after, "epsilon = u", before=before) is Verdict.REFUTED


def test_a_substitution_that_is_not_said_is_unchecked() -> None:
    assert _substituted("lim(u -> 0, 1/(x*u)*ln(1+u))", "") is Verdict.UNCHECKED


def test_a_continuous_function_comes_out_of_a_limit() -> None:
    step = Step.read("lim(u -> 0, ln((1+u)^(1/u)))", "ln(lim(u -> 0, (1+u)^(1/u)))", Rule.LIMIT_LAW)
    assert step.verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("lim(x -> 0, sign(x^2))", "sign(lim(x -> 0, x^2))"),
        ("lim(x -> 0, sin(x)/x)", "lim(x -> 0, sin(x))/lim(x -> 0, x)"),
        ("lim(x -> 0, floor(1-x^2))", "floor(lim(x -> 0, 1-x^2))"),
    ],
)
def test_a_limit_does_not_pass_a_jump_or_a_division_by_zero(before: str, after: str) -> None:
    assert Step.read(before, after, Rule.LIMIT_LAW).verdict is Verdict.REFUTED


def test_a_name_for_an_expression_stands_for_it() -> None:
    assert Step.read("sin(x+pi/2)", "sin(z)", where=NAMED).verdict is Verdict.PROVED
    assert Step.read("sin(x+pi)", "sin(z)", where=NAMED).verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("lim(epsilon -> 0, (g(x+epsilon)-g(x))/epsilon*h(x+epsilon))", "g'(x)h(x)"),
        ("lim(epsilon -> 0, g(x+epsilon)-g(x))", "0"),
        ("lim(epsilon -> 0, -g(h(x+epsilon)))", "-g(h(x))"),
        ("lim(t -> x, (g(t)-g(x))/(t-x))", "g'(x)"),
    ],
)
def test_what_follows_from_the_laws_is_proved_of_functions_with_a_name_alone(before: str, after: str) -> None:
    assert Step.read(before, after, Rule.LIMIT).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("lim(epsilon -> 0, (g(x+epsilon)-g(x))/epsilon*h(x+epsilon))", "g'(x)h'(x)"),
        ("lim(epsilon -> 0, g(x+epsilon)+g(x))", "0"),
        ("lim(epsilon -> 0, g(x+epsilon)/epsilon)", "g'(x)"),
    ],
)
def test_what_does_not_follow_is_refuted(before: str, after: str) -> None:
    assert Step.read(before, after, Rule.LIMIT).verdict is Verdict.REFUTED


def test_near_a_limit_the_sign_decides_over_logarithms() -> None:
    near = "lim(u -> 0, 1/u*ln(1+u))", "lim(u -> 0, ln((1+u)^(1/u)))"
    assert Step.read(*near).verdict is Verdict.PROVED
    assert Step.read("ln((x-1)^2)", "2*ln(x-1)").verdict is Verdict.REFUTED
