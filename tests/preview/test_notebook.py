"""A scene in a notebook: rendered, put into the page, with its beats."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import pytest

from calcanim.errors import CalcanimError
from calcanim.preview.notebook import Player, load_ipython_extension

pytestmark = pytest.mark.slow

CELL = """
from manim import *

class Tiny(Scene):
    def construct(self):
        self.next_section("first <part>")
        self.play(Create(Square()), run_time=1)
"""


class Shell:
    """What a notebook's shell is asked for."""

    def __init__(self) -> None:
        self.magics: dict[str, Callable[[str, str], Any]] = {}

    def register_magic_function(self, function: Callable[[str, str], Any], kind: str, name: str) -> None:
        assert kind == "cell"
        self.magics[name] = function


@pytest.fixture
def magic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Any]:
    monkeypatch.chdir(tmp_path)
    shell = Shell()
    load_ipython_extension(shell)
    return shell.magics["calcanim"]


def test_a_cell_is_shown(magic: Callable[[str, str], Any]) -> None:
    shown = magic("Tiny", CELL)._repr_html_()
    (video,) = re.findall(r"data:video/mp4;base64,([^\"]+)", shown)
    with av.open(io.BytesIO(base64.b64decode(video)), "r") as container:
        assert sum(1 for _ in container.decode(video=0)) == 15
    assert 'max="14"' in shown
    assert "http" not in shown


def test_a_lesson_takes_settings(tmp_path: Path) -> None:
    player = Player("RiseOverRun", media_dir=tmp_path, b="5,2")
    assert player.clip["settings"] == {"b": "5,2"}
    shown = player._repr_html_()
    names = re.findall(r"<button[^>]*data-start=[^>]*>([^<]*)", shown)
    assert names == [beat["name"] for beat in player.clip["beats"]]
    assert player.clip["beats"][0]["caption"] in shown


def test_what_cannot_be_rendered_is_told_in_a_line(magic: Callable[[str, str], Any]) -> None:
    with pytest.raises(CalcanimError, match="name 'no_such' is not defined"):
        magic("Tiny", CELL + "        no_such()\n")
    with pytest.raises(CalcanimError, match="Missing"):
        magic("Missing", CELL)
    with pytest.raises(CalcanimError, match="name one scene of the cell"):
        magic("", CELL)
