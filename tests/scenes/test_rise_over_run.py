"""Rise over run: the notebook's line, any other two points, and no slope for a vertical line."""

from __future__ import annotations

import pytest

from calcanim.errors import ParameterError
from scenes.rise_over_run import RiseOverRun
from tests.scenes.conftest import Play

BEATS = (
    *("question", "run", "rise", "rise over run", "differences", "numbers"),
    *("any two points", "turn", "vertical", "keep"),
)
POINTS = [("5,1", "1,4"), ("-2,3", "5,3"), ("1e-9,0", "3e-9,1e-9")]
FURTHER_POINTS = [
    ("-1,2", "3,-4"),
    ("0,0", "1,100"),
    ("0,0", "100,1"),
    ("1e6,2e6", "3e6,1e6"),
    ("sqrt(2),pi", "-3,1/3"),
    ("1000001,5", "1000004,7.25"),
]


def test_the_notebooks_line_has_the_slope_a_half(play: Play) -> None:
    playing = play(RiseOverRun)
    told = {beat.name: beat.caption for beat in playing.lesson.beats}
    assert told["numbers"] == "In numbers: a rise of 3 over a run of 6 is a slope of 1/2."


@pytest.mark.parametrize("aspect", ["4:3", "9:16"])
def test_nothing_leaves_the_frame(play: Play, aspect: str) -> None:
    assert play(RiseOverRun).outside == []
    assert play(RiseOverRun, aspect=aspect).outside == []


def test_it_takes_30_to_90_seconds_in_named_beats(play: Play) -> None:
    lesson = play(RiseOverRun).lesson
    assert tuple(beat.name for beat in lesson.beats) == BEATS
    assert 30 <= lesson.beats[-1].end <= 90
    assert all(len(beat.caption) <= 110 for beat in lesson.beats)


def test_the_points_come_home_and_the_upright_line_is_told(play: Play) -> None:
    playing = play(RiseOverRun)
    assert (playing.lesson.triangle.a, playing.lesson.triangle.b) == ((1, 1), (7, 4))
    assert any("no slope" in text for text in playing.texts["vertical"])
    assert not any("no slope" in text for text in playing.texts["keep"])


@pytest.mark.parametrize(("a", "b"), POINTS)
def test_any_two_points_make_a_lesson(play: Play, a: str, b: str) -> None:
    playing = play(RiseOverRun, a=a, b=b)
    assert tuple(playing.texts) == BEATS
    assert playing.outside == []


@pytest.mark.slow
@pytest.mark.parametrize(("a", "b"), FURTHER_POINTS)
def test_any_other_two_points_do_too(play: Play, a: str, b: str) -> None:
    test_any_two_points_make_a_lesson(play, a, b)


def test_a_slope_is_drawn_as_steep_as_it_is(play: Play) -> None:
    plot = play(RiseOverRun, aspect="9:16").lesson.plot
    assert plot.pixels_per_unit[0] == pytest.approx(plot.pixels_per_unit[1])


@pytest.mark.parametrize(("a", "b"), [("1,1", "1,4"), ("2,5", "2,5"), ("sqrt(8),0", "2*sqrt(2),1")])
def test_equal_x_coordinates_are_refused_in_one_line(a: str, b: str) -> None:
    with pytest.raises(ParameterError, match="same x-coordinate") as caught:
        RiseOverRun.configured({"a": a, "b": b})
    assert "\n" not in str(caught.value)
