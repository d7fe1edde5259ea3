"""Slopes of lines, secants and tangents."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcanim.calculus.function import Function
from calcanim.calculus.slopes import (
    Line,
    NoSlopeError,
    line_between,
    secant,
    secant_slope,
    slope_between,
    tangent,
)

SQUARE, ROOT = Function.parse("x^2"), Function.parse("cbrt(x)")


def test_rise_over_run_of_the_syllabus() -> None:
    assert slope_between((1, 1), (7, 4)) == 0.5
    assert line_between((1, 1), (7, 4)) == Line(slope=0.5, intercept=0.5, through=(1.0, 1.0))


def test_a_vertical_line_has_no_slope() -> None:
    with pytest.raises(NoSlopeError, match="vertical"):
        slope_between((2, 1), (2, 4))


def test_one_point_fixes_no_line() -> None:
    with pytest.raises(NoSlopeError, match="same point"):
        slope_between((2, 1), (2, 1))


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_the_secants_of_the_square_have_the_slope_a_plus_b(a: float, b: float) -> None:
    assert secant_slope(SQUARE, a, b) == pytest.approx(a + b, abs=1e-6)


def test_the_secant_slope_arrives_at_the_derivative() -> None:
    assert secant_slope(SQUARE, -1, -1) == -2
    assert secant(SQUARE, -1, -1) == tangent(SQUARE, -1)


def test_next_to_a_point_no_digits_are_lost() -> None:
    wave = Function.parse("sin(2x^2)+1")
    for step in (1e-8, 1e-11, 1e-14):
        assert secant_slope(wave, 1, 1 + step) == pytest.approx(4 * math.cos(2), abs=1e-6)


def test_secants_of_the_cube_root_from_the_origin() -> None:
    for h in (1.0, 1e-3, 1e-9, -1e-9):
        assert secant_slope(ROOT, 0, h) == pytest.approx(abs(h) ** (-2 / 3))


def test_the_tangent_touches() -> None:
    line = tangent(Function.parse("x^3-2x"), 1.5)
    assert line.at(1.5) == 1.5**3 - 3
    assert line.slope == pytest.approx(3 * 1.5**2 - 2)
    assert line.at(0) == pytest.approx(line.intercept)


@pytest.mark.parametrize(
    ("text", "at", "verdict"),
    [
        ("abs(x)", 0, "kink"),
        ("cbrt(x)", 0, "vertical tangent"),
        ("{-1 if x<0; 1 otherwise}", 0, "jump"),
        ("1/x", 0, "pole"),
        ("ln(x)", -1, "outside domain"),
    ],
)
def test_where_there_is_no_tangent_the_error_names_the_verdict(text: str, at: float, verdict: str) -> None:
    with pytest.raises(NoSlopeError, match=verdict):
        tangent(Function.parse(text), at)
    with pytest.raises(NoSlopeError, match=verdict):
        secant_slope(Function.parse(text), at, at)


def test_a_secant_needs_both_values() -> None:
    with pytest.raises(NoSlopeError, match="no secant"):
        secant_slope(Function.parse("ln(x)"), 1, -1)
