"""The fifty functions reach the lessons that take one; a sample of them is played."""

from __future__ import annotations

import pytest

from benchmarks.course import lessons
from benchmarks.fifty import TAKEN, Ending, Run, outcome, runs
from calcanim.rendering.jobs import Setting
from tests.scenes.fifty_functions import FIFTY

LESSONS = {lesson.name: lesson for lesson in lessons()}


def run(name: str, **settings: str) -> Run:
    given = tuple(Setting(key, value) for key, value in settings.items())
    return Run(LESSONS[name].file, name, given)


def test_there_are_fifty_and_none_is_a_default() -> None:
    defaults = {parameter.default for lesson in LESSONS.values() for parameter in lesson.parameters}
    assert len({text for text, *_ in FIFTY}) == 50
    assert not {text for text, *_ in FIFTY} & defaults


def test_every_lesson_named_takes_what_it_is_given() -> None:
    for name, parameters in TAKEN.items():
        assert set(parameters) <= {each.name for each in LESSONS[name].parameters}, name


def test_a_lesson_with_a_point_is_played_at_two() -> None:
    assert len([*runs([LESSONS["TangentSweep"]])]) == 100
    assert len([*runs([LESSONS["SlopeOfACurve"]])]) == 50
    assert not [*runs([LESSONS["SineSqueeze"]])]


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        {"f": "sqrt(abs(x))", "at": "1"},
        {"f": "1/(x-1)", "at": "0"},
        {"f": "-x^4/3+x^2", "at": "-0.5"},
        {"f": "floor(x)", "at": "1"},
    ],
    ids=lambda settings: settings["f"],
)
def test_what_was_wrong_once_holds(settings: dict[str, str]) -> None:
    found = outcome(run("SecantBecomesTangent", **settings))
    assert found.ending is Ending.HOLDS, found.said


def test_a_lesson_that_makes_no_sense_says_so() -> None:
    found = outcome(run("AbsoluteValueKink", f="3x-2", at="0"))
    assert found.ending is Ending.REFUSED
    assert "needs a kink" in found.said[0]
