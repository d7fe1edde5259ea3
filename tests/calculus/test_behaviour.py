"""What functions do at points, for functions whose answer is known; and what is not known is not guessed."""

from __future__ import annotations

import time

import pytest
import sympy as sp

from calcanim.calculus.analysis.behaviour import Verdict
from calcanim.calculus.analysis.limits import Method
from calcanim.calculus.function import Function
from calcanim.errors import UsageError

KNOWN: dict[Verdict, list[tuple[str, float | str]]] = {
    Verdict.DIFFERENTIABLE: [
        ("x^2", 1),
        ("sin(2x^2)+1", 0.3),
        ("x^3", 0),
        ("x|x|", 0),
        ("|x|^3", 0),
        ("|x|", 2),
        ("cbrt(x)", 8),
        ("cbrt(x^5)", 0),
        ("tan(x)", 1),
        ("1/x", 0.5),
        ("x^x", 1),
        ("floor(x)", 0.5),
        ("sin(x)", "pi/2"),
        ("ln(x)", "e"),
        ("{x^2 if x<0; x^3 otherwise}", 0),
        ("{x^2*sin(1/x) if x!=0; 0 otherwise}", 0),
        ("3", 5),
    ],
    Verdict.KINK: [
        ("abs(x)", 0),
        ("|x^2-1|", 1),
        ("|x^2-2|", 2**0.5),
        ("|sin(x)|", "pi"),
        ("max(x,1-x)", 0.5),
        ("sqrt(x^2)", 0),
        ("exp(-|x|)", 0),
        ("|ln(x)|", 1),
        ("arccos(cos(x))", 0),
        ("{x if x<1; 2-x otherwise}", 1),
        ("|x|+x", 0),
    ],
    Verdict.VERTICAL_TANGENT: [
        ("cbrt(x)", 0),
        ("cbrt(x-1)", 1),
        ("-cbrt(x)", 0),
        ("sign(x)*sqrt(|x|)", 0),
        ("x+cbrt(x)", 0),
        ("cbrt(sin(x))", 0),
    ],
    Verdict.CUSP: [
        ("cbrt(x^2)", 0),
        ("-cbrt(x)^2", 0),
        ("sqrt(|x|)", 0),
        ("|cbrt(x)|", 0),
        ("1-sqrt(|x-2|)", 2),
    ],
    Verdict.JUMP: [
        ("sign(x)", 0),
        ("floor(x)", 2),
        ("ceil(x)", -1),
        ("{-1 if x<0; 1 if x>=0}", 0),
        ("x/|x|", 0),
        ("arctan(1/x)", 0),
        ("1/(1+exp(1/x))", 0),
    ],
    Verdict.POLE: [
        ("1/x", 0),
        ("1/x^2", 0),
        ("tan(x)", "pi/2"),
        ("1/sin(x)", 0),
        ("exp(1/x)", 0),
        ("ln(|x|)", 0),
        ("1/(x-0.1)", 0.1),
        ("floor(1/x)", 0),
    ],
    Verdict.HOLE: [
        ("sin(x)/x", 0),
        ("(x^2-1)/(x-1)", 1),
        ("x/x", 0),
        ("x*sin(1/x)", 0),
        ("(1-cos(x))/x^2", 0),
        ("{1 if x=0; 0 otherwise}", 0),
        ("exp(-1/x^2)", 0),
    ],
    Verdict.OSCILLATING: [
        ("sin(1/x)", 0),
        ("{x*sin(1/x) if x!=0; 0 otherwise}", 0),
        ("cos(1/x^2)", 0),
        ("sin(ln(|x|))", 0),
        ("cos(1/(x-1))", 1),
    ],
    Verdict.OUTSIDE_DOMAIN: [
        ("sqrt(x)", -1),
        ("ln(x)", -2),
        ("arcsin(x)", 2),
        ("x^(1/3)", -8),
        ("sqrt(x^2-4)", 0),
        ("sqrt(-x^2-1)", 0),
    ],
    Verdict.EDGE_OF_DOMAIN: [
        ("sqrt(x)", 0),
        ("ln(x)", 0),
        ("sqrt(1-x^2)", -1),
        ("x^(1/3)", 0),
        ("x^x", 0),
        ("{x if x<=1}", 1),
        ("sqrt(x)^2", 0),
    ],
}
CASES = [(text, at, verdict) for verdict, cases in KNOWN.items() for text, at in cases]


