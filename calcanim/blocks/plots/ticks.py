"""Which numbers stand beside an axis, and how they are set."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calcanim.blocks.live_math import math_glyphs
from calcanim.blocks.theme import EM, Size
from calcanim.tex.typeset import Glyph, Points

MOST_TICKS = 9
TICK_EM = EM[Size.LABEL]
DIGIT_HEIGHT = 0.66 * TICK_EM
_GAP = 0.25  # least distance between two numbers along an axis, in frame units
_LONG = 5  # from so many digits before or after the point, a power of ten is set apart


@dataclass(frozen=True)
class TickLabel:
    """A tick's value and the glyphs of its number, in em."""

    value: float
    glyphs: tuple[Glyph, ...]

    @property
    def width(self) -> float:
        """In frame units."""
        return TICK_EM * max(float(glyph.points[:, 0].max()) for glyph in self.glyphs)


def tick_labels(
    low: float, high: float, *, most: int = MOST_TICKS, along: float | None = None
) -> tuple[TickLabel, ...]:
    """At most `most` numbers for an axis from low to high; fewer, if they would touch on an axis `along`
    units long."""
    for count in range(int(np.clip(most, 2, MOST_TICKS)), 1, -1):
        values, exponent = ticks(low, high, most=count)
        labels = tuple(TickLabel(float(value), _glyphs(float(value), exponent)) for value in values)
        if along is None or len(labels) < 2 or _apart(labels, along / (high - low)):
            return labels
    return labels[:1]


def labels_at(low: float, high: float, *, every: float, along: float) -> tuple[TickLabel, ...]:
    """Numbers for an axis at the multiples of a whole number, as 90 of degrees.

    They are multiples of its double, and so on, where they would touch on an axis `along` units long.
    """
    values = np.arange(np.ceil(low / every), np.floor(high / every) + 1) * every + 0.0
    labels = tuple(TickLabel(float(value), _glyphs(float(value), 0)) for value in values)
    if len(labels) < 2 or _apart(labels, along / (high - low)):
        return labels
    return labels_at(low, high, every=2 * every, along=along)


def _apart(labels: tuple[TickLabel, ...], scale: float) -> bool:
    distance = (labels[1].value - labels[0].value) * scale
    return max(label.width for label in labels) + _GAP <= distance


def _glyphs(value: float, exponent: int) -> tuple[Glyph, ...]:
    """A multiple of 10^exponent, with a power of ten apart where it would be long."""
    power = 0 if value == 0 else int(np.floor(np.log10(abs(value)) + 1e-9))
    if value == 0 and exponent < -_LONG:
        return math_glyphs("0")
    if exponent > -_LONG and power < _LONG:
        return math_glyphs(f"{value:.{max(0, -exponent)}f}")
    mantissa = f"{value / 10.0**power:.{max(0, power - exponent)}f}"
    return math_glyphs(f"{mantissa} dot 10^({power})")


def ticks(low: float, high: float, *, most: int) -> tuple[Points, int]:
    """At most `most` round values in [low, high], and an exponent of ten: they are 1, 2 or 5 times that power
    apart."""
    raw = (high - low) / most
    exponent = int(np.floor(np.log10(raw)))
    factor = next(factor for factor in (1, 2, 5, 10) if factor * 10.0**exponent >= raw * (1 - 1e-9))
    step, exponent = factor * 10.0**exponent, exponent + (factor == 10)
    first, last = np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9)
    return (np.arange(first, last + 1) * step + 0.0)[:most], exponent
