"""Along the axes all is well, and on the diagonal no plane fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.errors import ParameterError
from scenes.partials_are_not_enough import PartialsAreNotEnough
from tests.scenes.conftest import ASPECTS

if TYPE_CHECKING:
    from tests.scenes.conftest import Play

COARSE = {"cells": "8"}


@pytest.mark.parametrize("aspect", ASPECTS)
def test_nothing_leaves_the_frame(play: Play, aspect: str) -> None:
    assert play(PartialsAreNotEnough, aspect=aspect, **COARSE).outside == []


def test_it_takes_20_to_75_seconds_in_named_beats(play: Play) -> None:
    beats = play(PartialsAreNotEnough, **COARSE).lesson.beats
    assert 20 <= beats[-1].end <= 75
    assert [beat.name for beat in beats] == [
        *("question", "along x", "along y", "plane"),
        *("diagonal", "walk", "verdict", "keep"),
    ]
    assert all(0 < len(beat.caption) <= 90 for beat in beats)


def test_both_partials_are_0_and_the_jump_on_the_diagonal_is_1(play: Play) -> None:
    picture = play(PartialsAreNotEnough, **COARSE).lesson.picture
    assert [way.secant.slope() for way in picture.directions] == [0.0, 0.0]
    assert picture.slant.secant.risen() == 1.0
    assert picture.slant.secant.slope() > 10
    assert [dot.place()[1] for dot in picture.ends] == [1.0]


def test_on_a_tall_frame_both_partials_stand_in_one_size_on_one_line(play: Play) -> None:
    x, y = play(PartialsAreNotEnough, aspect="9:16", **COARSE).lesson.panel.slopes
    assert x.number.height == pytest.approx(y.number.height)
    assert x.label.baseline == pytest.approx(y.label.baseline)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "slope"),
    [("sqrt(abs(x*y))", 0.70711), ("cbrt(x^2*y)", 0.70711), ("x-y/2+sqrt(abs(x*y))", 1.06066)],
)
def test_a_continuous_one_settles_on_another_slope_than_the_plane_has(
    play: Play, f: str, slope: float
) -> None:
    playing = play(PartialsAreNotEnough, f=f, **COARSE)
    picture = playing.lesson.picture
    assert picture.slant.secant.slope() == pytest.approx(slope, abs=1e-5)
    assert picture.diagonal.slope != pytest.approx(slope, abs=1e-2)
    assert picture.ends == ()
    assert playing.outside == []


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"f": "x^2+y^2"}, "the lesson TangentPlane"),
        ({"f": "sin(x*y)", "at": "0.1, -1"}, "the lesson TangentPlane"),
        ({"f": "abs(x)+y"}, "the lesson PartialDerivatives"),
        ({"at": "1, 0"}, "the lesson PartialDerivatives"),
        ({"f": "1/x"}, "has no value at"),
        ({"f": "{0 if x^2+y^2=0; x^3*y/(x^4+y^2) otherwise}"}, "on neither diagonal"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_one_line(settings: dict[str, str], message: str) -> None:
    with pytest.raises(ParameterError, match=message) as refusal:
        PartialsAreNotEnough.configured(settings)
    assert "\n" not in str(refusal.value)
