"""The lines of a derivation as rows of a board, none left out and none too small to be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import EM, Size, Theme
from calcanim.blocks.writing.board import Row, WrittenLine, rows_of
from calcanim.blocks.writing.breaking import in_lines, is_legible

_FACTORS = re.compile(r"\\frac\{(\([^()]*\))(\([^()]*\))\}")
_STACKED = r"\\frac{\\begin{aligned}& \1 \\\\ & \2\\end{aligned}}"
_BAR = 0.3  # frame units that the board keeps for its bar


def rows_in_lines(lines: Sequence[WrittenLine], box: Box, *, theme: Theme) -> tuple[Row, ...]:
    """A row for each line, gone on below where it is too wide; the subject shares its row with the line that
    follows from it if there is room."""
    inner = box.inset(left=_BAR)
    shared, *rest = rows_of(lines)
    fits = _can_be_read(shared.latex, inner, theme)
    first = [shared] if fits else [Row(line.latex, line.reason, (line,)) for line in lines[:2]]
    return tuple(Row(_set(row.latex, inner, theme), row.reason, row.printed) for row in (*first, *rest))


def rows_apart(lines: Sequence[WrittenLine], box: Box, *, theme: Theme) -> tuple[Row, ...]:
    """A row for each line, each on its own; lines that could not be read end the list."""
    inner = box.inset(left=_BAR)
    rows = (Row(_set(line.latex, inner, theme), line.reason, (line,)) for line in lines)
    return tuple(takewhile(lambda row: _can_be_read(row.latex, inner, theme), rows))


def _can_be_read(latex: str, box: Box, theme: Theme) -> bool:
    return is_legible(Formula(latex, theme=theme), box, em=EM[Size.BODY])


def _set(latex: str, box: Box, theme: Theme) -> str:
    """In lines; where not even that can be read, the two factors of a numerator below each other."""
    broken = in_lines(latex, box, theme=theme)
    return broken if _can_be_read(broken, box, theme) else _FACTORS.sub(_STACKED, latex)
