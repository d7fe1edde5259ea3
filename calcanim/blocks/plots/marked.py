"""What a name can stand beside: a place on a plot."""

from __future__ import annotations

from typing import Protocol

from calcanim.blocks.plots.plot import Plot
from calcanim.tex.typeset import Points


class Marked(Protocol):
    """A place on a plot, that may move."""

    @property
    def plot(self) -> Plot:
        """The plot that it is on."""

    @property
    def at(self) -> Points | None:
        """Where it is on the frame, or None while it is hidden."""
