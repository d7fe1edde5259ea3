"""A traveller has the derivative's slope wherever there is one, and no tangent where there is none."""

from __future__ import annotations

from itertools import pairwise

import manim as mn
import numpy as np
import pytest

from calcanim.blocks.motion.critical_marks import level_chain, value_chains
from calcanim.blocks.motion.growing_curve import GrowingCurve
from calcanim.blocks.motion.sign_strip import SignStrip, with_strip
from calcanim.blocks.motion.slope_arrows import SlopeArrows
from calcanim.blocks.motion.stated_rows import first_stated, function_rows
from calcanim.blocks.motion.traveller import Traveller, across, to_and_fro
from calcanim.blocks.plots.plot import Vertical
from calcanim.blocks.plots.stacked_plots import StackedPlots, derivative_layers
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function, given
from calcanim.calculus.analysis.signs import Sign, sign_chart

BOX = Box(-6.4, -3.2, 1.0, 2.7)
RANGE = (-2.1, 2.1)


def stacked(text: str, *, orders: int = 1) -> StackedPlots:
    """A function and its derivatives on plots."""
    return StackedPlots(BOX, derivative_layers(Function.parse(text), RANGE, orders=orders), theme=DARK)


def at(text: str, x: float, *, orders: int = 1) -> Traveller:
    """A traveller that stands at x."""
    return Traveller(stacked(text, orders=orders), x)


@pytest.mark.parametrize(
    ("f", "x"), [("x^2", 1.5), ("sin(2*x^2)+1", -0.7), ("exp(x)", 0.3), ("x*abs(x)", 0.0)]
)
def test_the_slope_that_is_drawn_is_the_derivative(f: str, x: float) -> None:
    traveller = at(f, x)
    slope = float(Function.parse(f).derivative()(x))
    assert traveller.slope() == pytest.approx(slope)
    assert traveller.tangent.drawn_slope() == pytest.approx(slope)


@pytest.mark.parametrize(("f", "x"), [("abs(x)", 0.0), ("floor(x)", 1.0), ("1/x", 0.0), ("sqrt(x)", -1.0)])
def test_without_a_slope_there_is_no_tangent(f: str, x: float) -> None:
    traveller = at(f, x)
    assert np.isnan(traveller.slope())
    assert not len(traveller.tangent.stroke.points)


def test_a_vertical_tangent_stands_upright() -> None:
    traveller = at("cbrt(x)", 0.0)
    assert traveller.as_line() == Vertical(0.0)
    assert traveller.slope() == np.inf


def test_off_the_curve_x_is_shown_on_the_axis() -> None:
    traveller = at("sqrt(x-1)", -0.5)
    assert traveller.foot.drawn_at() == pytest.approx((-0.5, 0.0))
    assert traveller.drawn_x() == pytest.approx(traveller.seen_x()) == pytest.approx(-0.5)
    traveller.where.set_value(1.5)
    traveller.update()
    assert not traveller.foot.is_drawn
    assert traveller.drawn_x() == pytest.approx(1.5)


def test_all_points_share_their_x() -> None:
    traveller = at("x^3", 0.5, orders=2)
    assert [dot.drawn_x() for dot in traveller.dots[:3]] == pytest.approx([0.5] * 3)
    assert [dot.drawn_y() for dot in traveller.dots[:3]] == pytest.approx([0.125, 0.75, 3.0])


def test_the_notebooks_law() -> None:
    law = to_and_fro(0.0, 1.5)
    assert [law(i / 200) for i in (0, 50, 100, 150)] == pytest.approx([0, 1.5, 0, -1.5])
    assert law(0.5) == 0.0
    assert [to_and_fro(1.0, 2.0, side=1)(i / 4) for i in range(5)] == [3, 1, -1, 1, 3]
    assert [across(-1, 3)(share) for share in (0, 0.5, 1)] == [-1, 1, 3]


def test_it_arrives_exactly() -> None:
    traveller = at("x^2", 0.3)
    move = traveller.go(1.1)
    move.begin()
    move.interpolate(1)
    assert traveller.x == 1.1


def test_plots_above_each_other_begin_at_the_same_x() -> None:
    plots = stacked("1000x^2", orders=2).plots
    assert len({round(plot.box.left, 9) for plot in plots}) == 1
    assert all(len(list(plot.ticks[-1].readings())) >= 2 for plot in plots)


def test_a_curve_grows_as_far_as_the_point_has_been() -> None:
    traveller = at("x^2", 0.0)
    growing = GrowingCurve(traveller.plots.curves[1], lambda: traveller.x)
    for x in (0.5, -1.0, 0.2):
        traveller.where.set_value(x)
        growing.redraw()
    drawn = traveller.plots.plots[1].plane(growing.stroke.points)[:, 0]
    assert (drawn.min(), drawn.max()) == pytest.approx((-1.0, 0.5))
    assert not growing.traces()[0].is_whole
    finish = growing.complete()
    finish.begin()
    finish.interpolate(1)
    growing.redraw()
    assert growing.traces()[0].is_whole


