"""A derivation becomes rows that can be read: long ones are broken, hopeless ones on the way left out."""

from __future__ import annotations

from calcanim.blocks.formula import Formula
from calcanim.blocks.provenance import refuse_unverified
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.blocks.writing.derivation_rows import can_be_read, is_readable, readable_rows
from calcanim.calculus import Function
from calcanim.calculus.proofs import derivative_from_rules
from calcanim.calculus.verification.derivation import DerivationLine

WIDE, NARROW, TINY = Box(0, 0, 7, 6), Box(0, 0, 4, 6), Box(0, 0, 1, 1)


def _lines(text: str) -> tuple[DerivationLine, ...]:
    return derivative_from_rules(Function.parse(text)).lines


def test_the_first_row_and_the_last_say_what_they_are_equal_to() -> None:
    rows = readable_rows(_lines("sin(2x^2)+1"), WIDE, theme=DARK)
    assert len(rows) == 4
    assert [row.latex.startswith("f'(x) =") for row in rows] == [True, False, False, True]


def test_one_step_is_one_row() -> None:
    (row,) = readable_rows(_lines("sin(x)"), WIDE, theme=DARK)
    assert row.latex == r"f'(x) =\cos(x)"


def test_a_long_row_is_broken_and_still_printed_by_its_lines() -> None:
    rows = readable_rows(_lines("2x^3-x^2-4x+1"), NARROW, theme=DARK)
    assert any("aligned" in row.latex for row in rows)
    for row in rows:
        refuse_unverified(Formula(row.latex, theme=DARK, printed=row.printed))


def test_what_cannot_be_read_on_the_way_is_left_out_and_the_end_stays() -> None:
    lines = _lines("sin(cos(tan(exp(x))))")
    rows = readable_rows(lines, NARROW, theme=DARK)
    assert len(rows) < len(lines) - 1
    assert rows[-1].printed[-1] == lines[-1]


def test_whether_the_result_can_be_read_depends_on_the_box() -> None:
    assert can_be_read(_lines("sin(2x^2)+1"), WIDE, theme=DARK)
    assert not can_be_read(_lines("sin(2x^2)+1"), TINY, theme=DARK)
    assert is_readable("f(x) = x^2", WIDE, theme=DARK)
    assert not is_readable("f(x) = x^2", TINY, theme=DARK)
