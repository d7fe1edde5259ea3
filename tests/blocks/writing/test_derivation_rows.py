"""A derivation becomes rows that can be read: long ones are broken, hopeless ones on the way left out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from calcanim.blocks.formula import Formula
from calcanim.blocks.provenance import refuse_unverified
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, EM, Size
from calcanim.blocks.writing.board import Row, WrittenLine, room_for_lines
from calcanim.blocks.writing.breaking import is_legible
from calcanim.blocks.writing.derivation_rows import (
    can_be_read,
    is_readable,
    legible_rows,
    readable,
    restated,
    rows_in_lines,
)
from calcanim.calculus import Function
from calcanim.calculus.proofs import derivative_from_definition, derivative_from_rules
from calcanim.calculus.proofs.powers import power_with_difference, power_with_two_points
from calcanim.calculus.proofs.tangent_equation import tangent_equation
from calcanim.calculus.verification.derivation import DerivationLine

WIDE, NARROW, TINY = Box(0, 0, 7, 6), Box(0, 0, 4, 6), Box(0, 0, 1, 1)


def _lines(text: str) -> tuple[DerivationLine, ...]:
    return derivative_from_rules(Function.parse(text)).lines


def _rows(lines: Sequence[WrittenLine], box: Box) -> tuple[Row, ...]:
    return legible_rows(restated(lines), box, theme=DARK)


def _fits(row: Row, box: Box) -> bool:
    return is_legible(Formula(row.latex, theme=DARK), room_for_lines(box), em=EM[Size.BODY])


def test_the_first_row_and_the_last_say_what_they_are_equal_to() -> None:
    rows = _rows(_lines("sin(2x^2)+1"), WIDE)
    assert len(rows) == 4
    assert [row.latex.startswith("f'(x) =") for row in rows] == [True, False, False, True]


def test_one_step_is_one_row() -> None:
    (row,) = _rows(_lines("sin(x)"), WIDE)
    assert row.latex == r"f'(x) =\cos(x)"


def test_a_long_row_is_broken_and_still_printed_by_its_lines() -> None:
    rows = _rows(_lines("2x^3-x^2-4x+1"), NARROW)
    assert any("aligned" in row.latex for row in rows)
    for row in rows:
        refuse_unverified(Formula(row.latex, theme=DARK, printed=row.printed))


def test_what_cannot_be_read_on_the_way_is_left_out_and_the_end_stays() -> None:
    lines = _lines("sin(cos(tan(exp(x))))")
    rows = _rows(lines, NARROW)
    assert len(rows) < len(lines) - 1
    assert rows[-1].printed[-1] == lines[-1]


def test_whether_the_result_can_be_read_depends_on_the_box() -> None:
    assert can_be_read(_lines("sin(2x^2)+1"), WIDE, theme=DARK)
    assert not can_be_read(_lines("sin(2x^2)+1"), TINY, theme=DARK)
    assert is_readable("f(x) = x^2", WIDE, theme=DARK)
    assert not is_readable("f(x) = x^2", TINY, theme=DARK)


@pytest.mark.parametrize("box", [Box(0, 0, 8.0, 6), Box(0, 0, 7.2, 6)], ids=["wide", "narrow"])
@pytest.mark.parametrize("n", [2, 5])
def test_every_line_is_there_and_can_be_read(box: Box, n: int) -> None:
    for proof in (power_with_two_points(n), power_with_difference(n)):
        rows = rows_in_lines(proof.lines, box, theme=DARK)
        assert [line for row in rows for line in row.printed] == list(proof.lines)
        assert all(_fits(row, box) for row in rows)


def test_two_factors_below_each_other_still_say_what_was_verified() -> None:
    rows = rows_in_lines(power_with_two_points(5).lines, Box(0, 0, 7.2, 6), theme=DARK)
    assert any(r"\\ & (" in row.latex for row in rows)
    for row in rows:
        assert Formula(row.latex, theme=DARK, printed=row.printed).source().verdict == "proved"


def test_equations_stand_apart_and_those_that_cannot_be_read_can_be_left_out() -> None:
    lines = tangent_equation(Function.parse("x^2"))
    rows = rows_in_lines(lines, WIDE, theme=DARK)
    assert [row.latex for row in rows] == [line.latex for line in lines]
    assert readable(rows, WIDE, theme=DARK) == rows
    assert readable(rows, TINY, theme=DARK) == ()


def test_the_subject_stands_alone_where_it_has_no_room_and_stays_with_the_result() -> None:
    lines = derivative_from_definition(Function.parse("x^2"), 3).lines
    assert len(legible_rows(lines, Box(0, 0, 13, 6), theme=DARK)) == len(lines) - 1
    assert legible_rows(lines, Box(0, 0, 3.3, 6), theme=DARK)[0].latex == lines[0].latex
    ends = legible_rows(lines, TINY, theme=DARK)
    assert [row.latex for row in ends] == [lines[0].latex, lines[-1].latex]
