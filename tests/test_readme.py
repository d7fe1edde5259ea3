"""What the README says works: its commands are run against the command line, its links lead somewhere."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path

import pytest

from calcanim.cli import status
from calcanim.gates.examination import Examination
from calcanim.gates.result import GateResult
from calcanim.rendering.backend import FakeBackend
from calcanim.rendering.jobs import RenderJob

HOUSE = Path(__file__).parent.parent
PAGES = sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").glob("*.md")])
README = (HOUSE / "README.md").read_text("utf-8")


def commands() -> list[list[str]]:
    """The command lines in README's shell blocks, split as a shell would, without their comments."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [shlex.split(line, comments=True) for block in blocks for line in block.splitlines() if line]


def lessons_in_scenes() -> dict[str, Path]:
    files = (HOUSE / "scenes").glob("*.py")
    trees = {file: ast.parse(file.read_text("utf-8")) for file in files}
    return {
        node.name: file
        for file, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }


def broken_links(page: Path, text: str) -> list[str]:
    links = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", text) + re.findall(
        r"<img[^>]*src=\"([^\"]+)\"", text
    )
    return [link for link in links if not (page.parent / link).exists()]


def examined_at_once(job: RenderJob) -> Examination:
    return Examination(job.scene, job.title, job.file, "dark", (GateResult("layout", 1),), 0.0)


@pytest.mark.parametrize(
    "command", [line for line in commands() if line[:2] == ["python", "render.py"]], ids=shlex.join
)
def test_a_command_for_render_py_is_understood(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HOUSE)
    made = {"render": "*.mp4", "check": "index.html"}.get(command[2]) if "--help" not in command else None
    into = ["--media_dir", str(tmp_path)] if made else []
    assert status([*command[2:], *into], backend=FakeBackend(), examine=examined_at_once) == 0
    assert made is None or list(tmp_path.rglob(made))


def test_the_single_lesson_that_was_asked_for_is_there() -> None:
    assert "python render.py render SecantBecomesTangent --set f='sin(x)' --set at=1" in README


def test_every_command_is_one_that_this_test_knows() -> None:
    known = {"make", "python", "."}
    assert {line[0] for line in commands()} == known


def test_every_make_target_named_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (HOUSE / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)", README)) | {line[-1] for line in commands() if line[0] == "make"}
    assert {"render", "test", "check", "bench"} <= named <= targets


def test_plain_manim_is_pointed_at_a_scene_there_is() -> None:
    pairs = re.findall(r"manim render (scenes/\w+\.py) (\w+)", README)
    assert pairs
    assert all(lessons_in_scenes()[scene] == HOUSE / file for file, scene in pairs)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_exist(page: Path) -> None:
    assert not broken_links(page, page.read_text("utf-8"))


def test_a_broken_link_is_found() -> None:
    assert broken_links(HOUSE / "README.md", "[a](docs/none.md) [b](README.md) [c](https://x.y/z)") == [
        "docs/none.md"
    ]
