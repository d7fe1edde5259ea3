"""A plot maps the plane to its box, clips what leaves it, numbers its edges, and zooms steadily."""

from itertools import pairwise

import manim as mn
import numpy as np
import pytest

from calcanim.blocks.motion.secant import Secant
from calcanim.blocks.plots.framing import window_for, x_range_around, x_range_near
from calcanim.blocks.plots.marks import Point, PointLabel
from calcanim.blocks.plots.plot import Plot, StraightLine, Vertical, Window, Zoom, clipped
from calcanim.blocks.plots.ticks import tick_labels, ticks
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function, Line

WINDOW = Window(-2, 2, -1, 3)


def plot(window: Window = WINDOW, *, moves: bool = False) -> Plot:
    return Plot(Box(-6, -3, 2, 3), window, theme=DARK, moves=moves)


def test_the_windows_corners_are_the_boxs_corners() -> None:
    p = plot()
    assert p.point(-2, -1)[:2] == pytest.approx([p.box.left, p.box.bottom])
    assert p.point(2, 3)[:2] == pytest.approx([p.box.right, p.box.top])


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        (Line.passing((0, 0), slope=1), [(-1, -1), (2, 2)]),
        (Line.passing((0, 0), slope=-4), [(-0.75, 3), (0.25, -1)]),
        (Line.passing((0, 2), slope=0), [(-2, 2), (2, 2)]),
        (Vertical(1), [(1, -1), (1, 3)]),
    ],
)
def test_a_line_is_cut_at_the_window(line: Line | Vertical, ends: list[tuple[float, float]]) -> None:
    cut = clipped(line, WINDOW)
    assert cut is not None
    assert cut == pytest.approx(np.array(ends))


@pytest.mark.parametrize("line", [Line.passing((0, 5), slope=0), Line.passing((0, 9), slope=1), Vertical(3)])
def test_a_line_that_passes_by_is_not_drawn(line: Line | Vertical) -> None:
    assert clipped(line, WINDOW) is None


@pytest.mark.parametrize(("low", "high"), [(-2.1, 2.1), (0, 1e-3), (-1e6, 3e6), (0.97, 1.03), (-1e-9, 1e-9)])
def test_ticks_are_few_round_and_told_apart_by_their_decimals(low: float, high: float) -> None:
    values, exponent = ticks(low, high, most=6)
    assert 2 <= len(values) <= 6
    assert (values >= low - 1e-9 * abs(low)).all()
    assert (values <= high + 1e-9 * abs(high)).all()
    texts = [f"{value:.{max(0, -exponent)}f}" for value in values]
    assert len(set(texts)) == len(texts)
    assert [float(text) for text in texts] == pytest.approx(list(values))


@pytest.mark.parametrize(("low", "high"), [(-2.1, 2.1), (-3e6, 2e6), (1000, 1002), (-1e-7, 1e-7), (0, 99999)])
def test_numbers_along_an_axis_never_touch(low: float, high: float) -> None:
    labels = tick_labels(low, high, along=5.0)
    assert len(labels) >= 2
    places = [(label.value - low) / (high - low) * 5.0 for label in labels]
    for (left, first), (right, second) in pairwise(zip(places, labels, strict=True)):
        assert left + first.width / 2 < right - second.width / 2


def test_a_number_stands_alone_where_two_would_touch() -> None:
    assert len(tick_labels(1000000.5, 1000005.5, along=3.0)) == 1
    assert len(tick_labels(1000000.5, 1000005.5, along=9.0)) >= 2


@pytest.mark.parametrize("x", [0.5, 2.0, 4.0, 7.0])
def test_a_wide_name_stays_off_the_line_and_in_the_picture(x: float) -> None:
    pane = Plot(Box(-3, -2, 3, 2), Window(0, 8, 0, 8), theme=DARK)
    line = StraightLine(pane, lambda: Line.passing((0, 1), slope=0.75))
    point = Point(pane, lambda: (x, 1 + 0.75 * x))
    name = PointLabel(point, "B(1000004, 7.25)", avoid=(line,)).formula
    low, high = name.get_corner(mn.DL), name.get_corner(mn.UR)
    strips = [np.linspace(low[0], high[0], 50), np.linspace(low[1], high[1], 9)]
    places = pane.plane(np.stack(np.meshgrid(*strips), axis=-1).reshape(-1, 2))
    above = places[:, 1] - 1 - 0.75 * places[:, 0]
    assert (above > 0).all() or (above < 0).all()
    assert -3 <= low[0] < high[0] <= 3
    assert -2 <= low[1] < high[1] <= 2


