"""Where things cross in space, a scene that asks for it gets the right picture, pixel by pixel."""

from __future__ import annotations

from math import tan
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from calcanim.engine.depth import Layer, paint_by_depth, planes_of
from calcanim.engine.raster import Lines, Seen
from calcanim.rendering.jobs import Format, Picture
from tests.engine.frames import Pixels, clip, likeness, pictures

CROSSING = Path(__file__).with_name("crossing.py")
PICTURE = Picture(480, 270, 10)
UNIT, FOCAL = 270 / 8, 20.0  # pixels, units
Numbers = npt.NDArray[np.float64]


def still(scene: str, media: Path) -> Pixels:
    (found,) = pictures(clip(CROSSING, scene, media, format=Format.STILL, picture=PICTURE))
    return found


def across(x: float, z: float) -> float:
    """Return the column in which a point is seen."""
    return 240 + UNIT * x * FOCAL / (FOCAL - z)


def test_planes_cross_where_they_should(tmp_path: Path) -> None:
    found = still("Planes", tmp_path)
    red, blue = (np.flatnonzero(found[100, :, channel] > 200) for channel in (0, 2))
    assert (red[-1], blue[0]) == (239, 240)
    assert np.flatnonzero(still("AsManim", tmp_path)[100, :, 0] > 200)[-1] > 290


def test_a_line_goes_through_a_plane_where_it_should(tmp_path: Path) -> None:
    green = np.flatnonzero(still("Planes", tmp_path)[135, :, 1] > 200)
    # On the line, z = 4x - 4; on the plane, z = x tan 0.5.
    through = 4 / (4 - tan(0.5))
    assert green[0] == pytest.approx(across(through, 4 * through - 4), abs=1)
    assert green[-1] + 1 == pytest.approx(across(1.5, 2), abs=1)


def test_what_lies_behind_is_not_seen(tmp_path: Path) -> None:
    assert not (still("Planes", tmp_path).min(axis=2) > 200).any()


def test_what_moves_passes_behind_what_stands_still(tmp_path: Path) -> None:
    made = clip(CROSSING, "Passes", tmp_path, format=Format.SEQUENCE, picture=PICTURE)
    first, *_, last = [(frame[..., 1] > 200).sum() for frame in pictures(made)]
    assert first > 0
    assert last == 0


def test_where_nothing_crosses_it_looks_as_manim_draws_it(tmp_path: Path) -> None:
    assert min(likeness([still("Apart", tmp_path)], [still("ApartAsManim", tmp_path)])) > 0.999


def seen(corners: Numbers, nears: list[float], alpha: float) -> Seen:
    """See squares of a colour each, one over the other; `corners` (4, 2) are theirs in pixels."""
    sides = np.stack([corners, corners, np.roll(corners, -1, axis=0), np.roll(corners, -1, axis=0)], axis=1)
    points = np.tile(sides.reshape(-1, 2), (len(nears), 1))
    paints = np.zeros((len(nears), 2, 2, 4))  # the first is green, the last one red
    for i in range(len(nears)):
        paints[i, 0, :, :] = alpha * np.array([i + 1 == len(nears), i == 0, 0, 1])
    starts = 16 * np.arange(len(nears) + 1)
    lines = Lines(starts, np.zeros((len(nears), 2, 2)), np.zeros(len(nears)))
    return Seen(points, np.repeat(np.array(nears, np.float64), 16), paints, lines)


SQUARE = np.array([(4.0, 4.0), (16.0, 4.0), (16.0, 12.0), (4.0, 12.0)])


def painted(faces: Seen, *layers: Layer) -> Pixels:
    pixels = np.zeros((90, 20, 4), np.uint8)
    pixels[..., 3] = 255
    covers = np.zeros(90 * 22, np.float32)
    paint_by_depth(pixels, covers, faces, layers)
    assert not covers.any()
    return pixels


@pytest.mark.parametrize(("nears", "shown"), [([1, 2], 1), ([2, 1], 0), ([1, 1], 1)])
def test_the_nearest_is_seen_and_of_two_as_near_the_later(nears: list[float], shown: int) -> None:
    drawn = painted(seen(SQUARE, nears, 1.0))
    assert (drawn[5:11, 5:15, :3] == ((0, 255, 0), (255, 0, 0))[shown]).all()
    assert not drawn[13:, :, :3].any()


def test_what_one_can_see_through_is_laid_down_one_after_the_other() -> None:
    drawn = painted(seen(SQUARE, [3, *range(20, 80)], 0.5))
    assert tuple(drawn[8, 8, :3]) == (128, 0, 0)
    assert tuple(painted(seen(SQUARE, [2, 1], 0.5))[8, 8, :3]) == (64, 128, 0)


@pytest.mark.parametrize("top", [2, 60])
def test_a_layer_lies_at_its_depth(top: int) -> None:
    white = np.full((8, 12, 4), 255, np.uint8)
    corners = SQUARE + np.array([0, top - 4])
    behind, before = (Layer(white, (top, 4), np.array([near, 0, 0, near, near], float)) for near in (1, 3))
    assert (painted(seen(corners, [2], 1.0), behind)[top + 1, 5, :3] == (255, 255, 0)).all()
    assert (painted(seen(corners, [2], 1.0), before)[top + 1, 5, :3] == 255).all()


def test_a_plane_tells_how_near_a_face_is_at_any_of_its_pixels() -> None:
    square = np.array([(-1.0, -1.0, 0.5), (1.0, -1.0, -0.2), (1.0, 1.0, 0.1), (-1.0, 1.0, 0.8)])
    nears = FOCAL / (FOCAL - square[:, 2])
    (plane,) = planes_of(square[:, :2] * nears[:, None], nears, np.array([0, 4]))
    weights = np.array([[0.1, 0.2, 0.3, 0.4], [0.25, 0.25, 0.25, 0.25]])
    for x, y, z in weights @ square:
        near = FOCAL / (FOCAL - z)
        assert plane[0] + plane[1] * x * near + plane[2] * y * near == pytest.approx(near, abs=1e-12)


@pytest.mark.parametrize("turn", [0.0, 0.7, np.pi / 2])
def test_a_line_is_as_near_beside_it_as_on_it(turn: float) -> None:
    along = np.array([np.cos(turn), np.sin(turn)], np.float64)
    points: Numbers = np.outer(np.arange(4.0), along)
    nears = np.array([1, 1.1, 1.2, 1.3], np.float64)
    (plane,) = planes_of(points, nears, np.array([0, 4]))
    for aside in (-1, 0, 1):
        x, y = 2 * along + aside * np.array([-along[1], along[0]])
        assert plane[0] + plane[1] * x + plane[2] * y == pytest.approx(1.2, abs=1e-12)
