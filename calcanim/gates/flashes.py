"""Where and when a picture flashes more than three times a second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from calcanim.blocks.stage import Box
from calcanim.gates.recording import Array, Flicker

Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int_]

CHANGE, BRIGHT = 0.1, 0.8  # relative luminance
MOST = 3  # flashes within WINDOW seconds
WINDOW = 1.0
SHARE = 0.02  # of the frame


@dataclass(frozen=True)
class Flashing:
    """A stretch of time: when it begins to flash too often, how often at its worst, and which part of the
    frame."""

    time: float
    count: int
    share: float
    box: Box


def flashes(flicker: Flicker, /, *, frame: Box) -> tuple[Flashing, ...]:
    """Every stretch in which a part of the frame flashes too often. The first row of the grid is on top."""
    series = np.asarray(flicker.luminance, dtype=float)
    if len(series) < 2:
        return ()
    counts = _within_window(flicker.times, _changes(series)) / 2
    too_often = counts > MOST
    wrong = too_often.mean(axis=(1, 2)) >= SHARE
    found = []
    for start, stop in _stretches(flicker.times, wrong):
        cells = np.asarray(too_often[start:stop].any(axis=0))
        count = int(np.ceil(counts[start:stop].max()))
        found.append(Flashing(float(flicker.times[start]), count, float(cells.mean()), _box(cells, frame)))
    return tuple(found)


def _changes(series: Array) -> Flags:
    """When each cell has just become lighter, or darker, after the opposite; of the shape of the series."""
    low, high = series[0].copy(), series[0].copy()
    direction = np.zeros(series.shape[1:], dtype=int)
    changes = np.zeros(series.shape, dtype=bool)
    for index, now in enumerate(series):
        low, high = np.minimum(low, now), np.maximum(high, now)
        rises = (direction != 1) & (now - low >= CHANGE) & (low < BRIGHT)
        falls = (direction != -1) & (high - now >= CHANGE) & (now < BRIGHT)
        direction = np.where(rises, 1, np.where(falls, -1, direction))
        turned = rises | falls
        low, high = np.where(turned, now, low), np.where(turned, now, high)
        changes[index] = turned
    return changes


def _within_window(times: Array, changes: Flags) -> Counts:
    """How many changes each cell has seen within the last second, that moment included."""
    total = np.concatenate([np.zeros((1, *changes.shape[1:]), dtype=int), np.cumsum(changes, axis=0)])
    first = np.searchsorted(times, times - WINDOW + 1e-6)
    return np.asarray(total[1:] - total[first])


def _stretches(times: Array, wrong: Flags) -> Iterator[tuple[int, int]]:
    """Start and stop of each run of moments that are wrong; runs less than a second apart are one."""
    at = np.flatnonzero(wrong)
    if len(at):
        breaks = np.flatnonzero(np.diff(times[at]) > WINDOW) + 1
        yield from ((int(run[0]), int(run[-1]) + 1) for run in np.split(at, breaks))


def _box(cells: Flags, frame: Box) -> Box:
    rows, columns = np.flatnonzero(cells.any(axis=1)), np.flatnonzero(cells.any(axis=0))
    height, width = frame.height / cells.shape[0], frame.width / cells.shape[1]
    return Box(
        frame.left + width * float(columns[0]),
        frame.top - height * float(rows[-1] + 1),
        frame.left + width * float(columns[-1] + 1),
        frame.top - height * float(rows[0]),
    )
