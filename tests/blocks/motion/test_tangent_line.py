"""A tangent follows its point along the curve."""

from __future__ import annotations

import pytest

from calcanim.blocks.motion.tangent_line import TangentLine
from calcanim.blocks.plots.framing import window_for
from calcanim.blocks.plots.plot import Plot
from calcanim.blocks.stage import Stage
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function


def tangent_of(f: str, at: float) -> TangentLine:
    function = Function.parse(f)
    plot = Plot(Stage(14.2, 8.0).picture, window_for(function, (-2.0, 2.0)), theme=DARK)
    return TangentLine(plot.curve(function), at)


@pytest.mark.parametrize("x", [-1.5, 0.0, 1.0])
def test_its_drawn_slope_is_the_derivative_wherever_a_is(x: float) -> None:
    tangent = tangent_of("x^3", -1.0)
    tangent.x.set_value(x)
    tangent.line.redraw()
    assert tangent.drawn_slope() == pytest.approx(3 * x * x, abs=1e-9)


def test_at_a_kink_no_line_is_drawn() -> None:
    assert tangent_of("abs(x)", 0.0).as_line() is None
