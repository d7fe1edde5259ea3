"""A descent goes down a map square to its contours; a model's cost goes down with the line it draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from calcanim.blocks.figures.map_descent import MapDescent
from calcanim.blocks.stage import Stage
from calcanim.calculus import Outcome
from calcanim.errors import ParameterError
from scenes.gradient_descent_revisited import GradientDescentRevisited
from tests.scenes.conftest import ASPECTS

if TYPE_CHECKING:
    from tests.scenes.conftest import Play


@pytest.mark.parametrize("aspect", ASPECTS)
def test_nothing_leaves_the_frame(play: Play, aspect: str) -> None:
    assert play(GradientDescentRevisited, aspect=aspect).outside == []


def test_it_takes_20_to_75_seconds_in_named_beats(play: Play) -> None:
    beats = play(GradientDescentRevisited).lesson.beats
    assert [beat.name for beat in beats] == [
        *("question", "step", "descent", "second start", "data", "cost", "learning", "keep")
    ]
    assert 20 <= beats[-1].end <= 75
    assert all(len(beat.caption) <= 90 for beat in beats)


def test_the_first_descent_finds_a_minimum_and_the_second_a_saddle(play: Play) -> None:
    first, second = GradientDescentRevisited.runs()
    assert first.end == pytest.approx([np.sqrt(2), 0], abs=1e-3)
    assert (first.outcome, second.outcome) == (Outcome.CONVERGED, Outcome.PLATEAU)
    texts = play(GradientDescentRevisited).texts
    assert "near a minimum" in texts["descent"]
    assert "stuck at a saddle" in texts["second start"]


def test_the_numbers_change_all_together_when_the_ball_arrives() -> None:
    lesson = GradientDescentRevisited
    stage = Stage(128 / 9, 8.0)
    descent = MapDescent(stage, lesson.f, lesson.runs(), lesson.rate, theme=lesson.theme)
    rows: list[Any] = [*descent.numbers]
    count, place, value = rows
    shown = []
    for turn in (0.0, 0.4, 0.9, 1.0, 1.5):
        descent.walk.turn.set_value(turn)
        descent.walk.update()
        shown.append((count.shown, [each() for each in place.values], value.shown))
    assert shown[0] == shown[1] == shown[2]
    assert shown[3] == shown[4]
    steps, at, height = shown[3]
    assert (steps, height) == ("1", "0.406")
    assert at == pytest.approx([0.675, 0.9])


def test_each_step_stands_square_to_the_contour_that_it_leaves() -> None:
    lesson = GradientDescentRevisited
    run = lesson.runs()[0]
    for place, step in zip(run.path[:3], np.diff(run.path[:4], axis=0), strict=True):
        aside = np.array([-step[1], step[0]])
        moved = [float(lesson.f(*(place + s * 1e-4 * aside))) for s in (-1, 1)]
        assert moved[1] - moved[0] == pytest.approx(0, abs=1e-8)


def test_the_line_ends_at_least_squares_and_the_cost_is_read_from_its_errors(play: Play) -> None:
    fit = play(GradientDescentRevisited).lesson.fit
    line = fit.line.drawn_line()
    assert (line.slope, line.at(0)) == pytest.approx(tuple(fit.cost.best), abs=0.01)
    assert fit.drawn_cost() == pytest.approx(fit.value())


@pytest.mark.parametrize(
    ("settings", "ending"),
    [
        ({"f": "x^2+y^2", "rate": "1.2"}, "diverged"),
        pytest.param({"f": "3"}, "stuck on a plateau", marks=pytest.mark.slow),
        pytest.param(
            {"f": "abs(x)+abs(y)", "rate": "0.3", "second": "1, 1"},
            "jumps to and fro",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            {"f": "ln(x)+y^2", "start": "1/100, 1", "second": "1, 1"}, "stopped", marks=pytest.mark.slow
        ),
        pytest.param({"steps": "1"}, "still moving", marks=pytest.mark.slow),
    ],
)
def test_other_functions_get_their_own_story(play: Play, settings: dict[str, str], ending: str) -> None:
    playing = play(GradientDescentRevisited, **settings)
    assert any(ending in text for text in playing.texts["descent"])
    assert playing.outside == []
    assert all(len(beat.caption) <= 90 for beat in playing.lesson.beats)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"f": "ln(x)", "start": "-1, 1"}, r"^start=\(-1, 1\): f has no finite value and slope at the start"),
        ({"f": "abs(x)+y", "second": "0, 1"}, r"^second=\(0, 1\): "),
        ({"f": "1000*x^2+y^2", "start": "100, 50"}, r"^rate=0.2: from start=\(100, 50\) each step"),
        ({"rate": "0"}, "rate"),
        ({"steps": "0"}, "steps"),
        ({"start": "1"}, "start"),
    ],
)
def test_what_cannot_begin_is_refused_in_one_line(settings: dict[str, str], message: str) -> None:
    with pytest.raises(ParameterError, match=message) as refusal:
        GradientDescentRevisited.configured(settings)
    assert "\n" not in str(refusal.value)
