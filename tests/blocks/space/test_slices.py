"""A slice that swings to and fro is followed through its waves."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.space.slices import SliceCurve
from calcanim.blocks.space.upright_plane import Plane
from calcanim.blocks.space.world import World
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function
from calcanim.calculus.section import section

WAVES = "{x*sin(1/x) + y if x != 0; y otherwise}"


@pytest.mark.parametrize(("text", "pieces"), [(WAVES, 40), ("x^2+y", 24)])
def test_a_slice_has_a_piece_for_each_wave_as_well_as_for_each_cell(text: str, pieces: int) -> None:
    f = Function.parse(text, variables="x y")
    plane = Plane(section(f, "x", (0, 0)), World.around(f, (0.0, 0.0), cells=24), 0, theme=DARK)
    assert SliceCurve(plane).most >= 2 * pieces


def test_it_is_where_the_surface_is_all_the_way() -> None:
    f = Function.parse(WAVES, variables="x y")
    plane = Plane(section(f, "x", (0, 0)), World.around(f, (0.0, 0.0), cells=24), 0, theme=DARK)
    drawn = np.concatenate(SliceCurve(plane)._runs)
    x = np.linspace(0.05, 1.5, 4000)
    away = np.abs(np.interp(x, drawn[:, 0], drawn[:, 1]) - x * np.sin(1 / x))
    assert away.max() < 0.004 * (plane.world.z[1] - plane.world.z[0])
