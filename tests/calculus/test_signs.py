"""The sign of a function along an interval: every stretch, every place between two, nothing twice."""

from __future__ import annotations

import math

import pytest

from calcanim.calculus import Function
from calcanim.calculus.analysis.signs import Sign, a_place_with_sign, a_side_off_zero, nearest, sign_chart
from calcanim.errors import UsageError


def told(text: str, *, low: float = -2.1, high: float = 2.1) -> str:
    """The signs of the slope of a function from left to right, places in brackets."""
    chart = sign_chart(Function.parse(text).derivative(), (low, high))
    return " ".join(f"[{piece.sign}]" if piece.is_place else str(piece.sign) for piece in chart.pieces)


@pytest.mark.parametrize(
    ("f", "signs"),
    [
        ("x^2", "- [0] +"),
        ("x^3", "+ [0] +"),
        ("1/4*x^4-x^2+1/2", "- [0] + [0] - [0] +"),
        ("7", "0"),
        ("3x-2", "+"),
        ("abs(x-1)", "- [none] +"),
        ("1/x", "- [none] -"),
        ("cbrt(x)", "+ [none] +"),
        ("sqrt(4-x^2)", "none [none] + [0] - [none] none"),
        ("{0 if x<0; x^2 otherwise}", "0 [0] +"),
        ("max(0, x)", "0 [none] +"),
        ("floor(x)", "0 [none] 0 [none] 0 [none] 0 [none] 0 [none] 0"),
        ("abs(x^2-1)", "- [none] + [0] - [none] +"),
    ],
)
def test_every_stretch_and_every_place_has_its_sign(f: str, signs: str) -> None:
    assert told(f) == signs


def test_places_are_exact() -> None:
    chart = sign_chart(Function.parse("1/4*x^4-x^2+1/2").derivative(), (-2.1, 2.1))
    assert [str(place.left) for place in chart.places] == ["-sqrt(2)", "0", "sqrt(2)"]


def test_a_place_is_found_with_its_neighbours() -> None:
    chart = sign_chart(Function.parse("x^3").derivative(), (-1, 1))
    assert [piece.sign for piece in chart.around(0.0)] == [Sign.POSITIVE, Sign.ZERO, Sign.POSITIVE]
    assert chart.around(0.5) == ()


def test_the_ends_keep_to_where_there_is_a_sign() -> None:
    chart = sign_chart(Function.parse("sqrt(x-1)").derivative(), (-2.1, 2.1))
    assert 1 < chart.ends[0] < chart.ends[1] < 2.1
    assert chart.a_gap == 1


def test_the_nearest_place_is_within_reach_or_none_is() -> None:
    places = sign_chart(Function.parse("x^3-3x").derivative(), (-2, 2)).pieces
    found = nearest(places, 0.2, within=1.5)
    assert found is not None
    assert found.middle == 1
    assert nearest(places, 0.2, within=0.5) is None


def test_where_there_is_no_slope_another_place_is_given() -> None:
    chart = sign_chart(Function.parse("abs(x)").derivative(), (-1, 2))
    assert a_place_with_sign(chart, 0.0) == 1.0
    assert a_place_with_sign(chart, 0.5) == 0.5


def test_a_side_is_chosen_only_where_the_middle_is_zero() -> None:
    slope = Function.parse("sin(x)").derivative()
    assert a_side_off_zero(slope, 0.0, reach=1.0) == 0
    assert a_side_off_zero(slope, math.pi / 2, reach=1.0) == -1
    assert a_side_off_zero(Function.parse("sqrt(x)"), 0.0, reach=1.0) == 1


def test_an_interval_without_width_is_refused() -> None:
    with pytest.raises(UsageError, match="smaller one first"):
        sign_chart(Function.parse("x"), (1, 1))
