"""A formula that is too wide goes on below, says the same, and can be read."""

from __future__ import annotations

import pytest

from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, EM, Size
from calcanim.blocks.writing.breaking import in_lines, is_legible
from calcanim.calculus import Function
from calcanim.calculus.language.latex_tokens import without_breaks
from calcanim.calculus.verification.statement import given, stated

WIDE, NARROW = Box(0, 0, 13, 6), Box(0, 0, 5, 6)
LONG = [
    "(x^3-2*x^2+x-5)/(x^2+1)+sin(3*x)*exp(-x/2)",
    "x^7-3*x^6+2*x^5-x^4+11*x^3-x^2+5*x-1",
    "-(x+1)*(x-2)-x^(-2)*sin(x+2)+cos(x-1)-4*x^2",
]


def formula(text: str, box: Box) -> tuple[Function, str]:
    f = Function.parse(text)
    return f, in_lines(f"f(x) = {f.latex}", box, theme=DARK)


def test_a_formula_that_can_be_read_stays_in_one_line() -> None:
    assert formula("x^2", NARROW)[1] == "f(x) = x^2"
    assert "aligned" not in formula(LONG[0], WIDE)[1]


@pytest.mark.parametrize("text", LONG)
def test_a_long_one_is_broken_can_be_read_and_says_the_same(text: str) -> None:
    f, latex = formula(text, NARROW)
    assert "aligned" in latex
    assert is_legible(Formula(latex, theme=DARK), NARROW, em=EM[Size.BODY])
    assert stated(latex, on=given(f=f)).verdict == "proved"
    assert without_breaks(latex).replace(" ", "").replace(r"\quad", "") == f"f(x)={f.latex}".replace(" ", "")


def test_a_wrong_one_is_refuted_in_lines_as_in_one() -> None:
    f, latex = formula(LONG[1], NARROW)
    assert stated(latex.replace("+11", "-11"), on=given(f=f)).verdict == "refuted"


def test_what_no_break_helps_stays_as_it_is() -> None:
    product = "*".join(f"sin({n}*x)" for n in range(1, 12))
    assert "aligned" not in formula(product, NARROW)[1]


@pytest.mark.parametrize(
    "latex",
    [
        r"=\underset{x \to 0}{\lim}\,\frac{f(x+a)g(x+b)-f(x+a)g(x)+f(x)g(x+b)-f(x)g(x)}{x}",
        r"=\underset{x \to 0}{\lim}\,\left(\frac{f(x+a)-f(x)}{x}g(x)+f(x)\frac{g(x+b)-g(x)}{x}\right)",
        r"=\left(\underset{x \to 0}{\lim}\,\frac{f(x+a)-f(x)}{x}\right)"
        r"\underset{x \to 0}{\lim}\,\frac{g(x+b)-g(x)}{x}",
    ],
    ids=["in a numerator", "in a bracket", "before a limit"],
)
def test_what_is_no_sum_is_broken_inside_or_before_a_limit(latex: str) -> None:
    broken = in_lines(latex, NARROW, theme=DARK)
    assert "aligned" in broken
    assert is_legible(Formula(broken, theme=DARK), NARROW, em=EM[Size.BODY])
    assert without_breaks(broken).replace(" ", "") == latex.replace(" ", "")


def test_a_broken_formula_by_cases_is_the_same_in_one_line() -> None:
    cases = r"\begin{cases} 0 & \text{if } x < 0 \\ x^2 & \text{otherwise} \end{cases}"
    broken = rf"\begin{{aligned}}& y = \\ & \quad {cases} \\ & \quad +x\end{{aligned}}"
    assert without_breaks(broken).split() == rf" y = \quad {cases} \quad +x".split()


def test_an_end_without_a_beginning_breaks_nothing() -> None:
    assert without_breaks(r"\begin{aligned} y \end{aligned}\end{cases}& x").split() == [
        "y",
        r"\end{cases}&",
        "x",
    ]
