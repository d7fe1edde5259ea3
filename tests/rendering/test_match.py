"""Names to scenes."""

from __future__ import annotations

from pathlib import Path

import pytest

from calcanim.errors import UnknownSceneError, UsageError
from calcanim.rendering.discover import BrokenFile, Library, SceneEntry, slug
from calcanim.rendering.match import select, select_one

NAMES = ("RiseOverRun", "SecantBecomesTangent", "AbsoluteValueKink", "ChainRule", "SineSqueeze")


def entry(name: str, file: str = "a.py") -> SceneEntry:
    return SceneEntry(name, slug(name), Path(file), name, (), (), False)


LIBRARY = Library(tuple(map(entry, NAMES)), ())


def names(*asked: str) -> list[str]:
    return [e.name for e in select(LIBRARY, asked)]


def test_no_name_means_all() -> None:
    assert names() == list(NAMES)


def test_class_names_and_slugs_and_globs_name_lessons() -> None:
    assert names("ChainRule", "rise-over-run") == ["ChainRule", "RiseOverRun"]
    assert names("S*") == ["SecantBecomesTangent", "SineSqueeze"]
    assert names("*-kink") == ["AbsoluteValueKink"]


def test_a_lesson_that_is_named_twice_is_rendered_once() -> None:
    assert names("ChainRule", "chain-rule", "Chain*") == ["ChainRule"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Secnat", "SecantBecomesTangent"),
        ("secant", "SecantBecomesTangent"),
        ("RiseOverRum", "RiseOverRun"),
        ("squeze", "SineSqueeze"),
        ("chainrule", "ChainRule"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(typed: str, meant: str) -> None:
    with pytest.raises(UnknownSceneError, match=f"no lesson '{typed}'; did you mean {meant}[?]"):
        names(typed)


def test_a_name_like_no_other_is_answered_without_a_guess() -> None:
    with pytest.raises(UnknownSceneError, match="no lesson 'zzz'; `list` shows them all"):
        names("zzz")


def test_a_glob_that_fits_nothing_is_refused() -> None:
    with pytest.raises(UnknownSceneError):
        names("Zebra*")


def test_a_file_that_was_not_readable_is_named_with_an_unknown_lesson() -> None:
    broken = Library((), (BrokenFile(Path("b.py"), "b.py, line 3: SyntaxError"),))
    with pytest.raises(UnknownSceneError, match=r"not readable: b\.py, line 3"):
        select(broken, ["Lesson"])


def test_one_name_in_two_files_asks_for_the_file() -> None:
    both = Library((entry("Intro"), entry("Intro", "b.py")), ())
    with pytest.raises(UsageError, match=r"'Intro' is in 2 files: a\.py, b\.py; name the file first"):
        select(both, ["Intro"])
    assert len(select(both, ["Intr*"])) == 2


def test_one_lesson_cannot_be_many() -> None:
    with pytest.raises(UsageError, match="names 2 lessons: SecantBecomesTangent, SineSqueeze"):
        select_one(LIBRARY, "S*")
