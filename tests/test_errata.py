"""docs/ERRATA.md: what the notebook gets wrong, asked of the math core again, number by number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from benchmarks.course import lessons
from calcanim.blocks.latex import to_typst
from calcanim.calculus import Function, Rule, Step, gradient, stated
from calcanim.calculus.partials import directional_derivative
from calcanim.calculus.verification.statement import given
from calcanim.calculus.verification.verdicts import Verdict
from calcanim.errors import FormulaError
from tests.calculus.statement_cases import BY_NUMBER, Case

PAGE = (Path(__file__).parents[1] / "docs" / "ERRATA.md").read_text("utf-8")
ROWS = {
    int(row[1]): row
    for row in (line.split("|") for line in PAGE.splitlines())
    if row[1:2] and row[1].strip().isdecimal()
}
f = Function.parse
SURFACE = f("sin(x*y)")


def are_refuted(cases: Sequence[Case]) -> bool:
    found = (stated(case.latex, on=case.ground, after=case.after) for case in cases)
    return all(statement.verdict is Verdict.REFUTED for statement in found)


def root_is_refused() -> bool:
    with pytest.raises(FormulaError):
        to_typst(r"\sqrt(x)")
    return True


def descent_is_as_steep() -> bool:
    up = gradient(SURFACE, (0.1, -1))
    along, against = (directional_derivative(SURFACE, (0.1, -1), arrow) for arrow in (up, -up))
    return along == pytest.approx(-against) and along > 0


def mixed_partials_differ() -> bool:
    """The slopes along x on the y-axis, and along y on the x-axis, of a function whose value at 0 is 0."""
    pointed = f("x*y*(x^2-y^2)/(x^2+y^2)")
    far = np.array([0.5, 0.25, 0.125])
    by_x, by_y = pointed.partial("x")(0 * far, far), pointed.partial("y")(far, 0 * far)
    return bool(np.allclose(by_x, -far) and np.allclose(by_y, far))


def largest_at_its_end() -> bool:
    x = np.linspace(0, 1, 101)
    return int(np.argmax(f("x")(x))) == 100 and f("x").derivative()(1) == 1


CHECKS: dict[int, Callable[[], bool]] = {
    **{number: partial(are_refuted, cases) for number, cases in BY_NUMBER.items()},
    6: root_is_refused,
    12: descent_is_as_steep,
    14: mixed_partials_differ,
    15: largest_at_its_end,
}
NOTHING_TO_COMPUTE = {11}


def test_every_number_has_its_evidence() -> None:
    assert set(ROWS) == CHECKS.keys() | NOTHING_TO_COMPUTE


@pytest.mark.parametrize("number", CHECKS)
def test_the_evidence_is_what_the_math_core_says(number: int) -> None:
    assert CHECKS[number]()


def test_the_line_of_the_product_rule_is_refuted_as_a_step() -> None:
    limit = "lim(epsilon -> 0, (g(x+epsilon)-g(x))/epsilon)"
    before = f"{limit}*lim(epsilon -> 0, h(x+epsilon)) + g(x)*h'(x)"
    assert Step.read(before, f"{limit}*h(x) + h(x)*g'(x)", Rule.LIMIT).verdict is Verdict.REFUTED


def test_the_logarithm_of_a_power_is_right_for_positive_numbers() -> None:
    assert stated(r"\ln(x^r) = r\ln(x)", on=given("x > 0")).finding.holds


def test_every_lesson_that_puts_it_right_is_there() -> None:
    named = {number: set(re.findall(r"`([A-Z]\w+)`", row[-2])) for number, row in ROWS.items()}
    assert all(named.values())
    assert set().union(*named.values()) <= {lesson.name for lesson in lessons()}
