"""A formula has the parts that LaTeX gives it, in whatever way it is split."""

from __future__ import annotations

import manim as mn
import numpy as np
import pytest

from tests.tex.formulas import Case, measured, parts_by_latex
from tests.tex.splittings import SPLITTINGS

LATEXS = parts_by_latex()
WAYS = 4


pytestmark = pytest.mark.usefixtures("without_latex")


def test_enough_are_split_in_every_way() -> None:
    assert len(SPLITTINGS) >= 60
    assert {len(cases) for cases in SPLITTINGS.values()} == {WAYS}
    assert {case.name for cases in SPLITTINGS.values() for case in cases} == set(LATEXS)


@pytest.mark.parametrize("latex", SPLITTINGS)
def test_it_has_latexs_parts(latex: str) -> None:
    whole = _sizes(Case((latex,)).made())
    for case in SPLITTINGS[latex]:
        made = case.made()
        assert measured(made).groups == LATEXS[case.name]
        assert np.allclose(_sizes(made), whole, atol=2e-3), "other characters than where it is not split"


@pytest.mark.parametrize("latex", SPLITTINGS)
def test_its_parts_are_found_and_coloured_by_what_they_say(latex: str) -> None:
    *_, coloured = SPLITTINGS[latex]
    made = coloured.made()
    assert isinstance(made, mn.MathTex)
    for name, colour in coloured.given["tex_to_color_map"].items():
        part = made.get_part_by_tex(name)
        assert part is not None
        glyphs = part.family_members_with_points()
        assert {mn.ManimColor.from_rgba(glyph.get_fill_rgbas()[0]).to_hex() for glyph in glyphs} <= {colour}
        made.set_color_by_tex(name, mn.PINK)
        assert all(glyph.get_fill_color() == mn.PINK for glyph in glyphs)


def _sizes(mobject: mn.VMobject) -> list[list[float]]:
    """How wide and high each glyph is, shape (n, 2)."""
    glyphs = mobject.family_members_with_points()
    return [[float(glyph.width), float(glyph.height)] for glyph in glyphs]
