"""The areas in the unit circle, measured on the outlines that are drawn; the squeeze and its limit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from calcanim.calculus.function import Function
from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.syntax import Relation
from calcanim.calculus.proofs import inequalities
from calcanim.calculus.unit_circle import (
    Outline,
    areas_from_corners,
    inner_triangle,
    limit_at_zero,
    rest_of_outer,
    rest_of_sector,
    sector_areas,
    sine_squeeze,
)
from calcanim.calculus.verification.derivation import Verdict
from calcanim.calculus.verification.statement import stated

ANGLES = [0.01, 0.35, np.pi / 5, 1.0, 1.5]


def area(outline: Outline) -> float:
    x, y = outline.T
    return abs(float(x @ np.roll(y, 1) - y @ np.roll(x, 1))) / 2


def test_the_figures_at_a_fifth_of_pi_are_reached() -> None:
    areas, squeeze = sector_areas(), sine_squeeze()
    values = [f(np.pi / 5) for f in (areas.inner, areas.sector, areas.outer, squeeze.middle)]
    assert [f"{value:.5f}" for value in values] == ["0.23776", "0.31416", "0.36327", "0.93549"]


@pytest.mark.parametrize("angle", ANGLES)
def test_the_drawn_outlines_have_the_areas_that_are_told(angle: float) -> None:
    areas = sector_areas()
    inner, sector = areas.inner(angle), areas.sector(angle)
    chords = 1e-3 * angle**3  # between the arc and its chords
    assert area(inner_triangle(angle)) == pytest.approx(inner)
    assert area(rest_of_sector(angle)) == pytest.approx(sector - inner, abs=chords)
    assert area(rest_of_outer(angle)) == pytest.approx(areas.outer(angle) - sector, abs=chords)


def test_the_areas_are_those_that_the_proof_begins_with() -> None:
    subject, areas = inequalities().subject, sector_areas()
    assert isinstance(subject, Relation)
    assert [latex(side) for side in subject.operands] == [
        f.latex for f in (areas.inner, areas.sector, areas.outer)
    ]


def test_the_squeeze_is_what_the_proof_ends_with() -> None:
    squeeze, last = sine_squeeze(), inequalities().lines[-1]
    sides = (f.latex for f in (squeeze.low, squeeze.middle, squeeze.high))
    assert last.latex == " < ".join(sides)


def test_the_quotient_has_a_limit_where_it_has_no_value() -> None:
    assert np.isnan(sine_squeeze().middle(0.0))
    assert sine_squeeze().limit == 1
    assert limit_at_zero().verdict is Verdict.PROVED


def test_the_formulas_of_the_areas_are_true_of_the_corners() -> None:
    areas, corners = sector_areas(), areas_from_corners()
    for names, f in (("A", areas.inner), ("A+B", areas.sector), ("A+B+C", areas.outer)):
        assert stated(f"{names} = {f.latex}", on=corners).verdict is Verdict.PROVED
        assert stated(f"{names} = 2{f.latex}", on=corners).verdict is Verdict.REFUTED


def test_the_sentences_are_built_from_the_quotient_and_its_limit() -> None:
    other = replace(sine_squeeze(), middle=Function.parse("sin(2theta)/theta", variables=("theta",)))
    assert sine_squeeze().answer.sentence.endswith("goes to 1")
    assert other.answer.sentence.endswith("goes to 2")
    assert r"\sin(2\theta)/\theta" in other.question.sentence
