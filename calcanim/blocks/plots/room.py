"""How much room there is around a point: lines near it, and how far they are from where a name may stand."""

from __future__ import annotations

import numpy as np

from calcanim.blocks.plots.plot import Plot
from calcanim.tex.typeset import Points


def points_near(at: Points, outlines: Points, /, *, radius: float) -> Points:
    """Points along outlines, shape (4n, 3), that are nearer than the radius; shape (m, 3)."""
    start, end = outlines[0::4], outlines[3::4]
    is_near = (np.minimum(start, end) < at + radius) & (np.maximum(start, end) > at - radius)
    near = is_near[:, :2].all(axis=1)
    points = _along(start[near], end[near])
    return np.asarray(points[np.linalg.norm(points - at, axis=1) < radius])


def room_beside(aside: Points, up: Points, candidates: Points, plot: Plot, *, farthest: float) -> Points:
    """Distance from each candidate to the nearest obstacle, as far as it matters, less what lies outside the
    box; obstacles lie so far `aside` and `up`, shape (candidates, obstacles)."""
    gaps = np.sqrt((aside * aside + up * up).min(axis=1, initial=np.inf))
    x, y, box = candidates[:, 0], candidates[:, 1], plot.box
    outside = np.maximum.reduce([box.left - x, x - box.right, box.bottom - y, y - box.top, np.zeros(len(x))])
    return np.asarray(np.minimum(gaps, farthest) - 3 * outside)


def _along(start: Points, end: Points) -> Points:
    """Points on straight pieces from start to end, shape (n, 3) each, 0.05 units apart; shape (m, 3)."""
    steps = np.ceil(np.linalg.norm(end - start, axis=1) / 0.05).astype(int) + 1
    piece = np.repeat(np.arange(len(start)), steps + 1)
    step = np.arange(len(piece)) - np.repeat(np.cumsum(steps + 1) - steps - 1, steps + 1)
    share = (step / steps[piece])[:, None]
    return np.asarray(start[piece] + share * (end[piece] - start[piece]))
