"""The cost of a small model: its gradient is the matrix formula's, its descent ends at least squares."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from calcanim.calculus import Descent, Function, Outcome, descend, gradient
from calcanim.calculus.cost import LineCost, small_data
from calcanim.calculus.descent_in_words import Ending
from calcanim.calculus.descent_law import descent_law
from calcanim.calculus.large_rates import leaps_away
from calcanim.errors import UnverifiedError, UsageError


def test_the_cost_is_the_mean_of_the_squared_errors() -> None:
    cost = small_data()
    x, y = np.array(cost.points).T
    assert cost.function(0.3, -2) == pytest.approx(np.mean((0.3 * x - 2 - y) ** 2))


def test_the_cost_is_smallest_at_the_least_squares_line() -> None:
    cost = small_data()
    assert gradient(cost.function, cost.best) == pytest.approx([0, 0], abs=1e-9)


def test_the_model_learns_the_line() -> None:
    cost = small_data()
    run = cost.learn((-1, 3), rate=0.1, steps=50)
    assert run.outcome is Outcome.CONVERGED
    assert run.end == pytest.approx(cost.best, abs=0.01)
    assert (np.diff(run.values) < 0).all()


def test_a_wrong_gradient_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    other = Function.parse("w_1^2 + w_2^2", variables="w_1 w_2")
    monkeypatch.setattr(LineCost, "function", other)
    with pytest.raises(UnverifiedError, match="gradient"):
        small_data()


@pytest.mark.parametrize("xs", [(1,), (1, 1)])
def test_data_without_a_line_are_refused(xs: tuple[int, ...]) -> None:
    with pytest.raises(UsageError):
        LineCost(tuple(map(Fraction, xs)), (Fraction(1), Fraction(2)))


BOWL = Function.parse("x^2 + y^2")


def test_the_law_of_descent_holds_for_its_steps_and_for_no_others() -> None:
    run = descend(BOWL, (1, 2), rate=0.1, steps=5)
    assert r"\eta \, \nabla f" in descent_law(BOWL, run).latex
    wrong = Descent(
        path=run.path * 1.01 ** np.arange(6)[:, None],
        values=run.values,
        slopes=run.slopes,
        rate=0.1,
        outcome=run.outcome,
    )
    with pytest.raises(UnverifiedError, match="step"):
        descent_law(BOWL, wrong)


@pytest.mark.parametrize(
    ("text", "start", "rate", "ending"),
    [
        ("x^2 + y^2", (1, 2), 0.2, "near a minimum"),
        ("1/4*x^4 - x^2 + y^2", (0, -1.5), 0.2, "stuck at a saddle"),
        ("x^2 + y^2", (1, 2), 1.2, "diverged"),
        ("abs(x) + abs(y)", (1, 2), 0.3, "jumps to and fro"),
        ("ln(x) + y^2", (1, 2), 0.3, "stopped: no slope ahead"),
        ("x + 0*y", (1, 2), 0.01, "still moving"),
        ("floor(x) + 0*y", (0.5, 2), 0.1, "stuck on a plateau"),
    ],
)
def test_the_end_of_a_descent_in_the_plane_is_told_in_words(
    text: str, start: tuple[float, float], rate: float, ending: str
) -> None:
    f = Function.parse(text, variables="x y")
    assert Ending(f, descend(f, start, rate=rate, steps=30)).text == ending


@pytest.mark.parametrize(("rate", "is_leaping"), [(0.1, False), (1.2, False), (5.0, True)])
def test_a_rate_at_which_each_step_is_many_times_longer_is_told_apart(rate: float, is_leaping: bool) -> None:
    assert leaps_away(descend(BOWL, (1, 2), rate=rate, steps=9)) is is_leaping


def test_the_sentence_says_where() -> None:
    run = descend(BOWL, (1, 2), rate=0.5, steps=2)
    assert Ending(BOWL, run).sentence.startswith("After 2 steps it is at (0.000, 0.000): ")
