"""What was rendered before is answered at once: nothing of it is imported, and nothing is rendered."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from calcanim.cli import status
from tests.cli.conftest import Command

RENDER = str(Path(__file__).parents[2] / "render.py")
ASK = """
import json, sys
from calcanim.cli import status
from calcanim.rendering.backend import FakeBackend
code = status(sys.argv[1:], backend=FakeBackend())
loaded = [name for name in ("manim", "numpy", "av", "sympy") if name in sys.modules]
scenes = [name for name in sys.modules if name.startswith("calcanim_scene")]
print(json.dumps({"code": code, "loaded": loaded, "scenes": scenes}))
"""


def asked(project: Path, *arguments: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", ASK, *arguments], cwd=project, capture_output=True, text=True, check=True
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_what_is_kept_is_neither_rendered_nor_imported(project: Path) -> None:
    first = asked(project, "render")
    assert len(first["scenes"]) == 2  # type: ignore[arg-type]
    again = asked(project, "render")
    assert again == {"code": 0, "loaded": [], "scenes": []}


def test_a_changed_file_is_imported_alone(project: Path) -> None:
    asked(project, "render")
    lessons = project / "scenes/lessons.py"
    lessons.write_text(lessons.read_text().replace("the curve", "its curve"))
    assert len(asked(project, "render")["scenes"]) == 1  # type: ignore[arg-type]


def test_a_lesson_with_settings_is_kept_as_well(project: Path) -> None:
    asked(project, "render", "Slope", "--set", "at=0")
    assert asked(project, "render", "Slope", "--set", "at=0")["scenes"] == []
    assert status(["render", "Slope", "--set", "at=banana"]) == 2


def test_a_draft_is_not_taken_for_the_other(command: Command, project: Path) -> None:
    def rendered(*arguments: str) -> str:
        return str(command("render", "Slope", "--json", *arguments).done["clips"][0]["status"])

    assert [rendered(), rendered("--speed", "draft")] == ["rendered", "rendered"]
    assert rendered("--speed", "draft") == "cached"


def test_without_the_cache_all_is_rendered_and_nothing_is_kept(command: Command, project: Path) -> None:
    for _ in range(2):
        said = command("render", "--no-cache", "--json")
        assert [clip["status"] for clip in said.done["clips"]] == ["rendered"] * 3
    assert not (project / "media/cache/clips").exists()


def test_the_table_says_what_is_as_before(command: Command) -> None:
    command("render")
    said = command("render")
    assert said.out.count("as before") == 3
    assert "rendered" not in said.err


def test_the_cache_can_be_looked_at_mended_and_removed(command: Command, project: Path) -> None:
    command("render")
    assert "3 clips" in command("cache", "info").out
    assert command("cache", "verify").status == 0
    one = sorted((project / "media/cache/files").iterdir())[0]
    one.write_bytes(one.read_bytes()[:-1])
    said = command("cache", "verify")
    assert (said.status, "1 damaged" in said.out) == (1, True)
    assert one.name in said.out
    assert not one.exists()
    assert "removed" in command("cache", "clear").out
    assert not (project / "media/cache").exists()
    assert (project / "media/videos/lessons/720p30/Slope.mp4").is_file()
