"""A map of contours: its levels, its numbers, and what it says of itself."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.plots.contour import Contour
from calcanim.blocks.plots.contour_map import ContourMap, levels_of, map_plot
from calcanim.blocks.plots.plot import Window
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function
from calcanim.gates.agreement import agrees
from calcanim.gates.fidelity import flaws

BOX = Box(-6.0, -3.5, 1.0, 2.5)
SQUARE = Window(-2, 2, -2, 2)


def values(text: str, **options: bool) -> list[float]:
    return [level.value for level in levels_of(Function.parse(text, variables="x y"), SQUARE, **options)]


def map_of(text: str, avoid: tuple[tuple[float, float], ...] = ()) -> ContourMap:
    plot = map_plot(BOX, (0.0, 0.0), 2.1, theme=DARK)
    return ContourMap(plot, Function.parse(text, variables="x y"), through=[(0.5, 1.0)], avoid=avoid)


def test_levels_are_evenly_apart_where_that_shows_the_map() -> None:
    assert values("sin(x*y)") == pytest.approx(np.arange(-0.8, 0.9, 0.2))


def test_levels_are_closer_below_where_most_of_the_map_is_low_or_it_is_asked_for() -> None:
    assert values("x^2*y^2")[0] < 0.1 * values("x^2*y^2")[-1]
    steps = np.diff(values("x^2 + y^2", closer_below=True))
    assert (np.diff(steps) >= -1e-9).all()
    assert steps[-1] > 5 * steps[0]


@pytest.mark.parametrize("text", ["3", "1000000", "ln(x - 5)"])
def test_what_has_one_value_or_none_has_no_levels(text: str) -> None:
    assert values(text) == []


def test_a_value_that_fills_an_area_is_no_level() -> None:
    assert 0.0 not in values("x + abs(x)")


def test_the_map_has_one_scale_for_both_axes() -> None:
    x, y = map_plot(BOX, (5.0, -3.0), 1.0, theme=DARK).pixels_per_unit
    assert x == pytest.approx(y)


@pytest.mark.parametrize(
    "text", ["sin(x*y)", "x^2 + 2*y^2", "sqrt(x*y)", "1/4*x^4 - x^2 + y^2", "floor(x) + y"]
)
def test_contours_are_true_and_numbers_are_their_values(text: str) -> None:
    drawn = map_of(text)
    assert drawn.lines
    for contour in (*drawn.lines, *drawn.marked):
        assert [flaw for trace in contour.traces() for flaw in flaws(trace)] == []
    for number in drawn.numbers:
        (reading,) = number.readings()
        assert agrees(reading.shown, reading.drawn)


def test_a_contour_that_is_moved_or_cut_is_found_out() -> None:
    (trace,) = map_of("sin(x*y)").marked[0].traces()
    moved = type(trace)(
        trace.what, tuple(s + 0.01 for s in trace.strokes), trace.truth, trace.parameters, trace.window
    )
    assert {flaw.reason for flaw in flaws(moved)} >= {"is drawn off its curve"}
    cut = type(trace)(trace.what, trace.strokes[:-1], trace.truth, trace.parameters, trace.window)
    assert {flaw.reason for flaw in flaws(cut)} == {"is not drawn"}


def test_numbers_keep_off_what_they_are_told_to() -> None:
    places = tuple(
        (x, y) for x in np.linspace(-2.2, 0, 30).tolist() for y in np.linspace(-2.1, 2.1, 30).tolist()
    )
    drawn = map_of("x^2 + 2*y^2", places)
    assert drawn.numbers
    assert all(number.at[0] > drawn.plot.point(0, 0)[0] for number in drawn.numbers)


def test_a_level_that_is_not_seen_draws_nothing() -> None:
    plot = map_plot(BOX, (0.0, 0.0), 2.1, theme=DARK)
    assert not Contour(plot, Function.parse("x^2 + y^2"), -1.0).is_seen
