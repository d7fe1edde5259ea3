"""A theorem tried out: the secants settle on the slope, and the numbers are read off the drawing."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.figures.example_plot import ExamplePlot, chosen_in, slope_latex
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function
from calcanim.calculus.proofs.catalogue import PROOFS
from calcanim.calculus.proofs.example import example_of

BOX = Box(-4, -3, 3, 3)


def _plot(text: str, at: float) -> ExamplePlot:
    return ExamplePlot(BOX, Function.parse(text), at, theme=DARK)


@pytest.mark.parametrize(
    ("text", "at"),
    [("x^2", 1), ("1/x", 0.3), ("sqrt(4-x^2)", 1.9), ("ln(x)", 2), ("tan(x)", 1), ("1000x^2", 0.5), ("7", 0)],
)
def test_b_starts_where_the_whole_way_has_values(text: str, at: float) -> None:
    secant = _plot(text, at).secant
    x, y = secant.place_b()
    assert x != at
    assert np.isfinite(y)
    assert np.isfinite(secant.slope())


@pytest.mark.parametrize("reach", [0.1, 2.5, -1])
def test_b_starts_as_far_away_as_it_is_told(reach: float) -> None:
    plot = ExamplePlot(BOX, Function.parse("x^2"), 1, theme=DARK, reach=reach)
    assert plot.secant.place_b() == pytest.approx((1 + reach, (1 + reach) ** 2))


def test_beside_a_pole_b_keeps_to_its_side_and_its_way_is_seen() -> None:
    plot = _plot("tan(x)", 1)
    b_x, b_y = plot.secant.place_b()
    window = plot.plot.window
    assert -np.pi / 2 < b_x < np.pi / 2
    assert window.y_max - window.y_min < 6 * abs(b_y - np.tan(1))


def test_its_slope_and_its_limit_are_the_derivative() -> None:
    plot = _plot("x^3", 2)
    assert plot.slope == pytest.approx(12)
    assert plot.limit == 12


def test_the_read_out_reads_back_from_the_line() -> None:
    (reading,) = {reading.what: reading for reading in _plot("x^2", 1).slope_of_line().readings()}.values()
    assert float(reading.shown) == pytest.approx(reading.drawn, abs=5e-4)


def test_the_quotient_of_the_sine_is_a_slope() -> None:
    plot = ExamplePlot(BOX, Function.parse("sin(theta)"), 0, theme=DARK, y_name=r"f(\theta)")
    readings = plot.as_quotient(r"\frac{\sin(\theta)}{\theta}", "theta", width=6).readings()
    assert all(float(each.shown) == pytest.approx(np.sin(1.2) / 1.2, abs=5e-4) for each in readings)
    assert plot.limit == 1


def test_what_was_chosen_is_shown_and_verified() -> None:
    functions = {"g": Function.parse("x^2"), "h": Function.parse("sin(x)")}
    example = example_of(PROOFS["product"], 1, functions=functions, numbers={})
    shown = chosen_in(BOX, example, theme=DARK)
    assert [each.source().verdict for each in shown] == ["proved", "proved"]


@pytest.mark.parametrize(
    ("slope", "shown"),
    [(2.0, "f'(1) = 2"), (0.125, "f'(1) = 0.125"), (-1 / 3, r"f'(1) \approx -0.333"), (0.0, "f'(1) = 0")],
)
def test_a_slope_is_exact_or_rounded_and_says_which(slope: float, shown: str) -> None:
    assert slope_latex("1", slope) == shown
