"""Formulas and texts look as LaTeX sets them, with the same glyphs in the same order and the same parts."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.latex import compared
from tests.tex.formulas import CASES, DIFFERENT, Case, by_latex, measured

EM = 0.498  # of Manim's units, at its standard size
APART = 0.1  # em by which an edge of a glyph may be off
LATEXS = by_latex()
ALIKE = [case for case in CASES if case.name not in DIFFERENT]


pytestmark = pytest.mark.usefixtures("without_latex")


def test_there_are_enough_of_all_kinds() -> None:
    assert len(ALIKE) >= 80
    assert {case.name for case in CASES} == set(LATEXS)
    assert set(DIFFERENT) <= set(LATEXS)


@pytest.mark.parametrize("case", ALIKE, ids=lambda case: case.name)
def test_it_has_the_size_glyphs_and_parts_of_latex(case: Case) -> None:
    ours, latexs = measured(case.made()), LATEXS[case.name]
    assert compared(ours, latexs) == ""
    assert np.abs(np.subtract(ours.boxes, latexs.boxes)).max() < APART * EM


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_is_said_to_differ_does(name: str) -> None:
    (case,) = (each for each in CASES if each.name == name)
    assert compared(measured(case.made()), LATEXS[name])
