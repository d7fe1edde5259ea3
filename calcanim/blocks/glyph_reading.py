"""Numbers read back from the screen: glyph outlines in, what they say out.

A glyph is known by its outline alone, freed of place and size, and compared with the outlines in which our
fonts set the characters that numbers are written with. What is alike (a point and a dot, an exponent's digit
and another) is told by its height over the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np

from calcanim.tex.typeset import Points, typeset

UNKNOWN = "?"
NOTHING_SHOWN = frozenset({"–", "undefined", "none"})

_ALIKE = 4e-3  # of a glyph's larger extent: how far two outlines of one character may be apart
_APART = 0.8  # of a digit's height: from such a gap on, another number begins
_RAISED, _RAISED_SIGN = 0.3, 0.62  # of a digit's height: an exponent's foot, and the middle of its sign
_DOT_LEVEL = 0.15  # of a digit's height: the foot of a dot that multiplies is above, a point's is not
_SIGNS = "-–+=·."
_REMEMBERED = 20_000

_SOURCES = (
    ("$ 0123456789 baseline $", "0123456789"),
    ("$ -1 + 1 = 1 times 1 approx 1 baseline $", "-1+1=1×1≈1"),
    ("$ 1.1 dot.c 1 (1) [1] baseline $", "1.1·1(1)[1]"),
    ("$ 1^(0123456789) 1^(-1.1) baseline $", "101234567891-1.1"),
    ('$ "–" baseline $', "–"),
    ('$ "abcdeghijklmnopqrstuvwxyz" baseline $', "abcdeghijklmnopqrstuvwxyz"),
    ('$ "f" baseline $', "f"),
    ('#text(font: "Inter")[0123456789#baseline]', "0123456789"),
    ('#text(font: "Inter")[#"−1.1–1(1)·+="#baseline]', "-1.1–1(1)·+="),
    ('#text(font: "Inter")[#"abcdefghijklmnopqrstuvwxyz"#baseline]', "abcdefghijklmnopqrstuvwxyz"),
)


class Inked(Protocol):
    """Anything with an outline of cubic Bézier points, shape (4n, 3)."""

    points: Points


@dataclass(frozen=True)
class _Sign:
    """A character on the frame: its box."""

    character: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


def read_glyphs(mobjects: Iterable[Inked], /) -> str:
    """What glyphs say, in their order, with a space where another number begins; `?` for an unknown glyph.

    A power of ten is read as it is typed: `1.2e6`. Glyphs without points are no glyphs.

    >>> from types import SimpleNamespace as Drawn
    >>> read_glyphs([Drawn(points=glyph.points) for glyph in typeset("$ -1.5 baseline $").glyphs])
    '-1.5'
    """
    signs = [_sign(drawn.points) for drawn in mobjects if len(drawn.points)]
    return " ".join(_word(word) for word in _words(signs))


def number_in(text: str, /) -> float:
    """The number that a text read off the screen names; NaN where it names none.

    >>> number_in("-1.2e6"), number_in("–")
    (-1200000.0, nan)
    """
    return float(text) if _NUMERAL.fullmatch(text) else float("nan")


def half_unit(text: str, /) -> float:
    """Half of one in the last digit that a numeral shows.

    >>> half_unit("-1.50"), half_unit("1.2e6")
    (0.005, 50000.0)
    """
    mantissa, _, exponent = text.partition("e")
    decimals = len(mantissa.partition(".")[2])
    return float(0.5 * 10.0 ** (int(exponent or 0) - decimals))


_NUMERAL = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
_POWER = re.compile(r"(?:(?<=\d)·)?(?<![\d.])10\^(-?\d+)")


def _words(signs: list[_Sign]) -> Iterator[list[_Sign]]:
    digit = max((sign.height for sign in signs if sign.character not in _SIGNS), default=0.0)
    digit = digit or max((sign.right - sign.left for sign in signs), default=0.0)
    word: list[_Sign] = []
    for sign in signs:
        if word and _is_apart(word[-1], sign, digit):
            yield word
            word = []
        word.append(sign)
    if word:
        yield word


def _is_apart(before: _Sign, after: _Sign, digit: float) -> bool:
    gap = after.left - before.right
    return gap > _APART * digit or gap < -digit / 2 or abs(after.middle - before.middle) > 1.6 * digit


def _word(signs: list[_Sign]) -> str:
    """One number or word; what stands raised is an exponent."""
    line = next((sign for sign in signs if sign.character.isdigit()), None)
    if line is None:
        return "".join(sign.character for sign in signs)
    text, is_up = "", False
    for sign in signs:
        is_raised = _is_raised(sign, line)
        text += "^" if is_raised and not is_up else ""
        text += _levelled(sign, line) if not is_raised else sign.character
        is_up = is_raised
    return _POWER.sub(lambda power: f"{'' if power[0].startswith('·') else '1'}e{power[1]}", text)


def _is_raised(sign: _Sign, line: _Sign) -> bool:
    if sign.character in "·.":
        return False
    if sign.character in _SIGNS:
        return sign.middle - line.bottom > _RAISED_SIGN * line.height
    return sign.bottom - line.bottom > _RAISED * line.height


def _levelled(sign: _Sign, line: _Sign) -> str:
    if sign.character not in "·.":
        return sign.character
    return "·" if sign.bottom - line.bottom > _DOT_LEVEL * line.height else "."


_known: dict[bytes, str] = {}


def _sign(points: Points) -> _Sign:
    flat = points[:, :2]
    low, high = flat.min(axis=0), flat.max(axis=0)
    shape = (flat - low) / max(float((high - low).max()), 1e-12)
    mark = np.round(shape * 256).astype(np.int16).tobytes()
    character = _known.get(mark)
    if character is None:
        character = _compared(shape)
        if len(_known) < _REMEMBERED:
            _known[mark] = character
    return _Sign(character, float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def _compared(shape: Points) -> str:
    """The character whose outline is nearest, if one is near enough."""
    near = [
        (float(np.abs(outline - shape).max()), index, character)
        for index, (outline, character) in enumerate(_outlines())
        if len(outline) == len(shape)
    ]
    distance, _, character = min(near, default=(1.0, 0, UNKNOWN))
    return character if distance < _ALIKE else UNKNOWN


@cache
def _outlines() -> tuple[tuple[Points, str], ...]:
    return tuple(
        (_freed(glyph.points), character)
        for source, characters in _SOURCES
        for glyph, character in zip(typeset(source).glyphs, characters, strict=True)
    )


def _freed(points: Points) -> Points:
    """An outline free of place and size; shape (n, 2)."""
    flat = points[:, :2] - points[:, :2].min(axis=0)
    return np.asarray(flat / max(float(flat.max()), 1e-12))
