"""A plot on which slopes look as steep as they are: a unit of x as long as a unit of y."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Theme

Place = tuple[float, float]

_SETTLING = 3  # plots, until the numbers beside the axis leave the room that their plot was made for
_NEAR = 0.35  # of what is shown: an axis no farther than this is shown as well


@dataclass(frozen=True)
class Room:
    """Frame units to keep free around what is shown, for labels."""

    left: float = 0.55
    right: float = 1.1
    bottom: float = 0.6
    top: float = 0.6


def true_scale_plot(
    box: Box,
    places: Sequence[Place],
    *,
    theme: Theme,
    equal: bool = True,
    room: Room | None = None,
    **options: Any,
) -> Plot:
    """A plot that holds these places, with one scale for both axes, or with two where `equal` is False;
    `options` are those of a `Plot`."""
    plot = Plot(box, Window(0, 1, 0, 1), theme=theme, **options)
    for _ in range(_SETTLING):
        plot = Plot(box, _window(plot.box, places, equal=equal, room=room), theme=theme, **options)
    return plot


def _window(box: Box, places: Sequence[Place], *, equal: bool = True, room: Room | None = None) -> Window:
    """The window of a plot in this box that holds these places."""
    room = room or Room()
    x, y = (_with_axis(np.array(values, dtype=float)) for values in zip(*places, strict=True))
    free_x, free_y = box.width - room.left - room.right, box.height - room.bottom - room.top
    units = [(high - low) / free for (low, high), free in ((x, free_x), (y, free_y))]
    biggest = max(units) or 1.0
    unit_x, unit_y = (biggest, biggest) if equal else (unit or biggest for unit in units)
    return Window(
        *_extent(x, unit_x * box.width, unit_x * room.left, unit_x * room.right),
        *_extent(y, unit_y * box.height, unit_y * room.bottom, unit_y * room.top),
    )


def _with_axis(values: np.ndarray) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    near = _NEAR * (high - low)
    return min(low, 0.0) if low <= near else low, max(high, 0.0) if high >= -near else high


def _extent(shown: tuple[float, float], length: float, before: float, after: float) -> tuple[float, float]:
    """An interval of this length around what is shown, with 0 in it if it can be."""
    spare = max(0.0, length - (shown[1] - shown[0]) - before - after)
    start = shown[0] - before - spare / 2
    return start, start + length
