"""Rows of a study come in one below the other, and anew where it had withdrawn; unverified ones never."""

from __future__ import annotations

import manim as mn
import pytest

from calcanim.blocks.motion.study import Study
from calcanim.blocks.stage import Stage
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function


@pytest.fixture
def study() -> Study:
    """A study of the cube."""
    return Study(Stage(14.2, 8.0), Function.parse("x^3"), (-1, 1), theme=DARK)


def test_rows_are_written_below_each_other(study: Study) -> None:
    for row in ("f'(0) = 0", "f(1) = 1"):
        study.write(row)
    first, second = study.written
    assert second.get_top()[1] < first.get_bottom()[1] < study.rows.get_bottom()[1]
    assert study.box.top < second.get_bottom()[1]


def test_a_row_that_is_false_is_not_written(study: Study) -> None:
    assert isinstance(study.write("f(1) = 2"), mn.Wait)
    assert study.written == []


def test_after_it_has_withdrawn_a_row_takes_the_place_of_the_first(study: Study) -> None:
    study.write("f(1) = 1")
    (before,) = study.written
    study.withdraw()
    assert study.written == []
    study.write("f(0) = 0")
    (after,) = study.written
    assert after is not before
    assert after.get_top()[1] == pytest.approx(before.get_top()[1], abs=0.1)


def test_it_sways_as_far_as_both_ends_are_seen(study: Study) -> None:
    study.traveller.where.set_value(0)
    way = study.sway(run_time=4)
    way.begin()
    seen = []
    for share in (0.0, 0.25, 0.75, 1.0):
        way.interpolate(share)
        seen.append(study.traveller.x)
    low, high = study.ends
    assert seen == pytest.approx([0, high, low, 0])
