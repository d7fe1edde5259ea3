"""Elements of MathML written as Typst math: what all kinds of them need."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree.ElementTree import Element

from calcanim.errors import FormulaError
from calcanim.tex.order import Atom, Order, Take
from calcanim.tex.refusals import mistaken, needs_latex

MARK = re.compile(r"\ue000(\d+)\ue001")
"""A mark, as it stands in a text of the source."""
_MARKED = re.compile(r"\\text\{\ue000\d+\ue001\}")

HIGHER = 0.05
"""Em by which TeX's exponents are higher in a formula on a line of its own, and in an exponent: `sup1` less
`sup2`. Typst has one height for all of them."""


@dataclass(frozen=True)
class Piece:
    """A stretch of Typst math, and what it draws, in LaTeX's order."""

    typst: str
    order: Order = ()

    @property
    def filled(self) -> str:
        """The same, where something must stand."""
        return self.typst or '""'


Kind: TypeAlias = "Callable[[Writer, Element], Piece]"
"""Writes one kind of element."""
Together: TypeAlias = "Callable[[Writer, Sequence[Element], int], tuple[Piece, int]]"
"""Writes the element at a place in a row, with those after it that are one thing with it; says how many."""


class Writer:
    """Writes elements, and counts atoms.

    `split` are atoms that are several glyphs in LaTeX and one here, `merged` those that are one glyph and
    several here; `colours` are theirs, `raised` how far they are to be raised, in em, to be where LaTeX has
    them. `is_display` is whether this is a formula on a line of its own, with limits above and below.
    """

    def __init__(
        self, latex: str, kinds: Mapping[str, Kind], together: Together, *, first: int, is_display: bool
    ) -> None:
        self.latex, self.kinds, self.together = latex, kinds, together
        self.next, self.lift = first, HIGHER if is_display else 0.0
        self.is_display = is_display
        self.split: set[int] = set()
        self.merged: set[int] = set()
        self.colours: dict[int, str] = {}
        self.raised: dict[int, float] = {}
        self.colour = ""

    def write(self, element: Element) -> Piece:
        """Write one element."""
        kind = self.kinds.get(element.tag)
        if kind is None:
            raise self.unknown(f"there is no way to set {element.tag}")
        return kind(self, element)

    def row(self, elements: Sequence[Element]) -> Piece:
        """Write elements that stand in a row; as a table, where it has several lines."""
        joined = self.line(elements)
        if " \\ " not in joined.typst and not any(map(is_column, elements)):
            return joined
        lines = joined.typst.replace(" \\ ", " ; ")
        return Piece(f"mat(delim: #none, row-gap: #0.5em, {lines})", joined.order)

    def line(self, elements: Sequence[Element]) -> Piece:
        """Write elements that stand in a row, with their breaks, if any."""
        while len(elements) == 1 and elements[0].tag == "mrow":
            elements = list(elements[0])
        pieces: list[Piece] = []
        at = 0
        while at < len(elements):
            piece, count = self.together(self, elements, at)
            pieces.append(piece)
            at += count
        return joined(pieces)

    def small(self, elements: Sequence[Element], *, lift: float = 0.0) -> Piece:
        """Write what is not set as a formula on a line of its own is: a part of a fraction, say.

        `lift` is how much higher exponents are there than Typst has them, in em.
        """
        before = self.lift, self.is_display
        self.lift, self.is_display = lift, False
        try:
            return self.row(elements)
        finally:
            self.lift, self.is_display = before

    def argument(self, element: Element, *, of: str, lift: float = 0.0) -> Piece:
        """Write what a command is about; where a part ends before it comes, there is none."""
        if MARK.fullmatch(element.text or ""):
            reason = f"{of} has nothing in it, or is split from it: keep both in one part"
            raise mistaken(reason, without_marks(self.latex))
        return self.small([element], lift=lift)

    def coloured(self, colour: str, elements: Sequence[Element]) -> Piece:
        """Write elements in a colour."""
        before, self.colour = self.colour, colour
        try:
            return self.row(elements)
        finally:
            self.colour = before

    def atom(self, typst: str) -> Piece:
        """Write what draws glyphs of its own."""
        number, self.next = self.next, self.next + 1
        if self.colour:
            self.colours[number] = self.colour
        return Piece(f"part(#{number}, {typst})", (Atom(number),))

    def stroke(self) -> tuple[str, Order]:
        """Count an atom that is a line: return its colour in Typst, by which it is told from others."""
        number = self.next
        order = self.atom("").order
        return f"rgb(0, {number // 256}, {number % 256})", order

    def around(self, typst: str, inside: Sequence[Piece]) -> Piece:
        """Write what draws a glyph before what is inside, and another one after it, if there is one."""
        atom = self.atom(typst)
        number = self.next - 1
        inner = (entry for piece in inside for entry in piece.order)
        return Piece(atom.typst, (Atom(number, Take.FIRST), *inner, Atom(number)))

    def one(self, element: Element) -> Piece:
        """Write what may have an index as one thing; a mark alone is a place for one."""
        piece = self.row([element])
        if not piece.typst:
            return Piece(piece.filled, piece.order)
        is_one = re.fullmatch(r"\w+\([^()]*\)", piece.typst)
        return piece if is_one else Piece(f"part(#0, {piece.typst})", piece.order)

    def raise_by(self, piece: Piece, em: float) -> None:
        """Put an index as high as LaTeX does."""
        for entry in piece.order:
            if isinstance(entry, Atom) and em:
                self.raised[entry.number] = self.raised.get(entry.number, 0.0) + em

    def unknown(self, reason: str, what: str = "") -> FormulaError:
        """Say what cannot be set; `what` is how it stands in the source."""
        latex = without_marks(self.latex)
        found = re.search(rf"{re.escape(what)}(?![A-Za-z])", latex) if what else None
        return needs_latex(reason, latex, at=found.start() if found else None)


def joined(pieces: Sequence[Piece]) -> Piece:
    """Write pieces one after another; no space between them, since it would be seen beside words."""
    return Piece(
        "".join(piece.typst for piece in pieces), tuple(entry for piece in pieces for entry in piece.order)
    )


def is_column(element: Element) -> bool:
    """Tell whether an element is the sign that lines are aligned at."""
    return element.tag == "mi" and element.text == "&"


def without_marks(latex: str) -> str:
    """Return LaTeX as it was before marks were put in."""
    return MARK.sub("", _MARKED.sub("", latex))
