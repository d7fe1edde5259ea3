"""A line of the right slope that slides until it is the tangent."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.motion.shifted_tangent import ShiftedTangent, window_with_offset
from calcanim.blocks.plots.plot import Plot
from calcanim.blocks.stage import Stage
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function


def sliding(f: str, at: float) -> ShiftedTangent:
    function = Function.parse(f)
    plot = Plot(Stage(14.2, 8.0).picture, window_with_offset(function, at, reach=1), theme=DARK)
    return ShiftedTangent(plot.curve(function), at)


def test_it_has_the_slope_at_once_and_the_offset_only_at_the_end() -> None:
    line = sliding("x^2", -1.0)
    assert line.slope() == -2
    assert line.offset() > -1
    assert line.touching() == ()
    line.gap.set_value(0.0)
    line.line.redraw()
    assert line.drawn_slope() == pytest.approx(-2)
    assert line.drawn_offset() == pytest.approx(-1)
    assert line.touching() == ((-1.0, 1.0),)


def test_the_window_shows_the_offset_where_that_is_near() -> None:
    assert window_with_offset(Function.parse("x^2"), -1.0, reach=1).y_min < -1
    assert window_with_offset(Function.parse("ln(x)"), 1.0, reach=1).y_min > -10
    assert window_with_offset(Function.parse("x^6"), 8.0, reach=1).y_min > -(8.0**6)


@pytest.mark.parametrize(("f", "at"), [("x^2", -1.0), ("sqrt(4-x^2)", 1.0), ("exp(x)", 2.0)])
def test_while_it_slides_its_offset_is_seen(f: str, at: float) -> None:
    line = sliding(f, at)
    window = line.plot.window
    for gap in (line.gap.get_value(), line.lowest):
        line.gap.set_value(gap)
        assert window.y_min < line.offset() < window.y_max


@pytest.mark.parametrize(("f", "at"), [("x^2", -1.0), ("sin(x)", 1.0)])
def test_the_name_of_a_stays_where_it_is_while_the_line_comes_by(f: str, at: float) -> None:
    line = sliding(f, at)
    line.label.update(1 / 15)
    home = line.label.formula.get_center()
    start = line.gap.get_value()
    for share in np.linspace(0, 1, 20):
        line.gap.set_value(start + share * (line.lowest - start))
        line.label.update(1 / 15)
        assert np.allclose(line.label.formula.get_center(), home)
    line.gap.set_value(0.0)
    for _ in range(10):
        line.label.update(1 / 15)
    places = (line.label.formula.get_center(), home)
    near, away = (np.linalg.norm(place - line.point.get_center()) for place in places)
    assert near <= away
