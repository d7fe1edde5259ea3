"""Fences are as high as LaTeX's: `Matrix` sets its brackets around rows in which nothing stands."""

from __future__ import annotations

from itertools import product

import manim as mn
import pytest

from calcanim.tex.mobjects import typst_for_latex

EM = 0.498  # of Manim's units, at its standard size
OF_A_ROW, MORE = 1.2, {"|": 0.04, "v": 0.04}  # em, as LaTeX sets lines of 10 pt; bars are higher by this
EMPTY, LETTERS = r"\quad \\", r"a & b \\"


def _height(latex: str) -> float:
    with typst_for_latex():
        return float(mn.MathTex(latex).height) / EM


@pytest.mark.parametrize(("fence", "rows"), list(product(["[", "(", r"\{", "|"], range(1, 6))))
def test_it_is_as_high_as_its_rows(fence: str, rows: int) -> None:
    empty = _height(rf"\left{fence}\begin{{array}}{{c}}{rows * EMPTY}\end{{array}}\right.")
    assert empty == pytest.approx(OF_A_ROW * rows + MORE.get(fence, 0.0), rel=0.035)


@pytest.mark.parametrize(("name", "rows"), list(product("bpvB", range(1, 6))))
def test_so_is_that_of_a_matrix(name: str, rows: int) -> None:
    filled = _height(rf"\begin{{{name}matrix}}{rows * LETTERS}\end{{{name}matrix}}")
    assert filled == pytest.approx(OF_A_ROW * rows + MORE.get(name, 0.0), rel=0.035)


@pytest.mark.parametrize(
    ("latex", "height"),
    [
        (r"\left( x \right)", 1.0),
        (r"\left( \frac{\partial f}{\partial x}, y \right)", 2.4),
        (r"\left[ \frac{x}{2} \right]", 1.84),
        (r"\left( x_1^2 + x_2^2 \right)", 1.23),
        (r"\left( \sum_{i=1}^n x_i \right)", 3.0),
    ],
)
def test_it_has_one_of_texs_sizes(latex: str, height: float) -> None:
    assert _height(latex) == pytest.approx(height, rel=0.035)
