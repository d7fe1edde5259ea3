"""x comes to k: dots, level lines and the numbers beside the axis say the same, and arrive at the limits."""

from __future__ import annotations

from itertools import pairwise

import pytest

from calcanim.blocks.figures.approach_plot import ApproachPlot, Shown
from calcanim.blocks.plots.axis_numbers import places_in, spread
from calcanim.blocks.plots.plot import Window
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, Role
from calcanim.calculus import Constant, Function
from calcanim.calculus.limit_laws import limit_laws
from calcanim.gates.agreement import agrees, distance_to
from calcanim.gates.recording import PIXEL


def picture(f: str, g: str, k: str, *, law: int = 2) -> ApproachPlot:
    found = limit_laws(Constant.parse("1"), Constant.parse(k), Function.parse(f), Function.parse(g))[law]
    shown = [Shown(each, Role.CURVE) for each in (*found.parts, found.whole)]
    at = float(Constant.parse(k))
    return ApproachPlot(Box(0, 0, 3, 3), shown, at, sides=found.sides, reach=1.0, theme=DARK)


def at(drawn: ApproachPlot, gap: float) -> ApproachPlot:
    drawn.gap.set_value(gap)
    drawn.moving.update()
    return drawn


@pytest.mark.parametrize("gap", [-1.0, -0.3, -1e-6, 0.0, 0.25, 1.0])
def test_the_numbers_are_the_heights_of_the_dots_and_the_dots_lie_on_the_curves(gap: float) -> None:
    drawn = at(picture("x/2+1", "x^2/4+2", "2"), gap)
    assert all(said.is_whole and agrees(said.shown, said.drawn) for said in drawn.numbers.readings())
    touches = [touch for dot in drawn.dots for touch in dot.touches()]
    assert len(touches) == 3
    assert all(distance_to(touch.place, touch.strokes) <= PIXEL / 2 for touch in touches)


def test_at_k_the_dots_are_at_the_limits_though_the_function_has_a_hole() -> None:
    drawn = at(picture("(x^2-4)/(x-2)", "x", "2"), 0.0)
    assert [dot.drawn_y() for dot in drawn.dots] == pytest.approx([4, 2, 6])
    assert len(drawn.rings) == 2


def test_the_level_lines_go_from_the_axis_to_the_dots() -> None:
    drawn = at(picture("x", "x^2", "1"), 0.5)
    for level, dot in zip(drawn.levels, drawn.dots, strict=True):
        start, end = level.drawn_ends()
        assert start[0] == pytest.approx(drawn.plot.window.x_min)
        assert end == pytest.approx(dot.drawn_at())


def test_heights_that_are_close_are_moved_apart_and_keep_their_order() -> None:
    low, high, far = spread([1.0, 1.05, 3.0])
    assert high - low > 0.3
    assert (low + high) / 2 == pytest.approx(1.025)
    assert far == 3.0


def test_three_that_are_close_are_all_moved_apart() -> None:
    placed = sorted(spread([1.0, 1.0, 1.0]))
    assert all(after - before > 0.25 for before, after in pairwise(placed))


@pytest.mark.parametrize(("height", "places"), [(0.05, 4), (1, 2), (7, 2), (12, 2), (150, 1), (4000, 0)])
def test_numbers_have_as_many_places_as_the_window_asks_for(height: float, places: int) -> None:
    assert places_in(Window(0, 1, 0, height)) == places
