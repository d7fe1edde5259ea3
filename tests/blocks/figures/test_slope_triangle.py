"""Rise over run: the names stay clear of the line, and the numbers are read back from the drawing."""

from __future__ import annotations

import manim as mn
import numpy as np
import pytest

from calcanim.blocks.evidence import flattened
from calcanim.blocks.figures.slope_triangle import SideLabel, SlopeTriangle
from calcanim.blocks.formula import Formula
from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.blocks.writing.equation import LiveQuotient, Travel, part
from calcanim.calculus import Constant
from calcanim.calculus.rise_over_run import RiseOverRun, on_one_line
from calcanim.calculus.verification.statement import stated
from calcanim.gates.agreement import agrees, distance_to

LEAST = 0.03  # frame units between a name and the middle of the line
HEIGHTS = [3.0, 1.0, 0.2, 0.0, -0.1, -0.15, -0.2, -0.5, -2.0]
RUNS = [6.0, 2.0, 0.5, 0.1, 0.0, -0.3, -4.0]


def triangle(run: float, rise: float) -> SlopeTriangle:
    plot = Plot(Box(-6, -3, 2, 3), Window(-5, 8, -3, 5), theme=DARK)
    return SlopeTriangle(plot, (1.0, 1.0), (1.0 + run, 1.0 + rise))


def quotient(home: SlopeTriangle) -> LiveQuotient:
    drawn = (home.rise.drawn_rise, home.run.drawn_run, home.line.drawn_slope)
    return LiveQuotient(home.delta_y, home.delta_x, home.slope, drawn=drawn, theme=DARK, largest=6.0)


def clarity(name: SideLabel) -> float:
    return float(name.formula.submobjects[0].get_fill_opacity())


def distance(name: SideLabel, line: mn.VMobject) -> float:
    """From the box of a name to a line; infinite while the name can't be seen."""
    formula = name.formula
    if clarity(name) < 0.15 or not formula.family_members_with_points():
        return np.inf
    x = np.linspace(formula.get_left()[0], formula.get_right()[0], 9)
    y = np.linspace(formula.get_bottom()[1], formula.get_top()[1], 5)
    strokes = [stroke for part in line.family_members_with_points() for stroke in flattened(part.points)]
    return min(distance_to(np.array([a, b]), strokes) for a in x for b in y)


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("rise", HEIGHTS)
def test_no_name_meets_the_line_or_the_dashes(run: float, rise: float) -> None:
    home = triangle(run, rise)
    for name in (home.run_label, home.rise_label):
        for line in (home.line, home.run, home.rise):
            assert distance(name, line) > LEAST


@pytest.mark.parametrize("rise", [-1.2, -1.8, -2.2, -3.5])
def test_the_name_of_the_rise_stands_beside_it_and_off_the_x_axis(rise: float) -> None:
    home = triangle(6.0, rise)
    name, axis = home.rise_label.formula, float(home.plot.point(0, 0)[1])
    assert clarity(home.rise_label) == 1.0
    assert name.get_bottom()[1] > axis + LEAST or name.get_top()[1] < axis - LEAST
    assert home.rise.get_bottom()[1] < name.get_center()[1] < home.rise.get_top()[1]


def test_the_name_of_a_fair_segment_is_seen_also_on_a_level_line() -> None:
    home = triangle(6.0, 0.0)
    assert clarity(home.run_label) == 1.0
    assert clarity(home.rise_label) == 0.0


def test_the_three_numbers_are_read_back_from_the_drawing() -> None:
    home = triangle(6.0, 3.0)
    readings = quotient(home).readings()
    assert [reading.shown for reading in readings] == ["3.00", "6.00", "0.50"]
    assert [reading.drawn for reading in readings] == pytest.approx([3.0, 6.0, 0.5])


def test_a_number_that_lags_behind_the_drawing_is_found_out() -> None:
    home = triangle(6.0, 3.0)
    live = quotient(home)
    home.b = (7.0, 1.0)
    for moved in (home.line, home.run, home.rise):
        moved.redraw()
    assert not all(agrees(reading.shown, reading.drawn) for reading in live.readings()[::2])


def test_an_upright_line_has_no_slope_in_numbers_and_in_the_drawing() -> None:
    readings = quotient(triangle(0.0, 3.0)).readings()
    assert [reading.shown for reading in readings] == ["3.00", "0.00", "undefined"]
    assert all(agrees(reading.shown, reading.drawn) for reading in readings)


def test_a_term_that_travels_is_not_seen_before_it_sets_out() -> None:
    row = Formula(part("first", "a") + "+" + part("second", "b"), theme=DARK)
    travel = Travel(row.part("second"), [(row.part("first"), row.part("second"))])
    travel.begin()
    assert travel.passing[0].get_fill_opacity() == 0


@pytest.mark.parametrize(("a", "b"), [("1", "1/3"), ("sqrt(2)", "-2/7"), ("1e-9", "2.5")])
def test_the_points_are_stated_on_one_line(a: str, b: str) -> None:
    point = Constant.parse(a).tree, Constant.parse(b).tree
    exact = RiseOverRun(point, (Constant.parse("7").tree, Constant.parse("4").tree))
    text = f"A({on_one_line(point[0])}, {on_one_line(point[1])})"
    assert stated(text, on=exact.ground).verdict == "proved"
    assert r"\frac" not in text
