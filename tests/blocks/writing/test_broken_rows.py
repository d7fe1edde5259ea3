"""Every line of a derivation has a row that can be read, however narrow the board is."""

from __future__ import annotations

import pytest

from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, EM, Size
from calcanim.blocks.writing.breaking import is_legible
from calcanim.blocks.writing.broken_rows import rows_apart, rows_in_lines
from calcanim.calculus import Function
from calcanim.calculus.proofs.powers import power_with_difference, power_with_two_points
from calcanim.calculus.proofs.tangent_equation import tangent_equation

WIDE, NARROW = Box(0, 0, 8.0, 6.0), Box(0, 0, 7.2, 6.0)


@pytest.mark.parametrize("box", [WIDE, NARROW])
@pytest.mark.parametrize("n", [2, 5])
def test_every_line_is_there_and_can_be_read(box: Box, n: int) -> None:
    for proof in (power_with_two_points(n), power_with_difference(n)):
        rows = rows_in_lines(proof.lines, box, theme=DARK)
        assert sum(len(row.printed) for row in rows) == len(proof.lines)
        for row in rows:
            assert is_legible(Formula(row.latex, theme=DARK), box.inset(left=0.3), em=EM[Size.BODY])


def test_a_broken_row_still_says_what_was_verified() -> None:
    lines = power_with_two_points(5).lines
    for row in rows_in_lines(lines, NARROW, theme=DARK):
        source = Formula(row.latex, theme=DARK, printed=row.printed).source()
        assert str(source.verdict) == "proved"


def test_rows_apart_begin_with_the_first_line_alone() -> None:
    lines = tangent_equation(Function.parse("x^2"))
    rows = rows_apart(lines, WIDE, theme=DARK)
    assert [row.latex for row in rows] == [line.latex for line in lines]
