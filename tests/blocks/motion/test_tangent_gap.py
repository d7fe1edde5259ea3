"""Beside a point whose second derivative is 0, the gap between curve and tangent is seen to grow."""

from __future__ import annotations

import pytest

from calcanim.blocks.motion.tangent_gap import TangentGap
from calcanim.blocks.motion.traveller import Traveller
from calcanim.blocks.plots.stacked_plots import StackedPlots, derivative_layers
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function


def gap_of(text: str, at: float) -> TangentGap:
    """The gap beside a traveller that stands at a place."""
    layers = derivative_layers(Function.parse(text), (-2, 2), orders=2)
    return TangentGap(Traveller(StackedPlots(Box(-6.4, -3.2, 1.0, 2.7), layers, theme=DARK), at))


@pytest.mark.parametrize(
    ("f", "x", "height"), [("x^4", 1.0, 1.0), ("x^4", -1.0, 1.0), ("x^3+x", 0.5, 0.125), ("x^2/2", 1.0, 0.5)]
)
def test_it_is_as_high_as_the_curve_is_above_the_tangent(f: str, x: float, height: float) -> None:
    gap = gap_of(f, 0.0)
    gap.go(x, run_time=1).interpolate(1)
    gap.gap.redraw()
    assert gap.gap.drawn_rise() == pytest.approx(height)
    assert gap.traveller.x == 0


def test_it_begins_closed() -> None:
    assert gap_of("x^4", 0.0).place() == gap_of("x^4", 0.0).foot()
