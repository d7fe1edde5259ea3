"""The tangent's slopes draw the derivative, for any function that has one somewhere on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.errors import ParameterError
from scenes.tangent_sweep import TangentSweep, TangentSweepOfComposition

if TYPE_CHECKING:
    from tests.scenes.conftest import Play


def test_the_derivatives_are_the_notebooks(play: Play) -> None:
    assert "f'(x) = 2x" in play(TangentSweep).texts["derivative"]
    assert r"f'(x) = 4x\cos(2x^2)" in play(TangentSweepOfComposition).texts["derivative"]


def test_its_beats_in_20_to_75_seconds(play: Play) -> None:
    lesson = play(TangentSweep).lesson
    assert [beat.name for beat in lesson.beats] == [
        *("question", "slope", "sweep", "derivative", "level", "keep")
    ]
    assert 20 <= lesson.beats[-1].end <= 75
    assert all(len(beat.caption) <= 90 for beat in lesson.beats)


def test_it_begins_where_the_tangent_is_not_level(play: Play) -> None:
    assert TangentSweep.f.derivative()(play(TangentSweep).lesson.home) == 3
    assert play(TangentSweepOfComposition).lesson.home == -1.5


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_nothing_leaves_the_frame(play: Play, aspect: str) -> None:
    assert play(TangentSweepOfComposition, aspect=aspect).outside == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "why"),
    [("abs(x)", "corner"), ("1/(x-1)", "no point"), ("cbrt(x)", "upright"), ("sqrt(x+1)", "begins or ends")],
)
def test_a_place_without_a_slope_is_visited_and_told(play: Play, f: str, why: str) -> None:
    played = play(TangentSweep, f=f)
    told = {beat.name: beat.caption for beat in played.lesson.beats}
    assert why in told["no slope"]
    assert played.outside == []


def test_a_place_off_the_curve_is_refused() -> None:
    with pytest.raises(ParameterError, match="at=-5: ln"):
        TangentSweep.configured({"f": "ln(x)", "at": "-5"})
