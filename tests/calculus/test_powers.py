"""The derivative of x^n from both definitions: every line proved, for each power that is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calcanim.calculus import Derivation, Function
from calcanim.calculus.proofs.powers import LARGEST, SMALLEST, power_with_difference, power_with_two_points
from calcanim.calculus.proofs.square import square_with_difference, square_with_two_points
from calcanim.errors import UsageError

BOTH = (power_with_two_points, power_with_difference)


@pytest.mark.parametrize("n", range(SMALLEST, LARGEST + 1))
@pytest.mark.parametrize("proof", BOTH)
def test_every_line_is_proved(proof: Callable[[int], Derivation], n: int) -> None:
    assert [str(line.verdict) for line in proof(n).lines] == ["proved"] * len(proof(n).lines)


@pytest.mark.parametrize("n", range(SMALLEST, LARGEST + 1))
def test_both_end_with_the_derivative_that_the_rules_give(n: int) -> None:
    expected = Function.parse(f"x^{n}").derivative().latex
    assert power_with_difference(n).lines[-1].latex == f"={expected}"
    assert power_with_two_points(n).lines[-1].latex == "=" + expected.replace("x", "x_A")


def test_the_square_has_nine_lines_with_two_points_and_seven_with_a_difference() -> None:
    assert [line.latex for line in square_with_two_points().lines][2:] == [
        r"=\underset{x_B \to x_A}{\lim}\,\frac{x_B^2-x_A^2}{x_B-x_A}",
        r"=\underset{x_B \to x_A}{\lim}\,\frac{(x_B-x_A)(x_B+x_A)}{x_B-x_A}",
        r"=\underset{x_B \to x_A}{\lim}\,(x_B+x_A)",
        r"=\underset{x_B \to x_A}{\lim}\,x_B+\underset{x_B \to x_A}{\lim}\,x_A",
        r"=x_A+\underset{x_B \to x_A}{\lim}\,x_A",
        "=x_A+x_A",
        "=2x_A",
    ]
    assert len(square_with_difference().lines) == 7


@pytest.mark.parametrize("proof", BOTH)
@pytest.mark.parametrize("n", [1, 6])
def test_other_powers_are_refused(proof: Callable[[int], Derivation], n: int) -> None:
    with pytest.raises(UsageError, match=f"powers from 2 to 5, not {n}"):
        proof(n)
