"""A proof on a board: every line is shown, what is new stands out, equals signs stand in a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import manim as mn

from calcanim.blocks.formula import Formula, Glyphs, Prose
from calcanim.blocks.latex import color_symbols
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Theme
from calcanim.blocks.writing.board import MOVING, Board, BoardRow, Row, WrittenLine, printers
from calcanim.blocks.writing.derivation_rows import all_restated, readable, restated, rows_in_lines
from calcanim.blocks.writing.equation import SIGN, part
from calcanim.blocks.writing.line_changes import named_things, new_glyphs
from calcanim.calculus.proofs.theorem import Part, Passage
from calcanim.calculus.verification.derivation import DerivationLine
from calcanim.calculus.verification.trials import Ground

NEW = Role.RUN
_REASONS, _BETWEEN = 4.3, 0.5  # frame units: width of a column of reasons, and the room before it
_REASON_GAP = 0.16
_MOST_WORDS = 26  # of reasons at once; a heading and conditions stand there as well
_LEAST = 0.85  # scale
_ROUNDING = 1e-6  # frame units


def proof_rows(lines: Sequence[DerivationLine], box: Box, *, theme: Theme) -> tuple[Row, ...]:
    """The rows of a derivation, with parts for all that has a name and for their signs; relations have signs
    anywhere. The last row says again what was proved of: the first one may have left."""
    told = restated(lines) if lines[-1].link else lines
    return _in_parts(rows_in_lines(told, box, theme=theme), lines)


def whole_board(
    lines: Sequence[DerivationLine], box: Box, *, theme: Theme
) -> tuple[ProofBoard, tuple[Row, ...]]:
    """A board on which all lines that can be read stand at once, with their rows. Where there is no room for
    that, each begins with what is proved of: the first one will leave."""
    rows = readable(proof_rows(lines, box, theme=theme), box, theme=theme)
    board = ProofBoard(box, theme=theme, lines=rows)
    if board.has_room(rows):
        return board, rows
    rows = _in_parts(rows_in_lines(all_restated(lines), box, theme=theme), lines)
    rows = readable(rows, box, theme=theme)
    return ProofBoard(box, theme=theme, lines=rows), rows


def _in_parts(rows: Sequence[Row], lines: Sequence[DerivationLine]) -> tuple[Row, ...]:
    names = named_things(lines)
    return tuple(replace(row, latex=color_symbols(_signed(row), names)) for row in rows)


def _signed(row: Row) -> str:
    is_chain = not any(line.link for line in row.printed)
    return row.latex if is_chain else row.latex.replace("=", part(SIGN, "="), 1)


class ProofBoard(Board):
    """A board for a whole derivation. What a new line did not take over from the one above has the colour of
    what is new until the next line comes.

    Reasons stand beside the lines where all lines leave room, else below them.
    """

    row_gap = 0.3

    def __init__(self, box: Box, *, theme: Theme, lines: Sequence[Row]) -> None:
        super().__init__(box, theme=theme, lines=lines)
        self._subject = printers(lines[0])[0]
        self._plain: Formula | None = None
        formulas = [Formula(row.latex, theme=theme) for row in lines]
        indent = _sign_at(formulas[0])
        widest = max(float(each.width) for each in formulas)
        aligned = max(
            float(each.width) + (0.0 if self._has_subject(line) else indent)
            for each, line in zip(formulas, lines, strict=True)
        )
        column = self.box.width - _REASONS - _BETWEEN
        self.are_beside = widest <= column
        self.room = column if self.are_beside else self.box.width
        self.indent = indent if aligned * _LEAST <= self.room else 0.0
        self.scale = min(1.0, max(_LEAST, self.room / (aligned if self.indent else widest)))

    @property
    def written(self) -> list[mn.Mobject]:
        """All that stands on the board."""
        return [self.marker, *self.rows]

    def has_room(self, lines: Sequence[Row]) -> bool:
        """Whether all lines can stand on it at once, made smaller as far as they can still be read."""
        high, formulas = self._heights(lines)
        share = 1 - max(0.0, high - self.box.height) / formulas
        self.scale = max(_LEAST, share * self.scale)
        return self._heights(lines)[0] <= self.box.height + _ROUNDING

    def _heights(self, lines: Sequence[Row]) -> tuple[float, float]:
        """Of all lines below each other, and of their formulas alone."""
        rows = [self._row(line) for line in lines]
        whole = sum(float(row.height) for row in rows) + self.row_gap * (len(rows) - 1)
        return whole, sum(float(row.formula.height) for row in rows)

    def settle(self) -> list[mn.Animation]:
        """Give the newest line its own colours."""
        return self._lift(self.rows[-1], 0.0)

    def _has_subject(self, line: WrittenLine) -> bool:
        """Whether a line begins with what is proved of, left of the column of signs."""
        return self._subject in printers(line)

    def _row(self, line: WrittenLine) -> BoardRow:
        lines, indent = printers(line), 0.0 if self._has_subject(line) else self.indent * self.scale
        written = Formula(line.latex, theme=self.theme, printed=lines).scale(self.scale)
        formula = written.scale(min(1.0, (self.room - indent) / written.width))
        if not line.reason:
            return BoardRow(formula, indent=indent)
        width = _REASONS if self.are_beside else self.box.width - indent
        reason = Prose(line.reason, theme=self.theme, role=Role.MUTED, width=width, printed=lines[-1])
        if self.are_beside:
            reason.next_to(formula, mn.RIGHT, buff=self.room + _BETWEEN - indent - formula.width)
        else:
            reason.next_to(formula, mn.DOWN, buff=_REASON_GAP, aligned_edge=mn.LEFT)
        return BoardRow(formula, reason, indent=indent)

    def _is_full(self, row: BoardRow, lift: float) -> bool:
        """Lines leave as well where there would be too many words."""
        return sum(map(_words, (*self.rows, row))) > _MOST_WORDS or super()._is_full(row, lift)

    def _lift(self, row: BoardRow, lift: float) -> list[mn.Animation]:
        if self._plain is None or row is not self.rows[-1]:
            return super()._lift(row, lift)
        plain = self._plain.move_to(row.formula).shift(lift * mn.UP)
        reasons = (mn.ApplyMethod(reason.shift, lift * mn.UP, rate_func=MOVING) for reason in row[1:] if lift)
        return [mn.Transform(row.formula, plain, rate_func=MOVING), *reasons]

    def _bring(self, before: BoardRow | None, row: BoardRow) -> mn.Animation:
        plain = row.formula.copy()
        for index in new_glyphs(before.formula, row.formula) if before else ():
            row.formula.submobjects[index].set_fill(self.theme.color(NEW))
        coming = super()._bring(before, row)
        self._plain = plain if before else None
        return coming

    def _carried(self, before: BoardRow) -> Formula:
        return self._plain.copy().move_to(before.formula) if self._plain else super()._carried(before)


def _words(row: BoardRow) -> int:
    words = (word for reason in row[1:] if isinstance(reason, Prose) for word in reason.text.split())
    return sum(any(map(str.isalnum, word)) for word in words)


def _has_sign(formula: Glyphs) -> bool:
    return any(each.name == SIGN for each in formula.parts)


def _sign_at(formula: Formula) -> float:
    """How far from its left end the sign of a formula stands; 0 where it has none."""
    return float(formula.part(SIGN).get_left()[0] - formula.get_left()[0]) if _has_sign(formula) else 0.0


def shared_out(part: Part, rows: Sequence[Row], /) -> list[tuple[Passage, list[tuple[Row, Ground]]]]:
    """The passages of a derivation, each with its rows, and where each row holds."""
    found, left, number = [], list(rows), 0
    subject = rows[0].printed[0]
    for passage in part.passages:
        last = number + passage.lines
        mine: list[tuple[Row, Ground]] = []
        while left and number + (steps := sum(line is not subject for line in left[0].printed)) <= last:
            row = left.pop(0)
            number += steps
            mine.append((row, part.ground_of(number)))
        found.append((passage, mine))
    return found
