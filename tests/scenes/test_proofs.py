"""The proofs: every line is played, gaps are named, and the example's slope settles on what the rule says."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from calcanim.calculus.proofs.catalogue import PROOFS
from calcanim.errors import ParameterError
from scenes import proofs
from scenes.proofs import LimitProof, Proof, RuleProof
from tests.scenes.fifty_functions import FIFTY

if TYPE_CHECKING:
    from tests.scenes.conftest import Play

LESSONS: list[type[Proof]] = [
    proofs.ProofOfTheConstantRule,
    proofs.ProofOfTheSumRule,
    proofs.ProofOfTheProductRule,
    proofs.ProofOfTheChainRule,
    proofs.ProofOfTheExponential,
    proofs.ProofOfTheLogarithm,
    proofs.ProofOfThePowerRule,
    proofs.ProofOfTheMultiplicativeInverse,
    proofs.ProofOfTheQuotientRule,
    proofs.ProofOfTheSineLimit,
    proofs.ProofOfTheCosineLimit,
    proofs.ProofOfTheSine,
    proofs.ProofOfTheCosine,
    proofs.ProofOfTheTangent,
]
every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.__name__)
SLOPES = {
    proofs.ProofOfTheConstantRule: 0,
    proofs.ProofOfTheSumRule: 2 + math.cos(1),
    proofs.ProofOfTheProductRule: 2 * math.sin(1) + math.cos(1),
    proofs.ProofOfTheChainRule: 2 * math.cos(1),
    proofs.ProofOfTheExponential: math.e,
    proofs.ProofOfTheLogarithm: 0.5,
    proofs.ProofOfThePowerRule: 1.5,
    proofs.ProofOfTheMultiplicativeInverse: -0.5,
    proofs.ProofOfTheQuotientRule: 0.48,
    proofs.ProofOfTheSine: math.cos(1),
    proofs.ProofOfTheCosine: -math.sin(1),
    proofs.ProofOfTheTangent: 1 / math.cos(1) ** 2,
}


def test_they_are_the_notebooks_fourteen_in_its_order() -> None:
    assert [lesson.code for lesson in LESSONS] == [f"F{number}" for number in range(2, 16)]
    assert [lesson.theorem for lesson in LESSONS] == list(PROOFS.values())
    assert all(lesson.title and lesson.section == "A few proofs" for lesson in LESSONS)


def test_their_grounds_are_no_lessons() -> None:
    assert [ground.title for ground in (Proof, RuleProof, LimitProof)] == ["", "", ""]


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
@every_lesson
def test_everything_stays_in_the_frame(play: Play, lesson: type[Proof], aspect: str) -> None:
    assert play(lesson, aspect=aspect).outside == []


@pytest.mark.slow
@every_lesson
def test_it_lasts_from_20_to_90_seconds_and_has_a_beat_for_every_passage(
    play: Play, lesson: type[Proof]
) -> None:
    played = play(lesson).lesson
    assert 20 <= float(played.time) <= 90
    names = [beat.name for beat in played.beats]
    passages = [passage.name for part in lesson.theorem.parts for passage in part.passages]
    assert [name for name in names if name in passages] == passages
    assert (names[0], names[-2:]) == ("question", ["example", "to keep"])
    assert all(len(beat.caption) <= 90 for beat in played.beats)


@pytest.mark.slow
@every_lesson
def test_it_ends_with_what_was_proved_and_the_sentence_to_keep(play: Play, lesson: type[Proof]) -> None:
    last = play(lesson).texts["to keep"]
    assert lesson.theorem.sentence in last
    assert " ".join(lesson.theorem.claim) in last


@pytest.mark.parametrize("lesson", SLOPES, ids=lambda lesson: lesson.__name__)
def test_the_example_has_the_slope_that_the_rule_gives(lesson: type[RuleProof]) -> None:
    assert lesson.example().f.derivative()(lesson.at) == pytest.approx(SLOPES[lesson])


@pytest.mark.slow
def test_the_gap_of_the_chain_rule_is_named_before_it_is_mended(play: Play) -> None:
    played = play(proofs.ProofOfTheChainRule)
    names = [beat.name for beat in played.lesson.beats]
    assert names.index("remark") < names.index("the quotient q")
    remark = " ".join(played.texts["remark"])
    assert "may be 0" in remark
    assert "mended" in remark
    assert r"\neq 0" in " ".join(played.texts["limits"])


@pytest.mark.slow
def test_the_power_rule_says_for_which_x_it_is_proved(play: Play) -> None:
    played = play(proofs.ProofOfThePowerRule)
    assert r"\text{for } x > 0" in played.texts["back to powers"]
    assert any("says nothing" in text for text in played.texts["remark"])


@pytest.mark.parametrize(
    ("lesson", "settings", "told"),
    [
        (proofs.ProofOfTheProductRule, {"g": "abs(x)", "at": "0"}, "kink"),
        (proofs.ProofOfTheQuotientRule, {"h": "x", "at": "0"}, "hole"),
        (proofs.ProofOfTheChainRule, {"g": "abs(u)", "h": "x-1"}, "kink"),
        (proofs.ProofOfThePowerRule, {"at": "-1"}, "must be above 0"),
        (proofs.ProofOfTheLogarithm, {"at": "0"}, "must be above 0"),
        (proofs.ProofOfTheTangent, {"at": "pi/2"}, "pole"),
        (proofs.ProofOfTheConstantRule, {"c": "x"}, "not a number"),
        (proofs.ProofOfTheSineLimit, {"reach": "0"}, "must be above 0.05"),
        (proofs.ProofOfTheCosineLimit, {"reach": "7"}, "must be below 7"),
        (
            proofs.ProofOfTheMultiplicativeInverse,
            {"h": "{0 if x<0; x^2 otherwise}"},
            "tried out here: 1/{0 if x < 0; x.2 otherwise}: this has no finite real value",
        ),
    ],
)
def test_where_the_rule_does_not_apply_it_says_why(
    lesson: type[Proof], settings: dict[str, str], told: str
) -> None:
    with pytest.raises(ParameterError, match=told) as caught:
        lesson.configured(settings)
    assert "\n" not in str(caught.value)


@pytest.mark.slow
@pytest.mark.parametrize(("text", "first", "second"), FIFTY, ids=[text for text, _, _ in FIFTY])
def test_any_factor_is_taken_or_refused_with_a_reason(text: str, first: str, second: str) -> None:
    for at in (first, second):
        try:
            taken = proofs.ProofOfTheProductRule.configured({"g": text, "at": at})
        except ParameterError as refusal:
            assert "the rule cannot be tried out here" in str(refusal)
        else:
            assert math.isfinite(taken.example().f.derivative()(taken.at))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lesson", "settings"),
    [
        (proofs.ProofOfTheProductRule, {"g": "1000x^2", "h": "abs(x-1)", "at": "3"}),
        (proofs.ProofOfTheSumRule, {"g": "max(0, x)", "h": "7"}),
        (proofs.ProofOfTheQuotientRule, {"g": "x^3-2x^2+x-5", "h": "exp(-x/2)+sin(3x)^2", "at": "2"}),
        (proofs.ProofOfTheChainRule, {"g": "sqrt(u)", "h": "4-x^2", "at": "-1.9"}),
        (proofs.ProofOfThePowerRule, {"r": "-2", "at": "0.2"}),
        (proofs.ProofOfTheMultiplicativeInverse, {"h": "floor(x)+1/2", "at": "0.5"}),
        (proofs.ProofOfTheSineLimit, {"reach": "pi"}),
        (proofs.ProofOfTheCosineLimit, {"reach": "0.1"}),
    ],
)
def test_other_functions_fit_as_well(play: Play, lesson: type[Proof], settings: dict[str, str]) -> None:
    assert play(lesson, **settings).outside == []
    assert play(lesson, aspect="9:16", **settings).outside == []
