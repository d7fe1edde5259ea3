"""Imports go one way: each room is loaded in a fresh process, and each import it states is read."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
HEAVY = frozenset(
    {"manim", "numpy", "sympy", "scipy", "contourpy", "typst", "tylax", "click", "rich", "av", "PIL"}
)


@dataclass(frozen=True)
class Room:
    """A module or package, the rooms of ours below it, and which of the heavy libraries it may load."""

    name: str
    below: frozenset[str]
    libraries: frozenset[str]
    but: str = ""  # a module to be left out: the one door to Manim

    def may_import(self, module: str) -> bool:
        """Whether this room may state an import of `module`, which is ours."""
        if module in {"calcanim", "calcanim.__version__"}:
            return True  # the package itself imports nothing
        return any(module == room or module.startswith(f"{room}.") for room in {self.name, *self.below})


CORE = frozenset({"numpy", "sympy", "scipy", "contourpy"})
ERRORS = frozenset({"calcanim.errors"})
REMEMBERING = frozenset({"calcanim.remembering"})
BELOW_BLOCKS = ERRORS | REMEMBERING | {"calcanim.calculus", "calcanim.tex"}
BELOW_LESSON = BELOW_BLOCKS | {"calcanim.blocks", "calcanim.parameters"}
MANIM_BACKEND = "calcanim.rendering.manim_backend"
ROOMS = (
    Room("calcanim.errors", frozenset(), frozenset()),
    Room("calcanim.remembering", frozenset(), frozenset()),
    Room("calcanim.calculus", ERRORS | REMEMBERING, CORE),
    Room("calcanim.parameters", ERRORS | REMEMBERING | {"calcanim.calculus"}, CORE),
    Room("calcanim.tex", ERRORS | REMEMBERING, HEAVY),
    Room("calcanim.blocks", BELOW_BLOCKS, HEAVY),
    Room("calcanim.lesson", BELOW_LESSON, HEAVY),
    Room("calcanim.engine", frozenset({"calcanim.tex"}), HEAVY),
    Room(
        "calcanim.rendering",
        ERRORS | {"calcanim.engine", "calcanim.tex"},
        frozenset({"numpy", "av", "PIL"}),
        but=MANIM_BACKEND,
    ),
    Room(
        MANIM_BACKEND, ERRORS | REMEMBERING | {"calcanim.rendering", "calcanim.engine", "calcanim.tex"}, HEAVY
    ),
    Room("calcanim.gates", BELOW_BLOCKS | {"calcanim.blocks", "calcanim.rendering"}, HEAVY),
    Room(
        "calcanim.preview",
        ERRORS | REMEMBERING | {"calcanim.rendering", "calcanim.engine", "calcanim.tex", "calcanim.gates"},
        HEAVY,
    ),
    Room(
        "calcanim.cli",
        ERRORS | {"calcanim.rendering", "calcanim.gates", "calcanim.preview"},
        frozenset({"click", "rich", "numpy", "av", "PIL"}),
    ),
    Room("scenes", BELOW_LESSON | {"calcanim.lesson"}, HEAVY),
)

FOLDERS_OF_BLOCKS: dict[str, set[str]] = {
    "writing": set(),
    "plots": set(),
    "motion": {"plots", "writing"},
    "figures": {"motion", "plots", "writing"},
    "space": {"plots", "writing"},
}
"""The folders of blocks, and which others each of them stands on; all stand on the modules beside them."""

LOADER = """
import importlib, pkgutil, sys
name, skipped = sys.argv[1:]
room = importlib.import_module(name)
for found in pkgutil.walk_packages(getattr(room, "__path__", []), name + "."):
    if found.name != skipped:
        importlib.import_module(found.name)
print(*sys.modules)
"""


def loaded_by(room: Room, house: Path) -> set[str]:
    """The modules in a fresh process after every module of the room was imported there."""
    command = [sys.executable, "-c", LOADER, room.name, room.but]
    done = subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def files_of(room: Room, house: Path) -> list[Path]:
    path = house / room.name.replace(".", "/")
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def stated_imports(file: Path) -> Iterator[str]:
    """Every module that a file imports anywhere in it, in functions too."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: imports here are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def loaded_from_above(room: Room, house: Path) -> set[str]:
    modules = loaded_by(room, house)
    ours = {module for module in modules if module.split(".")[0] in {"calcanim", "scenes"}}
    heavy = {module for module in modules if module in HEAVY}
    return {module for module in ours if not room.may_import(module)} | (heavy - room.libraries)


