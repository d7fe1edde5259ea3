"""The second derivative bends curves and slows a stone; where it is 0 a curve need not be straight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.errors import ParameterError
from scenes.second_derivative import SecondDerivative

if TYPE_CHECKING:
    from tests.scenes.conftest import Play


def test_its_story_in_20_to_75_seconds(play: Play) -> None:
    beats = play(SecondDerivative).lesson.beats
    assert [beat.name for beat in beats] == [
        *("question", "second derivative", "bending up", "bending down", "stone"),
        *("rising", "falling", "zero", "not straight", "keep"),
    ]
    assert 20 <= beats[-1].end <= 75
    assert all(len(beat.caption) <= 90 for beat in beats)


def test_its_derivatives_are_computed(play: Play) -> None:
    texts = play(SecondDerivative).texts
    assert "f''(x) = 3x^2-2" in texts["bending up"]
    assert "s''(t) = -9.81" in texts["stone"]
    assert "f''(0) = 0" in texts["zero"]
    assert r"f(x) > 0 \quad \text{for } x \neq 0" in texts["not straight"]


def test_a_zero_of_the_strip_comes_with_the_second_of_its_sides(play: Play) -> None:
    texts = play(SecondDerivative).texts
    assert "0" not in texts["bending up"]
    assert "0" in texts["bending down"]


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["4:3", "9:16"])
def test_nothing_leaves_the_frame(play: Play, aspect: str) -> None:
    assert play(SecondDerivative, aspect=aspect).outside == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "beats"), [("3x-2", ["straight"]), ("x^2", ["bending up"]), ("x^3", ["bending down", "bending up"])]
)
def test_only_the_bends_that_are_there_are_told(play: Play, f: str, beats: list[str]) -> None:
    played = play(SecondDerivative, f=f)
    assert [beat.name for beat in played.lesson.beats][2:-6] == beats


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"low": "3"}, "low=3"),
        ({"height": "g*t^2 + v"}, "must rise"),
        ({"v": "-1"}, "must rise"),
        ({"flat": "x^2"}, "flat=x\\^2"),
        ({"flat": "3x"}, "flat=3x"),
    ],
)
def test_what_would_make_it_false_is_refused(settings: dict[str, str], says: str) -> None:
    with pytest.raises(ParameterError, match=says) as caught:
        SecondDerivative.configured(settings)
    assert "\n" not in str(caught.value)


def test_the_row_of_a_bend_is_gone_when_the_next_one_is_told(play: Play) -> None:
    texts = play(SecondDerivative).texts
    up, down = "f''(x) >0", "f''(x) <0"
    assert any(text.startswith(up) for text in texts["bending up"])
    assert not any(text.startswith(up) for text in texts["bending down"])
    assert any(text.startswith(down) for text in texts["bending down"])
