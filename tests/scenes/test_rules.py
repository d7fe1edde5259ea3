"""The eleven rules stand in a table, each verified, and those that a formula needs light up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.calculus.differentiation_rules import TABLE
from calcanim.errors import ParameterError
from scenes.rules import PASSAGES, DifferentiationRules
from tests.scenes.conftest import ASPECTS

if TYPE_CHECKING:
    from tests.scenes.conftest import Play


@pytest.mark.parametrize("aspect", ASPECTS)
def test_nothing_leaves_the_frame(play: Play, aspect: str) -> None:
    assert play(DifferentiationRules, aspect=aspect).outside == []


def test_it_takes_20_to_75_seconds_in_named_beats(play: Play) -> None:
    beats = play(DifferentiationRules).lesson.beats
    assert 20 <= beats[-1].end <= 75
    assert [beat.name for beat in beats] == [
        *("question", "powers", "exponential", "angles", "sum and product", "quotient", "chain rule"),
        *("rules needed", "keep"),
    ]
    assert all(0 < len(beat.caption) <= 90 for beat in beats)


def test_every_row_of_the_table_is_told_once() -> None:
    told = [rule for _, _, rules in PASSAGES for rule in rules]
    assert len(told) == len(TABLE) == 11
    assert set(told) == set(TABLE)


def test_all_eleven_rules_are_on_the_screen_at_the_end(play: Play) -> None:
    texts = play(DifferentiationRules).texts["keep"]
    for rule in TABLE:
        assert {rule.name, rule.latex, rule.derivative_latex} <= set(texts)
    assert r"r \neq 0" in " ".join(texts)


def test_the_formula_of_the_question_is_answered(play: Play) -> None:
    texts = play(DifferentiationRules).texts
    assert r"f(x) = \sin(2x^2)+1" in texts["question"]
    assert r"f'(x) = 4x\cos(2x^2)" in texts["rules needed"]
    assert "Each part has its rule" in texts["keep"]


def test_an_example_ends_as_its_rule_gives_it(play: Play) -> None:
    texts = " ".join(play(DifferentiationRules).texts["quotient"])
    assert r"\frac{x\cos(x)-\sin(x)}{x^2}" in texts


@pytest.mark.parametrize(
    ("f", "said"),
    [
        ("x*arctan(x)", "Not in the table: derivative of arctan"),
        ("floor(x)", "Not in the table: flat between the steps"),
        ("tanh(3x)", "Each part has its rule"),
    ],
)
def test_what_the_table_does_not_hold_is_said(play: Play, f: str, said: str) -> None:
    playing = play(DifferentiationRules, f=f)
    assert said in playing.texts["keep"]
    assert playing.outside == []


@pytest.mark.parametrize("f", ["sin(", "sqrt(-1-x^2)", "banana"])
def test_what_is_no_function_is_refused_in_one_line(f: str) -> None:
    with pytest.raises(ParameterError):
        DifferentiationRules.configured({"f": f})
