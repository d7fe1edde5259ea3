"""The definition of the derivative: three spellings, one slope; refused where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from calcanim.errors import ParameterError
from scenes.definition import DerivativeDefinition

if TYPE_CHECKING:
    from tests.scenes.conftest import Play


@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_everything_stays_in_the_frame(play: Play, aspect: str) -> None:
    assert play(DerivativeDefinition, aspect=aspect).outside == []


def test_it_lasts_from_20_to_75_seconds(play: Play) -> None:
    assert 20 <= float(play(DerivativeDefinition).lesson.time) <= 75


def test_its_beats_are_a_question_steps_and_a_sentence_to_keep(play: Play) -> None:
    names = [beat.name for beat in play(DerivativeDefinition).lesson.beats]
    assert names == ["question", "quotient", "limit", "epsilon", "difference", "any point", "keep"]


def test_it_ends_with_three_forms_and_the_line_at_its_limit(play: Play) -> None:
    played = play(DerivativeDefinition)
    last = played.texts["keep"]
    assert sum(r"{\lim}" in text for text in last) == 3
    assert played.lesson.secant.has_arrived
    assert played.lesson.secant.slope() == pytest.approx(1)


def test_the_names_on_the_graph_change_with_the_formula(play: Play) -> None:
    texts = play(DerivativeDefinition).texts
    assert {"x_A", "x_B", "f(x_A)", "f(x_B)", "x_B-x_A"} <= set(texts["quotient"])
    assert {"x_A", r"x_A+\epsilon", r"f(x_A+\epsilon)", r"\epsilon"} <= set(texts["difference"])
    assert {"x", r"x+\epsilon", r"f(x+\epsilon)"} <= set(texts["any point"])
    assert "x_A" not in texts["any point"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "at"), [("1/(x-1)", "0"), ("sqrt(4-x^2)", "1"), ("7", "1"), ("1000x^2", "-1"), ("floor(x)", "0.5")]
)
def test_other_functions_end_on_their_tangent(play: Play, f: str, at: str) -> None:
    played = play(DerivativeDefinition, f=f, at=at)
    assert played.outside == []
    assert played.lesson.secant.slope() == pytest.approx(played.lesson.f.derivative()(float(at)))


@pytest.mark.parametrize(
    ("f", "verdict"), [("abs(x)", "kink"), ("cbrt(x)", "vertical tangent"), ("1/x", "pole")]
)
def test_where_there_is_no_slope_the_lesson_is_refused(f: str, verdict: str) -> None:
    with pytest.raises(
        ParameterError, match=rf"at=0: .* has no slope there \({verdict}\); choose another at"
    ):
        DerivativeDefinition.configured({"f": f, "at": "0"})


def test_the_name_of_a_comes_back_to_its_dot_when_b_is_gone(play: Play) -> None:
    secant = play(DerivativeDefinition).lesson.secant
    name, dot = secant.label_a.formula.get_center(), secant.point_a.get_center()
    assert np.linalg.norm(name - dot) < 0.45
