"""How a name goes around its point from one side to another: along an arc, in the scene's time."""

from __future__ import annotations

import numpy as np
from manim.utils.rate_functions import smooth

from calcanim.tex.typeset import Points

SECONDS = 0.2  # that a name is on its way


class Glide:
    """A side of a point, which is a distance from it and an angle, that goes to another one as time passes.

    While it is not live, it is at once where it is sent: nobody has seen it elsewhere.
    """

    def __init__(self, side: Points) -> None:
        self._from = self._to = self._sent = side
        self._share, self.is_live = 1.0, False

    @property
    def is_running(self) -> bool:
        """Whether it is on its way."""
        return self._share < 1

    @property
    def side(self) -> Points:
        """Where it is now."""
        return np.asarray(self._from + smooth(self._share) * _shorter(self._to - self._from))

    def turns(self, sides: Points) -> Points:
        """How far around the point, in radians, sides are from where it is, or is going."""
        return np.abs(_shorter(sides - self._to)[..., 1])

    def send(self, side: Points) -> None:
        """Say where it is to go."""
        self._sent = side
        if not self.is_live:
            self._from, self._to, self._share = side, side, 1.0

    def set_out(self) -> None:
        """Begin to go where it was sent, if it is not there, nor on its way."""
        if not self.is_running and not np.array_equal(self._sent, self._to):
            self._from, self._to, self._share = self._to, self._sent, 0.0

    def let_pass(self, seconds: float) -> None:
        """Be on its way for this long."""
        self._share = min(1.0, self._share + seconds / SECONDS)


def _shorter(way: Points) -> Points:
    """The same way, around by no more than half a turn."""
    return np.stack([way[..., 0], (way[..., 1] + np.pi) % (2 * np.pi) - np.pi], axis=-1)
