"""What is nearer is painted later, whatever the view: checked against rays through the surface itself."""

from __future__ import annotations

import manim as mn
import numpy as np
import pytest

from calcanim.blocks.space.painter import Painter, Pieces
from calcanim.blocks.space.partial_picture import PartialPicture
from calcanim.blocks.space.slices import StraightLine
from calcanim.blocks.space.space import Space
from calcanim.blocks.space.surface import ABOVE_LAYER, BELOW_LAYER, Surface
from calcanim.blocks.space.upright_plane import Plane
from calcanim.blocks.space.world import View, World
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, Role
from calcanim.calculus import Constant, Function
from calcanim.calculus.section import section
from calcanim.gates.agreement import agrees, distance_to

BOX = Box(-4, -3, 4, 3)
AT = (0.1, -1.0)


@pytest.fixture(scope="module", name="f")
def saddle() -> Function:
    return Function.parse("sin(x*y)", variables=("x", "y"))


@pytest.fixture(name="space")
def empty_space(f: Function) -> Space:
    return Space(BOX, World.around(f, AT), theme=DARK, view=(-50, 25))


def test_the_world_stays_in_its_box_from_every_side(f: Function, space: Space) -> None:
    surface = Surface(f, space.world, theme=DARK)
    space.hold([surface], [])
    for azimuth in range(0, 360, 20):
        for elevation in (15, 34):
            space.azimuth.value, space.elevation.value = azimuth, elevation
            space.redraw()
            drawn = np.concatenate([part.points for part in space.get_family() if len(part.points)])
            assert (np.abs(drawn[:, :2]) <= [4.001, 3.001]).all()


@pytest.mark.parametrize("azimuth", [-160, -90, -50, 0, 37, 100])
def test_a_column_that_hides_another_is_nearer(azimuth: float, space: Space) -> None:
    view = View(np.radians(azimuth), np.radians(25))
    world, towards = space.world, view.axes[2, :2]
    rng = np.random.default_rng(1)
    here = rng.uniform(-1.9, 1.9, size=(300, 2))
    step = towards * (world.x[1] - world.x[0]) / 2
    nearer = here + rng.uniform(0.1, 1.0, size=(300, 1)) * step
    inside = (np.abs(nearer) < 2).all(axis=1)
    assert (view.nearness(world, nearer[inside]) >= view.nearness(world, here[inside]) - 1e-12).all()


def test_the_surface_hides_what_lies_behind_it_and_not_what_lies_before(f: Function, space: Space) -> None:
    """On the frame, of the faces over a place the one painted last is the one that a ray meets first."""
    surface = Surface(f, space.world, theme=DARK)
    painted = surface.pieces(space)
    assert painted is not None
    order = np.argsort(painted.depths, kind="stable")
    view, seen = space.view, []
    for middle in np.random.default_rng(2).permutation(surface.mesh.corners[:, :4].mean(axis=1))[:300]:
        start = space.world.unit(middle)
        ray = start + np.linspace(0.12, 3, 1500)[:, None] * view.axes[2]
        within = ray[(np.abs(ray[:, :2]) < 1).all(axis=1)]
        ground = within[:, :2] * 2.1
        surface_height = space.world.unit(np.column_stack([ground, f(*ground.T)]))[:, 2]
        gap = within[:, 2] - surface_height
        below, above = -gap.min(initial=0), gap.max(initial=0)
        hidden = min(below, above) > 0.03  # the ray crosses the surface, by more than faces differ from it
        if not hidden and (min(below, above) > 0 or np.abs(gap).min(initial=1) < 0.03):
            continue
        own = space.nearness(middle[None, :2])[0]
        over = [i for i in order if covers(painted.outlines[i], space.on_frame(middle))]
        nearer = painted.depths[over[-1]] - own if over else 1e-6  # none: a face seen edge-on
        if 1e-9 < nearer < space.column_depth:
            continue  # a fold within the next column: too close for the steps along the ray
        assert (nearer > 1e-9) == hidden
        seen.append(hidden)
    assert seen.count(False) >= 40
    assert seen.count(True) >= 10


def covers(outline: np.ndarray, point: np.ndarray) -> bool:
    """Whether a closed outline of the frame surrounds a point."""
    arms = outline[:, :2] - point[:2]
    angles = np.arctan2(arms[:, 1], arms[:, 0])
    return bool(abs(np.unwrap(angles)[-1] - angles[0]) > np.pi)


def test_a_line_is_above_the_surface_where_it_is_and_below_where_it_is_not(f: Function, space: Space) -> None:
    plane = Plane(section(f, "x", AT), space.world, 0, theme=DARK)
    height = float(f(*AT))
    tangent = StraightLine(
        plane, lambda: np.array([(0.1, height), (1.1, height - 0.995)]), role=Role.SLOPE, whole=True
    )
    tangent.grown.value = 1.0
    pieces = tangent.pieces(space)
    ends = tangent.ends_drawn()
    assert pieces is not None
    assert ends is not None
    assert (np.diff(ends[:, 1]) / np.diff(ends[:, 0]))[0] == pytest.approx(-0.995)
    assert set(pieces.layers) == {ABOVE_LAYER, BELOW_LAYER}
    assert pieces.layers[0] == ABOVE_LAYER
    assert pieces.layers[-1] == BELOW_LAYER


