"""The laws of limits hold for any functions, and say of given ones what their limits say."""

from __future__ import annotations

import pytest

from calcanim.calculus import Constant, Function
from calcanim.calculus.limit_laws import LimitLaw, NoLimitError, general_law, limit_laws
from calcanim.calculus.verification.verdicts import Verdict


def laws(f: str, g: str, k: str) -> dict[str, LimitLaw]:
    found = limit_laws(Constant.parse("3"), Constant.parse(k), Function.parse(f), Function.parse(g))
    return {law.name: law for law in found}


@pytest.mark.parametrize("name", ["constant", "identity", "sum", "product"])
def test_each_law_is_verified_for_all_functions(name: str) -> None:
    assert general_law(name).verdict in (Verdict.PROVED, Verdict.SUPPORTED)


@pytest.mark.parametrize(
    ("f", "g", "k", "added", "multiplied"),
    [
        ("x/2+1", "x^2/4+2", "2", 5, 6),
        ("(x^2-4)/(x-2)", "x", "2", 6, 8),
        ("sin(x)/x", "-x-1", "0", 0, -1),
        ("x-1", "2-x^2", "0", 1, -2),
    ],
)
def test_sum_and_product_come_to_those_of_the_limits(
    f: str, g: str, k: str, added: float, multiplied: float
) -> None:
    found = laws(f, g, k)
    assert (found["sum"].whole.limit, found["product"].whole.limit) == (added, multiplied)


def test_a_negative_limit_stands_in_brackets() -> None:
    assert laws("x", "-x", "2")["product"].joined == "2(-2)"


def test_what_is_no_fraction_is_rounded() -> None:
    found = laws("sin(x)", "x", "1")
    assert not found["sum"].is_exact
    assert found["sum"].whole.value.latex == "1.8415"


@pytest.mark.parametrize(("f", "target"), [("sqrt(x)", "k^+"), ("sqrt(-x)", "k^-"), ("x", "k")])
def test_x_comes_from_where_the_functions_are_defined(f: str, target: str) -> None:
    assert laws(f, "x", "0")["sum"].target == target


@pytest.mark.parametrize(("f", "said"), [("floor(x)", "no limit"), ("1/x^2", "no finite limit")])
def test_without_a_limit_there_is_no_law(f: str, said: str) -> None:
    with pytest.raises(NoLimitError, match=said):
        laws(f, "x", "0")
