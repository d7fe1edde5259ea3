"""Plants a change in a lesson that is played, without touching the lesson's file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from manim.utils.exceptions import EndSceneEarlyException

import calcanim.lesson as stage
from benchmarks import bad_light, bad_timing, bad_writing, false_curves, false_numbers
from benchmarks.cases import Case
from benchmarks.kinds import PATCHES, PLANTS, TELLINGS, Site, Telling
from calcanim.rendering.discover import discover, scene_class

SCENES = Path(__file__).resolve().parents[1] / "scenes"
ROOMS = (bad_light, bad_timing, bad_writing, false_curves, false_numbers)  # imported for the kinds in them


@dataclass(frozen=True)
class Planted:
    """A lesson with a change; `times` is filled as it is played: when the change was made."""

    lesson: type[Any]
    times: list[float] = field(default_factory=list)


@cache
def lessons() -> dict[str, type[Any]]:
    """The lessons in scenes/, by name."""
    library = discover(sorted(SCENES.glob("*.py")))
    if library.broken:
        raise ImportError("; ".join(each.reason for each in library.broken))
    return {entry.name: scene_class(entry.file, entry.name) for entry in library.scenes}


@contextmanager
def planted(case: Case) -> Iterator[Planted]:
    """The lesson of a case, to be played inside the `with`.

    Lessons refuse by themselves to add a formula that nobody verified. Here they do not: it is the gate that
    is measured.
    """
    times: list[float] = []
    base = lessons()[case.lesson].configured(case.settings, theme=case.theme)
    space = {"beat": _beat(case, base, times), "__module__": base.__module__}
    lesson = type(base.__name__, (base,), space)
    patched = PATCHES[case.change](**case.numbers) if case.change in PATCHES else nullcontext()
    with mock.patch.object(stage, "refuse_unverified", lambda _: None), patched:
        if case.change in PATCHES:
            times.append(0.0)
        yield Planted(lesson, times)


def _beat(case: Case, base: type[Any], times: list[float]) -> Any:
    """A lesson's `beat` that plants the change, and ends the lesson after the last beat that matters."""

    @contextmanager
    def beat(self: Any, name: str, caption: str, **options: Any) -> Iterator[None]:
        if case.last_beat and any(each.name == case.last_beat for each in self.beats):
            raise EndSceneEarlyException
        is_here = name == case.at
        telling = TELLINGS.get(case.change) if is_here else None
        told = telling(caption, **case.numbers) if telling else Telling(caption, caption)
        if told.pause is not None:
            options["pause"] = told.pause
        if telling:
            times.append(self.time)
        with base.beat(self, name, told.timed, **options):
            if is_here and case.when == "start":
                plant(self)
            yield
            if is_here and case.when == "end":
                plant(self)
        if told.said != told.timed:
            self.beats[-1] = replace(self.beats[-1], caption=told.said)

    def plant(scene: Any) -> None:
        if case.change in PLANTS:
            times.append(scene.time)
            PLANTS[case.change](Site(scene, case.what), **case.numbers)

    return beat
