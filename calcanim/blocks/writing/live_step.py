"""The rule of gradient descent in live numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Content, Reading, Source
from calcanim.blocks.formula import Formula
from calcanim.blocks.live import GlyphSlots, Live, ReadBack, Value, decimal, read_back
from calcanim.blocks.live_math import math_glyphs
from calcanim.blocks.theme import EM, Role, Size, Theme
from calcanim.tex.typeset import Glyph, Points

_SPACE = 0.25  # em, between the terms of a step
_ARROW = 0.5  # em, behind the arrow: it must not run into a minus
_ENOUGH = 3  # decimal places: more are given up first, before the size
_NEAREST = 2  # decimal places that are not given up for size
_LARGE = 1e5  # from here on a number is written with a power of ten
_POWER = "-0.0 dot.c 10^(0)"  # as wide as such a number
_LEGIBLE = 0.96  # of the label size: its exponents can still be read
_LINE = 1.2  # em, between two lines

Terms = tuple[str, ...]
"""Typst markup of what stands one after the other."""


class _Assigned(Formula):
    """What the rule gives a new value."""

    def source(self) -> Source:
        """It states nothing without the numbers, which are read back."""
        return Source(Content.NAME, self.latex, "the sign before live numbers")


class LiveStep(Live):
    """`x ← 0.2500 − 0.01·(−0.4844)`: the rule in the numbers of the step that is taken.

    `drawn` reads x, the rate and the slope back from the drawing.
    """

    def __init__(
        self,
        x: Value,
        rate: Value,
        slope: Value,
        *,
        drawn: tuple[ReadBack, ReadBack, ReadBack],
        theme: Theme,
        places: int,
    ) -> None:
        super().__init__()
        self.values, self.drawn, self.places = (x, rate, slope), drawn, places
        self.label = _Assigned(r"x \leftarrow", theme=theme)
        self._size, self.right, self.is_broken = float(self.label.width), np.inf, False
        self.numbers = (
            GlyphSlots(18, theme=theme, role=Role.TEXT),
            GlyphSlots(18, theme=theme, role=Role.TEXT),
            GlyphSlots(18, theme=theme, role=Role.DERIVATIVE),
        )
        self.signs = GlyphSlots(2, theme=theme, role=Role.TEXT)
        self.brackets = GlyphSlots(2, theme=theme, role=Role.DERIVATIVE)
        self.add(self.label, *self.numbers, self.signs, self.brackets)
        self.follow()

    def fit(self, width: float) -> None:
        """Set it as large as this width allows, with a few decimal places rather than many, in two lines
        where large numbers would be too small in one; then with fewer decimal places still if need be."""
        room = width * EM[Size.BODY] / EM[Size.LABEL]
        self.is_broken = self._natural_width(_POWER) * _LEGIBLE > room
        while self.places > _ENOUGH and self._natural_width(self._number) > width:
            self.places -= 1
        while self.places > _NEAREST and self._natural_width(self._number) > room:
            self.places -= 1
        size = min(1.0, width / self._natural_width(self._number))
        left = self.label.get_left()
        if self.is_broken:
            size = min(size, EM[Size.LABEL] / EM[Size.BODY])
            self.label.shift(_LINE / 2 * size * EM[Size.BODY] * mn.UP)
        self.label.scale(size * self._size / float(self.label.width), about_edge=mn.LEFT)
        self.right = float(left[0]) + width
        self.redraw()

    @property
    def _number(self) -> str:
        """As wide as any that has no power of ten."""
        return f"{-0.0:.{self.places}f}"

    def _natural_width(self, number: str) -> float:
        """Frame units that a step with such numbers needs at full size."""
        longest = _longest(self._lines(_terms(number, _plain(self.values[1]()), number)))
        return self._size + (_ARROW + longest) * EM[Size.BODY]

    def _lines(self, terms: Terms) -> tuple[Terms, ...]:
        return (terms[:1], terms[1:]) if self.is_broken else (terms,)

    def redraw(self) -> None:
        """Set the numbers again, one after the other."""
        x, rate, slope = (value() for value in self.values)
        terms = _terms(numeral(x, self.places), _plain(rate), numeral(slope, self.places))
        em = EM[Size.BODY] * float(self.label.width) / self._size
        lines = self._lines(terms)
        left = float(self.label.get_right()[0])
        em = min(em, (self.right - left) / (_ARROW + _longest(lines)))
        left += _ARROW * em
        feet = [np.array([left, self.label.baseline - k * _LINE * em, 0.0]) for k in range(len(lines))]
        first, minus, factor, (opening, *last, closing) = (
            term for foot, line in zip(feet, lines, strict=True) for term in _placed(line, foot, em)
        )
        for number, glyphs in zip(self.numbers, (first, factor[:-1], last), strict=True):
            number.put(glyphs, em)
        self.signs.put([*minus, factor[-1]], em)
        self.brackets.put([opening, closing], em)

    def readings(self) -> tuple[Reading, ...]:
        """Each number as it is shown, beside what the drawing says."""
        shown = zip(("x in the step", "the rate", "the slope"), self.numbers, self.drawn, strict=True)
        return tuple(reading for what, number, drawn in shown for reading in read_back(what, number, drawn))


def _terms(x: str, rate: str, slope: str) -> Terms:
    return x, "-", f"{rate} dot.c", rf"\({slope}\)"


def _longest(lines: Sequence[Terms]) -> float:
    """Width in em of the longest line; after its last term it needs no space."""
    return max(sum(map(_advance, line)) for line in lines) - _SPACE


def _placed(terms: Terms, at: Points, em: float) -> Iterator[list[tuple[Glyph, Points]]]:
    """The glyphs of each term, one term after the other from this place on."""
    for term in terms:
        yield [(glyph, at) for glyph in math_glyphs(term)]
        at = at + _advance(term) * em * mn.RIGHT


@lru_cache(maxsize=4096)
def _advance(typst: str) -> float:
    """Width in em, with the space after it."""
    return max(float(glyph.points[:, 0].max()) for glyph in math_glyphs(typst)) + _SPACE


def _plain(value: float) -> str:
    """Typst markup of a number as it is."""
    mantissa, _, exponent = f"{value:g}".partition("e")
    return f"{mantissa} dot.c 10^({int(exponent)})" if exponent else mantissa


def numeral(value: float, places: int) -> str:
    """Typst markup of a number with these decimals, fewer the more digits stand before them; with a power of
    ten where it is large.

    >>> numeral(-1.40704, 3), numeral(-17.889908, 3), numeral(5692.1, 2), numeral(-123456.0, 2)
    ('-1.407', '-17.89', '5692', '-1.2 dot.c 10^(5)')
    """
    if abs(value) < _LARGE:
        before = len(f"{abs(value):.0f}")
        return decimal(value, max(0, places + 1 - before))
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa} dot.c 10^({int(exponent)})"
