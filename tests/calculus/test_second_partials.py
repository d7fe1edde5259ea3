"""What keeps second partial derivatives from making a symmetric matrix, and why the mixed ones agree."""

from __future__ import annotations

import pytest

from calcanim.calculus import Function
from calcanim.calculus.partials import hessian
from calcanim.calculus.second_partials import EntryCount, SquareDifference, trouble_with_second_partials

PEANO = "x*y*(x^2-y^2)/(x^2+y^2) if x^2+y^2>0 else 0"


def of(text: str) -> Function:
    return Function.parse(text, variables="x, y")


@pytest.mark.parametrize(
    ("f", "at"), [("sin(x*y)", (0.5, 1)), ("abs(x)*y", (1, 1)), ("1/(x*y)", (1, 1)), (PEANO, (1, 2))]
)
def test_there_is_none_where_second_partials_are_continuous(f: str, at: tuple[float, float]) -> None:
    assert trouble_with_second_partials(of(f), at) is None


def test_mixed_ones_that_differ_are_told_with_their_values() -> None:
    told = trouble_with_second_partials(of(PEANO), (0, 0))
    assert told is not None
    assert told.endswith("not continuous: ∂²f/∂y∂x = -1, ∂²f/∂x∂y = 1")


@pytest.mark.parametrize(
    ("f", "told"),
    [
        ("1/x + y", "f has no value at (0, 1)"),
        ("abs(x)*y", "f has no partial derivative by x at (0, 1)"),
        ("x*abs(x)*y", "the second partial derivative ∂²f/∂x² does not exist at (0, 1)"),
        ("(y-1)*abs(y-1)+x", "the second partial derivative ∂²f/∂y² does not exist at (0, 1)"),
    ],
)
def test_what_is_missing_is_named(f: str, told: str) -> None:
    assert trouble_with_second_partials(of(f), (0, 1)) == told


@pytest.mark.parametrize(("f", "at"), [("sin(x*y)", (0.5, 1.0)), ("x^3*y^2", (2.0, 1.0))])
def test_both_orders_on_a_small_square_go_to_the_mixed_partial(f: str, at: tuple[float, float]) -> None:
    around = SquareDifference(of(f), at)
    assert around.mixed == pytest.approx(hessian(of(f), at)[1, 0])
    far, near = (abs(around.quotient(side) - around.mixed) for side in (0.1, 0.01))
    assert near < far / 50


@pytest.mark.parametrize(
    ("f", "at", "side"),
    [
        ("x*y", (0.0, 0.0), 1.0),
        ("sqrt(x)*y", (0.3, 1.0), 0.5),
        ("floor(x)", (0.5, 0.0), 0.5),
        ("5", (0, 0), 1.0),
    ],
)
def test_a_square_holds_values_and_no_jump(f: str, at: tuple[float, float], side: float) -> None:
    assert SquareDifference(of(f), at).side_that_holds(1.0) == side


def test_no_square_holds_a_point_beside_which_there_is_no_value() -> None:
    assert SquareDifference(of("sqrt(x)"), (0.0, 0.0)).side_that_holds(1.0) is None


@pytest.mark.parametrize("n", [2, 4, 1_000_000])
def test_there_is_an_entry_for_each_pair_of_variables(n: int) -> None:
    assert EntryCount(n).entries == n * n
