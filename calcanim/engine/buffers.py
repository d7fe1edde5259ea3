"""Memory for frames, used again and again: fresh memory costs more time than drawing into it."""

from __future__ import annotations

from collections import deque

import numpy as np

from calcanim.engine.stream import Pixels

KEPT = 6
"""How many frames are kept for later: as many as are drawn, wait and are encoded at a time."""


class Buffers:
    """Frames of one shape that can be drawn into; any thread may take or give them."""

    def __init__(self) -> None:
        self._free: deque[Pixels] = deque(maxlen=KEPT)

    def take(self, shape: tuple[int, ...], /) -> Pixels:
        """Return a frame that nobody uses; what is in it is left over from before."""
        while self._free:
            found = self._free.pop()
            if found.shape == shape:
                return found
        return np.empty(shape, np.uint8)

    def give(self, pixels: Pixels, /) -> None:
        """Hand a frame in that is no longer needed."""
        self._free.append(pixels)
