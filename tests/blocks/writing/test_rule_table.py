"""The rules stand in columns, in one size, inside their boxes."""

from __future__ import annotations

import manim as mn
import pytest

from calcanim.blocks.provenance import refuse_unverified
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, Role
from calcanim.blocks.writing.rule_table import Rulebook, RuleRow
from calcanim.calculus.differentiation_rules import BUILDING_BLOCKS, COMBINATIONS, POWER, SINE, SUM, TABLE

BOXES = (Box(-6.4, -3.5, -1.0, 2.7), Box(-0.6, -2.2, 6.4, 2.7))


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return Rulebook(BUILDING_BLOCKS, COMBINATIONS, BOXES, theme=DARK)


def test_each_table_is_in_its_box(book: Rulebook) -> None:
    for table, box in zip(book.tables, BOXES, strict=True):
        assert box.left - 1e-6 <= table.get_left()[0]
        assert table.get_right()[0] <= box.right + 1e-6
        assert box.bottom - 1e-6 <= table.get_bottom()[1]
        assert table.get_top()[1] <= box.top + 1e-6


def test_functions_and_derivatives_stand_in_columns(book: Rulebook) -> None:
    for table in book.tables:
        for column in zip(*(row.formulas for row in table.rows), strict=True):
            lefts = [float(cell.get_left()[0]) for cell in column]
            assert max(lefts) - min(lefts) < 0.02


def test_every_row_is_verified(book: Rulebook) -> None:
    for rule in TABLE:
        refuse_unverified(book.row(rule))


def test_a_row_that_steps_back_is_muted_and_the_others_are_the_rest(book: Rulebook) -> None:
    assert {row.rule for row in book.others([SUM, SINE])} == set(TABLE) - {SUM, SINE}
    row = RuleRow(SUM, theme=DARK)
    move = row.step_back()
    move.begin()
    move.interpolate(1)
    glyphs = row.derivative.submobjects
    assert {glyph.get_fill_color().to_hex() for glyph in glyphs} == {DARK.color(Role.MUTED)}


def test_a_power_says_what_it_asks_of_its_exponent() -> None:
    assert len(RuleRow(POWER, theme=DARK).function) == 2
    assert len(RuleRow(SINE, theme=DARK).function) == 1


def test_the_bar_stands_before_its_row() -> None:
    row = RuleRow(SINE, theme=DARK)
    assert isinstance(row.bar(), mn.Rectangle)
    assert row.bar().get_right()[0] < row.get_left()[0]


def test_between_a_function_and_its_derivative_is_a_wide_gap(book: Rulebook) -> None:
    for table in book.tables:
        for row in table.rows:
            function, derivative = row.formulas
            assert derivative.get_left()[0] - function.get_right()[0] > 0.35


def test_both_tables_say_which_column_is_f(book: Rulebook) -> None:
    for table, names in zip(book.tables, book.head, strict=True):
        for name, column in zip(names, zip(*(row.formulas for row in table.rows), strict=True), strict=True):
            assert name.get_left()[0] == pytest.approx(column[0].get_left()[0], abs=0.02)
            assert name.get_bottom()[1] > column[0].get_top()[1]
