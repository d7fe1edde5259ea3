"""A patch of a plane hides and is hidden as it lies above or below the surface, and shrinks until it fits."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.space.mesh import mesh, parts_of_cells, split
from calcanim.blocks.space.plane_patch import PlanePatch, patch_reach
from calcanim.blocks.space.space import Space, Zoom
from calcanim.blocks.space.surface import UPPER_LAYER, Surface
from calcanim.blocks.space.world import Way, World
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function, tangent_plane
from calcanim.gates.agreement import distance_to

AT = (0.1, -1.0)
BOX = Box(-4, -3, 4, 3)
CROSS = "{0 if x*y=0; 1 otherwise}"


def surface(text: str) -> Function:
    return Function.parse(text, variables=("x", "y"))


def patch_of(text: str, at: tuple[float, float] = AT) -> tuple[PlanePatch, Space]:
    f = surface(text)
    world, plane = World.around(f, at), tangent_plane(f, at)
    patch = PlanePatch(plane, world, patch_reach(f, plane, world), f, theme=DARK)
    patch.grown.value = 1.0
    space = Space(BOX, world, theme=DARK, view=(-50, 25))
    space.hold([patch, patch.edge], [])
    return patch, space


@pytest.mark.parametrize("text", ["sin(x*y)", "x^2 - y^2", "cos(2*x)*y"])
def test_each_part_lies_on_its_own_side_of_the_surface(text: str) -> None:
    patch, space = patch_of(text)
    pieces = patch.pieces(space)
    assert pieces is not None
    assert len(pieces) <= patch.most
    xs, ys = (np.linspace(at - patch.reach, at + patch.reach, 9) for at in AT)
    f, faces = surface(text), parts_of_cells(xs, ys, patch.plane, surface(text))
    middles = faces[0][:, :-1].mean(axis=1)
    over = middles[:, 2] - f(middles[:, 0], middles[:, 1])
    assert over[faces[1]].min() > -0.05
    assert over[~faces[1]].max() < 0.05


def test_a_plane_above_a_hill_is_never_below_it() -> None:
    patch, space = patch_of("-x^2 - y^2", (0.5, 0.5))
    pieces = patch.pieces(space)
    assert pieces is not None
    assert set(pieces.layers.tolist()) == {UPPER_LAYER}


@pytest.mark.parametrize("text", ["sin(x*y)", "1/(x+y+2)", "exp(4*x)"])
def test_the_patch_and_what_it_is_compared_with_stay_in_the_box(text: str) -> None:
    f = surface(text)
    world, plane = World.around(f, AT), tangent_plane(f, AT)
    reach = patch_reach(f, plane, world)
    x, y = np.meshgrid(*(np.linspace(at - reach, at + reach, 13) for at in AT))
    for heights in (plane(x, y), f(x, y)):
        assert world.holds(np.stack([x, y, heights], axis=-1)).all()


def test_its_corners_are_where_the_core_puts_them_and_read_back_from_there() -> None:
    patch, space = patch_of("sin(x*y)")
    assert len(patch.edge.touches(space)) == 4
    assert all(distance_to(touch.place, touch.strokes) < 1e-6 for touch in patch.edge.touches(space))
    corners = patch.edge.corners_drawn(space)
    assert corners is not None
    assert corners == pytest.approx(space.on_frame(patch.corners()[:-1]))


def test_half_grown_it_reaches_half_as_far() -> None:
    patch, space = patch_of("sin(x*y)")
    patch.grown.value = 0.5
    space.redraw()
    assert np.ptp(patch.corners()[:, 0]) == pytest.approx(patch.reach)


def test_a_sheet_with_a_slit_has_no_riser_and_leaves_the_slit_open() -> None:
    f = surface(CROSS)
    world = World.around(f, (0.0, 0.0))
    faces = mesh(f, world)
    assert len(faces.corners) == world.cells**2
    assert np.unique(faces.corners[..., 2]).tolist() == [1.0]
    assert np.abs(faces.corners[..., :2]).min() > 0.005


def test_a_step_is_closed_on_the_side_that_it_belongs_to() -> None:
    faces = mesh(surface("floor(x)"), World.around(surface("floor(x)"), (0.0, 0.0)))
    x, z = faces.corners[..., 0], faces.corners[..., 2]
    assert x[z == 0].min() == 0.0
    assert -0.05 < x[z == -1].max() < 0.0


def test_a_split_mesh_has_no_face_on_both_sides_of_the_way() -> None:
    f = surface("sin(x*y)")
    whole = mesh(f, World.around(f, (0.0, 0.0)))
    way = Way((0.0, 0.0), (0.6, 0.8))
    cut = split(whole, [way])
    beside = way.beside(cut.corners[..., :2].reshape(-1, 2)).reshape(cut.corners.shape[:2])
    assert len(cut.corners) > len(whole.corners)
    assert ((beside >= -1e-6).all(axis=1) | (beside <= 1e-6).all(axis=1)).all()


@pytest.mark.parametrize("factor", [1.0, 3.0, 10.0])
def test_zoomed_the_tangent_plane_stays_and_the_surface_comes_to_it(factor: float) -> None:
    f = surface("sin(x*y)")
    world, plane = World.around(f, AT), tangent_plane(f, AT)
    zoom = Zoom((*AT, plane.height), most=10)
    seen = Surface(f, world, theme=DARK, zoom=zoom)
    zoom.value = factor
    x, y = np.array([-0.5, 0.7]), np.array([-1.5, -0.2])
    gaps = np.abs(seen.height(x, y) - plane(x, y))
    near = np.abs(f(AT[0] + (x - AT[0]) / factor, AT[1] + (y - AT[1]) / factor) - plane.height)
    assert seen.height(*np.array(AT)[:, None]) == pytest.approx(plane.height)
    assert (gaps <= 0.75 / factor).all()
    assert np.isfinite(near).all()


@pytest.mark.parametrize("factor", [1.0, 2.5, 10.0])
def test_the_numbers_on_the_axes_tell_the_zoom_and_stand_at_their_coordinates(factor: float) -> None:
    f = surface("sin(x*y)")
    zoom = Zoom((*AT, float(f(*AT))), most=10)
    space = Space(BOX, World.around(f, AT), theme=DARK, view=(-50, 25), zoom=zoom)
    space.hold([], [])
    zoom.value = factor
    space.redraw()
    assert space.floor.drawn_zoom() == pytest.approx(factor)
    assert all(float(each.shown) == pytest.approx(each.drawn) for each in space.floor.readings())


def test_a_slanted_way_goes_from_wall_to_wall_and_meets_the_lines_of_the_mesh_once() -> None:
    world = World.around(surface("x+y"), (0.0, 0.0))
    way = Way((0.0, 0.0), (1.0, 1.0))
    met = world.crossings(way)
    assert world.extent(way) == pytest.approx(world.x)
    assert (np.diff(met) > 1e-6).all()
    assert len(met) == world.cells + 1
