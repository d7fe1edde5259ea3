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
    ("name", "settings"),
    [
        ("SecantBecomesTangent", {"f": "sqrt(abs(x))", "at": "1"}),
        ("SecantBecomesTangent", {"f": "1/(x-1)", "at": "0"}),
        ("SecantBecomesTangent", {"f": "-x^4/3+x^2", "at": "-0.5"}),
        ("SecantBecomesTangent", {"f": "floor(x)", "at": "1"}),
        ("LimitProperties", {"f": "x^3-3x", "k": "0.5"}),
        ("LimitProperties", {"f": "3x-2", "k": "0"}),
        ("DerivativeDefinition", {"f": "max(x, x^2)", "at": "0.5"}),
        ("TangentSweep", {"f": "(x+1)/(x-2)", "at": "3"}),
        ("TangentEquation", {"f": "{0 if x<0; x^2 otherwise}", "at": "1"}),
        ("ChainRule", {"h": "2x^3-x^2-4x+1", "at": "0"}),
        ("ChainRule", {"h": "{0 if x<0; x^2 otherwise}", "at": "1"}),
        ("CriticalPoints", {"f": "tanh(3x)"}),
        ("WorkedExamples", {"first": "sqrt(x-1)", "at": "5"}),
        ("DerivativeDefinition", {"f": "sin(x)+sin(3x)/3", "at": "0.5"}),
        ("GradientDescent", {"f": "1000x^2", "start": "0.5"}),
        ("ProofOfTheProductRule", {"g": "max(x, x^2)", "at": "0.5"}),
        ("ProofOfTheChainRule", {"h": "1000x^2", "at": "0.5"}),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value.values())),
)
def test_what_was_wrong_once_holds(name: str, settings: dict[str, str]) -> None:
    found = outcome(run(name, **settings))
    assert found.ending is Ending.HOLDS, found.said


def test_a_lesson_that_makes_no_sense_says_so() -> None:
    found = outcome(run("AbsoluteValueKink", f="3x-2", at="0"))
    assert found.ending is Ending.REFUSED
    assert "needs a kink" in found.said[0]
