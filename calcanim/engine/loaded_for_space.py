"""The compiled code that scenes in space need besides `loaded`, loaded by importing this."""

from __future__ import annotations

from contextlib import suppress

import numpy as np

from calcanim.engine.faces import NO_FACES, View, light_at, seen_from
from calcanim.engine.raster import paint_faces

FRONT = View(np.eye(3), np.zeros(3), 1.0, 1.0, False, np.ones(3), np.ones(2), np.zeros(2), 1.0)


def _load() -> None:
    """Paint no face at all."""
    light_at(np.zeros(3), np.zeros(3), np.ones(3))
    seen = seen_from(NO_FACES, np.zeros(0, np.int64), FRONT)
    paint_faces(np.zeros((2, 2, 4), np.uint8), np.zeros(8, np.float32), seen, np.zeros(0, np.int64))


with suppress(OSError):  # of a disk that is full: then each process compiles for itself
    _load()
