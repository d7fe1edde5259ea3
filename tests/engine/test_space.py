"""In space, what the engine draws looks as what stock Manim draws."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from calcanim.engine.raster import Lines, Seen, paint_faces
from calcanim.rendering.jobs import Engine, Format, Picture
from tests.engine.frames import Pixels, clip, likeness, pictures

SOLID = Path(__file__).with_name("solid.py")
SCENES = [node.name for node in ast.parse(SOLID.read_text("utf-8")).body if isinstance(node, ast.ClassDef)]
PICTURE = Picture(480, 270, 10)


def frames(scene: str, engine: Engine, media: Path) -> list[Pixels]:
    found = clip(SOLID, scene, media, engine=engine, format=Format.SEQUENCE, picture=PICTURE)
    return list(pictures(found))


@pytest.mark.parametrize("scene", SCENES)
def test_frames_look_as_those_of_stock_manim(scene: str, tmp_path: Path) -> None:
    stock = frames(scene, Engine.MANIM, tmp_path / "stock")
    fast = frames(scene, Engine.FAST, tmp_path / "fast")
    assert len(stock) > 5
    assert min(likeness(stock, fast)) > 0.995


def painted(corners: npt.NDArray[np.float64], *, width: float = 0.0) -> Pixels:
    """Paint one polygon white on black, in 40 × 30 pixels."""
    start, end = corners, np.roll(corners, -1, axis=0)
    curves = np.stack([start, (2 * start + end) / 3, (start + 2 * end) / 3, end], axis=1).reshape(-1, 2)
    pixels = np.zeros((30, 40, 4), np.uint8)
    pixels[..., 3] = 255
    paints = np.ones((1, 2, 2, 4)) * (1.0 if not width else np.array([0, 1])[None, :, None, None])
    lines = Lines(np.array([0, len(curves)]), np.zeros((1, 2, 2)), np.array([width]))
    covers = np.zeros(30 * 42, np.float32)
    paint_faces(pixels, covers, Seen(curves, np.zeros(0), paints, lines), np.arange(1))
    assert not covers.any()
    return pixels


@pytest.mark.parametrize(
    "corners",
    [
        [(3.25, 4.5), (20.75, 4.5), (20.75, 9.25), (3.25, 9.25)],
        [(5.0, 5.0), (30.3, 8.1), (12.2, 25.7)],
        [(12.2, 25.7), (30.3, 8.1), (5.0, 5.0)],
        [(7.1, 3.0), (7.3, 3.0), (7.3, 27.0), (7.1, 27.0)],
    ],
)
def test_a_face_covers_as_many_pixels_as_it_is_large(corners: list[tuple[float, float]]) -> None:
    points = np.array(corners)
    after = np.roll(points, -1, axis=0)
    area = abs((points[:, 0] * after[:, 1] - points[:, 1] * after[:, 0]).sum()) / 2
    assert painted(points)[..., 0].sum() / 255 == pytest.approx(area, rel=0.02)


def test_a_line_is_as_wide_as_it_is_said_to_be() -> None:
    square = np.array([(10.0, 8.0), (30.0, 8.0), (30.0, 22.0), (10.0, 22.0)])
    drawn = painted(square, width=0.8)
    assert drawn[15, :20, 0].sum() / 255 == pytest.approx(0.8, abs=0.02)
    assert drawn[:15, 20, 0].sum() / 255 == pytest.approx(0.8, abs=0.02)
    assert not drawn[15, 20, 0]


@pytest.mark.parametrize(
    "shift", [(-25.0, 0.0), (25.0, 0.0), (0.0, -18.0), (0.0, 18.0), (500.0, 0.0), (np.nan, 0.0)]
)
def test_what_leaves_the_frame_is_cut_off(shift: tuple[float, float]) -> None:
    square = np.array([(10.0, 8.0), (30.0, 8.0), (30.0, 22.0), (10.0, 22.0)])
    whole = np.zeros((90, 120))
    whole[38:52, 50:70] = 1
    drawn = painted(square + shift)[..., 0] > 127
    if np.isnan(shift[0]):
        assert not drawn.any()
        return
    left, top = 40 - int(shift[0]), 30 - int(shift[1])
    wanted = np.zeros((30, 40), bool)
    if left > -400:
        wanted = whole[top : top + 30, left : left + 40] > 0
    assert np.array_equal(drawn, wanted)
