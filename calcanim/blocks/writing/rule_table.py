"""A table of rules: what is differentiated on the left, what the rule makes of it on the right."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import manim as mn

from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.live import Drawing
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Theme
from calcanim.calculus.differentiation_rules import DifferentiationRule
from calcanim.calculus.verification.statement import given

_COLUMN_GAP, _LEAST_GAP, _MOST_GAP = 0.45, 0.16, 0.42
_INDENT, _BAR, _NOTE_GAP, _NAME_GAP = 0.24, 0.08, 0.15, 0.12


class RuleRow(Drawing):
    """The name of a rule, its function with what it asks of its constants, and its derivative; a bar at the
    left says that it is used."""

    def __init__(self, rule: DifferentiationRule, *, theme: Theme) -> None:
        super().__init__()
        self.rule, self.theme = rule, theme
        self.called = Prose(rule.name, theme=theme, role=Role.MUTED)
        function = Formula(rule.latex, theme=theme, role=Role.CURVE, printed=rule)
        self.function = mn.VGroup(function, *self._condition()).arrange(mn.RIGHT, buff=_NOTE_GAP)
        line = rule.derivative_line
        self.derivative = Formula(line.latex, theme=theme, role=Role.DERIVATIVE, printed=line)
        self.add(self.called, self.function, self.derivative)

    def _condition(self) -> list[Prose]:
        asked = self.rule.constants_latex
        known = given(*self.rule.conditions_on_constants)
        return [Prose(f"$ {asked} $", theme=self.theme, role=Role.MUTED, on=known)] if asked else []

    @property
    def formulas(self) -> tuple[mn.VMobject, mn.VMobject]:
        """What stands in the columns of f and f′."""
        return self.function, self.derivative

    def bar(self) -> mn.Rectangle:
        """The bar that marks it."""
        color = self.theme.color(Role.SLOPE)
        bar = mn.Rectangle(width=_BAR, height=self.height, stroke_width=0, fill_opacity=1, fill_color=color)
        return bar.next_to(self, mn.LEFT, buff=_INDENT - _BAR)

    def appear(self, *, run_time: float = 1.2) -> mn.Animation:
        """Name and function come in; the derivative follows from the side of the function."""
        first = mn.FadeIn(self.called, self.function, run_time=run_time / 2)
        return mn.Succession(first, mn.FadeIn(self.derivative, shift=mn.RIGHT / 2, run_time=run_time / 2))

    def step_back(self) -> mn.Animation:
        """It is not used: all of it in the colour of what matters less."""
        return mn.ApplyMethod(self.set_fill, self.theme.color(Role.MUTED))


class RuleTable(Drawing):
    """Rules below each other, spread over the height of a box: f(x) on the left, f′(x) on the right, the name
    before them, or `above`."""

    def __init__(
        self, rules: Sequence[DifferentiationRule], box: Box, *, theme: Theme, above: bool = False
    ) -> None:
        super().__init__()
        self.box, self.above = box.inset(left=_INDENT), above
        self.rows = [RuleRow(rule, theme=theme) for rule in rules]
        function = Formula("f(x)", theme=theme, role=Role.CURVE)
        derivative = Formula("f'(x)", theme=theme, role=Role.DERIVATIVE)
        self.names = mn.VGroup(function, derivative)
        self.add(self.names, *self.rows)

    @property
    def _starts(self) -> tuple[float, float]:
        """How far from the left the two columns begin, in full size."""
        name = 0.0 if self.above else max(float(row.called.width) for row in self.rows) + _COLUMN_GAP
        return name, name + max(float(row.function.width) for row in self.rows) + _COLUMN_GAP

    @property
    def natural_width(self) -> float:
        """How wide it is in full size."""
        return self._starts[1] + max(float(row.derivative.width) for row in self.rows)

    @property
    def natural_height(self) -> float:
        """How high it is in full size, with the smallest gaps."""
        return sum(map(self._height, self._lines)) + (len(self._lines) - 1) * _LEAST_GAP

    @property
    def largest_scale(self) -> float:
        """The largest size, at most the full one, in which it fits its box."""
        return min(1.0, self.box.width / self.natural_width, self.box.height / self.natural_height)

    @property
    def _lines(self) -> list[mn.VGroup]:
        return [self.names, *self.rows]

    def _height(self, line: mn.VGroup) -> float:
        if isinstance(line, RuleRow) and self.above:
            return float(line.called.height) + _NAME_GAP + max(float(cell.height) for cell in line.formulas)
        return max(float(cell.height) for cell in line)

    def set_in(self, scale: float) -> None:
        """Set it in this size."""
        free = self.box.height / scale - self.natural_height
        gap = min(_MOST_GAP, _LEAST_GAP + free / max(1, len(self._lines) - 1))
        top = self.box.top
        for line in self._lines:
            self._put(line, top)
            top -= self._height(line) + gap
        self.scale(scale, about_point=(self.box.left, self.box.top, 0))

    def _put(self, line: mn.VGroup, top: float) -> None:
        """Put a line below this height: its parts beside each other, their middles in one line."""
        foot = top - self._height(line)
        cells = line.formulas if isinstance(line, RuleRow) else tuple(line)
        high = max(float(cell.height) for cell in cells) if self.above else top - foot
        for cell, start in zip(cells, self._starts, strict=True):
            cell.move_to((self.box.left + start + float(cell.width) / 2, foot + high / 2, 0))
        if isinstance(line, RuleRow):
            half = float(line.called.height) / 2
            middle = top - half if self.above else foot + high / 2
            line.called.move_to((self.box.left + float(line.called.width) / 2, middle, 0))


class Rulebook(Drawing):
    """Two tables of rules, all in one size: building blocks, and ways to combine them; `head` says over both
    what is f and what f′."""

    def __init__(
        self,
        blocks: Sequence[DifferentiationRule],
        combinations: Sequence[DifferentiationRule],
        boxes: tuple[Box, Box],
        *,
        theme: Theme,
    ) -> None:
        super().__init__()
        first = RuleTable(blocks, boxes[0], theme=theme)
        second = RuleTable(combinations, boxes[1], theme=theme, above=True)
        self.head, self.tables = mn.VGroup(first.names, second.names), (first, second)
        scale = min(table.largest_scale for table in self.tables)
        for table in self.tables:
            table.set_in(scale)
        self.add(*self.tables)

    def row(self, rule: DifferentiationRule) -> RuleRow:
        """The row of a rule."""
        return next(row for table in self.tables for row in table.rows if row.rule == rule)

    def others(self, rules: Collection[DifferentiationRule]) -> list[RuleRow]:
        """The rows of all other rules."""
        return [row for table in self.tables for row in table.rows if row.rule not in rules]
