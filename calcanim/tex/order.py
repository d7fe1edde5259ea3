"""In which order LaTeX puts glyphs down: what a scene's indices and parts of a formula count.

A numerator comes before its bar, a sum's upper limit before the sum, an accent before its letter, a root
before what it is of. Typst draws in another order, so each glyph has a colour that says which atom it is of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from calcanim.tex.typeset import RULE, Glyph


class Take(Enum):
    """Which of an atom's glyphs come here: all that are left, the first one, or all but bars."""

    LEFT = auto()
    FIRST = auto()
    INK = auto()


@dataclass(frozen=True)
class Atom:
    """Glyphs of one thing in the source, a letter, a number or a word, by its number."""

    number: int
    take: Take = Take.LEFT


@dataclass(frozen=True)
class Mark:
    """Where something of the source begins or ends; it has no glyph."""

    number: int


Order: TypeAlias = "tuple[Atom | Mark, ...]"


def in_order(glyphs: Iterable[Glyph], order: Order, /) -> Iterator[Glyph | Mark]:
    """Give out glyphs and marks in an order; a ValueError tells of a glyph that is not in it."""
    left: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        left.setdefault(glyph.tag, []).append(glyph)
    for entry in order:
        if isinstance(entry, Mark):
            yield entry
            continue
        found = left.pop(entry.number, [])
        taken, left[entry.number] = _parted(found, entry.take)
        yield from taken
    if any(left.values()):
        raise ValueError("there are glyphs that nothing in the source stands for")


def _parted(glyphs: list[Glyph], take: Take) -> tuple[list[Glyph], list[Glyph]]:
    match take:
        case Take.FIRST:
            return glyphs[:1], glyphs[1:]
        case Take.INK:
            ink = [glyph for glyph in glyphs if glyph.shape != RULE]
            return ink, [glyph for glyph in glyphs if glyph.shape == RULE]
    return glyphs, []
