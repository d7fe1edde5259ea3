"""The compiled code that every scene needs, loaded by importing this.

Where processes fork afterwards, it is loaded once for all of them; and what the compiler needs to load it,
some 80 MB, is not in their memory.
"""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import numpy as np

from calcanim.engine.paths import subpaths
from calcanim.engine.pictures import Opaque
from calcanim.engine.stream import Frame, Shape


def _load() -> None:
    """Draw and convert as little as can be."""
    subpaths(np.zeros((4, 3)), 0.0)
    picture = Opaque(Shape(2, 2, Fraction(1)))
    for _ in range(2):
        picture.look_at(Frame(np.zeros((2, 2, 4), np.uint8)))
        picture.take()


with suppress(OSError):  # of a disk that is full: then each process compiles for itself
    _load()
