"""A derivation as rows that can be read on a board: long lines go on below, and those that are still too
small on the way are left out."""

from __future__ import annotations

from collections.abc import Sequence

from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import EM, Size, Theme
from calcanim.blocks.writing.board import Row, WrittenLine
from calcanim.blocks.writing.breaking import in_lines, is_legible

_MARGIN = 0.3  # frame units at the left of a board, for its marker


def readable_rows(lines: Sequence[WrittenLine], box: Box, *, theme: Theme) -> tuple[Row, ...]:
    """The rows of a derivation for a board in this box. The last one stays, however long it is; if it is not
    the next to the subject, it says again what it is equal to."""
    inner = box.inset(left=_MARGIN)
    subject, *between, last = lines
    whole = [_row(inner, theme, line) for line in between[1:]]
    first = _row(inner, theme, subject, *between[:1]) if between else None
    end = _row(inner, theme, subject, last)
    if first is not None and not _is_legible(first, inner, theme):
        whole = [_row(inner, theme, subject), *(_row(inner, theme, line) for line in between)]
    elif first is not None:
        whole = [first, *whole]
    return (*(row for row in whole if _is_legible(row, inner, theme)), end)


def can_be_read(lines: Sequence[WrittenLine], box: Box, *, theme: Theme) -> bool:
    """Whether the result of a derivation can be read on a board in this box."""
    return _is_legible(readable_rows(lines, box, theme=theme)[-1], box.inset(left=_MARGIN), theme)


def is_readable(latex: str, box: Box, *, theme: Theme) -> bool:
    """Whether a formula can be read in a box, in as many lines as it needs."""
    made = Formula(in_lines(latex, box, theme=theme), theme=theme)
    return is_legible(made, box, em=EM[Size.BODY])


def _row(box: Box, theme: Theme, *lines: WrittenLine) -> Row:
    latex = " ".join(line.latex for line in lines)
    return Row(in_lines(latex, box, theme=theme), lines[-1].reason, lines)


def _is_legible(row: Row, box: Box, theme: Theme) -> bool:
    return is_legible(Formula(row.latex, theme=theme), box, em=EM[Size.BODY])
