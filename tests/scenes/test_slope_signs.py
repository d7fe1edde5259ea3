"""A curve falls, is level, rises, or has no slope: each is told where it happens, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.errors import ParameterError
from scenes.slope_signs import SlopeOfACurve

if TYPE_CHECKING:
    from tests.scenes.conftest import Play


def test_the_parabola_falls_is_level_and_rises(play: Play) -> None:
    played = play(SlopeOfACurve)
    names = [beat.name for beat in played.lesson.beats]
    assert names == ["question", "travel", "negative", "zero", "positive", "keep"]
    last = played.texts["keep"]
    for sign in ("-", "0", "+"):
        assert sign in last
    for row in (r"<0 \quad \text{for } x<0", r"=0 \quad \text{for } x=0", r">0 \quad \text{for } x>0"):
        assert rf"\text{{slope}}{row}" in last


def test_it_takes_20_to_75_seconds(play: Play) -> None:
    beats = play(SlopeOfACurve).lesson.beats
    assert 20 <= beats[-1].end <= 75
    assert all(len(beat.caption) <= 90 for beat in beats)


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_nothing_leaves_the_frame(play: Play, aspect: str) -> None:
    assert play(SlopeOfACurve, aspect=aspect).outside == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "beats"),
    [
        ("7", ["zero"]),
        ("3x-2", ["positive"]),
        ("abs(x)", ["negative", "no slope", "positive"]),
        ("1/x", ["negative", "no slope"]),
        ("sqrt(x)", ["no slope", "positive"]),
        ("floor(x)", ["zero", "no slope"]),
    ],
)
def test_only_what_the_curve_does_is_told(play: Play, f: str, beats: list[str]) -> None:
    played = play(SlopeOfACurve, f=f)
    assert [beat.name for beat in played.lesson.beats][2:-1] == beats
    assert played.outside == []


@pytest.mark.parametrize(
    "settings", [{"low": "3"}, {"f": "ln(x)", "low": "-3", "high": "-1"}], ids=["turned", "off the curve"]
)
def test_an_interval_without_a_curve_is_refused(settings: dict[str, str]) -> None:
    with pytest.raises(ParameterError, match="low=") as caught:
        SlopeOfACurve.configured(settings)
    assert "\n" not in str(caught.value)
