"""Frames in BT.709 for an encoder: brightness for each pixel, colour for each square of four.

Only the rows that are not as in the frame before are converted, so that a frame that stands still costs
a comparison. Compiled at run time by Numba: ffmpeg's own conversion takes about as long as encoding.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import numpy.typing as npt

from calcanim.engine.compiled import compiled
from calcanim.engine.stream import Frame, Pixels

_WEIGHTS = (0.2126, 0.7152, 0.0722)  # of red, green and blue: ITU-R BT.709-6, part 3
_R, _G, _B = _WEIGHTS
_BYTE, _WORD, _OUTER = np.uint32(0xFF), np.uint32(0xFFFF), np.uint32(0xFF00FF)
_EIGHT, _SIXTEEN, _EIGHTEEN = np.uint32(8), np.uint32(16), np.uint32(18)
_ONE = 1 << 16  # numbers have sixteen bits after the point; what is below zero wraps, and wraps back


def _fixed(*values: float) -> tuple[np.uint32, ...]:
    return tuple(np.uint32(round(value * _ONE) % (1 << 32)) for value in values)


# Eight bits of limited range (BT.709-6, part 4): brightness from 16 to 235, colours from 16 to 240.
_Y = _fixed(*(219 / 255 * weight for weight in _WEIGHTS))
_CB = _fixed(*(112 / 255 / (1 - _B) * weight for weight in (-_R, -_G, 1 - _B)))
_CR = _fixed(*(112 / 255 / (1 - _R) * weight for weight in (1 - _R, -_G, -_B)))
(_Y0, _C0) = _fixed(16.5, 4 * 128.5)


class Planes:
    """A frame's brightness and colours, kept up to date; the arrays are an encoder's own.

    Width and height are even. `brightness` has the frame's shape (height, width); `blue` and `red` are half
    as wide and high. Each may be wider than that.
    """

    def __init__(self, brightness: Any, blue: Any, red: Any) -> None:
        self.arrays = brightness, blue, red
        self.given: Pixels | None = None
        self._differing = np.ones(len(blue), np.bool_)

    def look_at(self, frame: Frame, /) -> bool:
        """Compare a frame of opaque pixels with the one before; False where they are the same.

        The pixels are looked at again with the next frame.
        """
        before, self.given = self.given, frame.pixels
        if before is frame.pixels:
            return False
        if before is None:
            return True
        top, bottom = frame.rows if frame.before is before else (0, len(before))
        # A row of colours is of two rows of pixels.
        rows = top // 2, (bottom + 1) // 2
        return bool(_compare(_words(frame.pixels), _words(before), rows, self._differing))

    def take(self) -> None:
        """Convert what was new in the frame that was looked at."""
        _convert(_words(cast("Pixels", self.given)), self._differing, *self.arrays)


def _words(pixels: Pixels) -> npt.NDArray[np.uint32]:
    """See pixels as numbers of four bytes; red is the lowest on a machine of any kind."""
    return pixels.view("<u4")[..., 0]


@compiled
def _compare(pixels: Any, before: Any, rows: Any, differing: Any) -> int:
    changed = 0
    differing[:] = False
    for row in range(rows[0], rows[1]):
        upper, lower = 2 * row, 2 * row + 1
        is_new = _differ(pixels[upper], before[upper]) or _differ(pixels[lower], before[lower])
        differing[row] = is_new
        changed += is_new
    return changed


@compiled
def _convert(pixels: Any, differing: Any, brightness: Any, blue: Any, red: Any) -> None:
    for row in range(differing.size):
        if differing[row]:
            upper, lower = pixels[2 * row], pixels[2 * row + 1]
            _brightness(upper, brightness[2 * row])
            _brightness(lower, brightness[2 * row + 1])
            _colours(upper, lower, blue[row], red[row])


@compiled
def _differ(row: Any, other: Any) -> bool:
    differing = np.uint32(0)
    for x in range(row.size):
        differing |= row[x] ^ other[x]
    return bool(differing)


@compiled
def _brightness(row: Any, target: Any) -> None:
    for x in range(row.size):
        pixel = row[x]
        red, green, blue = pixel & _BYTE, pixel >> _EIGHT & _BYTE, pixel >> _SIXTEEN & _BYTE
        target[x] = (_Y0 + _Y[0] * red + _Y[1] * green + _Y[2] * blue) >> _SIXTEEN


@compiled
def _colours(upper: Any, lower: Any, blues: Any, reds: Any) -> None:
    # Two channels are added up at once: four times 255 takes ten of the sixteen bits that each has.
    for x in range(upper.size // 2):
        a, b, c, d = upper[2 * x], upper[2 * x + 1], lower[2 * x], lower[2 * x + 1]
        mixed = (a & _OUTER) + (b & _OUTER) + (c & _OUTER) + (d & _OUTER)
        inner = (
            (a >> _EIGHT & _OUTER) + (b >> _EIGHT & _OUTER) + (c >> _EIGHT & _OUTER) + (d >> _EIGHT & _OUTER)
        )
        red, green, blue = mixed & _WORD, inner & _WORD, mixed >> _SIXTEEN
        blues[x] = (_C0 + _CB[0] * red + _CB[1] * green + _CB[2] * blue) >> _EIGHTEEN
        reds[x] = (_C0 + _CR[0] * red + _CR[1] * green + _CR[2] * blue) >> _EIGHTEEN
