"""What the engine draws is, bit for bit, what stock Manim draws."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from calcanim.rendering.discover import discover
from calcanim.rendering.jobs import Engine, Format, Picture, Status
from calcanim.rendering.manim_backend import ManimBackend
from calcanim.rendering.match import select
from calcanim.rendering.plan import Options, plan
from calcanim.rendering.runner import run

DRAWN = Path(__file__).with_name("drawn.py")
SCENES = [node.name for node in ast.parse(DRAWN.read_text("utf-8")).body if isinstance(node, ast.ClassDef)]
PICTURE = Picture(256, 144, 15)


def hashes(scene: str, engine: Engine, media: Path, *, transparent: bool = False) -> list[str]:
    """Render a scene, and return a line for each frame."""
    options = Options(media, PICTURE, (Format.HASHES,), transparent, engine=engine)
    (result,) = run(plan(select(discover([DRAWN]), [scene]), options), ManimBackend())
    assert result.status is Status.RENDERED, result.reason
    return result.clips[0].file.read_text("utf-8").splitlines()


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("transparent", [False, True], ids=["", "transparent"])
def test_frames_are_those_of_stock_manim(scene: str, transparent: bool, tmp_path: Path) -> None:
    stock = hashes(scene, Engine.MANIM, tmp_path / "stock", transparent=transparent)
    fast = hashes(scene, Engine.FAST, tmp_path / "fast", transparent=transparent)
    assert len(stock) > 5
    assert [i for i, (one, other) in enumerate(zip(stock, fast, strict=True)) if one != other] == []
