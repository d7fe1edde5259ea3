"""What the engine draws is, bit for bit, what stock Manim draws."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from calcanim.rendering.jobs import Engine
from tests.engine.frames import clip

DRAWN = Path(__file__).with_name("drawn.py")
SCENES = [node.name for node in ast.parse(DRAWN.read_text("utf-8")).body if isinstance(node, ast.ClassDef)]


def hashes(scene: str, engine: Engine, media: Path, *, transparent: bool = False) -> list[str]:
    """Render a scene, and return a line for each frame."""
    made = clip(DRAWN, scene, media, engine=engine, transparent=transparent)
    return made.file.read_text("utf-8").splitlines()


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("transparent", [False, True], ids=["", "transparent"])
def test_frames_are_those_of_stock_manim(scene: str, transparent: bool, tmp_path: Path) -> None:
    stock = hashes(scene, Engine.MANIM, tmp_path / "stock", transparent=transparent)
    fast = hashes(scene, Engine.FAST, tmp_path / "fast", transparent=transparent)
    assert len(stock) > 5
    assert [i for i, (one, other) in enumerate(zip(stock, fast, strict=True)) if one != other] == []
