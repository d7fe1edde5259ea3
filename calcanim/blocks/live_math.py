"""Math whose digits change from frame to frame, set without asking for typesetting each time."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise

import numpy as np

from calcanim.remembering import remembered
from calcanim.tex.typeset import Glyph, typeset

_SIGN = re.compile(r"\d|dot\.c|dot|\.|[=\-]|\\[()]")
_ONE_LINE = re.compile(rf"(?:{_SIGN.pattern}|\s)*")


@remembered(maxsize=1024)
def math_glyphs(typst: str) -> tuple[Glyph, ...]:
    """Return the glyphs of math in Typst's words, its baseline at y = 0, its left edge at x = 0.

    Numbers in one line are put together of digits, in the places of a line that was set before with zeros:
    all digits are equally wide, and how far some are moved apart or together is known for each pair.
    """
    signs = _SIGN.findall(typst)
    if not _ONE_LINE.fullmatch(typst) or not any(map(str.isdigit, signs)):
        return _set(typst)
    places = _set(re.sub(r"\d", "0", typst))
    shifts = accumulate((_kern(one + other) for one, other in pairwise(signs)), initial=0.0)
    placed = [_put(*each) for each in zip(places, signs, shifts, strict=True)]
    left = min(float(glyph.points[:, 0].min()) for glyph in placed)
    return tuple(_moved(glyph, -left) for glyph in placed)


def _put(place: Glyph, sign: str, shift: float) -> Glyph:
    """A glyph in the place of a 0, or what has no digit as it is."""
    if not sign.isdigit():
        return _moved(place, shift)
    digit = _digit(sign)
    return _moved(digit, float(place.points[0, 0] - _digit("0").points[0, 0]) + shift)


def _moved(glyph: Glyph, right: float) -> Glyph:
    return replace(glyph, points=glyph.points + np.array([right, 0.0, 0.0]))


def _set(typst: str) -> tuple[Glyph, ...]:
    return typeset(f"$ {typst} baseline $").glyphs


@cache
def _digit(sign: str) -> Glyph:
    """Return a digit where it stands if it begins at x = 0: behind another letter, the same for all ten."""
    letter, digit = _set(f"x {sign}")
    return _moved(digit, -float(letter.points[0, 0]))


@cache
def _kern(pair: str) -> float:
    """Return how much further apart two signs of a number stand than zeros would, in em."""
    if not re.fullmatch(r"[\d.]{2}", pair):
        return 0.0
    return _gap(pair) - _gap(re.sub(r"\d", "0", pair))


def _gap(pair: str) -> float:
    """Return how far apart two signs begin; a number begins and ends with a digit."""
    number = f"0{pair}0"
    one, other = _set(number)[1:3]
    return _begin(other, pair[1]) - _begin(one, pair[0])


def _begin(glyph: Glyph, sign: str) -> float:
    at: float = glyph.points[0, 0]
    return at - float(_digit(sign).points[0, 0]) if sign.isdigit() else at
