"""The labelled set is well-formed, and a sample of it is judged rightly; `make bench-check` judges it all."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterator

import pytest

from benchmarks.cases import Case, defects, sound_variants
from benchmarks.kinds import PATCHES, PLANTS, TELLINGS
from benchmarks.planting import lessons
from benchmarks.trials import SIZES, Trial, control_of, controls_of, tried
from calcanim.blocks.theme import THEMES
from calcanim.gates.examination import GATES
from calcanim.gates.result import Finding

KINDS = {**PLANTS, **PATCHES, **TELLINGS}
CASES = (*defects(), *sound_variants())
SAMPLE = (
    "The slope that grows without end is said to go to 0",
    "The line through A and B is turned a little about A",
    "The corner is drawn two pixels to the right",
    "A's name lies on the curve",
    "A row nearly vanishes in the background",
    "A formula is gone as soon as it is there",
)


def named(name: str) -> Case:
    (case,) = (case for case in CASES if case.name == name)
    return case


def trial(
    *findings: Finding, planted: tuple[float, ...] = (5.0,), gates: tuple[str, ...] = ("layout",)
) -> Trial:
    return Trial(Case("It slips", "RiseOverRun", gates=gates, says="lies over"), findings, planted, 1.0)


def over(time: float, *, gate: str = "layout", amount: int = 9) -> Finding:
    return Finding(gate, f"formula 'A' lies over line 'curve' by {amount} px", time)


def test_there_are_enough_cases_over_all_gates_and_lessons() -> None:
    planted, sound = defects(), sound_variants()
    assert len(planted) >= 60
    assert len(sound) >= 60
    assert min(Counter(case.gates[0] for case in planted)[gate] for gate in GATES) >= 8
    assert {case.lesson for case in planted} == {case.lesson for case in sound} == set(lessons())
    assert {case.theme for case in sound} == set(THEMES)
    assert {case.aspect for case in sound} == set(SIZES)


def test_every_case_has_its_own_name() -> None:
    assert [name for name, count in Counter(case.name for case in CASES).items() if count > 1] == []


def test_every_case_names_what_there_is() -> None:
    assert {case.name: said for case in CASES if (said := [*faults(case)])} == {}


def faults(case: Case) -> Iterator[str]:
    """What a case says that there is not."""
    known = {
        "gates": set(case.gates) <= set(GATES),
        "theme": case.theme in THEMES,
        "aspect": case.aspect in SIZES,
    }
    known |= {"when": case.when in ("start", "end"), "lesson": case.lesson in lessons()}
    known |= {"change": case.change in {"", *KINDS}, "defect": bool(case.change) or not case.is_defect}
    known |= {"at": bool(case.at) == (case.change in {*PLANTS, *TELLINGS})}
    yield from (word for word, holds in known.items() if not holds)
    try:
        lesson = lessons()[case.lesson]
        if unknown := set(case.settings) - {parameter.name for parameter in lesson.parameters}:
            yield f"settings {unknown}"
        if case.change:
            given = () if case.change in PATCHES else ("where it is done",)
            inspect.signature(KINDS[case.change]).bind(*given, **case.numbers)
    except (LookupError, TypeError) as error:
        yield str(error)


def test_a_case_that_says_something_wrong_is_told() -> None:
    wrong = Case(
        "?", "RiseOverRun", {"c": "1"}, theme="grey", change="move", numbers={"to": 1}, gates=("taste",)
    )
    assert [*faults(wrong)][:4] == ["gates", "theme", "at", "settings {'c'}"]
    assert "'to'" in [*faults(wrong)][-1]


@pytest.mark.slow
def test_every_lesson_takes_the_settings_of_its_cases() -> None:
    for control in controls_of(CASES):
        lessons()[control.lesson].configured(control.settings, theme=control.theme)


def test_only_what_is_about_the_defect_counts_as_found() -> None:
    bare = trial()
    assert trial(over(5.0)).found_by(bare) == (over(5.0),)
    assert trial(over(5.0, gate="light")).found_by(bare) == ()
    assert trial(over(2.0)).found_by(bare) == ()
    assert trial(Finding("layout", "formula 'A' is too small", 5.0)).found_by(bare) == ()
    assert trial(over(5.0), planted=()).found_by(bare) == ()


def test_what_the_lesson_has_anyway_does_not_count() -> None:
    assert trial(over(5.0)).found_by(trial(over(1.0, amount=3))) == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLE)
def test_a_planted_defect_is_found(name: str) -> None:
    case = named(name)
    found = tried(case).found_by(tried(control_of(case)))
    assert found, tried(case)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "A's name stands a tenth of a unit higher",
        "The heading stands a fifth of a unit lower",
        "A short caption is enough",
    ],
)
def test_a_sound_variant_raises_no_alarm(name: str) -> None:
    judged = tried(named(name))
    assert (judged.findings, judged.trouble) == ((), "")


def test_a_case_that_cannot_be_played_is_no_end_to_the_others() -> None:
    assert "Nowhere" in tried(Case("Nowhere", "Nowhere")).trouble