def test_room_is_kept_for_the_numbers_of_a_zoom() -> None:
    near = Plot(Box(-6, -3, 2, 3), WINDOW, theme=DARK, largest_zoom=1000)
    near.window = WINDOW.zoomed(1000)
    for part in near.get_family():
        part.update()
    drawn = [part.points[:, 0].min() for part in near.ticks.family_members_with_points()]
    assert min(drawn) >= -6


def test_a_zoom_grows_by_equal_factors_and_arrives() -> None:
    far, near = WINDOW, WINDOW.around(0.5, 0.5, zoom=100)
    assert far.towards(near, 0.5).width == pytest.approx(far.width / 10)
    last = far.towards(near, 1.0)
    assert (last.x_min, last.y_max) == pytest.approx((near.x_min, near.y_max))


def test_zooming_redraws_the_curve_within_the_box() -> None:
    p = plot(moves=True)
    curve = p.curve(Function.parse("x^2"))
    zoom = Zoom(p, WINDOW.around(1, 1, zoom=50))
    zoom.begin()
    zoom.interpolate(1.0)
    curve.redraw()
    assert curve.stroke.get_left()[0] >= p.box.left - 1e-6
    assert curve.stroke.get_right()[0] <= p.box.right + 1e-6
    assert curve.stroke.height > 0.5 * p.box.height


def test_the_window_holds_what_matters_and_not_a_pole() -> None:
    held = window_for(Function.parse("x^2"), (-2, 2), include=[(0, -1)])
    assert held.y_min < -1 < 4 < held.y_max
    pole = window_for(Function.parse("1/x"), (-2, 2))
    assert pole.y_max < 50
    flat = window_for(Function.parse("3"), (-2, 2))
    assert flat.y_min < 3 < flat.y_max


def test_the_range_is_widened_for_a_reach() -> None:
    assert x_range_around(0, 1) == (-2.1, 2.1)
    assert x_range_around(-1, 1.5)[0] < -2.5
    low, high = x_range_around(40, 1.5)
    assert low < 38.5
    assert high > 41.5


def test_the_range_is_narrow_where_a_curve_swings_often() -> None:
    wild = Function.parse("sin(1000x^2)")
    low, high = x_range_near(wild, 0.5, 0.01)
    assert low == pytest.approx(0.486, abs=0.03)
    assert high == pytest.approx(0.514, abs=0.03)
    assert low < 0.49
    assert high > 0.51
    assert x_range_near(Function.parse("sin(2x^2)+1"), 0.5, 1) == x_range_around(0.5, 1)


def test_the_range_ends_soon_where_a_function_has_no_values() -> None:
    low, high = x_range_near(Function.parse("ln(x)"), 2, 1.2)
    assert -0.8 < low < -0.5
    assert high == x_range_around(2, 1.2)[1]
    assert x_range_near(Function.parse("1/x"), 1, 1) == x_range_around(1, 1)


def test_the_secant_is_never_divided_by_zero_and_ends_as_the_limit() -> None:
    p = plot(Window(-3, 3, -1, 9))
    s = Secant(p.curve(Function.parse("x^2")), -1, step=1.5)
    assert s.slope() == pytest.approx(-0.5)
    arrival = s.approach(-2.0)
    arrival.begin()
    arrival.interpolate(1.0)
    assert s.has_arrived
    assert s.slope() == -2.0
    assert isinstance(s.as_line(), Line)


def test_an_endless_slope_stands_upright_and_an_undefined_one_is_no_line() -> None:
    s = Secant(plot().curve(Function.parse("cbrt(x)")), 0, step=0.0)
    assert s.as_line() is None
    s.limit_slope = float("inf")
    assert s.as_line() == Vertical(0)


def test_a_copy_of_a_plot_is_a_picture_without_updaters() -> None:
    copied = plot().copy()
    assert isinstance(copied, mn.VGroup)
    assert not any(part.updaters for part in copied.get_family())


def test_a_plot_that_stands_still_has_no_updaters_and_cannot_zoom() -> None:
    still = plot()
    curve = still.curve(Function.parse("x^2"))
    assert not any(part.updaters for part in (*still.get_family(), *curve.get_family()))
    with pytest.raises(ValueError, match="stand still"):
        Zoom(still, WINDOW.zoomed(2))
