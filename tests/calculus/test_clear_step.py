"""A second point starts where the curve leads to the first one without a gap or a jump."""

from __future__ import annotations

import pytest

from calcanim.calculus import Function
from calcanim.calculus.clear_step import clear_step
from calcanim.calculus.slopes import NoSlopeError


@pytest.mark.parametrize(
    ("f", "at", "step"),
    [
        ("x^2", 0.5, 1.5),
        ("abs(x)", -1, 1.5),
        ("1/(x-1)", 0, -1.5),
        ("sqrt(4-x^2)", 1, -1.5),
        ("floor(x)", 0.5, 0.375),
        ("sqrt(1-x^2)", 0, 0.75),
        ("sin(30x)", 0, 0.375),
        ("exp(5x)", 0, -1.5),
    ],
)
def test_the_step_is_the_longest_that_the_curve_allows(f: str, at: float, step: float) -> None:
    assert clear_step(Function.parse(f), at, 1.5) == step


def test_a_hole_has_no_step() -> None:
    with pytest.raises(NoSlopeError, match="not defined on a stretch that begins at x = 2"):
        clear_step(Function.parse("(x^2-4)/(x-2)"), 2, 1.5)