@pytest.mark.parametrize(("text", "at", "verdict"), CASES)
def test_the_verdict_is_the_known_one(text: str, at: float | str, verdict: Verdict) -> None:
    found = Function.parse(text).behaviour(at)
    assert found.verdict is verdict
    assert found.sentence.startswith("At x = ") and found.sentence.endswith(".")


SIDES = [
    ("|x|", 0, (0, 0), (-1, 1)),
    ("cbrt(x)", 0, (0, 0), (sp.oo, sp.oo)),
    ("-cbrt(x)", 0, (0, 0), (-sp.oo, -sp.oo)),
    ("cbrt(x^2)", 0, (0, 0), (-sp.oo, sp.oo)),
    ("sign(x)", 0, (-1, 1), (0, 0)),
    ("1/x", 0, (-sp.oo, sp.oo), (None, None)),
    ("sin(x)/x", 0, (1, 1), (0, 0)),
    ("|x^2-2|", "sqrt(2)", (0, 0), (-2 * sp.sqrt(2), 2 * sp.sqrt(2))),
    ("sqrt(x)", 0, (None, 0), (None, sp.oo)),
    ("arctan(1/x)", 0, (-sp.pi / 2, sp.pi / 2), (-1, -1)),
]


@pytest.mark.parametrize(("text", "at", "values", "slopes"), SIDES)
def test_the_sides_are_exact(text: str, at: float, values: object, slopes: object) -> None:
    found = Function.parse(text).behaviour(at)
    assert (found.left_value, found.right_value) == values
    assert (found.left_slope, found.right_slope) == slopes
    assert found.method is Method.EXACT


def test_numbers_help_where_sympy_has_no_limit_and_say_so() -> None:
    found = Function.parse("x*floor(1/x)").behaviour(0)
    assert (found.verdict, found.left_value, found.method) == (Verdict.HOLE, 1, Method.NUMERIC)


NEVER_GUESSED = [
    "sign(sin(1/x))",
    "exp(exp(1/x))",
    "sin(exp(1/x))",
    "exp(exp(exp(1/x)))",
]


@pytest.mark.parametrize("text", NEVER_GUESSED)
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    started = time.process_time()
    found = Function.parse(text).behaviour(0)
    assert time.process_time() - started < 5
    assert found.verdict in (Verdict.UNKNOWN, Verdict.OSCILLATING)
    assert (found.left_value, found.right_value) in ((None, None), (1, None), (0, None), (sp.oo, sp.oo))


def test_one_upright_side_is_unknown_but_its_slopes_are_said() -> None:
    found = Function.parse("{x if x<0; sqrt(x) otherwise}").behaviour(0)
    assert found.verdict is Verdict.UNKNOWN
    assert (found.left_slope, found.right_slope) == (1, sp.oo)
    assert "no tangent" in found.sentence


def test_a_float_stands_for_the_number_that_is_meant() -> None:
    assert Function.parse("tan(x)").behaviour(float(sp.pi / 2)).verdict is Verdict.POLE
    assert Function.parse("|x-0.1|").behaviour(0.1).verdict is Verdict.KINK


def test_a_derivative_has_no_value_at_the_corner_of_its_origin() -> None:
    found = Function.parse("|x|").derivative().behaviour(0)
    assert (found.verdict, found.has_value) == (Verdict.JUMP, False)


def test_only_functions_of_one_variable_at_numbers_are_studied() -> None:
    with pytest.raises(UsageError, match="one variable"):
        Function.parse("x*y").behaviour(0)
    with pytest.raises(UsageError, match="real number"):
        Function.parse("x").behaviour(float("nan"))
    with pytest.raises(UsageError, match="far out"):
        Function.parse("x").behaviour(sp.oo)


def test_typical_points_take_little_time() -> None:
    f, started = Function.parse("sin(2x^2)+1+x"), time.perf_counter()
    for k in range(20):
        f.behaviour(k / 7)
    assert time.perf_counter() - started < 20 * 0.3
