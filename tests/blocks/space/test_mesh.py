"""A surface's faces lie on it, and there are none where it has no value, leaps or leaves the box."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.space.mesh import Mesh, mesh
from calcanim.blocks.space.world import World
from calcanim.calculus import Function


def faces_of(text: str, at: tuple[float, float] = (0.1, -1.0)) -> tuple[Function, World, Mesh]:
    f = Function.parse(text, variables=("x", "y"))
    world = World.around(f, at)
    return f, world, mesh(f, world)


def test_a_smooth_surface_has_a_face_over_every_cell_with_its_corners_on_it() -> None:
    f, world, faces = faces_of("sin(x*y)")
    assert len(faces.corners) == world.cells**2
    x, y, z = np.moveaxis(faces.corners, -1, 0)
    assert z == pytest.approx(f(x, y))


@pytest.mark.parametrize("at", [(0.1, -1.0), (2.0, -2.0), (30.0, 0.25)])
def test_two_lines_of_the_mesh_go_through_the_point(at: tuple[float, float]) -> None:
    _, world, _ = faces_of("x + y", at)
    assert at[0] in world.lines[0]
    assert at[1] in world.lines[1]
    assert all(len(lines) == world.cells + 1 and (np.diff(lines) > 0).all() for lines in world.lines)


@pytest.mark.parametrize("text", ["sqrt(x*y)", "1/(x+y)", "ln(x)*y", "1/(x^2+y^2)", "tan(x)+y"])
def test_all_faces_are_finite_and_in_the_box(text: str) -> None:
    _, world, faces = faces_of(text, (1.0, 0.5))
    assert len(faces.corners) > 100
    assert np.isfinite(faces.corners).all()
    assert world.holds(faces.corners).all()


def test_no_face_bridges_a_pole() -> None:
    f, _, faces = faces_of("1/(x+y)", (1.0, 0.5))
    signs = np.sign(faces.corners[..., :2].sum(axis=-1))
    assert (np.abs(signs.sum(axis=1)) == signs.shape[1]).all()
    assert np.isfinite(f(1.0, 0.5))


def test_no_face_is_a_riser_of_a_step() -> None:
    _, _, faces = faces_of("floor(x) + y/4", (0.5, 0.5))
    height = faces.corners[..., 2] - faces.corners[..., 1] / 4
    assert (np.ptp(height, axis=1) < 1e-9).all()


def test_a_face_reaches_the_edge_of_the_domain() -> None:
    _, world, faces = faces_of("sqrt(x + y/7 + 0.3)", (1.0, 0.5))
    places = faces.corners.reshape(-1, 3)
    border = np.abs(places[:, 0] + places[:, 1] / 7 + 0.3) < 1e-5
    assert border.sum() >= world.cells


def test_normals_have_length_one_and_point_up() -> None:
    _, _, faces = faces_of("abs(x) + abs(y)", (0.0, 0.0))
    assert np.linalg.norm(faces.normals, axis=1) == pytest.approx(1)
    assert (faces.normals[:, 2] > 0).all()
