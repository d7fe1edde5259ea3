"""Steps check themselves: what is true is proved or supported, what is wrong is refuted."""

from __future__ import annotations

import pytest

from calcanim.calculus.verification.derivation import Derivation, Move, Rule, Step, Verdict, ground, line
from calcanim.errors import UnverifiedError, UsageError

SQUARE = ground(definitions=["f(x) = x^2"])
ACUTE = ground(conditions=["0 < theta < pi/2"])
QUOTIENT = ground(definitions=["f(x) = g(x)/h(x)", "u(x) = 1/h(x)"])

TRUE = [
    ("(a+b)^2", "a^2+2a*b+b^2", Rule.REWRITE, None),
    ("f(x+1)-f(x)", "2x+1", Rule.REWRITE, SQUARE),
    ("f'(x)", "lim(epsilon -> 0, (f(x+epsilon)-f(x))/epsilon)", Rule.DEFINITION, SQUARE),
    ("lim(epsilon -> 0, (f(x+epsilon)-f(x))/epsilon)", "2x", Rule.LIMIT, SQUARE),
    ("lim(epsilon -> 0, (g(x+epsilon)-g(x))/epsilon)", "g'(x)", Rule.DEFINITION, None),
    ("lim(x -> 0, sin(x)+cos(x))", "lim(x -> 0, sin(x)) + lim(x -> 0, cos(x))", Rule.LIMIT_LAW, None),
    ("lim(n -> infinity, (1+1/n)^n)", "e", Rule.LIMIT, None),
    ("lim(x -> 0+, |x|/x)", "1", Rule.LIMIT, None),
    ("D(x^3+cos(x), x)", "3x^2-sin(x)", Rule.DERIVE, None),
    ("D(g(x)*h(x), x)", "g(x)*h'(x)+g'(x)*h(x)", Rule.DERIVE, None),
    ("partial(sin(x*y), x, y)", "cos(x*y)-x*y*sin(x*y)", Rule.DERIVE, None),
    ("x/x", "1", Rule.REWRITE, ground(conditions=["x != 0"])),
    ("sqrt(x^2)", "x", Rule.REWRITE, ground(conditions=["x > 0"])),
    ("exp(r*ln(x))", "x^r", Rule.REWRITE, ground(conditions=["x > 0"])),
    ("f'(x)", "(g'(x)*h(x)-g(x)*h'(x))/h(x)^2", Rule.DERIVE, QUOTIENT),
    ("g'(x)*u(x)+g(x)*u'(x)", "g'(x)*(1/h(x))+g(x)*(-h'(x)/h(x)^2)", Rule.DERIVE, QUOTIENT),
]

WRONG = [
    ("(a+b)^2", "a^2+b^2", Rule.REWRITE, None),
    ("f(x+1)-f(x)", "2x-1", Rule.REWRITE, SQUARE),
    ("f'(x)", "lim(epsilon -> 0, (f(x+epsilon)+f(x))/epsilon)", Rule.DEFINITION, SQUARE),
    ("lim(x -> 0, |x|/x)", "1", Rule.LIMIT, None),
    ("lim(x -> 0, 1/x)", "0", Rule.LIMIT, None),
    ("lim(x -> 0, x*(1/x))", "lim(x -> 0, x)*lim(x -> 0, 1/x)", Rule.LIMIT_LAW, None),
    ("lim(x -> 0, x+1)", "x + lim(x -> 0, 1)", Rule.LIMIT_LAW, None),
    ("x/x", "1", Rule.REWRITE, None),
    ("sqrt(x^2)", "x", Rule.REWRITE, None),
    ("x^r", "exp(r*ln(x))", Rule.REWRITE, None),
    ("D(g(h(x)), x)", "g'(h(x))", Rule.DERIVE, None),
    ("D(g(h(x)), x)", "g'(h'(x))", Rule.DERIVE, None),
    ("D(g(x)*h(x), x)", "g'(x)*h'(x)", Rule.DERIVE, None),
]

ERRATA = [
    pytest.param("D(x^3, x)", "x^2", Rule.DERIVE, None, id="2: the derivative of x^3"),
    pytest.param("f(x)", "g'(x)*u(x)+g(x)*u'(x)", Rule.DERIVE, QUOTIENT, id="3: f for f', first line"),
    pytest.param(
        "f(x)", "g'(x)*(1/h(x))+g(x)*(-h'(x)/h(x)^2)", Rule.DERIVE, QUOTIENT, id="3: f for f', second line"
    ),
    pytest.param(
        "f(x)", "(g'(x)h(x))/h(x)^2-(g(x)h'(x))/h(x)^2", Rule.DERIVE, QUOTIENT, id="3: f for f', third line"
    ),
    pytest.param(
        "f(x)", "(g'(x)*h(x)-g(x)*h'(x))/h(x)^2", Rule.DERIVE, QUOTIENT, id="3: f for f', fourth line"
    ),
    pytest.param(
        "lim(epsilon -> 0, h(x+epsilon)*((g(x+epsilon)-g(x))/epsilon))"
        "+lim(epsilon -> 0, g(x)*((h(x+epsilon)-h(x))/epsilon))",
        "h(x)*g'(x)+h(x)*g'(x)",
        Rule.LIMIT,
        None,
        id="4: h g' for g h'",
    ),
    pytest.param("x^r", "exp(r*ln(x))", Rule.REWRITE, None, id="7: the power rule by ln(x^r), for any x"),
    pytest.param(
        "lim(epsilon -> 0, (g(h(x+epsilon))-g(h(x)))/epsilon)",
        "lim(epsilon -> 0, (h(x+epsilon)-h(x))/(h(x+epsilon)-h(x))*(g(h(x+epsilon))-g(h(x)))/epsilon)",
        Rule.REWRITE,
        None,
        id="8: division by h(x+epsilon)-h(x), which may be 0",
    ),
    pytest.param("x^4", "0", Rule.REWRITE, None, id="9: a straight line where the second derivative is 0"),
]


