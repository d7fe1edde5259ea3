"""Halos: a line in space clears its way over what lies below it, so that it stands out on any shade."""

from __future__ import annotations

import numpy as np

from calcanim.blocks.space.painter import Pieces
from calcanim.blocks.theme import Role, Theme
from calcanim.tex.typeset import Points

_MARGIN = 0.028  # frame units beyond the stroke, on both sides
_OPACITY = 0.88
_UNIT = 0.01  # frame units for one unit of stroke width
_OVERLAP = 0.008  # frame units: how far the bands of two pieces in a row reach over each other
_BELOW = 0.5  # of a layer


def with_halo(lines: Pieces, *, theme: Theme, apart: bool = False) -> Pieces:
    """Polylines, and below them bands in the colour of the background.

    Pieces that stand `apart`, as dashes do, have a halo around their ends as well.
    """
    half = lines.stroke_width * _UNIT / 2 + _MARGIN
    color = theme.color(Role.BACKGROUND)
    ink = [*(int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)), _OPACITY]
    bands = Pieces(
        outlines=_bands(lines.outlines, half, half if apart else _OVERLAP),
        depths=lines.depths,
        layers=lines.layers - _BELOW,
        fills=np.tile(ink, (len(lines), 1)),
        strokes=np.zeros((len(lines), 4)),
        stroke_width=0.0,
    )
    return Pieces(
        lines.outlines, lines.depths, lines.layers, lines.fills, lines.strokes, lines.stroke_width, bands
    )


def _bands(lines: Points, half: float, beyond: float) -> Points:
    """Closed outlines around polylines, shape (n, k, 3) to (n, 2k + 1, 3)."""
    ways = np.gradient(lines, axis=1)
    ways = ways / np.maximum(np.linalg.norm(ways, axis=2, keepdims=True), 1e-9)
    longer = lines.copy()
    longer[:, 0] -= beyond * ways[:, 0]
    longer[:, -1] += beyond * ways[:, -1]
    across = half * np.stack([-ways[..., 1], ways[..., 0], np.zeros(ways.shape[:2])], axis=2)
    left, right = longer + across, longer - across
    return np.concatenate([left, right[:, ::-1], left[:, :1]], axis=1)
