"""Peaks and valleys are found where they are, and a level place that is neither is called so."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from calcanim.errors import ParameterError
from scenes.critical_points import CriticalPoints, FlatIsNotExtremal

if TYPE_CHECKING:
    from calcanim.lesson import Lesson
    from tests.scenes.conftest import Play


def test_the_notebooks_extrema_are_written_out(play: Play) -> None:
    texts = play(CriticalPoints).texts["keep"]
    assert "f'(x) = x(x^2-2)" in texts
    assert r"f'(- \sqrt{2}) = f'(0) = f'(\sqrt{2}) = 0" in texts
    assert r"f(- \sqrt{2}) = f(\sqrt{2}) = - \frac{1}{2}" in texts
    assert r"f(0) = \frac{1}{2}" in texts


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
@pytest.mark.parametrize("lesson", [CriticalPoints, FlatIsNotExtremal])
def test_nothing_leaves_the_frame(play: Play, lesson: type[Lesson], aspect: str) -> None:
    assert play(lesson, aspect=aspect).outside == []


@pytest.mark.parametrize("lesson", [CriticalPoints, FlatIsNotExtremal])
def test_it_takes_20_to_75_seconds_in_short_captions(play: Play, lesson: type[Lesson]) -> None:
    beats = play(lesson).lesson.beats
    assert 20 <= beats[-1].end <= 75
    assert all(len(beat.caption) <= 90 for beat in beats)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "beats"),
    [
        ("1/4*x^4-x^2+1/2", ["minimum", "maximum", "beyond"]),
        ("x^3", ["inflection"]),
        ("3x-2", []),
        ("7", ["level stretch"]),
        ("abs(x-1)", ["minimum"]),
        ("1/x", []),
    ],
)
def test_each_function_gets_its_own_story(play: Play, f: str, beats: list[str]) -> None:
    played = play(CriticalPoints, f=f)
    assert [beat.name for beat in played.lesson.beats][3:-1] == beats
    assert played.outside == []


@pytest.mark.slow
def test_many_extrema_are_counted(play: Play) -> None:
    told = {beat.name: beat.caption for beat in play(CriticalPoints, f="sin(5x)").lesson.beats}
    assert told["solve"] == "f′(x) = 0 has 6 solutions."
    assert told["maximum"].endswith(", 3 times.")


def test_the_cube_is_level_at_0_and_rises_on_both_sides(play: Play) -> None:
    texts = play(FlatIsNotExtremal).texts["keep"]
    for row in (
        "f'(x) = 3x^2",
        "f'(0) = 0",
        r"f'(x) >0 \quad \text{for } x<0",
        r"f'(x) >0 \quad \text{for } x>0",
    ):
        assert row in texts


@pytest.mark.slow
def test_a_falling_inflection_falls_on_both_sides(play: Play) -> None:
    told = {beat.name: beat.caption for beat in play(FlatIsNotExtremal, f="-x^5").lesson.beats}
    assert "falls" in told["left"]
    assert "falls" in told["right"]


@pytest.mark.parametrize(
    ("f", "has"), [("x^2", "minimum"), ("x", "slope 1"), ("abs(x)", "kink"), ("7", "stretch")]
)
def test_a_point_that_is_no_level_inflection_is_refused(f: str, has: str) -> None:
    with pytest.raises(ParameterError, match=has) as caught:
        FlatIsNotExtremal.configured({"f": f})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("f", "at"), [("(x-1)^3", 1), ("x+sin(x)", -math.pi), ("x^3", 0), ("x^4/4-x^3*sqrt(2)/3", 0)]
)
def test_a_level_inflection_is_looked_for_where_no_point_was_given(f: str, at: float) -> None:
    place = FlatIsNotExtremal.configured({"f": f}).place()
    assert place is not None
    assert float(place) == pytest.approx(at)


def test_a_point_that_was_given_is_never_replaced() -> None:
    with pytest.raises(ParameterError, match="at=0: \\(x-1\\)\\^3 has slope 3 there, no level inflection;"):
        FlatIsNotExtremal.configured({"f": "(x-1)^3", "at": "0"})


def test_it_says_how_far_it_looked_in_vain() -> None:
    with pytest.raises(ParameterError, match="nor any within 4;"):
        FlatIsNotExtremal.configured({"f": "x^2"})


@pytest.mark.slow
def test_it_is_told_of_the_place_that_was_found(play: Play) -> None:
    played = play(FlatIsNotExtremal, f="x+sin(x)")
    assert r"f'(- \pi) = 0" in played.texts["keep"]
    assert played.outside == []


def test_an_interval_turned_round_is_refused() -> None:
    with pytest.raises(ParameterError, match="low=3"):
        CriticalPoints.configured({"low": "3"})


def test_the_point_that_showed_an_end_is_gone_afterwards(play: Play) -> None:
    lesson = play(CriticalPoints).lesson
    assert "beyond" in [beat.name for beat in lesson.beats]
    assert lesson.traveller.dots[0] not in lesson.mobjects
