"""The windows of a function and its slope show where the function turns, whatever the function."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.plots.framing import slope_window, window_for, with_room_for_names
from calcanim.blocks.plots.stacked_plots import StackedPlots, turning_layers
from calcanim.blocks.stage import Stage
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function

RANGE = (-2.1, 2.1)
QUARTIC = "1/4*x^4 - x^2 + 1/2"


@pytest.mark.parametrize("text", [QUARTIC, "x^5/5-x", "x*exp(-x)", "x^4/4-x^3/3"])
def test_the_turns_of_a_slope_that_is_steep_elsewhere_are_seen(text: str) -> None:
    df = Function.parse(text).derivative()
    whole, near = window_for(df, RANGE, include=[(0, 0)]), slope_window(df, RANGE)
    assert near.height < 0.75 * whole.height
    assert near.y_min <= 0 <= near.y_max
    heights = np.asarray(df(np.linspace(*RANGE, 1001)))
    assert ((heights >= near.y_min) & (heights <= near.y_max)).mean() > 0.65


def test_the_humps_of_the_notebooks_slope_fill_a_good_part_of_its_plot() -> None:
    hump = 4 / 3 * np.sqrt(2 / 3)
    assert 2 * hump / slope_window(Function.parse(QUARTIC).derivative(), RANGE).height > 0.4


@pytest.mark.parametrize("text", ["x^2", "x^3", "3x-2", "7", "abs(x-1)", "sin(2x)", "1/(x^2-4)", "ln(x-5)"])
def test_a_slope_without_small_turns_is_seen_whole(text: str) -> None:
    df = Function.parse(text).derivative()
    assert slope_window(df, RANGE) == window_for(df, RANGE, include=[(0, 0)])


def test_a_name_has_room_beyond_each_turn() -> None:
    f = Function.parse(QUARTIC)
    window = window_for(f, RANGE)
    roomy = with_room_for_names(f, window)
    assert -0.5 - roomy.y_min == pytest.approx(0.22 * window.height, abs=1e-3)
    assert roomy.y_max == window.y_max


@pytest.mark.parametrize("text", ["sin(20x)", "x^3", "1/x^2"])
def test_a_curve_that_has_nothing_to_name_fills_its_window(text: str) -> None:
    f = Function.parse(text)
    assert with_room_for_names(f, window_for(f, RANGE)) == window_for(f, RANGE)


def test_a_traveller_starts_and_ends_where_it_is_seen_on_both_plots() -> None:
    f = Function.parse(QUARTIC)
    plots = StackedPlots(Stage(14.2, 8.0).picture, turning_layers(f, RANGE), theme=DARK)
    low, high = plots.seen(-2, 2)
    assert -2 < low < -np.sqrt(2)
    assert np.sqrt(2) < high < 2
    for plot, layer in zip(plots.plots, plots.layers, strict=True):
        assert plot.holds(low, float(layer.f(low)))
        assert plot.holds(high, float(layer.f(high)))