def stated_from_above(room: Room, house: Path) -> set[str]:
    stated = {module for file in files_of(room, house) for module in stated_imports(file)}
    return {
        module
        for module in stated
        if module.startswith(("calcanim.", "scenes")) and not room.may_import(module)
    }


def manim_files(house: Path, package: str) -> set[str]:
    files = (house / package).rglob("*.py")
    return {
        file.name for file in files if any(module.split(".")[0] == "manim" for module in stated_imports(file))
    }


@pytest.fixture
def copied_house(tmp_path: Path) -> Path:
    shutil.copytree(
        HOUSE / "calcanim", tmp_path / "calcanim", ignore=shutil.ignore_patterns("__pycache__", "fonts")
    )
    return tmp_path


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_loads_nothing_from_above(room: Room) -> None:
    assert not loaded_from_above(room, HOUSE)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_states_no_import_from_above(room: Room) -> None:
    assert files_of(room, HOUSE)
    assert not stated_from_above(room, HOUSE)


def test_the_folders_of_blocks_stand_on_each_other_one_way() -> None:
    room = HOUSE / "calcanim/blocks"
    for file in room.rglob("*.py"):
        of_blocks = [name.split(".") for name in stated_imports(file) if name.startswith("calcanim.blocks.")]
        met = {name[2] for name in of_blocks if (room / name[2]).is_dir()}
        folder = file.parent.name
        assert met <= ({folder} | FOLDERS_OF_BLOCKS[folder] if file.parent != room else set()), file


def test_rendering_touches_manim_in_one_file() -> None:
    assert manim_files(HOUSE, "calcanim/rendering") == {"manim_backend.py"}
    engine = {
        *(
            "bodies.py",
            "camera.py",
            "copies.py",
            "crowds.py",
            "families.py",
            "joints.py",
            "looks.py",
            "manims.py",
        ),
        *("plain.py", "renderer.py", "space.py", "shortcuts.py", "styles.py", "surfaces.py", "texts.py"),
        *("values.py", "writer.py"),
    }
    assert manim_files(HOUSE, "calcanim/engine") == engine
    assert manim_files(HOUSE, "calcanim/tex") == {"by_latex.py", "copies.py", "mobjects.py", "remembered.py"}
    assert manim_files(HOUSE, "calcanim/preview") == {"ahead.py"}
    assert not manim_files(HOUSE, "calcanim/calculus") | manim_files(HOUSE, "calcanim/cli")


@pytest.mark.parametrize(
    ("room", "planted", "caught"),
    [
        ("calcanim.calculus", "import manim", "manim"),
        ("calcanim.rendering", "import calcanim.lesson", "calcanim.lesson"),
        ("calcanim.cli", "import manim", "manim"),
    ],
)
def test_a_planted_import_is_caught(copied_house: Path, room: str, planted: str, caught: str) -> None:
    (copied_house / room.replace(".", "/") / "planted.py").write_text(f"{planted}\n", "utf-8")
    assert caught in loaded_from_above(room_named(room), copied_house)


def test_a_planted_import_inside_a_function_is_caught(copied_house: Path) -> None:
    late = "def render():\n    from calcanim.lesson import Lesson\n    return Lesson\n"
    (copied_house / "calcanim/rendering/planted.py").write_text(late, "utf-8")
    assert stated_from_above(room_named("calcanim.rendering"), copied_house) == {"calcanim.lesson.Lesson"}


def test_every_room_is_on_the_plan_of_the_house() -> None:
    plan = (HOUSE / "docs/ARCHITECTURE.md").read_text("utf-8")
    folders = {path.name for path in (HOUSE / "calcanim").iterdir() if path.name.isidentifier()} - {
        "__pycache__"
    }
    modules = {path.stem for path in (HOUSE / "calcanim").glob("[!_]*.py")}
    listed = {room.name.removeprefix("calcanim.").split(".")[0] for room in ROOMS}
    assert folders | modules <= listed
    assert all(f"`calcanim/{name}" in plan for name in folders | modules)


def room_named(name: str) -> Room:
    return next(room for room in ROOMS if room.name == name)
