"""The equation of the tangent: the line slides to A, and its two numbers are those of the equation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.errors import ParameterError
from scenes.tangent_equation import TangentEquation

if TYPE_CHECKING:
    from tests.scenes.conftest import Play


@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_everything_stays_in_the_frame(play: Play, aspect: str) -> None:
    assert play(TangentEquation, aspect=aspect).outside == []


def test_it_lasts_from_20_to_75_seconds_and_has_these_beats(play: Play) -> None:
    lesson = play(TangentEquation).lesson
    assert 20 <= float(lesson.time) <= 75
    names = [beat.name for beat in lesson.beats]
    assert names == ["question", "slope", "offset", "equation", "example", "keep"]


def test_it_ends_on_the_tangent_of_slope_minus_two_and_offset_minus_one(play: Play) -> None:
    tangent = play(TangentEquation).lesson.tangent
    assert (tangent.slope(), tangent.offset()) == pytest.approx((-2, -1))
    assert tangent.touching() == ((-1.0, 1.0),)


def test_the_last_line_on_the_board_is_the_notebooks(play: Play) -> None:
    assert "y = 2x_Ax-x_A^2" in play(TangentEquation).texts["keep"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "at", "has_example"),
    [
        ("sin(x)", "1", True),
        ("abs(x-1)", "0", False),
        ("1000x^2", "1/2", True),
        ("sqrt(4-x^2)", "1", True),
        ("{0 if x<0; x^2 otherwise}", "1", True),
    ],
)
def test_other_curves_end_on_their_tangent(play: Play, f: str, at: str, has_example: bool) -> None:
    played = play(TangentEquation, f=f, at=at)
    lesson = played.lesson
    assert played.outside == []
    assert lesson.tangent.slope() == pytest.approx(lesson.f.derivative()(float(lesson.at)))
    assert ("example" in [beat.name for beat in lesson.beats]) is has_example


@pytest.mark.parametrize(
    ("f", "verdict"), [("cbrt(x)", "vertical tangent"), ("abs(x)", "kink"), ("ln(x)", "edge of domain")]
)
def test_without_a_slope_there_is_no_such_equation(f: str, verdict: str) -> None:
    with pytest.raises(ParameterError, match=rf"has no slope there \({verdict}\)"):
        TangentEquation.configured({"f": f, "at": "0"})
