"""Four curves without a slope and one that has it: the verdicts are those of the math core."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.calculus.demands import Answer
from calcanim.errors import ParameterError
from scenes.when_a_slope_exists import WhenASlopeExists

if TYPE_CHECKING:
    from tests.scenes.conftest import Play, Playing


def answers(played: Playing) -> list[str]:
    """A line for each function: + fulfilled, x failed, - not asked."""
    signs = {Answer.FULFILLED: "+", Answer.FAILED: "x", Answer.NOT_ASKED: "-"}
    return ["".join(signs[mark.answer] for mark in cell.marks) for cell in played.lesson.table.cells]


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_everything_stays_in_the_frame(play: Play, aspect: str) -> None:
    assert play(WhenASlopeExists, aspect=aspect).outside == []


@pytest.mark.slow
def test_the_crosses_make_a_diagonal_and_the_square_passes_all_four(play: Play) -> None:
    assert answers(play(WhenASlopeExists)) == ["x---", "+x--", "++x-", "+++x", "++++"]


@pytest.mark.slow
def test_the_verdicts_are_those_of_the_core(play: Play) -> None:
    words = [cell.word for cell in play(WhenASlopeExists).lesson.table.cells]
    assert words == ["undefined", "jump", "kink", "vertical tangent", "differentiable"]


@pytest.mark.slow
def test_it_lasts_from_20_to_75_seconds_in_seven_beats(play: Play) -> None:
    played = play(WhenASlopeExists)
    assert 20 <= played.lesson.time <= 75
    assert len(played.ends) == 7
    assert all(len(beat.caption) <= 90 for beat in played.lesson.beats)


@pytest.mark.slow
def test_what_fails_in_another_way_than_its_place_says_has_its_own_verdict(play: Play) -> None:
    played = play(
        WhenASlopeExists, undefined="sin(1/x)", broken="ln(x)", bent="sqrt(abs(x))", upright="sqrt(x)"
    )
    assert answers(played) == ["x---", "x---", "++x-", "++x-", "++++"]
    assert [cell.word for cell in played.lesson.table.cells][2:4] == ["cusp", "edge of domain"]
    assert played.outside == []


@pytest.mark.slow
def test_at_another_point_the_point_is_marked(play: Play) -> None:
    shifted = {
        "undefined": "1/(x-1)",
        "broken": "floor(x)",
        "bent": "abs(x^2-1)",
        "upright": "cbrt(x-1)",
        "smooth": "1000x^2",
    }
    played = play(WhenASlopeExists, at="1", **shifted)
    assert answers(played) == ["x---", "+x--", "++x-", "+++x", "++++"]


@pytest.mark.parametrize(
    ("name", "f", "said"),
    [
        ("bent", "x^2", "bent='x\\^2' at x = 0 is differentiable; give one that has no slope there"),
        ("smooth", "abs(x)", "smooth='abs\\(x\\)' at x = 0 is kink; give one that has a slope there"),
    ],
)
def test_what_does_not_belong_in_its_place_is_refused(name: str, f: str, said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        WhenASlopeExists.configured({name: f})
