"""Many simple outlines, painted at once, look as stock Manim draws them one by one."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from calcanim.rendering.jobs import Engine, Format, Picture
from tests.engine.frames import Pixels, clip, likeness, pictures

CROWDED = Path(__file__).with_name("crowded.py")
PICTURE = Picture(480, 270, 10)


def frames(scene: str, media: Path, engine: Engine = Engine.FAST) -> list[Pixels]:
    found = clip(CROWDED, scene, media, engine=engine, format=Format.SEQUENCE, picture=PICTURE)
    return list(pictures(found))


def test_they_look_as_stock_manim_draws_them(tmp_path: Path) -> None:
    stock, fast = (
        frames("Crowds", tmp_path / engine.value, engine) for engine in (Engine.MANIM, Engine.FAST)
    )
    assert len(stock) > 10
    assert min(likeness(stock, fast)) > 0.998


def test_what_changed_is_all_that_changed(tmp_path: Path) -> None:
    for some, whole in zip(frames("Crowds", tmp_path), frames("Whole", tmp_path), strict=True):
        np.testing.assert_array_equal(some, whole)


def test_a_line_of_pieces_hangs_together(tmp_path: Path) -> None:
    first, *_ = frames("Crowds", tmp_path)
    assert (first[135, 180:300].min(axis=1) > 200).all()
