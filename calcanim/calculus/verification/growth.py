"""Limits that are no numbers: whether what stands in one grows, or falls, without end."""

from __future__ import annotations

from itertools import pairwise

import mpmath
from mpmath import mp

from calcanim.calculus.language.syntax import Limit
from calcanim.calculus.verification.precise import DIGITS, Real, Setting, readings

FAR = tuple(mpmath.mpf(distance) for distance in ("1e-6", "1.3e-12", "1.7e-24", "1.1e-47"))
FACTOR = 1.4
SMALLEST_END = 50


def growth(limit: Limit, setting: Setting, /) -> set[int]:
    """Of each side of a limit: 1 or -1 where the body grows or falls without end, 0 where neither.

    Read at distances whose exponents double: even a logarithm doubles its values.
    """
    with mp.workdps(DIGITS):
        try:
            ways = readings(limit, setting, FAR)
        except (ArithmeticError, ValueError):
            return {0}
        return {_sign_of_growth(way) for way in ways}


def _sign_of_growth(readings: list[Real]) -> int:
    sizes = [abs(reading) for reading in readings]
    grows = all(after > FACTOR * before for before, after in pairwise(sizes)) and sizes[-1] > SMALLEST_END
    signs = {int(mpmath.sign(reading)) for reading in readings}
    return signs.pop() if grows and len(signs) == 1 else 0
