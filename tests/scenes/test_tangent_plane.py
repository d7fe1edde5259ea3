"""Both tangents span a plane, and the closer one looks, the better it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.blocks.live import decimal
from calcanim.errors import ParameterError
from scenes.tangent_plane import TangentPlane
from tests.scenes.conftest import ASPECTS

if TYPE_CHECKING:
    from tests.scenes.conftest import Play

COARSE = {"cells": "8"}


@pytest.mark.parametrize("aspect", ASPECTS)
def test_nothing_leaves_the_frame(play: Play, aspect: str) -> None:
    assert play(TangentPlane, aspect=aspect, **COARSE).outside == []


def test_it_takes_20_to_75_seconds_in_named_beats(play: Play) -> None:
    beats = play(TangentPlane, **COARSE).lesson.beats
    assert 20 <= beats[-1].end <= 75
    assert [beat.name for beat in beats] == [
        *("question", "tangents", "plane"),
        *("start", "along x", "along y", "numbers"),
        *("gap", "zoom", "keep"),
    ]
    assert all(0 < len(beat.caption) <= 90 for beat in beats)


def test_the_equation_is_there_in_letters_and_then_in_numbers(play: Play) -> None:
    texts = play(TangentPlane, **COARSE).texts
    assert any(
        r"z = f(x_A, y_A)" in text and r"\frac{\partial f}{\partial y}" in text for text in texts["along y"]
    )
    numbers = next(text for text in texts["numbers"] if r"z \approx" in text)
    assert [part in numbers for part in ("-0.0998", "- 0.9950(x-0.1)", "+ 0.0995(y+1)")] == [True] * 3


def test_ten_times_closer_the_gap_is_a_tenth_of_its_share_of_the_window(play: Play) -> None:
    gap = play(TangentPlane, **COARSE).lesson.picture.gap
    assert (decimal(gap.size(), 3), decimal(gap.window(), 2), decimal(gap.share(), 3)) == (
        "0.010",
        "0.20",
        "0.052",
    )
    assert gap.drawn_gap() == pytest.approx(gap.size())
    assert gap.drawn_window() == pytest.approx(gap.window())


@pytest.mark.parametrize(
    ("f", "at"),
    [
        ("x^2+y^2", "1,2"),
        ("1000*x^2+y", "1,1"),
        ("3", "0,0"),
        ("1/(x+y)", "1,-0.5"),
        ("floor(x)+y", "0.5,0.5"),
    ],
)
@pytest.mark.slow
def test_other_surfaces_stay_in_the_frame(play: Play, f: str, at: str) -> None:
    assert play(TangentPlane, f=f, at=at, **COARSE).outside == []


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"f": "sqrt(abs(x*y))", "at": "0, 0"}, "the lesson PartialsAreNotEnough"),
        ({"f": "{0 if x*y=0; 1 otherwise}", "at": "0, 0"}, "the lesson PartialsAreNotEnough"),
        ({"f": "abs(x)+y", "at": "0, 0"}, "the lesson PartialDerivatives"),
        ({"f": "1/x", "at": "0, 1"}, "has no value at"),
    ],
)
def test_where_no_plane_fits_it_is_refused_in_one_line(settings: dict[str, str], message: str) -> None:
    with pytest.raises(ParameterError, match=message) as refusal:
        TangentPlane.configured(settings)
    assert "\n" not in str(refusal.value)
