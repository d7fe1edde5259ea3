"""Each slice of a surface has its own slope, or has none and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.blocks.live import decimal
from calcanim.calculus.analysis.behaviour import Verdict
from calcanim.errors import ParameterError
from scenes.partial_derivatives import PLACES, PartialDerivatives
from tests.scenes.conftest import ASPECTS

if TYPE_CHECKING:
    from tests.scenes.conftest import Play

COARSE = {"cells": "8"}
CORNER = {"f": "abs(x)+abs(y)", "at": "0, 0", **COARSE}
EDGE = {"f": "sqrt(x*y)", "at": "0, 1", **COARSE}


@pytest.mark.parametrize("aspect", ASPECTS)
def test_nothing_leaves_the_frame(play: Play, aspect: str) -> None:
    assert play(PartialDerivatives, aspect=aspect, **COARSE).outside == []


def test_it_takes_45_to_75_seconds_in_named_beats(play: Play) -> None:
    beats = play(PartialDerivatives).lesson.beats
    assert 45 <= beats[-1].end <= 75
    assert [beat.name for beat in beats] == [
        "question",
        *("slice along x", "secant along x", "limit along x", "definition by x"),
        *("slice along y", "limit along y", "definition by y"),
        *("derivation by x", "derivation by y", "keep"),
    ]
    assert all(0 < len(beat.caption) <= 110 for beat in beats)


def test_both_limits_arrive_at_the_figures_of_the_syllabus(play: Play) -> None:
    ways = play(PartialDerivatives).lesson.picture.directions
    assert all(way.secant.has_arrived for way in ways)
    assert [decimal(way.secant.slope(), PLACES) for way in ways] == ["-0.99500", "0.09950"]


def test_the_figures_are_those_of_the_partial_derivatives() -> None:
    lesson = PartialDerivatives.configured({})
    assert lesson.f.partial("x")(*lesson.at) == pytest.approx(-0.99500, abs=5e-6)
    assert lesson.f.partial("y")(*lesson.at) == pytest.approx(0.09950, abs=5e-6)


def test_definitions_and_formulas_are_on_the_screen(play: Play) -> None:
    texts = play(PartialDerivatives).texts
    assert any(r"\lim" in text and "x+" in text for text in texts["definition by x"])
    assert any(r"\lim" in text and "y+" in text for text in texts["definition by y"])
    assert r"\frac{\partial f}{\partial x} = y\cos(xy)" in texts["keep"]
    assert r"\frac{\partial f}{\partial y} = x\cos(xy)" in texts["keep"]


def test_a_corner_has_no_partial_derivative_and_no_tangent_is_left(play: Play) -> None:
    playing = play(PartialDerivatives, **CORNER)
    for way in playing.lesson.picture.directions:
        assert way.behaviour.verdict is Verdict.KINK
        assert way.secant.line.grown.value == 0
    assert r"no $\frac{\partial f}{\partial x}$ at $A$: kink" in playing.texts["keep"]
    told = {beat.name: beat.caption for beat in playing.lesson.beats}
    assert "slope is −1 on the left, 1 on the right" in told["no slope along x"]
    assert "derivation by x" not in told


def test_one_slice_may_have_a_slope_where_the_other_has_none(play: Play) -> None:
    playing = play(PartialDerivatives, **EDGE)
    along_x, along_y = playing.lesson.picture.directions
    assert (along_x.behaviour.verdict, along_y.behaviour.verdict) == (
        Verdict.EDGE_OF_DOMAIN,
        Verdict.DIFFERENTIABLE,
    )
    names = [beat.name for beat in playing.lesson.beats]
    assert "along x, from the left" not in names
    assert "definition by y" in names
    assert playing.outside == []


def test_a_formula_that_holds_where_all_parts_are_smooth_is_shown_and_says_so(play: Play) -> None:
    playing = play(PartialDerivatives, f="sqrt(x*y)", at="1, 2", **COARSE)
    captions = {beat.name: beat.caption for beat in playing.lesson.beats}
    assert "wherever each part" in captions["derivation by x"]
    assert any(r"\frac{\sqrt{xy}}{2x}" in text for text in playing.texts["keep"])


@pytest.mark.parametrize("settings", [CORNER, EDGE])
def test_other_stories_last_from_30_to_90_seconds(play: Play, settings: dict[str, str]) -> None:
    assert 30 <= play(PartialDerivatives, **settings).lesson.beats[-1].end <= 90


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"f": "1/(x+y)", "at": "1, -1"}, "has no value at"),
        ({"f": "sqrt(x*y)", "at": "-1, 1"}, "has no value at"),
        ({"at": "banana"}, "is not a point"),
        ({"cells": "3"}, "must lie from 8 to 40"),
        ({"f": "sin(1/(x*y))"}, "more than 24 times along x"),
        ({"f": "x*sin(1/y)"}, "more than 24 times along y"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_one_line(settings: dict[str, str], message: str) -> None:
    with pytest.raises(ParameterError, match=message) as refusal:
        PartialDerivatives.configured(settings)
    assert "\n" not in str(refusal.value)
