"""Both sides of a point: runners arrive where the curve does, secants at its slopes."""

from __future__ import annotations

import pytest

from calcanim.blocks.motion.both_sides import BothSides
from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function


def sides(f: str) -> BothSides:
    plot = Plot(Box(0, 0, 3, 3), Window(-2, 2, -2, 2), theme=DARK, bare=True)
    function = Function.parse(f)
    return BothSides(plot.curve(function), function.behaviour(0), reach=1.5)


def arrived(f: str) -> BothSides:
    found = sides(f)
    found.gap.set_value(0.0)
    found.runners.update()
    return found


def test_at_a_jump_the_runners_arrive_at_both_values_and_one_end_is_open() -> None:
    found = arrived("{-1 if x<0; 1 otherwise}")
    assert [runner.drawn_y() for runner in found.runners] == [pytest.approx(-1), pytest.approx(1)]
    assert len(found.rings) == 1


def test_at_a_pole_they_leave_and_there_is_no_point() -> None:
    found = arrived("1/x")
    assert not any(runner.is_drawn for runner in found.runners)
    assert not found.point.is_drawn


def test_where_a_function_begins_there_is_one_side() -> None:
    assert len(sides("sqrt(x)").runners) == len(sides("sqrt(x)").secants) == 1


def test_the_secants_of_a_corner_arrive_at_its_two_slopes() -> None:
    found = sides("abs(x)")
    turn = found.turn(run_time=1)
    turn.begin()
    turn.interpolate(1.0)
    turn.finish()
    assert [secant.slope() for secant, _ in found.secants] == [-1, 1]
