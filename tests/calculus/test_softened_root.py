"""A root with something under it has a finite slope at 0, the plain one has none."""

from __future__ import annotations

import pytest
import sympy as sp

from calcanim.calculus.softened_root import slope_at_zero, softened_root, square_root, value_at_zero
from calcanim.errors import UsageError


@pytest.mark.parametrize(
    "epsilon", [sp.Rational(1, 10**8), sp.Rational(1, 10**4), sp.Rational(1, 4), sp.pi / 1000]
)
def test_the_slope_at_zero_is_one_over_twice_the_root(epsilon: sp.Expr) -> None:
    root = softened_root(epsilon)
    assert sp.simplify(slope_at_zero(root) - 1 / (2 * sp.sqrt(epsilon))) == 0
    assert value_at_zero(root) == sp.sqrt(epsilon)


def test_without_it_the_slope_grows_beyond_every_number() -> None:
    assert slope_at_zero(square_root()) == sp.oo


def test_what_is_added_is_not_negative() -> None:
    with pytest.raises(UsageError, match="not negative"):
        softened_root(-1)
