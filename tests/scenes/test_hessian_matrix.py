"""The lesson on Hessians: the four second partials, and the points that it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.errors import ParameterError
from scenes.hessian_matrix import HessianMatrix

if TYPE_CHECKING:
    from tests.scenes.conftest import Play


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_everything_stays_in_the_frame(play: Play, aspect: str) -> None:
    played = play(HessianMatrix, aspect=aspect)
    assert played.outside == []
    assert 20 <= float(played.lesson.time) <= 75


@pytest.mark.slow
def test_it_ends_on_the_square_of_a_million(play: Play) -> None:
    played = play(HessianMatrix)
    assert "1000000^2 = 10^{12}" in played.texts["growth"]
    assert played.lesson.rows[0][0].text == "-y^2*sin(x*y)"


@pytest.mark.slow
@pytest.mark.parametrize("f", ["x^2+y^2", "exp(x)*y", "5", "x*y", "1000*x^2*y"])
def test_other_functions_are_shown(play: Play, f: str) -> None:
    assert play(HessianMatrix, f=f).outside == []


@pytest.mark.parametrize(
    ("f", "at"),
    [
        ("abs(x)*y", "0, 1"),
        ("x*y*(x^2-y^2)/(x^2+y^2)", "0, 0"),
        ("x*y*(x^2-y^2)/(x^2+y^2) if x^2+y^2>0 else 0", "0, 0"),
    ],
)
def test_where_second_partials_are_missing_it_refuses(f: str, at: str) -> None:
    with pytest.raises(ParameterError, match="choose another point"):
        HessianMatrix.configured({"f": f, "at": at})
