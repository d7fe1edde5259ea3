"""Rise over run is exact, and written as one writes it by hand."""

from __future__ import annotations

import pytest

from calcanim.calculus.language.parse import parse_expression
from calcanim.calculus.rise_over_run import RiseOverRun
from calcanim.calculus.slopes import NoSlopeError


def between(a: str, b: str) -> RiseOverRun:
    points = [tuple(map(parse_expression, point.split(";"))) for point in (a, b)]
    (x_a, y_a), (x_b, y_b) = points
    return RiseOverRun((x_a, y_a), (x_b, y_b))


def test_the_notebooks_line_rises_three_over_six() -> None:
    slope = between("1;1", "7;4")
    assert (slope.rise.text, slope.run.text, slope.value.text) == ("3", "6", "1/2")
    assert slope.quotient.latex == r"\frac{3}{6}"
    assert (slope.rise_terms, slope.run_terms) == (("4", "1"), ("7", "1"))


def test_what_follows_a_minus_sign_stands_in_brackets_where_it_must() -> None:
    slope = between("-1;2", "3;-4")
    assert slope.run_terms == ("3", "(-1)")
    assert slope.rise_terms == ("-4", "2")


@pytest.mark.parametrize(
    ("a", "b", "value", "exact"),
    [
        ("0;2", "5;2", "0", True),
        ("1/3;0", "2/3;1", "3", True),
        ("0.5;1.25", "0.75;-1", "−9", True),
        ("0;0", "0.5;0.3", "0.6", True),
        ("0.1;0.2", "0.4;0.3", "1/3", True),
        ("sqrt(2);0", "0;2", "−√2", True),
        ("sqrt(2);pi", "e;1", "−1.6422", False),
        ("0;0", "7;123456.789", "17637", False),
        ("0;0", "1;0.0000000003", "3e−10", True),
    ],
)
def test_a_slope_is_exact_or_says_that_it_is_rounded(a: str, b: str, value: str, exact: bool) -> None:
    slope = between(a, b)
    assert (slope.value.text, slope.value.is_exact) == (value, exact)
    assert slope.value.relation == ("=" if exact else r"\approx")


@pytest.mark.parametrize(
    ("a", "b"), [("1;1", "1;4"), ("sqrt(8);0", "2*sqrt(2);1"), ("1;1", "sin(2)^2+cos(2)^2;3")]
)
def test_equal_x_coordinates_have_no_slope(a: str, b: str) -> None:
    with pytest.raises(NoSlopeError, match="vertical and has no slope; give A and B different x-coordinates"):
        between(a, b)
