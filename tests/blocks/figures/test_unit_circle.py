"""The picture of the unit circle is to scale, at every zoom, and keeps to its box."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.figures.unit_circle import UnitCircle
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus.unit_circle import sector_areas

BOX = Box(-6.0, -3.5, 1.0, 2.5)
START = np.pi / 5


@pytest.fixture(name="circle")
def circle_fixture() -> UnitCircle:
    return UnitCircle(BOX, START, theme=DARK)


def turned(circle: UnitCircle, angle: float, *, zoomed: bool) -> UnitCircle:
    turn = circle.turn(angle, zoomed=zoomed)
    turn.interpolate(1.0)
    circle.parts().update()
    return circle


def area(points: np.ndarray) -> float:
    x, y = points[0::4, 0], points[0::4, 1]
    return abs(float(x @ np.roll(y, 1) - y @ np.roll(x, 1))) / 2


@pytest.mark.parametrize("angle", [0.1, 0.4, START])
def test_the_triangle_is_drawn_to_scale(circle: UnitCircle, angle: float) -> None:
    turned(circle, angle, zoomed=False)
    drawn = area(circle.inner.area.points) / circle.scale_on_frame() ** 2
    assert drawn == pytest.approx(sector_areas().inner(angle))


def test_the_zoom_keeps_the_point_where_the_areas_part(circle: UnitCircle) -> None:
    before = circle.point(1.0, 0.0)
    turned(circle, START / 12, zoomed=True)
    assert circle.magnification() == pytest.approx(12)
    assert circle.point(1.0, 0.0) == pytest.approx(before)


@pytest.mark.parametrize("share", [1.0, 0.5, 1 / 12, 1 / 100])
def test_nothing_leaves_the_box_however_far_it_zooms(circle: UnitCircle, share: float) -> None:
    turned(circle, START * share, zoomed=True)
    drawn = np.vstack([part.points for part in circle.parts().get_family()])
    assert drawn[:, 0].min() >= BOX.left - 1e-9
    assert drawn[:, 0].max() <= BOX.right + 1e-9
    assert drawn[:, 1].min() >= BOX.bottom - 1e-9
    assert drawn[:, 1].max() <= BOX.top + 1e-9


@pytest.mark.parametrize("start", [0.35, 1.1])
def test_the_outer_triangle_fits_for_any_start(start: float) -> None:
    circle = UnitCircle(BOX, start, theme=DARK)
    assert circle.point(1.0, np.tan(start))[1] <= BOX.top


def test_names_without_room_are_hidden_not_tiny(circle: UnitCircle) -> None:
    turned(circle, START / 12, zoomed=True)
    assert len(circle.names.rest_of_sector.formula[0].points) == 0
    assert len(circle.names.sine.formula[0].points) > 0


def test_the_picture_moves_to_another_box(circle: UnitCircle) -> None:
    move = circle.move_to_box(Box(1.0, -3.5, 6.0, 2.5))
    move.interpolate(1.0)
    assert circle.point(0.0, 0.0)[0] >= 1.0


@pytest.mark.parametrize("share", [1.0, 0.4, 1 / 12])
def test_angle_zoom_and_areas_are_read_off_the_picture(circle: UnitCircle, share: float) -> None:
    turned(circle, START * share, zoomed=True)
    areas, drawn = sector_areas(), circle.drawn_areas("A", "B", "C")
    a, b, c = (drawn[name]() or np.nan for name in "ABC")
    assert circle.drawn_theta() == pytest.approx(START * share)
    assert circle.drawn_magnification() == pytest.approx(1 / share)
    assert a == pytest.approx(areas.inner(START * share))
    assert a + b == pytest.approx(areas.sector(START * share))
    assert a + b + c == pytest.approx(areas.outer(START * share))


def test_a_picture_that_is_drawn_otherwise_reads_otherwise(circle: UnitCircle) -> None:
    drawn = circle.drawn_areas("A")["A"]
    circle.inner.area.stretch(0.9, 1)
    assert drawn() == pytest.approx(0.9 * sector_areas().inner(START))
    circle.radius.stroke.rotate(0.01)
    assert circle.drawn_theta() == pytest.approx(START + 0.01)


def test_what_an_animation_holds_is_not_read(circle: UnitCircle) -> None:
    circle.radius.suspend_updating()
    assert circle.drawn_theta() is None


def test_the_lengths_of_one_are_compared_with_the_circle(circle: UnitCircle) -> None:
    (reading,) = circle.names.radius.readings()
    assert reading.shown == "1"
    assert reading.drawn == pytest.approx(1)
    circle.base.stroke.stretch(0.5, 0)
    (reading,) = circle.names.base.readings()
    assert reading.drawn == pytest.approx(0.5)


def test_the_ends_of_its_lines_are_where_the_core_puts_them(circle: UnitCircle) -> None:
    for line in (circle.radius, circle.sine, circle.tangent, circle.long_side):
        for touch in line.touches():
            ends = np.vstack([stroke[[0, -1]] for stroke in touch.strokes])
            assert np.linalg.norm(ends - touch.place, axis=1).min() == pytest.approx(0, abs=1e-9)


def test_a_coloured_name_on_a_region_has_a_plate_behind_it(circle: UnitCircle) -> None:
    plate, name = circle.names.sine
    assert plate.get_left()[0] < name.get_left()[0]
    assert plate.get_right()[0] > name.get_right()[0]
    assert circle.inner.z_index < plate.z_index < circle.sine.z_index
