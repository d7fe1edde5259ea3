"""The derivative of x² on a board: all its lines are shown, and the drawn slope agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.blocks.writing.derivation_rows import restated
from calcanim.calculus.proofs.powers import power_with_difference, power_with_two_points
from calcanim.errors import ParameterError
from scenes.derivative_of_a_power import DerivativeOfTheSquare

if TYPE_CHECKING:
    from tests.scenes.conftest import Play


@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_everything_stays_in_the_frame(play: Play, aspect: str) -> None:
    assert play(DerivativeOfTheSquare, aspect=aspect).outside == []


def test_it_lasts_from_20_to_75_seconds(play: Play) -> None:
    assert 20 <= float(play(DerivativeOfTheSquare).lesson.time) <= 75


def test_the_last_lines_of_both_derivations_are_shown(play: Play) -> None:
    texts = play(DerivativeOfTheSquare).texts
    assert "f'(x_A) =2x_A" in texts["limit"]
    assert "f'(x) =2x" in texts["again"]
    assert "(x^2)' = 2x" in texts["keep"]


def test_the_line_through_a_and_b_ends_with_the_slope_minus_two(play: Play) -> None:
    assert play(DerivativeOfTheSquare).lesson.picture.secant.slope() == pytest.approx(-2)


@pytest.mark.slow
@pytest.mark.parametrize(("n", "at", "slope"), [("3", "1", 3), ("4", "-1/2", -0.5)])
def test_other_powers_and_points_are_shown_as_well(play: Play, n: str, at: str, slope: float) -> None:
    played = play(DerivativeOfTheSquare, n=n, at=at)
    assert played.outside == []
    assert played.lesson.picture.secant.slope() == pytest.approx(slope)
    assert restated(power_with_two_points(int(n)).lines)[-1].latex in played.texts["limit"]
    assert restated(power_with_difference(int(n)).lines)[-1].latex in played.texts["again"]


@pytest.mark.parametrize("n", ["1", "6", "1.5"])
def test_a_power_that_has_no_derivation_here_is_refused(n: str) -> None:
    with pytest.raises(ParameterError, match="n="):
        DerivativeOfTheSquare.configured({"n": n})


def test_beside_the_first_derivation_the_slope_is_that_at_the_x_of_a(play: Play) -> None:
    texts = play(DerivativeOfTheSquare).texts
    assert "2x_A =" in texts["look"]
    assert "2x =" not in texts["look"]
    assert "2x =" in texts["difference"]
    assert "2x_A =" not in texts["difference"]
