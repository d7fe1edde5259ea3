"""Polylines as points, close enough together that distances between them are distances between lines.

Lengths are in pixels at 1080p.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

STEP = 0.25  # pixels between two points that are compared
LONGEST = 10_000.0  # pixels of stroke compared that closely; longer ones are compared more coarsely
BEYOND = 400.0  # what lies farther outside the window is not looked at


def rastered(lines: Sequence[Array], seen: Array, /) -> Array:
    """Points along polylines, at most a quarter of a pixel apart, shape (n, 2), near a window."""
    long = [line for line in lines if len(line) > 1]
    if not long:
        return np.zeros((0, 2))
    start, end = np.concatenate([line[:-1] for line in long]), np.concatenate([line[1:] for line in long])
    start, end = clipped_ways(start, end, seen[:2] - BEYOND, seen[2:] + BEYOND)
    lengths = np.hypot(*(end - start).T)
    counts = np.ceil(lengths / (STEP * max(1.0, lengths.sum() / LONGEST))).astype(int) + 1
    which = np.repeat(np.arange(len(counts)), counts)
    steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    shares = steps / np.maximum(counts - 1, 1)[which]
    return np.asarray(start[which] + shares[:, None] * (end - start)[which])


def clipped_ways(start: Array, end: Array, low: Array, high: Array, /) -> tuple[Array, Array]:
    """The parts of straight ways, from `start` to `end`, that lie in a rectangle."""
    way = end - start
    with np.errstate(all="ignore"):
        one, other = (low - start) / way, (high - start) / way
    first = np.nan_to_num(np.fmin(one, other), nan=0.0).max(axis=1).clip(0, 1)[:, None]
    last = np.nan_to_num(np.fmax(one, other), nan=1.0).min(axis=1).clip(0, 1)[:, None]
    inside = ((np.minimum(start, end) <= high) & (np.maximum(start, end) >= low)).all(axis=1)
    kept = inside & (first <= last)[:, 0]
    return (start + first * way)[kept], (start + last * way)[kept]
