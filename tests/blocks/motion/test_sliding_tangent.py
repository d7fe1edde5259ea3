"""A tangent slides to its end, and has there the slope that it is told."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.motion.sliding_tangent import SlidingTangent
from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function


def tangent(f: str, *, end_slope: float) -> SlidingTangent:
    plot = Plot(Box(0, 0, 5, 5), Window(-1, 2, -1, 2), theme=DARK)
    return SlidingTangent(plot.curve(Function.parse(f)), 1.0, end=0.0, end_slope=end_slope)


@pytest.mark.parametrize("gap", [1.0, 0.5, 1e-6])
def test_on_the_way_the_line_has_the_slope_of_the_curve(gap: float) -> None:
    drawn = tangent("sqrt(x)", end_slope=np.inf)
    drawn.gap.set_value(gap)
    drawn.update()
    assert drawn.line.drawn_slope() == pytest.approx(0.5 / np.sqrt(gap))
    assert drawn.point.drawn_at() == pytest.approx((gap, np.sqrt(gap)))


@pytest.mark.parametrize("slope", [np.inf, 3.0])
def test_at_its_end_it_has_the_slope_it_is_told(slope: float) -> None:
    drawn = tangent("sqrt(x)", end_slope=slope)
    drawn.gap.set_value(0.0)
    drawn.update()
    assert drawn.has_arrived
    assert drawn.line.drawn_slope() == pytest.approx(slope)


def test_where_there_is_no_slope_there_is_no_line() -> None:
    drawn = tangent("abs(x)", end_slope=np.nan)
    drawn.gap.set_value(0.0)
    drawn.update()
    assert drawn.line.drawn_line() is None


def test_a_short_way_is_told_in_more_places() -> None:
    drawn = tangent("x", end_slope=1.0)
    assert drawn.places == 4
    drawn.start = 0.0006
    assert drawn.places == 6
