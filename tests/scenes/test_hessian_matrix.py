"""The lesson on Hessians: the four second partials, why the mixed ones agree, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.errors import ParameterError
from scenes.hessian_matrix import HessianMatrix

if TYPE_CHECKING:
    from tests.scenes.conftest import Play

PEANO = "x*y*(x^2-y^2)/(x^2+y^2) if x^2+y^2>0 else 0"


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_everything_stays_in_the_frame(play: Play, aspect: str) -> None:
    played = play(HessianMatrix, aspect=aspect)
    assert played.outside == []
    assert 20 <= float(played.lesson.time) <= 75


@pytest.mark.slow
def test_the_four_second_partials_are_those_of_the_syllabus(play: Play) -> None:
    played = play(HessianMatrix)
    texts = [[entry.text for entry in row] for row in played.lesson.partials.rows]
    mixed = "-x*y*sin(x*y) + cos(x*y)"
    assert texts == [["-y^2*sin(x*y)", mixed], [mixed, "-x^2*sin(x*y)"]]
    assert sum(r"\partial^2 f" in text for text in played.texts["four"]) == 4
    assert any(text.startswith("H = ") for text in played.texts["matrix"])


@pytest.mark.slow
def test_a_is_named_from_the_start_and_each_graph_says_what_is_held(play: Play) -> None:
    texts = play(HessianMatrix).texts["question"]
    assert r"A(\frac{1}{2}, 1)" in texts
    assert {r"y = 1", r"x = \frac{1}{2}"} <= set(texts)
    assert texts.count("A") == 2


@pytest.mark.slow
def test_both_orders_come_to_the_mixed_partial(play: Play) -> None:
    square = play(HessianMatrix).lesson.square
    assert square.side == pytest.approx(0.01)
    assert square.quotient() == pytest.approx(square.around.mixed, abs=5e-4)


@pytest.mark.slow
def test_it_ends_on_the_square_of_a_million_and_a_sentence_to_keep(play: Play) -> None:
    played = play(HessianMatrix)
    assert r"\left(10^{6}\right)^2 = 10^{12}" in played.texts["growth"]
    assert "The Hessian: the slopes of the slopes" in played.texts["keep"]


@pytest.mark.slow
@pytest.mark.parametrize("f", ["x^2+y^2", "exp(x)*y", "5", "x*y", "1000*x^2*y", "abs(x)*y"])
def test_other_functions_are_shown(play: Play, f: str) -> None:
    assert play(HessianMatrix, f=f).outside == []


@pytest.mark.parametrize(
    ("f", "at", "told"),
    [
        ("abs(x)*y", "0, 1", "no partial derivative by x at"),
        ("x*abs(x)*y", "0, 1", "∂²f/∂x² does not exist at"),
        ("x*y*(x^2-y^2)/(x^2+y^2)", "0, 0", "f has no value at"),
        (PEANO, "0, 0", "∂²f/∂y∂x = -1, ∂²f/∂x∂y = 1"),
    ],
)
def test_where_there_is_no_symmetric_matrix_it_says_why(f: str, at: str, told: str) -> None:
    with pytest.raises(ParameterError, match="choose another point") as refusal:
        HessianMatrix.configured({"f": f, "at": at})
    assert told in str(refusal.value)


@pytest.mark.parametrize(
    ("f", "told"), [("sin(x)*cos(y)*exp(-x^2-y^2)", "choose a shorter"), ("x^y", "choose a simpler")]
)
def test_formulas_that_cannot_be_shown_are_refused(f: str, told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        HessianMatrix.configured({"f": f, "at": "2, 2"})
