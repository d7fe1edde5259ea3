"""Two functions are differentiated by named rules, and the slope on each graph agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.errors import ParameterError
from scenes.worked_examples import WorkedExamples
from tests.scenes.conftest import ASPECTS
from tests.scenes.fifty_functions import FIFTY

if TYPE_CHECKING:
    from tests.scenes.conftest import Play

OTHERS = [
    {"first": "1000x^2", "second": "1/(x-1)", "at": "2"},
    {"first": "abs(x-1)", "second": "floor(x)", "at": "1"},
    {"first": "7", "second": "x^x", "at": "1/2"},
    {"first": "(x^2-4)/(x-2)", "second": "x^2/2+100", "at": "2"},
]


@pytest.mark.parametrize("aspect", ASPECTS)
def test_nothing_leaves_the_frame(play: Play, aspect: str) -> None:
    assert play(WorkedExamples, aspect=aspect).outside == []


def test_it_takes_20_to_75_seconds_in_named_beats(play: Play) -> None:
    beats = play(WorkedExamples).lesson.beats
    assert 20 <= beats[-1].end <= 75
    assert [beat.name for beat in beats] == [
        *("question", "first derivation", "first check"),
        *("second question", "second derivation", "second check", "keep"),
    ]
    assert all(0 < len(beat.caption) <= 90 for beat in beats)


def test_the_derivatives_of_the_syllabus_are_reached_by_named_rules(play: Play) -> None:
    texts = play(WorkedExamples).texts
    assert {"sum rule", "power rule, derivative of cosine"} <= set(texts["first derivation"])
    assert r"f'(x) =3x^2-\sin(x)" in texts["first derivation"]
    assert "chain rule with $u = 2x^2$, derivative of sine" in texts["second derivation"]
    assert r"f'(x) =4x\cos(2x^2)" in texts["second derivation"]


def test_the_slope_on_the_graph_arrives_at_the_derivative(play: Play) -> None:
    playing = play(WorkedExamples)
    graph = playing.lesson.graph
    assert graph.secant.has_arrived
    assert graph.slope.shown == "-1.66"
    assert graph.secant.drawn_slope() == pytest.approx(float(graph.f.derivative()(1.0)))
    assert any(r"\approx 2.16" in text for text in playing.texts["first check"])


@pytest.mark.parametrize("settings", OTHERS, ids=lambda settings: settings["first"])
def test_other_functions_stay_in_the_frame(play: Play, settings: dict[str, str]) -> None:
    playing = play(WorkedExamples, **settings)
    assert playing.outside == []
    assert all(len(beat.caption) <= 200 for beat in playing.lesson.beats)


def test_where_there_is_no_slope_that_is_told(play: Play) -> None:
    playing = play(WorkedExamples, **OTHERS[1])
    names = [beat.name for beat in playing.lesson.beats]
    assert "first has no slope" in names
    assert "second has no slope" in names
    assert any("kink" in text for text in playing.texts["first has no slope"])


@pytest.mark.slow
def test_the_fifty_functions_are_taken_or_refused_in_one_line() -> None:
    taken = 0
    for text, at, _ in FIFTY:
        try:
            WorkedExamples.configured({"first": text, "second": text, "at": at})
            taken += 1
        except ParameterError as refusal:
            assert "\n" not in str(refusal)
    assert taken >= 48


@pytest.mark.slow
def test_a_derivative_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ParameterError, match="too long to be read"):
        WorkedExamples.configured({"first": "*".join(f"sin({n}x+x^{n})" for n in range(2, 9))})
