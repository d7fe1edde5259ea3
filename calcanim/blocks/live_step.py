"""The rule of gradient descent in live numbers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from calcanim.blocks.formula import Formula
from calcanim.blocks.live import GlyphSlots, Live
from calcanim.blocks.theme import EM, Role, Size, Theme
from calcanim.blocks.typeset import typeset

_SPACE = 0.25  # em, between the terms of a step


class LiveStep(Live):
    """`x ← 0.2500 − 0.01·(−0.4844)`: the rule in the numbers of the step that is taken."""

    def __init__(
        self,
        x: Callable[[], float],
        rate: Callable[[], float],
        slope: Callable[[], float],
        *,
        theme: Theme,
        places: int,
    ) -> None:
        super().__init__()
        self.values, self.places = (x, rate, slope), places
        self.label = Formula(r"x \leftarrow", theme=theme)
        self._size, self.right = float(self.label.width), np.inf
        roles = (Role.TEXT, Role.TEXT, Role.TEXT, Role.DERIVATIVE)
        self.slots: tuple[GlyphSlots, ...] = tuple(GlyphSlots(18, theme=theme, role=role) for role in roles)
        self.add(self.label, *self.slots)
        self.follow()

    def fit(self, width: float) -> None:
        """Set it as large as this width allows, with fewer decimal places where it would be too small."""
        smallest = EM[Size.LABEL] / EM[Size.BODY]
        while self.places > 2 and width / self._natural_width() < smallest:
            self.places -= 1
        size = min(1.0, width / self._natural_width())
        left = self.label.get_left()
        self.label.scale(size * self._size / float(self.label.width), about_point=left)
        self.right = float(left[0]) + width
        self.redraw()

    def _natural_width(self) -> float:
        rate = self.values[1]()
        widest = f"x arrow.l {-0.0:.{self.places}f} - {_plain(rate)} dot.c ({-0.0:.{self.places}f})"
        return (_width(widest) + 4 * _SPACE) * EM[Size.BODY]

    def redraw(self) -> None:
        """Set the numbers again, one after the other."""
        em = EM[Size.BODY] * float(self.label.width) / self._size
        x, rate, slope = (value() for value in self.values)
        texts = (numeral(x, self.places), "-", f"{_plain(rate)} dot.c", f"({numeral(slope, self.places)})")
        at, base = float(self.label.get_right()[0]) + _SPACE * em, self.label.baseline
        widths = [_width(text) + _SPACE for text in texts]
        em = min(em, (self.right - at) / sum(widths))
        for slots, text, width in zip(self.slots, texts, widths, strict=True):
            glyphs = typeset(f"$ {text} baseline $").glyphs
            slots.put([(glyph, np.array([at, base, 0.0])) for glyph in glyphs], em)
            at += width * em


def _width(typst: str) -> float:
    """In em."""
    return max(float(glyph.points[:, 0].max()) for glyph in typeset(f"$ {typst} baseline $").glyphs)


def _plain(value: float) -> str:
    """Typst markup of a number as it is."""
    mantissa, _, exponent = f"{value:g}".partition("e")
    return f"{mantissa} dot.c 10^({int(exponent)})" if exponent else mantissa


def numeral(value: float, places: int) -> str:
    """Typst markup of a number with these decimals, with a power of ten where it is large."""
    if abs(value) < 1000:
        text = f"{value:.{places}f}"
        return text.lstrip("-") if float(text) == 0 else text
    mantissa, exponent = f"{value:.2e}".split("e")
    return f"{mantissa} dot.c 10^({int(exponent)})"
