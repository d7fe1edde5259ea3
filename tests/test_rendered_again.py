"""Which lessons a change of the house costs: counted on a copy of it, by the keys of all lessons."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.course import lessons
from calcanim.rendering.sources import Sources

HOUSE = Path(__file__).parents[1]
Edit = Callable[[str], str]


class House:
    """A copy of the package and of all scene files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        leave_out = shutil.ignore_patterns("__pycache__")
        for name in ("calcanim", "scenes"):
            shutil.copytree(HOUSE / name, folder / name, ignore=leave_out)
        self.scenes = {entry.name: folder / entry.file.relative_to(HOUSE) for entry in lessons()}
        self.memory: dict[str, object] = {}

    def digests(self) -> dict[str, str]:
        """What each lesson is made of, by its name."""
        sources = Sources(self.memory)
        found = {name: sources.closure(file, name).digest for name, file in self.scenes.items()}
        self.memory = dict(sources.memory)
        return found

    def changed_by(self, name: str, edit: Edit) -> set[str]:
        """The lessons that are another thing after a file was edited; the file is then as it was."""
        before = self.digests()
        file = self.folder / name
        text = file.read_text("utf-8")
        edited = edit(text)
        assert edited != text
        file.write_text(edited, "utf-8")
        after = self.digests()
        file.write_text(text, "utf-8")
        return {lesson for lesson in before if before[lesson] != after[lesson]}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    with pytest.MonkeyPatch.context() as patched:
        folder = tmp_path_factory.mktemp("house")
        patched.syspath_prepend(str(folder))
        copied = House(folder)
        assert len(copied.digests()) == 43
        return copied


@pytest.fixture(autouse=True)
def _searched(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(house.folder))


def more(text: str) -> str:
    return f"{text}\nLARGEST_OF_ALL = 3\n"


def commented(text: str) -> str:
    return f"# A remark.\n{text}\n# Another one.\n"


def longer_pause(lesson: str) -> Edit:
    """One number in the class of a lesson."""

    def edit(text: str) -> str:
        begin = text.index(f"class {lesson}(")
        return text[:begin] + re.sub(r"(?<![\w.])(\d+)(?![\w.])", r"1\1", text[begin:], count=1)

    return edit


@pytest.mark.parametrize(
    "lesson", ["ProofOfTheSumRule", "ProofOfTheConstantRule", "AbsoluteValueKink", "SineSqueeze"]
)
def test_a_number_in_a_lesson_costs_that_lesson_alone(house: House, lesson: str) -> None:
    file = house.scenes[lesson].relative_to(house.folder).as_posix()
    assert house.changed_by(file, longer_pause(lesson)) == {lesson}


@pytest.mark.parametrize("name", ["scenes/proofs.py", "calcanim/blocks/formula.py", "calcanim/lesson.py"])
def test_a_comment_costs_nothing(house: House, name: str) -> None:
    assert house.changed_by(name, commented) == set()


def test_a_block_costs_the_lessons_that_use_it(house: House) -> None:
    assert house.changed_by("calcanim/blocks/figures/machine.py", more) == {"ChainRule"}
    of_space = house.changed_by("calcanim/blocks/space/painter.py", more)
    assert {"PartialDerivatives", "TangentPlane"} <= of_space
    assert not {"RiseOverRun", "ChainRule", "ProofOfTheSumRule"} & of_space


def test_what_all_stand_on_costs_all(house: House) -> None:
    assert len(house.changed_by("calcanim/blocks/formula.py", more)) == 43
    assert len(house.changed_by("calcanim/lesson.py", more)) == 43


def test_what_no_lesson_is_made_of_costs_nothing(house: House) -> None:
    for name in ("calcanim/gates/pace.py", "calcanim/cli/report.py", "calcanim/gates/report.css"):
        assert house.changed_by(name, commented if name.endswith("css") else more) == set()
