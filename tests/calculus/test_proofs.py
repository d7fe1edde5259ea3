"""The derivations of the lessons are verified, quickly, and reach the figures of the syllabus."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import pytest
import sympy as sp

from calcanim.calculus import proofs
from calcanim.calculus.function import Function
from calcanim.calculus.slopes import NoSlopeError
from calcanim.calculus.verification.derivation import Derivation, Verdict

ALL: dict[str, Callable[[], Derivation]] = {
    "square, two points": proofs.square_with_two_points,
    "square, difference": proofs.square_with_difference,
    "chain rule": proofs.chain_rule,
    "chain rule by division": proofs.chain_rule_by_division,
    "inequalities": proofs.inequalities,
    "negative angles": proofs.inequalities_for_negative_angles,
    "both signs": proofs.inequalities_for_both_signs,
    "limit": proofs.limit_of_the_quotient,
    "partial by limit, x": lambda: proofs.partial_by_limit("x"),
    "partial by limit, y": lambda: proofs.partial_by_limit("y"),
    "partial by rules, x": lambda: proofs.partial_by_rules("x"),
    "partial by rules, y": lambda: proofs.partial_by_rules("y"),
}
SUPPORTED = {"chain rule", "chain rule by division"}


@pytest.mark.parametrize("name", ALL)
def test_every_line_is_verified(name: str) -> None:
    proof = ALL[name]().require_verified()
    expected = Verdict.SUPPORTED if name in SUPPORTED else Verdict.PROVED
    assert proof.verdict is expected
    assert all(entry.reason for entry in proof.lines[1:])


def test_the_square_has_the_lines_of_the_syllabus() -> None:
    assert len(proofs.square_with_two_points().lines) == 9
    assert len(proofs.square_with_difference().lines) == 7
    assert proofs.square_with_two_points().lines[-1].latex == "=2x_A"
    assert proofs.square_with_difference().lines[-1].latex == "=2x"


def test_the_squeeze_ends_with_the_quotient_between_its_bounds() -> None:
    last = proofs.inequalities().lines[-1].latex
    assert last == r"\cos(\theta) < \frac{\sin(\theta)}{\theta} < \frac{1}{\cos(\theta)}"
    assert proofs.inequalities_for_negative_angles().lines[-1].latex == last


@pytest.mark.parametrize(
    "conditions",
    [
        ("-theta/2 < theta < pi/2", "theta != 0"),
        ("-(pi/2) < theta < pi/2",),
        ("0 < theta < pi/2",),
        ("-pi < theta < pi/2", "theta != 0"),
    ],
    ids=["erratum 5", "with 0", "positive alone", "too wide"],
)
def test_wrong_conditions_for_both_signs_are_refuted(conditions: tuple[str, ...]) -> None:
    assert proofs.inequalities_for_both_signs(conditions).verdict is Verdict.REFUTED


def test_the_short_chain_rule_says_what_it_divides_by() -> None:
    proof = proofs.chain_rule_by_division()
    assert "may be 0" in proof.remarks[0]
    assert proof.conditions == (r"h'(x) \neq 0",)
    assert not proofs.chain_rule().conditions


@pytest.mark.parametrize(
    ("text", "at", "slope"),
    [
        ("x^2", -1, -2),
        ("sin(2x^2)+1", 1, 4 * sp.cos(2)),
        ("cbrt(x)", 8, sp.Rational(1, 12)),
        ("1/x", 0.1, -100),
        ("abs(x)", -2, -1),
        ("x^3+cos(x)", sp.pi / 3, sp.pi**2 / 3 - sp.sqrt(3) / 2),
        ("x^4/4-x^2+1/2", sp.sqrt(2), 0),
        ("{x^2 if x<0; x^3 otherwise}", 1, 3),
        ("max(x,2)", 1, 0),
    ],
)
def test_the_derivative_of_a_given_function_follows_from_the_definition(
    text: str, at: float, slope: sp.Expr
) -> None:
    f = Function.parse(text)
    proof = proofs.derivative_from_definition(f, at).require_verified()
    value = Function(proof.steps[-1].after, f.variables, sp.Integer(0), "", None)(0.0)
    assert value == pytest.approx(float(slope))


@pytest.mark.parametrize(
    ("text", "verdict"), [("abs(x)", "kink"), ("cbrt(x)", "vertical tangent"), ("1/x", "pole")]
)
def test_no_derivation_is_made_where_there_is_no_derivative(text: str, verdict: str) -> None:
    with pytest.raises(NoSlopeError, match=verdict):
        proofs.derivative_from_definition(Function.parse(text), 0)


@pytest.mark.parametrize(
    ("text", "variable", "rules"),
    [
        (
            "sin(x*y)",
            "x",
            ["chain rule with $u = xy$, derivative of sine", "constant factor", "in the usual order"],
        ),
        ("x^2*y+y^3", "y", ["sum rule", "constant factor, power rule"]),
        ("exp(x*y)/x", "x", ["quotient rule", "chain rule with $u = xy$, derivative of the exponential"]),
        ("x*sin(x+y)", "x", ["product rule", "chain rule with $u = x+y$, derivative of sine"]),
        ("(x+y)^3", "x", ["chain rule with $u = x+y$, power rule"]),
        ("x^y", "y", ["derivative of $a^x$"]),
        ("abs(x*y)", "x", ["chain rule with $u = xy$, slope of the absolute value"]),
    ],
)
def test_partials_are_led_by_named_rules(text: str, variable: str, rules: list[str]) -> None:
    f = Function.parse(text, variables="x, y")
    proof = proofs.partial_from_rules(f, variable).require_verified()
    assert set(rules) <= {entry.reason for entry in proof.lines}
    assert proof.lines[-1].node == f.partial(variable).tree


def test_the_partials_have_the_figures_of_the_syllabus() -> None:
    f = Function.parse("sin(x*y)")
    for variable, figure in (("x", -0.99500), ("y", 0.09950)):
        tree = proofs.partial_by_rules(variable).lines[-1].node
        value = Function(tree, f.variables, f.expr, "", None)(0.1, -1)
        assert math.isclose(value, figure, abs_tol=5e-6)


def test_the_derivations_of_one_lesson_take_less_than_a_second_and_a_half() -> None:
    lessons = (
        ("square, two points", "square, difference"),
        ("chain rule",),
        ("inequalities", "negative angles", "both signs", "limit"),
        ("partial by limit, x", "partial by rules, x", "partial by rules, y"),
    )
    for lesson in lessons:
        _forget()
        start = time.process_time()
        for name in lesson:
            ALL[name]()
        assert time.process_time() - start < 1.5, lesson


def _forget() -> None:
    for maker in vars(proofs).values():
        if hasattr(maker, "cache_clear"):
            maker.cache_clear()
