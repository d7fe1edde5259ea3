"""Nothing that LaTeX draws is lost: there are as many glyphs, or it is told of."""

from __future__ import annotations

import manim as mn
import pytest

from calcanim.errors import FormulaError
from calcanim.tex.mobjects import typst_for_latex
from tests.tex.commands import FORMULAS, IN_OTHER_PIECES, REFUSED, counted

LATEXS = counted()
ALL = FORMULAS.strip().splitlines()


def _glyphs(latex: str) -> int:
    with typst_for_latex():
        return len(mn.MathTex(latex).family_members_with_points())


def test_all_were_counted() -> None:
    assert set(ALL) == set(LATEXS)
    assert set(ALL) >= REFUSED | set(IN_OTHER_PIECES)


@pytest.mark.parametrize("latex", [each for each in ALL if each not in REFUSED])
def test_a_formula_has_all_its_glyphs(latex: str) -> None:
    assert _glyphs(latex) == IN_OTHER_PIECES.get(latex, LATEXS[latex])


@pytest.mark.parametrize("latex", sorted(REFUSED))
def test_what_would_be_lost_is_told_of(latex: str) -> None:
    with pytest.raises(FormulaError):
        _glyphs(latex)


@pytest.mark.parametrize(
    ("latex", "told"),
    [
        (r"x \tag{1}", r"\\tag cannot be set here, at character 3"),
        (r"\lim\nolimits_x f", r"\\nolimits cannot be set here, at character 5"),
        (r"\begin{array}{c|c} a & b \end{array}", "lines in a table cannot be set"),
        (r"\rule{1em}{1pt}", "a background or a rule cannot be set|height of mspace"),
        (r"\llap{x} y", "what goes back over what stands before it"),
        (r"\colorbox{red}{x}", "a background or a rule"),
        (r"\bigg\nonsense x", r"the command \\nonsense is not known"),
    ],
)
def test_it_is_said_what_would_be_lost_and_what_to_do(latex: str, told: str) -> None:
    with pytest.raises(FormulaError, match=rf"(?s)({told}).*--tex latex"):
        _glyphs(latex)


@pytest.mark.parametrize(
    ("latex", "height"),
    [
        (r"\sum_{i=1}^n x_i", 2.75),
        (r"\textstyle \sum_{i=1}^n x_i", 1.12),
        (r"\int\nolimits_0^1 x", 2.44),
        (r"\begin{pmatrix} \sum_i x_i \\ 1 \end{pmatrix}", 2.4),
    ],
)
def test_limits_stand_where_latex_has_them(latex: str, height: float) -> None:
    with typst_for_latex():
        assert mn.MathTex(latex).height / 0.498 == pytest.approx(height, rel=0.03)
