"""The course: every lesson has its place in it, and the page tells what there is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from benchmarks.course import differences, lessons

LESSONS = lessons()


def test_every_lesson_has_a_place_of_its_own() -> None:
    places = Counter(lesson.code for lesson in LESSONS)
    assert not [code for code, count in places.items() if count > 1 or not re.fullmatch(r"[A-F]\d+", code)]
    assert len({lesson.title for lesson in LESSONS}) == len(LESSONS)


def test_every_lesson_says_what_it_shows_and_what_it_teaches_of_the_notebook() -> None:
    assert not [lesson.name for lesson in LESSONS if not re.fullmatch(r"[A-Z].*\.", lesson.sentence)]
    assert all(lesson.section and lesson.part for lesson in LESSONS)


def test_every_lesson_takes_parameters() -> None:
    assert not [lesson.name for lesson in LESSONS if not lesson.parameters]


def test_the_page_tells_every_lesson_as_it_is() -> None:
    assert not differences(LESSONS), "run: python -m benchmarks.course --write"


def test_a_page_that_tells_something_else_is_found_out() -> None:
    changed = replace(LESSONS[0], sentence="It shows nothing.")
    found = differences([changed, *LESSONS[1:]])
    assert [line[:6] for line in found] == ["lacks:", "has:  "]
