"""The lessons on the slope at one point: the limit arrives, and where there is none, no line is drawn."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from calcanim.errors import ParameterError
from scenes.slope_of_a_curve import AbsoluteValueKink, CubeRootVerticalTangent, SecantBecomesTangent

if TYPE_CHECKING:
    from tests.scenes.conftest import Play

LESSONS = [SecantBecomesTangent, AbsoluteValueKink, CubeRootVerticalTangent]


@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_everything_stays_in_the_frame(play: Play, lesson: type[SecantBecomesTangent], aspect: str) -> None:
    assert play(lesson, aspect=aspect).outside == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_it_lasts_from_30_to_90_seconds(play: Play, lesson: type[SecantBecomesTangent]) -> None:
    assert 30 <= float(play(lesson).lesson.time) <= 90


def test_the_secant_arrives_at_the_tangent_of_slope_minus_two(play: Play) -> None:
    secant = play(SecantBecomesTangent).lesson.secant
    assert secant.has_arrived
    assert secant.slope() == pytest.approx(-2)


def test_where_b_has_arrived_the_quotient_has_no_value_and_its_limit_has(play: Play) -> None:
    played = play(SecantBecomesTangent)
    assert math.isnan(played.lesson.secant.quotient())
    assert played.lesson.rows[3].shown == r"\text{–}"
    assert any(r"\lim" in text and text.endswith("{-2}") for text in played.texts["no quotient"])


def test_no_old_secant_is_left_when_the_corner_was_zoomed(play: Play) -> None:
    lesson = play(AbsoluteValueKink).lesson
    assert len(lesson.traces) == 2
    assert lesson.traces not in lesson.mobjects


def test_the_formula_of_the_slope_stays_beside_the_verdict(play: Play) -> None:
    assert any("h^{2/3}" in text for text in play(CubeRootVerticalTangent).texts["verdict"])


def test_a_kink_has_the_slopes_plus_and_minus_one(play: Play) -> None:
    played = play(AbsoluteValueKink)
    assert str(played.lesson.behaviour.verdict) == "kink"
    limits = [note.latex.rsplit("{", 1)[1] for note in played.lesson.notes]
    assert limits == ["1}", "-1}"]


def test_the_cube_roots_tangent_stands_upright(play: Play) -> None:
    assert str(play(CubeRootVerticalTangent).lesson.behaviour.verdict) == "vertical tangent"


@pytest.mark.parametrize(
    ("f", "at", "told"),
    [
        ("abs(x)", "0", "A kink: no tangent at $A$"),
        ("cbrt(x)", "0", "A vertical tangent: no slope at $A$"),
        ("cbrt(x)^2", "0", "A cusp: no slope at $A$"),
        ("-1 if x<0 else 1", "0", "A jump: no tangent at $A$"),
        ("sqrt(x)", "0", "The curve ends: no slope from both sides"),
        ("1/x", "0", "No point $A$: pole"),
        ("ln(x)", "-1", "No point $A$: outside domain"),
    ],
)
def test_without_a_tangent_the_lesson_says_why_and_draws_no_line(
    play: Play, f: str, at: str, told: str
) -> None:
    played = play(SecantBecomesTangent, f=f, at=at)
    last = list(played.texts.values())[-1]
    assert told in last
    assert (played.lesson.secant.line in played.lesson.mobjects) == told.startswith("A vertical tangent")
    assert played.outside == []


@pytest.mark.parametrize("f", ["sin(x)", "exp(x)", "1/x", "x^3-x", "x*abs(x)", "5", "1000*x^2", "tan(x)"])
def test_any_function_ends_on_its_tangent(play: Play, f: str) -> None:
    played = play(SecantBecomesTangent, f=f, at="1")
    assert played.lesson.secant.slope() == pytest.approx(played.lesson.f.derivative()(1.0))
    assert played.outside == []


@pytest.mark.parametrize("lesson", [AbsoluteValueKink, CubeRootVerticalTangent])
def test_a_function_for_which_the_claim_is_false_is_refused(lesson: type[SecantBecomesTangent]) -> None:
    with pytest.raises(ParameterError, match=r"needs a .* x\^2 is differentiable there"):
        lesson.configured({"f": "x^2"})
