"""The squeeze: its figures, its conditions, its limit; angles for which it can't be drawn are refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from calcanim.calculus.proofs import inequalities_for_both_signs
from calcanim.calculus.verification.derivation import Verdict
from calcanim.errors import ParameterError
from scenes.sine_squeeze import SineSqueeze

if TYPE_CHECKING:
    from tests.scenes.conftest import Play, Playing


_PLAYED: dict[str, Playing] = {}


@pytest.fixture(name="played")
def played_fixture(play: Play) -> Callable[[str], Playing]:
    """The lesson as it is by default, played once for each aspect ratio."""

    def once(aspect: str) -> Playing:
        if aspect not in _PLAYED:
            _PLAYED[aspect] = play(SineSqueeze, aspect=aspect)
        return _PLAYED[aspect]

    return once


@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_everything_stays_in_the_frame(played: Callable[[str], Playing], aspect: str) -> None:
    assert played(aspect).outside == []


@pytest.mark.slow
@pytest.mark.parametrize("start", ["0.35", "1.1"])
@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_the_extreme_angles_stay_in_the_frame(play: Play, aspect: str, start: str) -> None:
    assert play(SineSqueeze, aspect=aspect, start=start, theme="light").outside == []


def test_it_lasts_from_45_to_90_seconds_and_nothing_stands_still_for_long(
    played: Callable[[str], Playing],
) -> None:
    lesson = played("16:9").lesson
    assert 45 <= float(lesson.time) <= 90
    assert all(beat.caption for beat in lesson.beats)
    assert max(beat.end - beat.start for beat in lesson.beats) < 10


def test_the_read_outs_show_the_figures_at_a_fifth_of_pi(played: Callable[[str], Playing]) -> None:
    lesson = played("9:16").lesson
    assert [row.shown for row in lesson.area_rows()][:3] == ["0.23776", "0.31416", "0.36327"]
    assert [row.shown for row in lesson.quotient_rows()] == ["0.62832", "0.58779", "0.93549"]


def test_the_bounds_arrive_at_one_and_the_quotient_has_no_value_there(
    played: Callable[[str], Playing],
) -> None:
    lesson = played("16:9").lesson
    high, middle, low, angle = (row.shown for row in lesson.value_rows())
    assert (low, high, angle) == ("1.00000", "1.00000", "0.00000")
    assert middle == r"\text{–}"


def test_each_case_stands_under_its_condition(played: Callable[[str], Playing]) -> None:
    texts = played("16:9").texts
    assert any(
        r"{\theta} < \frac{\pi}{2}" in text and r"\text{for } 0" in text for text in texts["the squeeze"]
    )
    (both,) = [text for text in texts["mirror"] if r"\text{for }" in text]
    assert r"-\frac{\pi}{2} < " in both
    assert r"\neq 0" in both


def test_the_notebooks_range_is_refuted() -> None:
    wrong = inequalities_for_both_signs(("-(theta/2) < theta < pi/2", "theta != 0"))
    assert wrong.verdict is Verdict.REFUTED


def test_the_limit_stays_on_the_screen(played: Callable[[str], Playing]) -> None:
    last = played("16:9").texts["to keep"]
    assert any(r"\lim" in text and text.replace(" ", "").endswith("=1") for text in last)


@pytest.mark.parametrize("start", ["0", "-1", "pi/2", "2", "0.1", "1.5", "banana"])
def test_an_angle_that_makes_no_picture_is_refused_in_one_line(start: str) -> None:
    with pytest.raises(ParameterError) as refusal:
        SineSqueeze.configured({"start": start})
    assert "\n" not in str(refusal.value)
    assert start in str(refusal.value)