@pytest.mark.parametrize("text", ["(x+1)/(x-2)", "1/(x^2-4)"])
def test_near_a_pole_a_curve_grows_up_to_the_point_and_no_further(text: str) -> None:
    plots = StackedPlots(BOX, derivative_layers(Function.parse(text), (0.9, 5.1)), theme=DARK)
    traveller = Traveller(plots, 3.0)
    growing = GrowingCurve(plots.curves[1], lambda: traveller.x)
    seen = [x for x in np.linspace(2.9, 2.05, 30) if plots.plots[1].holds(x, traveller.derivative(x))]
    assert len(seen) > 10
    for x in seen:
        traveller.where.set_value(x)
        growing.redraw()
        place = plots.plots[1].point(x, traveller.derivative(x))
        assert growing.stroke.points[0] == pytest.approx(place)


def test_the_signs_stand_in_order_over_their_stretches() -> None:
    plots, box = with_strip(BOX)
    f = Function.parse("1/4*x^4-x^2+1/2")
    stack = StackedPlots(plots, derivative_layers(f, RANGE), theme=DARK)
    strip = SignStrip(stack.plots[1], sign_chart(f.derivative(), RANGE), box)
    signs = sorted(strip.signs, key=lambda sign: float(sign.get_x()))
    assert [sign.latex for sign in signs] == ["-", "0", "+", "0", "-", "0", "+"]
    assert all(first.get_right()[0] < second.get_left()[0] for first, second in pairwise(signs))


def test_signs_that_have_no_room_are_left_out() -> None:
    f = Function.parse("sin(40x)")
    plots, box = with_strip(BOX)
    stack = StackedPlots(plots, derivative_layers(f, RANGE), theme=DARK)
    chart = sign_chart(f.derivative(), RANGE)
    strip = SignStrip(stack.plots[1], chart, box)
    assert 0 < len(strip.signs) < len(chart.pieces)


def test_marks_appear_once() -> None:
    plots, box = with_strip(BOX)
    f = Function.parse("x^2")
    stack = StackedPlots(plots, derivative_layers(f, RANGE), theme=DARK)
    strip = SignStrip(stack.plots[1], sign_chart(f.derivative(), RANGE), box)
    assert len(strip.appear(strip.beside(0.0))) == 1
    assert strip.appear(strip.whole) == []


def test_arrows_run_as_the_curve_runs_and_keep_off_it() -> None:
    stack = stacked("x^2", orders=0)
    arrows = SlopeArrows(stack.curves[0], sign_chart(Function.parse("x^2").derivative(), RANGE))
    (falling,), (rising,) = arrows.of(Sign.NEGATIVE), arrows.of(Sign.POSITIVE)
    for mark, sign in ((falling, -1), (rising, 1)):
        way = mark.points[3] - mark.points[0]
        assert way[0] > 0
        assert np.sign(way[1]) == sign
        gaps = np.linalg.norm(stack.curves[0].stroke.points[:, None] - mark.points[None, :4], axis=2)
        assert gaps.min() > 0.15


def test_a_formula_that_is_refuted_is_passed_over() -> None:
    on = given(f=Function.parse("sin(x)"))
    ways = [r"f'(0)=0", r"f'(-\pi)=-1"]
    row = first_stated(ways, Box(0, 0, 5, 2), on=on, theme=DARK)
    assert row is not None
    assert row.latex == ways[1]
    assert first_stated(ways[:1], Box(0, 0, 5, 2), on=on, theme=DARK) is None


def test_derivatives_are_written_with_the_decimals_of_their_function() -> None:
    rows = function_rows(
        Function.parse("20t-1/2*9.81*t^2"), Box(0, 0, 5, 2), theme=DARK, orders=2, letter="s"
    )
    assert [row.latex for row in rows[1:]] == ["s'(t) = 20-9.81t", "s''(t) = -9.81"]


def test_places_and_values_are_written_as_chains() -> None:
    points = Function.parse("1/4*x^4-x^2+1/2").critical_points(RANGE)
    assert level_chain([point.x for point in points[:2]]) == r"f'(- \sqrt{2}) = f'(0) = 0"
    assert value_chains(points)[1] == r"f(0) = \frac{1}{2}"


def test_a_copy_is_a_picture_at_rest() -> None:
    traveller = at("x^2", 1.0)
    assert isinstance(traveller.copy(), mn.VGroup)
