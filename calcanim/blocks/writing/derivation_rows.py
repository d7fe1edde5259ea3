"""A derivation as rows of a board: the subject shares its row with the first value if there is room, and what
is too wide to be read in one line goes on below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import EM, Size, Theme
from calcanim.blocks.writing.board import Board, Row, WrittenLine, room_for_lines
from calcanim.blocks.writing.breaking import in_lines, is_legible


def rows_in_lines(lines: Sequence[WrittenLine], box: Box, *, theme: Theme) -> tuple[Row, ...]:
    """A row for every line of a derivation, on a board in this box."""
    room = room_for_lines(box)
    shared, rest = Row.of(*lines[:2]), lines[2:]
    goes_on = any(each.link for each in lines[1:2]) and _fits(shared.latex, room, theme)
    rows = [shared, *map(Row.of, rest)] if goes_on else map(Row.of, lines)
    return tuple(replace(row, latex=in_lines(row.latex, room, theme=theme)) for row in rows)


def readable(rows: Sequence[Row], box: Box, *, theme: Theme) -> tuple[Row, ...]:
    """Those rows that can be read on a board in this box."""
    room = room_for_lines(box)
    return tuple(row for row in rows if _fits(row.latex, room, theme))


def legible_rows(lines: Sequence[WrittenLine], box: Box, *, theme: Theme) -> tuple[Row, ...]:
    """The rows of a derivation that can be read on a board in this box; its subject and its result stay,
    however long they are."""
    rows = rows_in_lines(lines, box, theme=theme)
    return (*rows[:1], *readable(rows[1:-1], box, theme=theme), *rows[1:][-1:])


def restated(lines: Sequence[WrittenLine]) -> tuple[WrittenLine, ...]:
    """The same lines, but that the last one says again what it is equal to."""
    subject, *between, last = lines
    return (*([subject, *between] if between else []), Row.of(subject, last))


def all_restated(lines: Sequence[WrittenLine]) -> tuple[WrittenLine, ...]:
    """The same lines, but that each says again what it is equal to."""
    subject, *others = lines
    return tuple(Row.of(subject, line) for line in others)


def is_readable(latex: str, box: Box, *, theme: Theme) -> bool:
    """Whether a formula can be read in a box, in as many lines as it needs."""
    return _fits(in_lines(latex, box, theme=theme), box, theme)


def can_be_read(lines: Sequence[WrittenLine], box: Box, *, theme: Theme) -> bool:
    """Whether the result of a derivation can be read on a board in this box."""
    return is_readable(restated(lines)[-1].latex, room_for_lines(box), theme=theme)


def have_room(rows: Sequence[Row], box: Box, *, theme: Theme) -> bool:
    """Whether each of the rows, with its reason, is low enough for a board in this box."""
    board = Board(box, theme=theme, lines=rows)
    return all(board.has_room_for(row) for row in rows)


def _fits(latex: str, box: Box, theme: Theme) -> bool:
    return is_legible(Formula(latex, theme=theme), box, em=EM[Size.BODY])
