"""The labelled set: planted defects and sound variants of the lessons, read from `benchmarks/planted/*.toml`.

A table of a file is a case. Every case has

    name      a sentence
    lesson    the class of a lesson in scenes/
    settings, theme, aspect
              as for `render.py`; the lesson's own, "dark" and "16:9" if they are left out

and, if something is done to the lesson,

    change    what is done: a kind of `benchmarks.kinds`
    at, when  the beat in which it is done, and whether at its "start" or, as usual, its "end": before the
              wait in which its caption can be read; left out where it is done to the whole lesson
    what      to what: the way to it from the lesson, as `secant.label_b` or `rows.1`, or a class and some of
              its text, as `Formula: f(x) =`
    until     the last beat that is played, if it is not the one of `at`

and, for a defect,

    gates     those of which one must find it, in or after the beat in which it is planted
    says      what a finding must say to be about this defect: a regular expression

Whatever else a case has are the numbers of the change.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PLANTED = Path(__file__).with_name("planted")
WORDS = ("name", "lesson", "theme", "aspect", "change", "at", "when", "what", "until", "says")


@dataclass(frozen=True)
class Case:
    """A lesson with or without a change; `gates` are those that must find it, none for a sound variant."""

    name: str
    lesson: str
    settings: Mapping[str, str] = field(default_factory=dict)
    theme: str = "dark"
    aspect: str = "16:9"
    change: str = ""
    at: str = ""
    when: str = "end"
    what: str = ""
    until: str = ""
    gates: tuple[str, ...] = ()
    says: str = ""
    numbers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_defect(self) -> bool:
        """Whether a gate must find something."""
        return bool(self.gates)

    @property
    def last_beat(self) -> str:
        """The beat after which nothing more has to be played; empty for the whole lesson."""
        return self.until or (self.at if self.is_defect else "")


def defects() -> tuple[Case, ...]:
    """The planted defects."""
    return read(PLANTED / "defects.toml", "defect")


def sound_variants() -> tuple[Case, ...]:
    """The lessons with which nothing is wrong."""
    return read(PLANTED / "sound.toml", "sound")


def read(file: Path, table: str) -> tuple[Case, ...]:
    """The cases of a file."""
    return tuple(_case(entry) for entry in tomllib.loads(file.read_text(encoding="utf-8"))[table])


def _case(entry: Mapping[str, Any]) -> Case:
    words = {word: str(entry[word]) for word in WORDS if word in entry}
    rest = {name: value for name, value in entry.items() if name not in {*WORDS, "settings", "gates"}}
    settings = {name: str(value) for name, value in entry.get("settings", {}).items()}
    return Case(**words, settings=settings, gates=tuple(entry.get("gates", ())), numbers=rest)
