"""Where a frame in memory is not as the last one drawn: what is to be mended before it is used again."""

from __future__ import annotations

from itertools import islice

from calcanim.engine.looks import Box
from calcanim.engine.stream import Pixels

NOWHERE: Box = (0, 0, 0, 0)

KNOWN = 8
"""How many frames are remembered: those that wait, are encoded, and are kept to be drawn into."""


class Outdated:
    """Where frames are behind the last one; those that it does not know are so all over."""

    def __init__(self) -> None:
        # Newest first. The frames are kept as well, so that none is taken for another one in the same place.
        self._behind: dict[int, tuple[Pixels, Box]] = {}

    def where(self, pixels: Pixels, /) -> Box:
        """Return a box beyond which a frame has the pixels of the last one drawn."""
        height, width = pixels.shape[:2]
        return self._behind.get(id(pixels), (pixels, (0, 0, width, height)))[1]

    def drew(self, pixels: Pixels, changed: Box | None, /) -> None:
        """Note that this is the last one now; it differs from the one before in a box, or all over."""
        behind = {id(pixels): (pixels, NOWHERE)}
        if changed:
            for key, (frame, box) in islice(self._behind.items(), KNOWN):
                behind.setdefault(key, (frame, around(box, changed)))
        self._behind = behind


def around(one: Box, other: Box, /) -> Box:
    """Return the box around two boxes; one without a pixel does not count.

    >>> around((0, 0, 2, 2), (5, 1, 6, 2))
    (0, 0, 6, 2)
    >>> around(NOWHERE, (5, 1, 6, 2))
    (5, 1, 6, 2)
    """
    if is_nowhere(one):
        return other
    if is_nowhere(other):
        return one
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def is_nowhere(box: Box, /) -> bool:
    """Tell whether a box has no pixel."""
    return box[0] >= box[2] or box[1] >= box[3]


def copy(source: Pixels, target: Pixels, box: Box, /, *, but: Box) -> None:
    """Copy the pixels of a box that are not in another one."""
    left, top, right, bottom = _within(box, (0, 0, source.shape[1], source.shape[0]))
    x0, y0, x1, y1 = _within(but, (left, top, right, bottom))
    strips = ((left, right, top, y0), (left, right, y1, bottom), (left, x0, y0, y1), (x1, right, y0, y1))
    for begin, end, upper, lower in strips:
        target[upper:lower, begin:end] = source[upper:lower, begin:end]


def _within(box: Box, frame: Box) -> Box:
    left, top, right, bottom = frame
    return (
        min(max(box[0], left), right),
        min(max(box[1], top), bottom),
        min(max(box[2], left), right),
        min(max(box[3], top), bottom),
    )
