"""The descent reaches the notebook's points, and tells how every other one ended."""

from __future__ import annotations

import re

import pytest

from calcanim.calculus import Outcome
from calcanim.errors import ParameterError
from scenes.gradient_descent import GradientDescent
from tests.scenes.conftest import Play


def test_the_200th_points_are_the_notebooks() -> None:
    first, second, third = GradientDescent.runs()
    assert [len(run.path) for run in (first, second, third)] == [200, 200, 200]
    assert first.path[-1] == pytest.approx(1.40704, abs=5e-6)
    assert second.path[-1] == pytest.approx(-1.40704, abs=5e-6)
    assert third.path[-1] == pytest.approx(0.12482, abs=5e-6)
    assert third.outcome is Outcome.PLATEAU


@pytest.mark.parametrize("aspect", ["4:3", "9:16"])
def test_nothing_leaves_the_frame(play: Play, aspect: str) -> None:
    assert play(GradientDescent).outside == []
    assert play(GradientDescent, aspect=aspect).outside == []


def test_it_takes_30_to_90_seconds_in_named_beats(play: Play) -> None:
    lesson = play(GradientDescent).lesson
    assert [beat.name for beat in lesson.beats] == [
        *("question", "slope", "step", "descent", "second start", "another function"),
        *("large rate", "too large a rate", "keep"),
    ]
    assert 30 <= lesson.beats[-1].end <= 90
    assert all(len(beat.caption) <= 90 for beat in lesson.beats)


def test_the_captions_tell_the_points_that_are_reached(play: Play) -> None:
    told = {beat.name: beat.caption for beat in play(GradientDescent).lesson.beats}
    assert "1.40704" in told["descent"]
    assert "−1.40704" in told["second start"]
    assert "0.12482: nearly level, but no minimum" in told["another function"]


def test_what_ends_a_descent_is_on_the_screen(play: Play) -> None:
    texts = play(GradientDescent).texts
    assert "near a minimum" in texts["descent"]
    assert "stuck on a plateau" in texts["another function"]
    assert "jumps to and fro" in texts["large rate"]
    assert "ran away" in texts["too large a rate"]


@pytest.mark.parametrize(
    ("settings", "ending"),
    [
        ({"f": "abs(x)", "rate": "0.1"}, "jumps to and fro"),
        pytest.param(
            *({"f": "ln(x)", "start": "1", "second": "2", "rate": "0.1"}, "stopped: no slope ahead"),
            marks=pytest.mark.slow,
        ),
        ({"f": "x^2", "start": "1", "second": "-1", "rate": "1.5", "steps": "20"}, "diverged"),
        pytest.param(
            {"f": "floor(x)", "start": "1/2", "second": "3/2"}, "stuck on a plateau", marks=pytest.mark.slow
        ),
        pytest.param({"f": "exp(x)", "start": "0", "second": "1"}, "still moving", marks=pytest.mark.slow),
    ],
)
def test_other_functions_get_their_own_story(play: Play, settings: dict[str, str], ending: str) -> None:
    playing = play(GradientDescent, **settings)
    assert ending in playing.texts["descent"]
    assert "too large a rate" not in playing.texts
    assert playing.outside == []


@pytest.mark.parametrize(
    ("name", "value"), [("start", "0"), ("second", "-1"), ("rate", "0"), ("rate", "-1"), ("steps", "1")]
)
def test_a_start_without_a_slope_and_an_empty_descent_are_refused(name: str, value: str) -> None:
    settings = {"f": "ln(x)", "start": "1", "second": "2", name: value}
    with pytest.raises(ParameterError, match=name) as caught:
        GradientDescent.configured(settings)
    assert "\n" not in str(caught.value)


def test_captions_have_a_minus_where_a_number_is_negative(play: Play) -> None:
    captions = " ".join(beat.caption for beat in play(GradientDescent).lesson.beats)
    assert "−" in captions
    assert re.search(r"-\d", captions) is None
