"""Compositions: values on the wires, rates, and their product against the derivative of the whole."""

from __future__ import annotations

import math
import re

import pytest

from calcanim.calculus import Function
from calcanim.calculus import composition as module
from calcanim.calculus.composition import Composition
from calcanim.calculus.slopes import NoSlopeError
from calcanim.errors import UnverifiedError, UsageError


def chain(*texts: str) -> Composition:
    return Composition(tuple(Function.parse(text) for text in texts))


def notebook() -> Composition:
    return chain("2x^2", "sin(u)+1")


@pytest.mark.parametrize("x", [-2.5, -0.7, 0, 0.5, 1, 3])
def test_the_notebooks_rates_multiply_to_4x_cos_2x2(x: float) -> None:
    assert notebook().rate(x) == pytest.approx(4 * x * math.cos(2 * x * x), abs=1e-9)


def test_the_first_function_is_the_inner_one() -> None:
    assert chain("x+1", "u^2").values(2) == (2, 3, 9)
    assert chain("u^2", "x+1").values(2) == (2, 4, 5)


def test_changes_and_secant_rates_are_those_of_the_machines() -> None:
    changes = notebook().changes(0.5, 0.2)
    assert changes == pytest.approx((0.2, 0.48, math.sin(0.98) - math.sin(0.5)))
    assert notebook().secant_rates(0.5, 0.2) == pytest.approx((0.48 / 0.2, changes[2] / 0.48))


@pytest.mark.parametrize("step", [1e-3, 1e-6, 1e-9, 1e-12, -1e-12])
def test_secant_rates_settle_at_the_rates_without_losing_digits(step: float) -> None:
    rates = notebook().secant_rates(0.5, step)
    assert rates == pytest.approx(notebook().rates(0.5), abs=4 * abs(step) + 1e-9)


def test_an_inner_function_that_does_not_move_leaves_the_outer_rate_open() -> None:
    first, second = chain("3", "u^2").secant_rates(1, 0.1)
    assert first == 0
    assert math.isnan(second)
    assert chain("3", "u^2").rate(1) == 0


def test_three_functions_multiply_too() -> None:
    three = chain("3x-1", "2t^2", "sin(u)+1")
    assert three.rates(0.5) == pytest.approx((3, 2, math.cos(0.5)))
    assert three.rate(0.5) == pytest.approx(6 * math.cos(0.5))


@pytest.mark.parametrize(
    ("inner", "outer", "at", "said"),
    [
        ("-x^2", "ln(u)", 1, "ln(u) has no value at u = -1"),
        ("ln(x)", "u^2", -1, "ln(x) has no value at x = -1"),
        ("abs(x)", "u^2", 0, "kink"),
        ("x^2", "abs(u)", 0, "kink"),
        ("cbrt(x)", "u^3", 0, "vertical tangent"),
    ],
)
def test_the_link_without_value_or_slope_is_named(inner: str, outer: str, at: float, said: str) -> None:
    with pytest.raises(NoSlopeError, match=re.escape(said)):
        chain(inner, outer).rates(at)


def test_a_product_that_is_not_the_derivative_is_never_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = notebook()
    monkeypatch.setattr(module.Composition, "rates", lambda self, x: (2.0, 0.9))
    with pytest.raises(UnverifiedError, match=r"rates multiply to 1\.8"):
        wrong.rate(0.5)


def test_a_step_is_shortened_until_everything_is_defined() -> None:
    assert notebook().defined_step(0.5, 0.2) == 0.2
    step = chain("x", "ln(u)").defined_step(0.1, 0.2)
    assert 0 < step < 0.1
    with pytest.raises(NoSlopeError, match="not defined on both sides"):
        chain("x", "sqrt(u)").defined_step(0, 0.2)


def test_an_empty_chain_and_two_variables_are_refused() -> None:
    with pytest.raises(UsageError):
        Composition(())
    with pytest.raises(UsageError):
        chain("x*y", "u")
