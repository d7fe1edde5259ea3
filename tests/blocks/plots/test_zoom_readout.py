"""The number of a zoom says how much larger things have become."""

from __future__ import annotations

from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.plots.zoom_readout import zoom_readout
from calcanim.blocks.stage import Stage
from calcanim.blocks.theme import DARK


def test_it_follows_the_window() -> None:
    first = Window(-2, 2, -1, 1)
    plot = Plot(Stage(14.2, 8.0).picture, first, theme=DARK, largest_zoom=10)
    number = zoom_readout(plot)
    assert number.shown == "1"
    plot.window = first.zoomed(10)
    assert number.shown == "10"
