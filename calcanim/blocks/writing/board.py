"""A derivation on a board: lines appear below each other with their reasons, and earlier lines make room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import manim as mn

from calcanim.blocks.formula import Carry, Formula, Prose
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Size, Theme

_ROW_GAP, _REASON_GAP, _INDENT = 0.45, 0.16, 0.3
_MARKER_WIDTH = 0.06
_SMALLEST = 0.85
_LOOK, _LONGEST = 0.8, 3.2  # seconds for a formula, and at most for a reason
_READING_SPEED = 16.0  # characters of a reason a second
_ROUNDING = 1e-6  # frame units
_SCROLL = 0.4  # of the time that a line takes: until the earlier lines have made room
_GONE, MOVING = mn.squish_rate_func(mn.smooth, 0.0, 0.5), mn.squish_rate_func(mn.smooth, 0.3, 1.0)


class WrittenLine(Protocol):
    """A line of a derivation of the math core."""

    @property
    def latex(self) -> str:
        """LaTeX, printed from what was verified."""

    @property
    def reason(self) -> str:
        """Why it follows from the line above."""

    @property
    def link(self) -> str:
        """The sign that it begins with, where it goes on from the line above."""


@dataclass(frozen=True)
class Row:
    """A line as the board writes it, and the lines of the math core that printed it."""

    latex: str
    reason: str
    printed: tuple[WrittenLine, ...] = ()
    link: str = ""

    @classmethod
    def of(cls, *lines: WrittenLine) -> Row:
        """Lines beside each other in one row, with the reason of the last."""
        printed = tuple(each for line in lines for each in printers(line))
        return cls(" ".join(line.latex for line in lines), lines[-1].reason, printed, lines[0].link)


def printers(line: WrittenLine) -> tuple[WrittenLine, ...]:
    """The lines of the math core behind a line that may have been put together, or coloured."""
    return line.printed if isinstance(line, Row) else (line,)


def room_for_lines(box: Box) -> Box:
    """What is left of a board's box beside its bar."""
    return box.inset(left=_INDENT)


class BoardRow(mn.VGroup):
    """A line on the board: its formula and, below or beside it, its reason; `indent` is from the left."""

    def __init__(self, formula: Formula, *reasons: Prose, indent: float = 0.0) -> None:
        super().__init__(formula, *reasons)
        self.formula, self.indent = formula, indent


class InTurn(mn.Succession):
    """One animation after the other; what a later one moves comes in when its turn has come."""

    def __init__(self, *animations: mn.Animation) -> None:
        super().__init__(*animations, group=mn.Group())

    def update_active_animation(self, index: int) -> None:
        """Begin with the next one."""
        super().update_active_animation(index)
        if self.active_animation is not None:
            self.scene.add(*self.active_animation.mobject)


