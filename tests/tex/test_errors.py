"""What cannot be set without LaTeX is told in a line, with its place; nothing is dropped."""

from __future__ import annotations

import manim as mn
import pytest
from manim.mobject.text import tex_mobject

from calcanim.errors import FormulaError
from calcanim.tex.mobjects import typst_for_latex
from calcanim.tex.order import Atom, in_order
from calcanim.tex.setting import check_preamble, setting
from calcanim.tex.typeset import typeset

pytestmark = pytest.mark.usefixtures("without_latex")


@pytest.mark.parametrize(
    ("latex", "told"),
    [
        (r"x + \nonsense{y}", r"the command \nonsense is not known"),
        (r"\frac{1}", "a fraction has nothing in it"),
        (r"x^2_", "an index has nothing in it"),
        (r"\begin{matrix} a", "missing end"),
        (r"x_1_2", "double subscripts"),
    ],
)
def test_a_formula_that_cannot_be_set_is_shown_with_the_reason(latex: str, told: str) -> None:
    with pytest.raises(FormulaError) as caught:
        mn.MathTex(latex)
    assert told in str(caught.value)
    assert latex in str(caught.value)
    assert "\ue000" not in str(caught.value)


@pytest.mark.parametrize(
    ("latex", "told", "place"),
    [
        (r"Some \nonsense text", r"the command \nonsense is not known", 5),
        ("50% off", r"a % in a text is written \%", 2),
        ("a_1", r"a _ in a text is written \_", 1),
        (r"\textbf bold", r"\textbf needs its argument in braces", 0),
        ("a } b", "this } closes nothing", 2),
        (r"\begin{itemize}\item a\end{itemize}", "no way to set this environment", 0),
    ],
)
def test_a_text_that_cannot_be_set_is_shown_with_the_place(latex: str, told: str, place: int) -> None:
    with pytest.raises(FormulaError) as caught:
        setting(latex, "center")
    reason, shown, arrow = str(caught.value).splitlines()
    assert told in reason
    assert f"at character {place + 1}" in reason
    assert ("--tex latex" in reason) is ("known" in told or "no way" in told)
    assert shown.strip() == latex
    assert arrow.index("^") - 2 == place


def test_a_command_of_a_formula_is_shown_at_its_place_with_the_way_out() -> None:
    with pytest.raises(FormulaError) as caught:
        mn.MathTex("x", "+", r"\nonsense{y}", substrings_to_isolate=["y"])
    reason, shown, arrow = str(caught.value).splitlines()
    assert "at character 5" in reason
    assert "--tex latex" in reason
    assert shown[arrow.index("^") :].startswith(r"\nonsense")


def test_an_environment_that_is_not_known_is_named() -> None:
    with pytest.raises(FormulaError, match="the environment tikzcd cannot be set"):
        setting("x", "tikzcd")


@pytest.mark.parametrize(
    ("preamble", "told"),
    [
        (r"\usepackage{amsmath}\usepackage{physics}", "the package physics"),
        (r"\usepackage[T1]{fontenc, siunitx}", "the package siunitx"),
        (r"\newcommand{\R}{\mathbb{R}}", r"\\newcommand in the preamble"),
    ],
)
def test_a_template_that_needs_latex_is_told_of_with_the_way_out(preamble: str, told: str) -> None:
    with pytest.raises(FormulaError, match=f"{told}, .*--tex latex"):
        check_preamble(preamble)


def test_manims_own_template_is_known() -> None:
    check_preamble(mn.TexTemplate().preamble)


def test_a_glyph_that_nothing_stands_for_is_not_dropped() -> None:
    glyphs = typeset("$ part(#1, x) part(#2, y) baseline $").glyphs
    with pytest.raises(ValueError, match="glyphs that nothing in the source stands for"):
        list(in_order(glyphs, (Atom(1),)))


def test_afterwards_latex_is_latex_again() -> None:
    inside = vars(tex_mobject)["tex_to_svg_file"]
    with typst_for_latex():
        assert vars(tex_mobject)["tex_to_svg_file"] is inside
    assert vars(tex_mobject)["tex_to_svg_file"] is inside
