r"""LaTeX math as Typst math, by way of MathML, with a number on every atom and their order in LaTeX.

latex2mathml reads the LaTeX: it leaves a command that it does not know as it stands, so that it can be told
of. Each kind of element becomes a piece of Typst; a kind that is not known is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from latex2mathml import exceptions
from latex2mathml.converter import convert_to_element

from calcanim.tex import indices, letters, stacks, tables
from calcanim.tex.losses import check_nothing_is_lost, rewritten
from calcanim.tex.order import Order
from calcanim.tex.refusals import mistaken
from calcanim.tex.writer import Writer, without_marks

_KINDS = {**letters.KINDS, **indices.KINDS, **stacks.KINDS, **tables.KINDS}
_REFUSALS: tuple[type[Exception], ...] = tuple(
    kind for kind in vars(exceptions).values() if isinstance(kind, type) and issubclass(kind, Exception)
)


@dataclass(frozen=True)
class Numbered:
    """Typst, the order of its atoms, and the last one's number.

    `split` are atoms that are several glyphs in LaTeX and one here, `merged` those that are one glyph and
    several here; `colours` are theirs, `raised` how far they are to be raised, in em, to be where LaTeX has
    them.
    """

    typst: str
    order: Order
    last: int
    split: frozenset[int]
    merged: frozenset[int]
    colours: Mapping[int, str]
    raised: Mapping[int, float]


def numbered(latex: str, /, *, first: int = 1, is_display: bool = True) -> Numbered:
    """Convert LaTeX math; its atoms have numbers from `first` on. A FormulaError tells what is not known."""
    writer = Writer(latex, _KINDS, tables.together, first=first, is_display=is_display)
    try:
        math = convert_to_element(rewritten(latex), display="block")
        check_nothing_is_lost(latex, math)
        piece = writer.line(list(math))
    except _REFUSALS as error:
        words = " ".join(re.findall(r"[A-Z][a-z]+", type(error).__name__)[:-1]).lower()
        raise mistaken(f"this formula is not whole: {words}", without_marks(latex)) from error
    split, merged = frozenset(writer.split), frozenset(writer.merged)
    return Numbered(piece.typst, piece.order, writer.next - 1, split, merged, writer.colours, writer.raised)
