"""Parameters turn text into checked values, or say in one line what is wrong."""

from typing import Any, ClassVar

import pytest
import sympy

from calcanim.calculus import Constant, Function
from calcanim.errors import ParameterError, UsageError
from calcanim.parameters import (
    FunctionParameter,
    IntegerParameter,
    NumberParameter,
    Parameter,
    PointParameter,
    require_slope,
)


class Sheet:
    f = FunctionParameter("x^2", help="a curve")
    at = NumberParameter("-1", help="a place", above=-10, below=10)
    steps = IntegerParameter("200", help="how many", least=1, most=1000)
    a = PointParameter("1,4", help="a point")


def parameter(name: str) -> Parameter[Any]:
    found: Parameter[Any] = vars(Sheet)[name]
    return found


def test_defaults_are_parsed_on_the_class() -> None:
    assert Sheet.f(3.0) == 9
    assert float(Sheet.at) == -1
    assert Sheet.steps == 200
    assert [float(number) for number in Sheet.a] == [1, 4]


def test_settings_of_a_subclass_replace_defaults() -> None:
    class Changed(Sheet):
        settings: ClassVar = {"at": "pi/4"}

    assert Changed.at == pytest.approx(0.785398163)
    assert float(Sheet.at) == -1


def test_a_constant_knows_its_exact_value_and_how_it_was_written() -> None:
    constant = Constant.parse("pi/5")
    assert constant.expr == sympy.pi / 5
    assert constant.latex == r"\frac{\pi}{5}"


@pytest.mark.parametrize("text", ["(2, 3)", "2,3", " 2 , 3 ", "4/2,sqrt(9)"])
def test_a_point_is_two_numbers(text: str) -> None:
    assert parameter("a").parse(text) == (2, 3)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("at", "banana", "is not a number"),
        ("at", "x", "is not a number"),
        ("at", "1/0", "is not a number"),
        ("at", "", "is not a number"),
        ("at", "10^300*10^300", "finite|not a number"),
        ("at", "11", "must be below 10"),
        ("at", "-10", "must be above -10"),
        ("steps", "2.5", "whole number"),
        ("steps", "0", "from 1 to 1000"),
        ("steps", "9" * 30, "from 1 to 1000"),
        ("a", "1", "is not a point"),
        ("a", "1,2,3", "is not a point"),
        ("a", "1,banana", "is not a number"),
        ("f", "1/0", "divides by zero"),
        ("f", "ln(-x^2)", "no real value anywhere"),
        ("f", "y", "not a variable"),
        ("f", "__import__('os')", "cannot read"),
    ],
)
def test_bad_text_is_refused_with_the_reason(name: str, text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        parameter(name).parse(text)


@pytest.mark.parametrize(("f", "at"), [("x^2", "-1"), ("abs(x)", "1"), ("x*abs(x)", "0")])
def test_a_slope_that_is_there_is_allowed(f: str, at: str) -> None:
    require_slope(Function.parse(f), Constant.parse(at))


@pytest.mark.parametrize(
    ("f", "at", "why"), [("abs(x)", "0", "kink"), ("1/x", "0", "pole"), ("cbrt(x)", "0", "vertical tangent")]
)
def test_a_slope_that_is_missing_is_refused_in_one_line(f: str, at: str, why: str) -> None:
    with pytest.raises(
        ParameterError, match=rf"place=0: .* has no slope there \({why}\); choose another place"
    ):
        require_slope(Function.parse(f), Constant.parse(at), name="place")
