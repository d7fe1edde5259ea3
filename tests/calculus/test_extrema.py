"""Zeros and critical points: all of them, of the right kind, exact where they are simple."""

from __future__ import annotations

import math

import pytest
import sympy as sp

from calcanim.calculus.function import Function
from calcanim.errors import UsageError

ZEROS = [
    ("x^3-2x", (-3, 3), [-math.sqrt(2), 0, math.sqrt(2)]),
    ("sin(x)", (-7, 7), [k * math.pi for k in (-2, -1, 0, 1, 2)]),
    ("x^2", (-1, 1), [0]),
    ("|x-0.3|", (-1, 1), [0.3]),
    ("cbrt(x^2)", (-1, 2), [0]),
    ("sqrt(|x-1|)", (-1, 4), [1]),
    ("x-cos(x)", (-2, 2), [0.7390851332151607]),
    ("x^5-x-1", (-2, 2), [1.1673039782614187]),
    ("sin(2x^2)+1", (-2, 2), [-math.sqrt(3 * math.pi) / 2, math.sqrt(3 * math.pi) / 2]),
    ("1/x", (-1, 1), []),
    ("tan(x)", (-4, 4), [-math.pi, 0, math.pi]),
    ("sign(x)+1/2", (-1, 1), []),
    ("floor(x)", (-2, 2), []),
    ("3", (0, 1), []),
    ("x", (0, 1), [0]),
    ("ln(x)", (0.5, 2), [1]),
    ("x^2*(1-cos(x))", (-7, 7), [-2 * math.pi, 0, 2 * math.pi]),
]


@pytest.mark.parametrize(("text", "interval", "expected"), ZEROS)
def test_all_zeros_are_found(text: str, interval: tuple[float, float], expected: list[float]) -> None:
    found = Function.parse(text).zeros(interval)
    assert [float(x) for x in found] == pytest.approx(expected, abs=1e-9)


def test_simple_zeros_are_exact() -> None:
    assert Function.parse("sin(x)").zeros((1, 7)) == (sp.pi, 2 * sp.pi)
    assert Function.parse("|x^2-2|").zeros((-2, 2)) == (-sp.sqrt(2), sp.sqrt(2))


POINTS = [
    (
        "1/4*x^4-x^2+1/2",
        (-3, 3),
        [
            (-sp.sqrt(2), -sp.Rational(1, 2), "minimum"),
            (0, sp.Rational(1, 2), "maximum"),
            (sp.sqrt(2), -sp.Rational(1, 2), "minimum"),
        ],
    ),
    ("x^3", (-1, 1), [(0, 0, "inflection")]),
    ("x^4", (-1, 1.3), [(0, 0, "minimum")]),
    ("|x|", (-1, 1), [(0, 0, "minimum")]),
    ("cbrt(x^2)", (-1, 2), [(0, 0, "minimum")]),
    ("sqrt(|x|)", (-1, 2), [(0, 0, "minimum")]),
    ("max(x,1-x)", (-1, 2), [(sp.Rational(1, 2), sp.Rational(1, 2), "minimum")]),
    ("|x^2-2|", (-3, 3), [(-sp.sqrt(2), 0, "minimum"), (0, 2, "maximum"), (sp.sqrt(2), 0, "minimum")]),
    ("sin(x)", (0, 6), [(sp.pi / 2, 1, "maximum"), (3 * sp.pi / 2, -1, "minimum")]),
    ("x*exp(-x)", (-1, 5), [(1, sp.exp(-1), "maximum")]),
    ("cbrt(x)", (-1, 1), []),
    ("1/x", (-1, 1), []),
    ("floor(x)", (-2, 2), []),
    ("2x+1", (-2, 2), []),
    ("5", (-2, 2), []),
    ("{-1 if x<0; 1 otherwise}", (-1, 1), []),
]


@pytest.mark.parametrize(("text", "interval", "expected"), POINTS)
def test_critical_points_have_their_kind(text: str, interval: tuple[float, float], expected: object) -> None:
    found = Function.parse(text).critical_points(interval)
    assert [(p.x, p.value, str(p.kind)) for p in found] == expected


@pytest.mark.parametrize("interval", [(1, 1), (2, 1), (0, math.inf), (math.nan, 1)])
def test_an_interval_has_two_ends_in_order(interval: tuple[float, float]) -> None:
    with pytest.raises(UsageError, match="interval"):
        Function.parse("x").zeros(interval)
