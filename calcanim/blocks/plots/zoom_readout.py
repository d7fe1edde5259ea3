"""How far a plot is zoomed in, as a live number."""

from __future__ import annotations

from calcanim.blocks.live import Readout
from calcanim.blocks.plots.plot import Plot
from calcanim.blocks.theme import Role


def zoom_readout(plot: Plot) -> Readout:
    """How many times larger things are than at first, read back from the numbers beside the x-axis."""
    return Readout(
        r"\text{zoom}",
        plot.zoom,
        drawn=plot.drawn_zoom,
        theme=plot.theme,
        places=0,
        role=Role.TEXT,
        relation=r"\times",
    )
