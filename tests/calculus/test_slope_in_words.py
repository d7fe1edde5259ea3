"""What is told of slopes, extrema and throws is what the mathematics says."""

from __future__ import annotations

import pytest
import sympy as sp

from calcanim.calculus import Constant, Function, Kind
from calcanim.calculus.analysis.extremes import Extremes, level_kind
from calcanim.calculus.analysis.signs import Sign, sign_chart
from calcanim.calculus.analysis.slope_in_words import NoSlope, WhereItDoes, conditions
from calcanim.calculus.second_derivative import (
    is_bent_with_zero_second_derivative,
    landing,
    side_of_tangent,
    summit,
    tangent_at,
)
from calcanim.calculus.section import with_numbers
from calcanim.errors import UsageError


def extremes(text: str, *, low: float = -2.1, high: float = 2.1) -> Extremes:
    """The extremes of a function over an interval."""
    f = Function.parse(text)
    return Extremes(f, sign_chart(f.derivative(), (low, high)))


@pytest.mark.parametrize(
    ("f", "at", "why"),
    [
        ("abs(x)", 0, "corner"),
        ("cbrt(x)", 0, "stands upright"),
        ("sqrt(abs(x))", 0, "comes to a point"),
        ("floor(x)", 1, "jumps"),
        ("1/x", 0, "runs away"),
        ("(x^2-4)/(x-2)", 2, "missing"),
        ("sqrt(x)", 0, "begins or ends"),
    ],
)
def test_a_missing_slope_has_its_reason(f: str, at: int, why: str) -> None:
    sentence = NoSlope(Function.parse(f).behaviour(at)).sentence
    assert why in sentence
    assert len(sentence) <= 90


def test_where_a_curve_falls_is_told_or_counted() -> None:
    chart = sign_chart(Function.parse("sin(x)").derivative(), (-2.1, 2.1))
    assert WhereItDoes(chart, Sign.POSITIVE).text == "It rises from x = −π/2 to π/2"
    many = sign_chart(Function.parse("sin(5x)").derivative(), (-2.1, 2.1))
    assert WhereItDoes(many, Sign.NEGATIVE).text == "It falls in 4 places"


@pytest.mark.parametrize(
    ("f", "first"),
    [
        ("x^2", "x<0"),
        ("x^3-3x", "x<-1"),
        ("x^3/3-9x", "-2.1<x<2.1"),
        ("sin(x)", r"-2.1<x<-\frac{\pi}{2}"),
        ("abs(x)", "-2.1<x<0"),
        ("x*sin(x)", "-2.1<x<-2.029"),
    ],
)
def test_a_stretch_goes_on_beyond_the_picture_only_where_it_surely_does(f: str, first: str) -> None:
    chart = sign_chart(Function.parse(f).derivative(), (-2.1, 2.1))
    assert conditions(chart, chart.pieces[0])[0] == first


def test_the_notebooks_extremes() -> None:
    found = extremes("1/4*x^4 - x^2 + 1/2")
    assert [(str(p.x), str(p.value)) for p in found.of(Kind.MAXIMUM)] == [("0", "1/2")]
    assert [(str(p.x), str(p.value)) for p in found.of(Kind.MINIMUM)] == [
        ("-sqrt(2)", "-1/2"),
        ("sqrt(2)", "-1/2"),
    ]
    assert found.beyond is not None
    assert "higher still" in found.beyond[1]


@pytest.mark.parametrize(
    ("f", "solutions"),
    [
        ("x^3", "f′(x) = 0 has 1 solution: x = 0."),
        ("3x-2", "f′(x) = 0 has no solution here: the curve is level nowhere."),
        ("7", "The slope is 0 all along 1 stretch."),
        ("sin(5x)", "f′(x) = 0 has 6 solutions."),
    ],
)
def test_the_solutions_are_told_or_counted(f: str, solutions: str) -> None:
    assert extremes(f).solutions == solutions


def test_an_extremum_at_a_corner_is_called_one() -> None:
    assert extremes("abs(x-1)").where(Kind.MINIMUM) == " at a corner, x = 1."
    assert extremes("abs(x^2-2)").where(Kind.MINIMUM) == " at corners, x = −√2 and √2."
    assert extremes("abs(x^2-1.2345)").where(Kind.MINIMUM) == " at 2 corners."


@pytest.mark.parametrize(
    ("f", "kind"),
    [
        ("x^3", "inflection"),
        ("-x^5", "inflection"),
        ("x^2", "minimum"),
        ("x^3+x", "slope 1"),
        ("abs(x)", "no slope (kink)"),
        ("7", "a level stretch"),
    ],
)
def test_what_a_function_has_at_a_point(f: str, kind: str) -> None:
    assert level_kind(Function.parse(f), sp.Integer(0), within=1) == kind


def test_a_throw_is_highest_half_way() -> None:
    height = with_numbers(
        Function.parse("v*t - 1/2*g*t^2", variables=("t", "v", "g")),
        v=Constant.parse("20"),
        g=Constant.parse("9.81"),
    )
    assert landing(height) == pytest.approx(40 / 9.81)
    assert summit(height) == pytest.approx(20 / 9.81)


@pytest.mark.parametrize("height", ["t^2", "-t^2", "20t", "5+t-t^2/10000000"])
def test_what_is_no_throw_is_refused(height: str) -> None:
    with pytest.raises(UsageError, match="20t - 5t"):
        landing(Function.parse(height))


@pytest.mark.parametrize(
    ("f", "is_bent"), [("x^4", True), ("x^3", True), ("3x-2", False), ("x^2", False), ("abs(x)", False)]
)
def test_a_bent_curve_with_second_derivative_zero(f: str, *, is_bent: bool) -> None:
    assert is_bent_with_zero_second_derivative(Function.parse(f), sp.Integer(0)) is is_bent


def test_a_tangent_is_an_expression() -> None:
    assert str(tangent_at(Function.parse("x^2"), sp.Integer(1))) == "2*x - 1"


@pytest.mark.parametrize(
    ("f", "side"), [("x^4", ">"), ("-x^4", "<"), ("x^3", ""), ("x^4-x^6", ""), ("cos(x)", "")]
)
def test_the_side_of_the_tangent_is_told_only_where_it_holds_everywhere(f: str, side: str) -> None:
    assert side_of_tangent(Function.parse(f), sp.Integer(0)) == side
