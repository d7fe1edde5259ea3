"""Scene files and jobs for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calcanim.rendering.discover import discover
from calcanim.rendering.jobs import Format, Picture, RenderJob
from calcanim.rendering.plan import Options, plan
from tests.scene_texts import PLAIN

SMALL = Picture(32, 18, 10)


@pytest.fixture
def scene_file(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a scene file and return its path."""

    def write(name: str, text: str) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def jobs_of(scene_file: Callable[[str, str], Path], tmp_path: Path) -> Callable[..., tuple[RenderJob, ...]]:
    """Plan the two scenes of a small plain file, Moves and Rests."""

    def planned(*formats: Format, text: str = PLAIN) -> tuple[RenderJob, ...]:
        library = discover([scene_file("plain.py", text)])
        return plan(library.scenes, Options(tmp_path / "media", picture=SMALL, formats=formats))

    return planned
