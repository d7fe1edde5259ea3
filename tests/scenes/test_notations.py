"""The notations of the derivative: each row states the same, and is the same number at the point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.blocks.writing.notation_table import NOTATIONS, NotationTable
from calcanim.calculus import Constant, Function
from calcanim.calculus.language.latex_tokens import without_parts
from calcanim.calculus.verification.statement import given, stated
from calcanim.errors import ParameterError
from scenes.notations import Notations

if TYPE_CHECKING:
    from tests.scenes.conftest import Play

PANEL = Box(0.0, 0.0, 5.2, 4.6)


def table(f: str, at: str) -> NotationTable:
    return NotationTable(PANEL, Function.parse(f), Constant.parse(at), theme=DARK)


@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_everything_stays_in_the_frame(play: Play, aspect: str) -> None:
    assert play(Notations, aspect=aspect).outside == []


def test_it_lasts_from_20_to_75_seconds_and_names_everybody(play: Play) -> None:
    played = play(Notations)
    assert 20 <= float(played.lesson.time) <= 75
    names = [beat.name for beat in played.lesson.beats]
    assert names == ["question", "Lagrange", "Leibniz", "operator", "Newton", "Euler", "keep"]
    assert {"Lagrange", "Leibniz", "Newton", "Euler"} <= set(played.texts["keep"])


def test_every_notation_ends_with_the_same_number_and_says_where(play: Play) -> None:
    last = [text for text in play(Notations).texts["keep"] if r"\part{derivative}" in text]
    assert len(last) == 5
    assert all(text.endswith(" -2") for text in last)
    assert all(r"\part{x}{-1}" in text for text in last)


def test_every_row_is_proved_and_a_wrong_one_refuted() -> None:
    on = given(f=Function.parse("x^2"), y="f(x)")
    for notation in NOTATIONS:
        left = without_parts(notation.latex)
        assert str(stated(f"{left} = 2x", on=on).verdict) == "proved"
        assert str(stated(f"{left} = x^2", on=on).verdict) == "refuted"


def test_a_long_derivative_is_named_where_it_could_not_be_read() -> None:
    assert table("x^2", "-1").right == "2x"
    assert table("sin(x)*exp(x)*cos(3x)/(1+x^2)", "1").right == "y'"


def test_where_a_point_is_too_long_the_values_do_not_name_it() -> None:
    assert r"\part{x}{x}" in table("x^2", "-1.234567891").values[0].latex


def test_a_value_that_is_no_short_number_is_rounded() -> None:
    assert table("x^2", "-1").values[0].latex.endswith("{=} -2")
    assert table("exp(x)", "1/2").values[0].latex.endswith(r"{\approx} 1.65")


@pytest.mark.parametrize(("f", "at"), [("abs(x)", "0"), ("1/x", "0"), ("sqrt(x)", "0")])
def test_without_a_slope_the_lesson_is_refused(f: str, at: str) -> None:
    with pytest.raises(ParameterError, match="has no slope there"):
        Notations.configured({"f": f, "at": at})
