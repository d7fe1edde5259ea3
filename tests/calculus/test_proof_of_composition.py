"""The chain rule on two given functions: the lines, that they are verified, and what is refused."""

from __future__ import annotations

import pytest

from calcanim.calculus import Function
from calcanim.calculus.language.syntax import Mul, Neg, Number
from calcanim.calculus.proofs.composition import derivative_of_composition
from calcanim.calculus.verification.derivation import Derivation, Step
from calcanim.calculus.verification.verdicts import Verdict
from calcanim.errors import UnverifiedError


def derived(outer: str, inner: str, near: tuple[float, float] | None = None) -> Derivation:
    functions = Function.parse(outer, variables="u"), Function.parse(inner, variables="x")
    return derivative_of_composition(*functions, near=near)


def test_the_notebooks_example_is_proved_line_by_line() -> None:
    found = derived("sin(u)+1", "2x^2")
    assert found.lines[-1].latex == r"=4x\cos(2x^2)"
    assert {line.verdict for line in found.lines} == {Verdict.PROVED}


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("ln(u)", "x^2+1"), ("u^2", "3x"), ("u*(u+1)", "e^x"), ("3", "x"), ("u", "x"), ("1/u", "x^2-3")],
)
def test_other_functions_are_verified_too(outer: str, inner: str) -> None:
    assert derived(outer, inner).verdict in (Verdict.PROVED, Verdict.SUPPORTED)


def test_a_rule_that_fails_at_one_point_is_verified_near_another_and_says_so() -> None:
    with pytest.raises(UnverifiedError):
        derived("abs(u)", "x")
    lines = derived("abs(u)", "x", near=(0.8, 1.2)).lines
    assert lines[-1].latex == r"=\operatorname{sign}(x)"
    assert any(line.reason.endswith("here") for line in lines)
    with pytest.raises(UnverifiedError):
        derived("abs(u)", "x", near=(-1, 1))


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_wrong_line_would_be_refuted(line: int) -> None:
    found = derived("sin(u)+1", "2x^2")
    step = found.steps[line - 1]
    for wrong in (Neg(step.after), Mul(Number("2"), step.after)):
        assert Step(step.before, wrong, step.rule, "", step.ground).verdict is Verdict.REFUTED
