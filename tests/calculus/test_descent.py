"""Gradient descent: the figures of the syllabus, and how a descent ended."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.calculus.descent import RULE, Outcome, descend
from calcanim.calculus.function import Function
from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.parse import derivations, parse_expression
from calcanim.calculus.verification.statement import given, stated, value_of
from calcanim.errors import UsageError

WELL = "x^4/4-x^2+1/2"


@pytest.mark.parametrize(("start", "end"), [(0.25, 1.40704), (-0.25, -1.40704)])
def test_the_200th_point_of_the_well(start: float, end: float) -> None:
    run = descend(Function.parse(WELL), start, rate=0.01, steps=200)
    assert run.path.shape == (201,)
    assert round(float(run.path[199]), 5) == end
    assert run.outcome is Outcome.CONVERGED


def test_the_cube_is_stuck_on_its_plateau() -> None:
    run = descend(Function.parse("x^3"), 0.5, rate=0.01, steps=200)
    assert round(float(run.path[199]), 5) == 0.12482
    assert run.outcome is Outcome.PLATEAU
    assert "no minimum" in run.sentence


@pytest.mark.parametrize(
    ("text", "start", "rate", "steps", "outcome"),
    [
        ("x^2", 5, 0.1, 200, Outcome.CONVERGED),
        ("x^2", 5, 0.1, 3, Outcome.STILL_MOVING),
        ("x^2", 5, 1.0, 200, Outcome.STILL_MOVING),
        ("x^2", 5, 1.1, 20, Outcome.DIVERGED),
        ("x^2", 5, 1.1, 2000, Outcome.DIVERGED),
        (WELL, 0.25, 1.2, 200, Outcome.DIVERGED),
        (WELL, 0, 0.01, 10, Outcome.PLATEAU),
        ("x^3", 0.5, 0.01, 20, Outcome.STILL_MOVING),
        ("x^3", 0.5, 0.01, 5000, Outcome.PLATEAU),
        ("x^4", 0.5, 0.01, 200, Outcome.STILL_MOVING),
        ("tanh(x)", -10, 0.1, 200, Outcome.PLATEAU),
        ("3", 1, 0.1, 20, Outcome.PLATEAU),
        ("x", 5, 1, 200, Outcome.STILL_MOVING),
        ("exp(-x)", -5, 9, 50, Outcome.PLATEAU),
        ("ln(x)", 1, 0.5, 50, Outcome.DIVERGED),
    ],
)
def test_how_a_descent_ends(text: str, start: float, rate: float, steps: int, outcome: Outcome) -> None:
    assert descend(Function.parse(text), start, rate=rate, steps=steps).outcome is outcome


@pytest.mark.parametrize(
    ("text", "start", "outcome"),
    [
        ("x^2+y^2", (1, 2), Outcome.CONVERGED),
        ("(x+y)^2", (1, 2), Outcome.CONVERGED),
        ("x^2-y^2", (1, 0), Outcome.PLATEAU),
        ("x^2-y^2", (1, 0.01), Outcome.STILL_MOVING),
        ("sin(x*y)", (0.1, -1), Outcome.CONVERGED),
    ],
)
def test_several_variables(text: str, start: tuple[float, float], outcome: Outcome) -> None:
    run = descend(Function.parse(text), start, rate=0.1, steps=100 if text != "sin(x*y)" else 300)
    assert run.path.shape == run.slopes.shape
    assert run.path.shape[1] == 2
    assert run.outcome is outcome


def test_each_step_goes_against_the_gradient() -> None:
    run = descend(Function.parse("x^2+3*y^2"), (1, 2), rate=0.05, steps=30)
    np.testing.assert_allclose(np.diff(run.path, axis=0), -0.05 * run.slopes[:-1])
    np.testing.assert_allclose(run.values, run.path[:, 0] ** 2 + 3 * run.path[:, 1] ** 2)
    assert (np.diff(run.values) < 0).all()


def test_each_step_is_the_rule_that_is_shown() -> None:
    f = Function.parse(WELL)
    run = descend(f, 0.25, rate=0.01, steps=30)
    rule = latex(parse_expression(RULE, dialect=derivations(["f"])))
    steps = [value_of(rule, {"x": float(x), "eta": 0.01}, on=given(f=f)) for x in run.path[:-1]]
    np.testing.assert_allclose(np.ravel(steps), run.path[1:])


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"x \leftarrow x - \eta \, f'(x)", "proved"),
        (r"x \leftarrow x + \eta \, f'(x)", "refuted"),
        (r"x \leftarrow x - \eta \, f(x)", "refuted"),
    ],
)
def test_the_rule_is_shown_as_it_is(text: str, verdict: str) -> None:
    assert stated(text, on=given(next_x=RULE)).verdict == verdict


def test_what_runs_away_gives_no_warning_and_stops(recwarn: pytest.WarningsRecorder) -> None:
    run = descend(Function.parse(WELL), 3, rate=5, steps=200)
    assert run.outcome is Outcome.DIVERGED
    assert np.isfinite(run.path).all()
    assert len(run.path) < 201
    assert "ran away" in run.sentence
    assert not recwarn.list


@pytest.mark.parametrize(
    ("start", "rate", "steps", "why"),
    [
        ((1, 2), 0.1, 10, "coordinates"),
        (1, -0.1, 10, "positive"),
        (1, float("nan"), 10, "positive"),
        (1, 0.1, 0, "at least 1"),
        (float("nan"), 0.1, 10, "no finite value"),
    ],
)
def test_bad_input_is_refused(start: float, rate: float, steps: int, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        descend(Function.parse("x^2"), start, rate=rate, steps=steps)
