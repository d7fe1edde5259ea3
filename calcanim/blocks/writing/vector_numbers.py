"""A vector in numbers that are read from its drawing, and an angle in degrees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from calcanim.blocks.evidence import Content, Reading, Source
from calcanim.blocks.formula import Formula
from calcanim.blocks.live import GlyphSlots, Live, ReadBack, Readout, Value, decimal, number_glyphs, read_back
from calcanim.blocks.theme import EM, Role, Size, Theme
from calcanim.tex.typeset import Glyph

_SPACE, _NEAR = 0.3, 0.06  # em, after a sign, and beside a number


class _Named(Formula):
    """What stands before live numbers: it states nothing without them, and they are read back."""

    def source(self) -> Source:
        """A name."""
        return Source(Content.NAME, self.latex, "the sign before live numbers")


class VectorNumbers(Live):
    """`∇f(A) = (−0.99500, 0.09950)`: the components of a vector, each read back from what is drawn."""

    def __init__(
        self,
        label: str,
        values: Sequence[Value],
        *,
        drawn: Sequence[ReadBack],
        theme: Theme,
        role: Role,
        places: int = 2,
        relation: str = "=",
    ) -> None:
        super().__init__()
        self.values, self.drawn, self.places, self.called = tuple(values), tuple(drawn), places, label
        self.label = _Named(f"{label} {relation}", theme=theme, role=role)
        self.numbers = tuple(GlyphSlots(16, theme=theme, role=role) for _ in self.values)
        signs = ["(", *[","] * (len(self.values) - 1), ")"]
        self.signs = tuple(_Named(sign, theme=theme, role=role) for sign in signs)
        self.add(self.label, *self.numbers, *self.signs)
        self._natural = float(self.label.width)
        self.follow()

    def redraw(self) -> None:
        """Set the numbers again, one after the other."""
        scale = float(self.label.width) / self._natural
        em, x = EM[Size.BODY] * scale, float(self.label.get_right()[0])
        x = self._put(self.signs[0], x + _SPACE * em)
        for slots, value, sign in zip(self.numbers, self.values, self.signs[1:], strict=True):
            glyphs = number_glyphs(decimal(value(), self.places))
            at = np.array([x + _NEAR * em, self.label.baseline, 0.0])
            slots.put([(glyph, at) for glyph in glyphs], em)
            x = self._put(sign, float(at[0]) + (_advance(glyphs) + _NEAR) * em)
            x += _SPACE * em

    def _put(self, sign: Formula, x: float) -> float:
        """Put a sign on the baseline, its left end at x; where its right end is."""
        place = np.array([x - float(sign.get_left()[0]), self.label.baseline - sign.baseline, 0.0])
        sign.shift(place)
        return float(sign.get_right()[0])

    def readings(self) -> tuple[Reading, ...]:
        """Each component as it is shown, beside what the drawing says."""
        shown = enumerate(zip(self.numbers, self.drawn, strict=True), 1)
        return tuple(
            reading
            for k, (number, drawn) in shown
            for reading in read_back(f"component {k} of {self.called}", number, drawn)
        )


class Degrees(Readout):
    """A live number of degrees, with the sign for them."""

    def __init__(self, label: str, value: Value, *, theme: Theme, **options: Any) -> None:
        self.unit = _Named(r"{}^{\circ}", theme=theme, role=options.get("role", Role.SLOPE))
        super().__init__(label, value, theme=theme, **options)
        self.add(self.unit)

    def redraw(self) -> None:
        """Set the number again, and the sign after it."""
        super().redraw()
        drawn = [glyph.points for glyph in self.number.submobjects if len(glyph.points)]
        high = np.concatenate(drawn).max(axis=0)
        self.unit.move_to(np.array([high[0] + 0.05, high[1], 0.0]), aligned_edge=np.array([-1.0, 1.0, 0.0]))


def _advance(glyphs: Sequence[Glyph]) -> float:
    return max(float(glyph.points[:, 0].max()) for glyph in glyphs)