def test_the_farthest_piece_takes_the_first_slot_and_slots_left_over_are_empty() -> None:
    painter = Painter(4)
    outlines = np.arange(3)[:, None, None] * np.ones((3, 2, 3)) + [[[0, 0, 0], [1, 0, 0]]]
    colours = np.ones((3, 4))
    painter.paint([Pieces(outlines, np.array([2.0, 0.0, 1.0]), np.zeros(3), colours, colours, 1.0)])
    assert [float(slot.points[0, 1]) for slot in painter.submobjects[:3]] == [1.0, 2.0, 0.0]
    assert len(painter.submobjects[3].points) == 0


def test_a_limit_arrives_and_nothing_is_an_updater(f: Function, space: Space) -> None:
    surface = Surface(f, space.world, theme=DARK)
    space.hold([surface], [])
    animation = space.move(surface.rise.to(0.5), space.azimuth.closing_on(-20))
    animation.begin()
    animation.interpolate(1.0)
    assert (surface.rise.value, space.azimuth.value) == (0.5, -20)
    assert not any(part.updaters for part in space.get_family())
    assert isinstance(space.copy(), mn.VGroup)


@pytest.fixture(name="picture", scope="module")
def picture_with_a_secant() -> PartialPicture:
    at = (Constant.parse("0.1"), Constant.parse("-1"))
    picture = PartialPicture(BOX, Function.parse("sin(x*y)", variables=("x", "y")), at, theme=DARK, cells=8)
    picture.a.shown.value = 1.0
    for way in picture.directions:
        for dial in (way.curve.grown, way.secant.line.grown, way.secant.run.grown, way.secant.dot.shown):
            dial.value = 1.0
    return picture


@pytest.mark.parametrize(("azimuth", "elevation"), [(-76, 15), (-14, 15), (40, 30)])
@pytest.mark.parametrize("step", [1.2, -0.3, 1e-4])
def test_a_slice_is_read_off_the_frame_from_every_side(
    picture: PartialPicture, azimuth: float, elevation: float, step: float
) -> None:
    picture.space.azimuth.value, picture.space.elevation.value = azimuth, elevation
    for way, place in zip(picture.directions, (0.1, -1.0), strict=True):
        way.secant.step.value = step
        picture.space.redraw()
        assert way.reading.place() == pytest.approx(place, abs=1e-12)
        assert way.reading.run() == pytest.approx(step, abs=1e-12)
        assert way.reading.slope() == pytest.approx(way.secant.slope(), abs=1e-9)


def test_what_is_read_is_what_is_drawn_and_not_where_it_came_from(picture: PartialPicture) -> None:
    way = picture.directions[0]
    way.secant.step.value = 1.0
    picture.space.redraw()
    way.secant.step.value = 0.5
    assert way.reading.run() == pytest.approx(1.0)


def test_where_b_has_arrived_the_run_is_zero_and_a_line_that_grows_cannot_be_read(
    picture: PartialPicture,
) -> None:
    way = picture.directions[1]
    way.secant.step.value = 0.0
    picture.space.redraw()
    assert way.reading.run() == 0.0
    assert way.reading.slope() == pytest.approx(0.0995, abs=1e-5)
    way.secant.line.grown.value = 0.5
    picture.space.redraw()
    assert way.reading.slope() is None
    way.secant.line.grown.value = 1.0
    picture.space.redraw()


def test_lines_and_dots_are_where_the_core_puts_them(picture: PartialPicture) -> None:
    for way in picture.directions:
        way.secant.step.value = 0.7
    picture.space.redraw()
    touches = picture.space.touches()
    assert {touch.what for touch in touches} >= {"A", "B", "the line through A along x"}
    assert all(distance_to(touch.place, touch.strokes) < 1e-9 for touch in touches)


def test_a_line_in_space_clears_its_way_and_is_painted_upon_it(picture: PartialPicture) -> None:
    line = picture.directions[0].secant.line.painted
    assert line is not None
    assert line.halo is not None
    assert len(line.halo) == len(line)
    assert (line.halo.layers < line.layers).all()
    background = [int(DARK.color(Role.BACKGROUND)[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    assert np.allclose(line.halo.fills[:, :3], background)
    assert picture.space.painter.outlines(line) == pytest.approx(line.outlines)


def test_every_number_on_the_axes_is_the_coordinate_where_its_tick_stands(picture: PartialPicture) -> None:
    for azimuth in (-75, -14, 30, 89):
        picture.space.azimuth.value = azimuth
        picture.space.redraw()
        readings = list(picture.space.floor.readings())
        assert len(readings) >= 5
        assert all(agrees(reading.shown, reading.drawn) for reading in readings)


def test_the_height_of_a_lowest_a_is_told_on_the_upright_axis() -> None:
    f = Function.parse("sqrt(abs(x*y))", variables=("x", "y"))
    space = Space(BOX, World.around(f, (0.0, 0.0)), theme=DARK, view=(-50, 25))
    space.hold([], [])
    upright = [each.drawn for each in space.floor.readings() if each.what.endswith("z-axis")]
    assert min(upright) == pytest.approx(0)
