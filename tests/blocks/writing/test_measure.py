"""Quantities stand on one line where there is room, else all on two."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.live import Readout
from calcanim.blocks.theme import DARK, Role
from calcanim.blocks.writing.measure import Quantity, measures

QUANTITIES = (
    Quantity("A", lambda: 0.5, Role.RISE),
    Quantity(r"A+B+C = \frac{1}{2}\tan(\theta)", lambda: 0.75, Role.RUN),
)


def test_with_room_they_are_on_one_line() -> None:
    rows = measures(QUANTITIES, 20.0, theme=DARK, places=2)
    assert all(isinstance(row, Readout) for row in rows)


def test_without_room_all_of_them_take_two_lines() -> None:
    rows = measures(QUANTITIES, 4.7, theme=DARK, places=2)
    for row in rows:
        formula, number = row
        assert number.get_top()[1] < formula.get_bottom()[1]
    assert [row[1].shown for row in rows] == ["0.50", "0.75"]
    assert max(row.width for row in rows) <= 4.7


def test_a_number_is_compared_with_its_formula_on_both_forms() -> None:
    theta = {"theta": lambda: np.arctan(1.5)}
    quantity = Quantity(r"A+B+C = \frac{1}{2}\tan(\theta)", lambda: 0.75, Role.RUN, theta)
    for width in (20.0, 4.7):
        (row,) = measures([quantity], width, theme=DARK, places=2)
        number = row if isinstance(row, Readout) else row[1]
        (reading,) = number.readings()
        assert reading.shown == "0.75"
        assert reading.drawn == pytest.approx(0.75)
