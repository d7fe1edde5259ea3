"""A secant closes on the tangent at A, and its slope on what the derivative says; or there is none."""

from __future__ import annotations

import pytest

from calcanim.blocks.figures.slope_check import SlopeCheck
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus import Constant, Function

BOX = Box(0, -3, 6, 3)


def _check(text: str, at: str) -> SlopeCheck:
    return SlopeCheck(BOX, Function.parse(text), Constant.parse(at), theme=DARK)


@pytest.mark.parametrize(
    ("text", "at", "slope"),
    [("x^3+cos(x)", "1", "2.16"), ("1000x^2", "2", "4000.00"), ("sqrt(x-1)", "2", "0.50")],
)
def test_the_slope_arrives_at_the_derivative(text: str, at: str, slope: str) -> None:
    check = _check(text, at)
    assert check.slope.shown != slope
    move = check.approach()
    move.begin()
    move.interpolate(1)
    check.slope.redraw()
    assert check.slope.shown == slope
    assert slope.rstrip("0").rstrip(".") in check.value.latex.replace("{}", "")


@pytest.mark.parametrize(("text", "at"), [("sqrt(x-1)", "1.01"), ("ln(x)", "0.001")])
def test_the_second_point_stays_where_the_function_has_values(text: str, at: str) -> None:
    assert _check(text, at).secant.place_b()[1] == pytest.approx(
        float(Function.parse(text)(_check(text, at).secant.place_b()[0]))
    )


@pytest.mark.parametrize(
    ("text", "at", "kind"), [("abs(x)", "0", "kink"), ("1/x", "0", "pole"), ("floor(x)", "1", "jump")]
)
def test_where_there_is_no_slope_it_says_why(text: str, at: str, kind: str) -> None:
    check = _check(text, at)
    assert not check.has_slope
    assert kind in check.why.text


def test_where_there_is_no_point_an_upright_line_stands() -> None:
    assert len(_check("1/x", "0").verdict) == 2
    assert len(_check("abs(x)", "0").verdict) == 1