@pytest.mark.parametrize(("before", "after", "rule", "where"), TRUE)
def test_a_true_step_holds(before: str, after: str, rule: Rule, where: object) -> None:
    step = Step.read(before, after, rule, where=where)  # type: ignore[arg-type]
    assert step.verdict in (Verdict.PROVED, Verdict.SUPPORTED), step.evidence


@pytest.mark.parametrize(("before", "after", "rule", "where"), [*WRONG, *ERRATA])
def test_a_wrong_step_is_refuted(before: str, after: str, rule: Rule, where: object) -> None:
    step = Step.read(before, after, rule, where=where)  # type: ignore[arg-type]
    assert step.verdict is Verdict.REFUTED
    assert step.evidence


def test_the_short_chain_rule_step_holds_where_h_moves() -> None:
    before = "lim(epsilon -> 0, (g(h(x+epsilon))-g(h(x)))/epsilon)"
    after = "lim(epsilon -> 0, (h(x+epsilon)-h(x))/(h(x+epsilon)-h(x))*(g(h(x+epsilon))-g(h(x)))/epsilon)"
    moving = ground(conditions=["h(x+epsilon) != h(x)"])
    assert Step.read(before, after, where=moving).verdict is Verdict.PROVED


def test_a_refutation_names_a_counterexample() -> None:
    assert "x = " in Step.read("sqrt(x^2)", "x").evidence


def test_a_limit_with_the_right_value_does_not_excuse_a_wrong_body() -> None:
    step = Step.read("lim(x -> 0, (2x+x^2)/x)", "lim(x -> 0, 2-x)")
    assert step.verdict is Verdict.REFUTED


def test_what_cannot_be_tried_is_unchecked() -> None:
    assert Step.read("ln(-x^2-1)", "ln(-x^2-2)").verdict is Verdict.UNCHECKED


def test_limits_of_undefined_functions_that_no_law_gives_are_supported_by_concrete_ones_only() -> None:
    step = Step.read("lim(epsilon -> 0, (g(x+2*epsilon)-g(x))/epsilon)", "2g'(x)", Rule.LIMIT)
    assert step.verdict is Verdict.SUPPORTED


CHAIN = "sin(theta)cos(theta) < theta < tan(theta)"


@pytest.mark.parametrize(
    ("after", "move", "by"),
    [
        ("sin(theta)cos(theta) > theta > tan(theta)", Move.MULTIPLY, "1"),
        ("-(sin(theta)cos(theta)) < -theta < -tan(theta)", Move.MULTIPLY, "-1"),
        ("cos(theta) < theta/sin(theta) < sin(theta)/tan(theta)", Move.DIVIDE, "sin(theta)"),
        ("1/(sin(theta)cos(theta)) < 1/theta < 1/tan(theta)", Move.RECIPROCALS, ""),
        ("tan(theta) < theta < sin(theta)cos(theta)", Move.TURN, ""),
        ("sin(theta)cos(theta) < -theta < tan(theta)", Move.MIRROR, "theta"),
    ],
)
def test_a_wrong_move_with_inequalities_is_refuted(after: str, move: Move, by: str) -> None:
    assert Step.read(CHAIN, after, move, where=ACUTE, by=by).verdict is Verdict.REFUTED


def test_dividing_by_the_sine_needs_its_sign() -> None:
    after = "cos(theta) < theta/sin(theta) < tan(theta)/sin(theta)"
    anywhere = ground(conditions=["-pi/2 < theta < pi/2", "theta != 0"])
    assert Step.read(CHAIN, after, Move.DIVIDE, where=ACUTE, by="sin(theta)").verdict is Verdict.PROVED
    assert Step.read(CHAIN, after, Move.DIVIDE, where=anywhere, by="sin(theta)").verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    "chain",
    ["cos(theta) < theta < tan(theta)", "1/2*sin(theta)cos(theta) > theta/2 > tan(theta)/2"],
)
def test_a_false_chain_is_no_subject(chain: str) -> None:
    with pytest.raises(UnverifiedError, match="line 1"):
        Derivation.of("A false chain", chain, where=ACUTE).require_verified()


def test_a_derivation_with_a_wrong_line_names_it() -> None:
    wrong = Derivation.of("Wrong", "D(x^2, x)", line("2x", "power rule", Rule.DERIVE), line("3x", "add up"))
    assert wrong.verdict is Verdict.REFUTED
    with pytest.raises(UnverifiedError, match=r"line 3.*add up.*refuted"):
        wrong.require_verified()


def test_a_line_is_printed_from_the_tree_that_was_verified() -> None:
    proof = Derivation.of("Square", "D(x^2, x)", line("2*x", "power rule", Rule.DERIVE))
    assert proof.lines[-1].node is proof.steps[-1].after
    assert [entry.latex for entry in proof.lines][-1] == "=2x"


def test_a_definition_must_be_one() -> None:
    with pytest.raises(UsageError, match="write f"):
        ground(definitions=["x^2"])
    with pytest.raises(UsageError, match="not a condition"):
        ground(conditions=["x"])
