"""It is told in which way each frame was drawn, and why not by the engine's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from calcanim.engine.camera import CHANGES, PICTURES
from calcanim.engine.space import DEPTH, FACES
from calcanim.rendering.jobs import Engine
from tests.engine.frames import clip

DRAWN, SOLID, CROSSING = (Path(__file__).with_name(f"{name}.py") for name in ("drawn", "solid", "crossing"))


def ways(file: Path, scene: str, media: Path, engine: Engine = Engine.FAST) -> tuple[dict[str, int], int]:
    """Frames by the ways in which they were drawn, and how many there are."""
    found = clip(file, scene, media, engine=engine)
    return {way.name: way.frames for way in found.making.ways}, found.frames


@pytest.mark.parametrize(
    ("file", "scene", "way"),
    [(DRAWN, "Moves", CHANGES), (SOLID, "Turns", FACES), (CROSSING, "Passes", DEPTH)],
)
def test_a_plain_scene_is_drawn_by_the_engine(file: Path, scene: str, way: str, tmp_path: Path) -> None:
    counted, frames = ways(file, scene, tmp_path)
    assert counted == {way: frames}


def test_only_frames_with_pictures_are_drawn_by_manim(tmp_path: Path) -> None:
    counted, frames = ways(DRAWN, "Pictures", tmp_path)
    assert counted[PICTURES] > 0
    assert sum(counted.values()) == frames


def test_a_camera_of_its_own_is_named(tmp_path: Path) -> None:
    counted, frames = ways(DRAWN, "Wanders", tmp_path)
    assert counted == {"by Manim: its camera is a MovingCamera": frames}


def test_stock_manim_tells_nothing(tmp_path: Path) -> None:
    assert ways(DRAWN, "Moves", tmp_path, Engine.MANIM)[0] == {}
