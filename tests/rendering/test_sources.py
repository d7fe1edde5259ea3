"""Which files a scene is made of."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from calcanim.rendering.sources import Closure, Sources

HOUSE = Path(__file__).parents[2]
Write = Callable[[str, str], Path]

SCENES = """
from shapes import circle
import numpy


class Round(Scene):
    def construct(self):
        circle.draw()


class Flat(Scene):
    def construct(self):
        import flat
"""


@pytest.fixture
def scenes(scene_file: Write) -> Path:
    scene_file("shapes/__init__.py", "")
    scene_file("shapes/circle.py", "from shapes.pen import ink\n\ndef draw(): return ink\n")
    scene_file("shapes/pen.py", "ink = 1\n")
    scene_file("shapes/square.py", "side = 1\n")
    scene_file("shapes/pens/nib.svg", "<svg/>")
    scene_file("flat.py", "from json import dumps\n")
    return scene_file("scenes.py", SCENES)


def names(closure: Closure) -> set[str]:
    return {Path(path).name for path in closure.files}


def test_a_scene_is_made_of_its_file_and_of_what_that_imports(scenes: Path) -> None:
    found = Sources().closure(scenes, "Round")
    assert names(found) == {"scenes.py", "__init__.py", "circle.py", "pen.py"}
    assert found.libraries == {"numpy"}


def test_a_module_that_another_scene_of_the_file_imports_is_not_counted(scenes: Path) -> None:
    assert "flat.py" not in names(Sources().closure(scenes, "Round"))
    assert names(Sources().closure(scenes, "Flat")) == {"scenes.py", "flat.py"}
    assert "circle.py" in names(Sources().closure(scenes))


@pytest.mark.parametrize(
    ("file", "text", "scenes_changed"),
    [
        ("shapes/pen.py", "ink = 2\n", {"Round"}),
        ("shapes/pen.py", "ink = 1  # black\n", set()),
        ("shapes/square.py", "side = 2\n", set()),
        ("shapes/pens/nib.svg", "<svg></svg>", {"Round"}),
        ("flat.py", "from json import loads\n", {"Flat"}),
    ],
)
def test_a_change_counts_for_those_scenes_that_are_made_of_it(
    scenes: Path, file: str, text: str, scenes_changed: set[str]
) -> None:
    before = {name: Sources().closure(scenes, name).digest for name in ("Round", "Flat")}
    (scenes.parent / file).write_text(text)
    after = {name: Sources().closure(scenes, name).digest for name in ("Round", "Flat")}
    assert {name for name in before if before[name] != after[name]} == scenes_changed


def test_a_project_that_was_moved_is_the_same(scenes: Path, tmp_path: Path) -> None:
    before = Sources().closure(scenes, "Round").digest
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    for name in ("shapes", "flat.py", "scenes.py"):
        (tmp_path / name).rename(moved / name)
    assert Sources().closure(moved / "scenes.py", "Round").digest == before


def test_what_was_read_off_a_text_is_remembered(scenes: Path) -> None:
    first = Sources()
    found = first.closure(scenes, "Round")
    assert first.is_changed
    again = Sources(json.loads(json.dumps(first.memory)))
    assert again.closure(scenes, "Round") == found
    assert not again.is_changed


def test_a_file_that_was_written_since_is_noticed(scenes: Path) -> None:
    sources = Sources()
    found = sources.closure(scenes, "Round")
    assert sources.is_as_read(found)
    (scenes.parent / "shapes/pen.py").write_text("ink = 3\n")
    assert not sources.is_as_read(found)


def test_imports_go_round_in_a_circle(scene_file: Write) -> None:
    scene_file("one.py", "import two\n")
    scene_file("two.py", "import one\n")
    assert names(Sources().closure(scene_file("scenes.py", "import one\n"))) == {
        "one.py",
        "two.py",
        "scenes.py",
    }


def test_relative_imports_are_found(scene_file: Write) -> None:
    scene_file("kit/__init__.py", "")
    scene_file("kit/a.py", "from . import b\nfrom .c import d\n")
    scene_file("kit/b.py", "")
    scene_file("kit/c.py", "d = 1\n")
    found = Sources().closure(scene_file("scenes.py", "import kit.a\n"))
    assert names(found) == {"scenes.py", "__init__.py", "a.py", "b.py", "c.py"}


def test_every_module_of_ours_that_a_lesson_loads_is_counted() -> None:
    """What is read off the texts is held against what Python really loads."""
    file = HOUSE / "scenes/slope_of_a_curve.py"
    asked = (
        "import sys; from pathlib import Path; from calcanim.rendering.discover import load\n"
        f"before = set(sys.modules); load(Path({str(file)!r}))\n"
        "found = (getattr(sys.modules[n], '__file__', None) for n in set(sys.modules) - before)\n"
        "print(*filter(None, found), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    loaded = {path for path in done.stdout.splitlines() if path.startswith(str(HOUSE / "calcanim"))}
    assert loaded
    assert loaded <= set(Sources().closure(file).files)


def test_a_file_named_like_a_module_of_python_stands_in_for_it_where_python_would_find_it_first(
    scene_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene_file("json.py", "x = 1\n")
    file = scene_file("scenes.py", "import json\n")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    assert names(Sources().closure(file)) == {"scenes.py"}
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert names(Sources().closure(file)) == {"scenes.py", "json.py"}
