"""Scene files to scenes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from calcanim.errors import UsageError
from calcanim.rendering.discover import discover, load, scene_class, scenes_of, slug
from tests.scene_texts import LESSON, PLAIN

Write = Callable[[str, str], Path]
COURSE = {"OfNone": "", "Tenth": "A10", "OfTheNextPart": "B1", "First": "A1"}


def test_a_file_lists_its_own_scenes_in_their_order(scene_file: Write) -> None:
    entries = scenes_of(scene_file("plain.py", PLAIN))
    assert [e.name for e in entries] == ["Moves", "Rests"]


def test_a_plain_scene_has_a_slug_and_a_title_and_no_parameters(scene_file: Write) -> None:
    entry = scenes_of(scene_file("plain.py", PLAIN))[0]
    assert (entry.slug, entry.title, entry.parameters, entry.is_lesson) == ("moves", "Moves", (), False)


def test_a_lesson_says_what_it_is(scene_file: Write) -> None:
    (entry,) = scenes_of(scene_file("lesson.py", LESSON))
    assert (entry.slug, entry.title, entry.is_lesson, entry.themes) == (
        "how-steep",
        "How steep",
        True,
        ("dark", "light"),
    )
    assert [(p.name, p.default, p.kind, p.help) for p in entry.parameters] == [
        ("at", "-1", "number", "where"),
        ("f", "x^2", "function", "the curve"),
    ]


def test_scenes_come_in_the_order_of_the_course(scene_file: Write) -> None:
    told = [f"class {name}(_Ground): code = '{code}'" for name, code in COURSE.items()]
    ground = "class _Ground:\n    def construct(self): ...\n    def render(self): ..."
    found = discover([scene_file("course.py", "\n\n".join([ground, *told]))]).scenes
    assert [entry.name for entry in found] == ["First", "Tenth", "OfTheNextPart", "OfNone"]


def test_a_lesson_without_a_title_is_a_ground_for_others(scene_file: Write) -> None:
    ground = LESSON.replace('title = "How steep"', 'title = ""')
    assert scenes_of(scene_file("ground.py", f'{ground}\n\nclass Own(Slope):\n    title = "Mine"\n')) != ()
    assert [e.name for e in scenes_of(scene_file("bare.py", ground))] == []


def test_imported_scenes_are_not_the_files_own(scene_file: Write) -> None:
    scene_file("plain.py", PLAIN)
    file = scene_file("other.py", "from plain import Moves\n\nclass Own(Moves): ...\n")
    assert [e.name for e in scenes_of(file)] == ["Own"]


def test_a_file_is_imported_once(scene_file: Write) -> None:
    file = scene_file("plain.py", PLAIN)
    assert load(file) is load(file)
    assert scene_class(file, "Moves") is scene_class(file, scenes_of(file)[0].name)


def test_a_file_named_like_a_library_hides_nothing(scene_file: Write) -> None:
    scenes_of(scene_file("json.py", PLAIN))
    assert hasattr(sys.modules["json"], "dumps")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\ndef f(:\n", "line 2: SyntaxError"),
        ("x = 1\n\nx = 1 / 0\n", "line 3: ZeroDivisionError: division by zero"),
        ("import no_such_library\n", "line 1: ModuleNotFoundError"),
        ("raise SystemExit(4)\n", "line 1: SystemExit"),
        ("x = '\\ud800'\nraise ValueError('one\\ntwo')\n", "line 2: ValueError: one two"),
    ],
)
def test_a_broken_file_is_named_with_its_line(scene_file: Write, text: str, said: str) -> None:
    file = scene_file("broken.py", text)
    with pytest.raises(UsageError) as raised:
        load(file)
    assert said in str(raised.value)
    assert "broken.py" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_broken_file_does_not_hide_the_others(scene_file: Write) -> None:
    library = discover([scene_file("broken.py", "1/0"), scene_file("plain.py", PLAIN)])
    assert [e.name for e in library.scenes] == ["Moves", "Rests"]
    assert [b.file.name for b in library.broken] == ["broken.py"]


def test_a_mended_file_is_read_again(scene_file: Write) -> None:
    file = scene_file("mended.py", "1/0")
    with pytest.raises(UsageError):
        load(file)
    assert len(scenes_of(scene_file("mended.py", PLAIN))) == 2


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no scene file .*nowhere\.py"):
        load(tmp_path / "nowhere.py")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("SecantBecomesTangent", "secant-becomes-tangent"), ("A", "a"), ("HTMLView", "html-view")],
)
def test_a_slug_separates_words(name: str, expected: str) -> None:
    assert slug(name) == expected
