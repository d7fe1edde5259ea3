"""Traces of curves on plots: what is drawn, read off the strokes, and the truth as of now.

A block moves on after it was asked: what maps the plane to the frame is kept as it is at that moment.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from calcanim.blocks.evidence import Places, Trace, flattened
from calcanim.blocks.stage import Box
from calcanim.tex.typeset import Points


class Pane(Protocol):
    """A rectangle of the plane."""

    @property
    def x_min(self) -> float:
        """Its left end."""

    @property
    def x_max(self) -> float:
        """Its right end."""

    @property
    def y_min(self) -> float:
        """Its lower end."""

    @property
    def y_max(self) -> float:
        """Its upper end."""


def graph_trace(
    f: Callable[[Any], Any],
    points: Points,
    *,
    pane: Pane,
    box: Box,
    what: str,
    interval: tuple[float, float] | None = None,
    turned: float = 1.0,
    is_whole: bool = True,
) -> Trace:
    """The graph of f in a box of the frame that shows a pane of the plane.

    `points` are the cubic Bézier points drawn. The graph is drawn over `interval`, all that is shown if none
    is given, at `turned` times its x.
    """
    corner, origin = np.array([box.left, box.bottom]), np.array([pane.x_min, pane.y_min])
    scale = np.array([box.width, box.height]) / [pane.x_max - pane.x_min, pane.y_max - pane.y_min]

    def truth(x: Places) -> Places:
        with np.errstate(all="ignore"):
            plane = np.column_stack([turned * x, np.asarray(f(x), dtype=float) + np.zeros_like(x)])
        return np.asarray(corner + (plane - origin) * scale)

    window = (box.left, box.bottom, box.right, box.top)
    return Trace(what, flattened(points), truth, interval or (pane.x_min, pane.x_max), window, is_whole)
