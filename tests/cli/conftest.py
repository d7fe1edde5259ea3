"""A project folder with scenes, and the command run in it without Manim."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from calcanim.cli import status
from calcanim.cli.engines import Examine
from calcanim.rendering.backend import Backend, FakeBackend
from tests.scene_texts import LESSON, PLAIN


@dataclass(frozen=True)
class Said:
    """What a command came to: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it wrote for a program."""
        return json.loads(self.out)

    @property
    def events(self) -> list[Any]:
        """What it wrote for a program as it went on."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def done(self) -> Any:
        """The last of these: what all came to."""
        return self.events[-1]


Command = Callable[..., Said]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a lesson and two plain scenes, and stand in it."""
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes/lessons.py").write_text(LESSON)
    (tmp_path / "scenes/plain.py").write_text(PLAIN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def command(project: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command line in the project, with the fake backend if no other is given."""

    def run(*arguments: str, backend: Backend | None = None, examine: Examine | None = None) -> Said:
        capsys.readouterr()
        code = status(arguments, backend=backend or FakeBackend(), examine=examine)
        written = capsys.readouterr()
        return Said(code, written.out, written.err)

    return run
