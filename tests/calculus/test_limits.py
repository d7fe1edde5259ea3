"""Limits of functions, at numbers and far out."""

from __future__ import annotations

import pytest
import sympy as sp

from calcanim.calculus.function import Function
from calcanim.errors import UsageError

LIMITS = [
    ("sin(x)/x", 0, "both", 1),
    ("(cos(x)-1)/x", 0, "both", 0),
    ("(1+1/x)^x", sp.oo, "both", sp.E),
    ("1/x", 0, "left", -sp.oo),
    ("1/x", 0, "right", sp.oo),
    ("1/x", 0, "both", None),
    ("1/x", sp.oo, "both", 0),
    ("|x|/x", 0, "left", -1),
    ("|x|/x", 0, "both", None),
    ("sqrt(x)", 0, "both", 0),
    ("sqrt(x)", 0, "left", None),
    ("sqrt(x)", -3, "both", None),
    ("sin(1/x)", 0, "both", None),
    ("floor(x)", 3, "left", 2),
    ("arctan(x)", -sp.oo, "both", -sp.pi / 2),
    ("x^2", 3, "both", 9),
    ("cbrt(x)", -8, "both", -2),
    ("e^x", float("-inf"), "both", 0),
]


@pytest.mark.parametrize(("text", "at", "side", "expected"), LIMITS)
def test_the_limit_is_the_known_one(text: str, at: float, side: str, expected: object) -> None:
    assert Function.parse(text).limit(at, side=side) == expected


def test_an_unknown_side_is_refused() -> None:
    with pytest.raises(UsageError, match="both, left or right"):
        Function.parse("x").limit(0, side="above")