class Board:
    """Shows verified lines one after another in a box. `write` gives the animation of the next one.

    A bar at the left marks the newest line. Earlier lines keep their colours, so that they can still be read.
    Given `lines`, all that will be written, they are set in one size, the largest in which the longest fits.
    """

    row_gap = _ROW_GAP

    def __init__(
        self, box: Box, *, theme: Theme, size: Size = Size.BODY, lines: Sequence[WrittenLine] = ()
    ) -> None:
        self.box, self.theme, self.size = room_for_lines(box), theme, size
        widths = [float(Formula(line.latex, theme=theme, size=size).width) for line in lines]
        self.scale = max(_SMALLEST, min([1.0, *(self.box.width / width for width in widths)]))
        self.rows: list[BoardRow] = []
        self.marker = mn.Rectangle(
            width=_MARKER_WIDTH,
            height=0.5,
            stroke_width=0,
            fill_opacity=1,
            fill_color=theme.color(Role.MUTED),
        )

    def write(self, line: WrittenLine, *, run_time: float = 1.4) -> mn.Animation:
        """Bring in a line: what it shares with the line above comes from there; lines that no longer fit
        leave at the top."""
        row = self._row(line)
        top = float(self.rows[-1].get_bottom()[1]) - self.row_gap if self.rows else self.box.top
        row.move_to((self.box.left + row.indent + row.width / 2, top - row.height / 2, 0))
        before = self.rows[-1] if self.rows else None
        room = self._make_room(row)
        coming = [self._bring(before, row), *(mn.FadeIn(reason) for reason in row[1:])]
        coming.append(self._mark(row, is_first=before is None))
        self.rows.append(row)
        if float(row.get_top()[1]) <= top + _ROUNDING:
            return mn.AnimationGroup(*room, *coming, run_time=run_time)
        scroll = mn.AnimationGroup(*room, run_time=_SCROLL * run_time)
        return InTurn(scroll, mn.AnimationGroup(*coming, run_time=(1 - _SCROLL) * run_time))

    @property
    def reading_time(self) -> float:
        """Seconds to read the newest line's reason."""
        reasons = [part.text for part in self.rows[-1] if isinstance(part, Prose)] if self.rows else []
        reading = sum(len(reason) for reason in reasons) / _READING_SPEED
        return min(max(_LOOK, reading), _LONGEST)

    def has_room_for(self, line: WrittenLine) -> bool:
        """Whether a line with its reason is low enough for the board."""
        return float(self._row(line).height) <= self.box.height

    def clear(self, *, run_time: float = 0.8) -> mn.Animation:
        """Wipe the board."""
        wiped = mn.FadeOut(self.marker, *self.rows, run_time=run_time)
        self.rows = []
        return wiped

    def drop_earlier(self, *, run_time: float = 0.5) -> mn.Animation:
        """All lines but the newest leave: they hold under other conditions. That moves up with the next."""
        gone, self.rows = self.rows[:-1], self.rows[-1:]
        return mn.FadeOut(*gone, run_time=run_time) if gone else mn.Wait(run_time)

    def _row(self, line: WrittenLine) -> BoardRow:
        lines = printers(line)
        written = Formula(line.latex, theme=self.theme, size=self.size, printed=lines)
        formula = self.box.fit(written.scale(self.scale))
        if not line.reason:
            return BoardRow(formula)
        reason = Prose(
            line.reason, theme=self.theme, role=Role.MUTED, width=self.box.width, printed=lines[-1]
        )
        return BoardRow(formula, reason.next_to(formula, mn.DOWN, buff=_REASON_GAP, aligned_edge=mn.LEFT))

    def _make_room(self, row: BoardRow) -> list[mn.Animation]:
        """Where there is no place for the row, the oldest lines leave until there is; the others stand at the
        top."""
        leaving: list[BoardRow] = []
        gap = self.box.top - float(self.rows[0].get_top()[1]) if self.rows else 0.0
        lift = gap if gap > _ROUNDING else 0.0
        while self.rows and self._is_full(row, lift):
            leaving.append(self.rows.pop(0))
            lift = self.box.top - float((self.rows[0] if self.rows else row).get_top()[1])
        row.shift(lift * mn.UP)
        moves: list[mn.Animation] = [mn.FadeOut(old, shift=0.3 * mn.UP, rate_func=_GONE) for old in leaving]
        return moves + [move for old in self.rows for move in self._lift(old, lift)]

    def _is_full(self, row: BoardRow, lift: float) -> bool:
        """Whether a row has no place below the others when all are lifted by so much."""
        return float(row.get_bottom()[1]) + lift < self.box.bottom - _ROUNDING

    def _lift(self, row: BoardRow, lift: float) -> list[mn.Animation]:
        """What an earlier line does while the next one comes."""
        return [mn.ApplyMethod(row.shift, lift * mn.UP, rate_func=MOVING)] if lift else []

    def _bring(self, before: BoardRow | None, row: BoardRow) -> mn.Animation:
        """A new line's formula out of the one before, from where that will then stand, or stood at last."""
        if before is None:
            return mn.FadeIn(row.formula)
        foot = float(row.get_top()[1]) + self.row_gap if before in self.rows else self.box.top - before.height
        copy = self._carried(before).shift((foot - float(before.get_bottom()[1])) * mn.UP)
        return Carry(copy, row.formula)

    def _carried(self, before: BoardRow) -> Formula:
        """What goes from a line to the next."""
        return before.formula.copy()

    def _mark(self, row: BoardRow, *, is_first: bool) -> mn.Animation:
        goal = self.marker.copy().stretch_to_fit_height(row.height)
        goal.move_to((self.box.left - _INDENT + _MARKER_WIDTH, float(row.get_center()[1]), 0))
        if not is_first:
            return mn.Transform(self.marker, goal)
        self.marker.become(goal)
        return mn.FadeIn(self.marker)
