"""The demands agree with the verdicts of the core."""

from __future__ import annotations

import pytest

from calcanim.calculus import Function, Verdict
from calcanim.calculus.demands import Answer, Demand, answers, failed_demand, in_a_word
from tests.scenes.fifty_functions import FIFTY


@pytest.mark.parametrize(
    ("f", "failed", "word"),
    [
        ("ln(x)", Demand.DEFINED, "undefined"),
        ("(x^2-x)/x", Demand.DEFINED, "undefined"),
        ("sqrt(x-1)", Demand.DEFINED, "outside domain"),
        ("{5 if x=0; x otherwise}", Demand.CONTINUOUS, "hole"),
        ("{0 if x=0; 1/x otherwise}", Demand.CONTINUOUS, "pole"),
        ("sqrt(x)", Demand.SIDES_AGREE, "edge of domain"),
        ("sqrt(abs(x))", Demand.SIDES_AGREE, "cusp"),
        ("-cbrt(x)", Demand.NOT_UPRIGHT, "vertical tangent"),
        ("x*abs(x)", None, "differentiable"),
    ],
)
def test_the_first_failure_is_found(f: str, failed: Demand | None, word: str) -> None:
    found = Function.parse(f).behaviour(0)
    assert failed_demand(found) is failed
    assert in_a_word(found) == word


@pytest.mark.parametrize(("f", "at", "_"), FIFTY[:25:3])
def test_all_four_are_fulfilled_just_where_the_function_is_differentiable(f: str, at: str, _: str) -> None:
    found = Function.parse(f).behaviour(at)
    is_smooth = found.verdict is Verdict.DIFFERENTIABLE
    assert (failed_demand(found) is None) == is_smooth
    assert (set(answers(found)) == {Answer.FULFILLED}) == is_smooth
