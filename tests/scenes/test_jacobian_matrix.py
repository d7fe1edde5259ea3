"""The lesson on Jacobians: the matrix, the two figures that become one, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.errors import ParameterError
from scenes.jacobian_matrix import JacobianMatrix

if TYPE_CHECKING:
    from tests.scenes.conftest import Play


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_everything_stays_in_the_frame(play: Play, aspect: str) -> None:
    played = play(JacobianMatrix, aspect=aspect)
    assert played.outside == []
    assert 20 <= float(played.lesson.time) <= 75


@pytest.mark.slow
def test_the_gap_shrinks_faster_than_the_square(play: Play) -> None:
    picture = play(JacobianMatrix).lesson.picture
    assert picture.side == pytest.approx(0.01)
    assert picture.gap() < 0.01
    drawn = picture.drawn_gap() / picture.drawn_side()
    assert drawn == pytest.approx(picture.gap(), rel=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f1", "f2"), [("x", "y"), ("x*y", "x+y"), ("1000*x^2", "y"), ("x", "x"), ("5", "y")]
)
def test_other_maps_are_shown(play: Play, f1: str, f2: str) -> None:
    assert play(JacobianMatrix, f1=f1, f2=f2).outside == []


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
def test_both_rows_are_gathered_in_one_matrix_and_the_last_sentence_is_kept(play: Play, aspect: str) -> None:
    played = play(JacobianMatrix, aspect=aspect)
    rows = [text for text in played.texts["rows"] if r"\partial f_1" in text or r"\partial f_2" in text]
    assert len(rows) == 2
    assert any(text.startswith("J = ") for text in played.texts["matrix"])
    assert any(text.startswith("J(2, 1) = ") for text in played.texts["matrix"])
    assert "Close by, the map is its Jacobian" in played.texts["keep"]


def test_the_jacobian_at_the_point_is_that_of_the_core() -> None:
    assert JacobianMatrix.planar_map().jacobian.tolist() == [[1.0, -0.5], [1.0, 1.0]]


def test_formulas_that_cannot_be_read_are_refused() -> None:
    long = "sin(x*y)*exp(-x^2-y^2)*cos(x)"
    with pytest.raises(ParameterError, match=r"f1 = .* too small to be read; choose a shorter function"):
        JacobianMatrix.configured({"f1": long})


def test_a_point_without_a_linear_map_is_refused() -> None:
    with pytest.raises(ParameterError, match=r"at=0, 1: .*choose another point"):
        JacobianMatrix.configured({"f1": "abs(x)", "at": "0, 1"})


def test_a_square_that_the_map_tears_is_refused() -> None:
    with pytest.raises(ParameterError, match="make it smaller"):
        JacobianMatrix.configured({"f1": "1/x", "at": "0.2, 1"})
