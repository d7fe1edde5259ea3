"""A theorem on concrete functions: f and f' by the theorem, verified, or a reason why not."""

from __future__ import annotations

import math

import pytest

from calcanim.calculus import Constant, Function, NoSlopeError
from calcanim.calculus.proofs.catalogue import PROOFS
from calcanim.calculus.proofs.example import example_of
from calcanim.errors import UsageError


def _functions(**texts: str) -> dict[str, Function]:
    return {name: Function.parse(text, variables="u" if "u" in text else "x") for name, text in texts.items()}


@pytest.mark.parametrize(
    ("name", "texts", "slope"),
    [
        ("sum", {"g": "x^2", "h": "sin(x)"}, 2 + math.cos(1)),
        ("product", {"g": "x^2", "h": "sin(x)"}, 2 * math.sin(1) + math.cos(1)),
        ("chain rule", {"g": "sin(u)", "h": "x^2"}, 2 * math.cos(1)),
        ("multiplicative inverse", {"h": "x^2+1"}, -0.5),
        ("quotient", {"g": "sin(x)", "h": "x"}, math.cos(1) - math.sin(1)),
        ("exponential", {}, math.e),
        ("tangent", {}, 1 / math.cos(1) ** 2),
    ],
)
def test_the_slope_is_that_of_the_whole(name: str, texts: dict[str, str], slope: float) -> None:
    example = example_of(PROOFS[name], 1, functions=_functions(**texts), numbers={})
    assert example.f.derivative()(1.0) == pytest.approx(slope)
    assert example.derivation.verdict == "proved"
    assert len(example.given_latex) == max(1, len(texts))


def test_numbers_are_put_in() -> None:
    example = example_of(PROOFS["power"], 4, functions={}, numbers={"r": Constant.parse("3/2")})
    assert example.f.derivative()(4.0) == pytest.approx(3)
    assert example.given_latex == (r"r = \frac{3}{2}",)


@pytest.mark.parametrize("text", ["abs(x^2-1)", "max(0, x)", "{x if x<1; 2-x otherwise}"])
def test_a_function_with_corners_is_verified_near_the_point(text: str) -> None:
    example = example_of(PROOFS["product"], 0.5, functions=_functions(g=text, h="sin(x)"), numbers={})
    assert example.derivation.finding.holds
    assert "0.51" in example.derivation.conditions[-1]


@pytest.mark.parametrize(
    ("name", "texts", "at"),
    [
        ("product", {"g": "abs(x)", "h": "x"}, 0),
        ("quotient", {"g": "sin(x)", "h": "x"}, 0),
        ("chain rule", {"g": "abs(u)", "h": "x-1"}, 1),
        ("logarithm", {}, -1),
    ],
)
def test_without_the_slopes_that_the_rule_needs_there_is_no_example(
    name: str, texts: dict[str, str], at: float
) -> None:
    with pytest.raises(NoSlopeError):
        example_of(PROOFS[name], at, functions=_functions(**texts), numbers={})


def test_a_limit_is_no_rule_for_functions() -> None:
    with pytest.raises(UsageError, match="not about a function"):
        example_of(PROOFS["sine limit"], 0, functions={}, numbers={})


def test_what_is_said_in_short_is_shorter() -> None:
    product = example_of(PROOFS["product"], 1, functions=_functions(g="x^2", h="sin(x)"), numbers={})
    assert [line.reason for line in product.derivation.lines[1:]] == ["what was proved", "put in $g$ and $h$"]
    power = example_of(PROOFS["power"], 1, functions={}, numbers={"r": Constant.parse("3/2")})
    lines = [(line.latex, line.reason) for line in power.derivation.lines[2:]]
    assert lines == [
        (r"=\frac{3}{2}x^{3/2-1}", "put in $r$"),
        (r"=\frac{3\sqrt{x}}{2}", "in short"),
    ]
