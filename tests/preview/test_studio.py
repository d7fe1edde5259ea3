"""Scenes run in processes that are forked, and none of these is left."""

from __future__ import annotations

import asyncio
import io
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from PIL import Image

from benchmarks.same_preview import decoded
from calcanim.preview.studio import Limits, Studio
from calcanim.preview.wire import Message
from tests.engine.frames import Pixels

pytestmark = pytest.mark.slow

SCENES = """
import os, time
from manim import *

STATE = []

class Good(Scene):
    def construct(self):
        assert not STATE, "left by an earlier run"
        STATE.append(1)
        square = Square()
        self.play(Create(square), run_time=1)
        self.wait(1)
        self.play(square.animate.shift(RIGHT), run_time=1)

class Wrong(Scene):
    def construct(self):
        self.play(Create(Square()), run_time=1)
        self.add(no_such_thing)

class Hangs(Scene):
    def construct(self):
        time.sleep(600)

class Dies(Scene):
    def construct(self):
        os.kill(os.getpid(), 9)

class Eats(Scene):
    def construct(self):
        self.kept = [np.ones(10_000_000) for _ in range(1000)]
"""
Heard = list[Message]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "scenes.py"
    written.write_text(SCENES, "utf-8")
    return written


def orders(file: Path, scene: str, first: int = 0) -> dict[str, Any]:
    picture = (320, 180, 15.0)
    return {
        "file": str(file),
        "scene": scene,
        "settings": {},
        "theme": None,
        "picture": picture,
        "first": first,
    }


def pictures_of(heard: Heard) -> dict[int, dict[int, Pixels]]:
    """The frames of each run, by their numbers."""
    pictures: dict[int, dict[int, Pixels]] = {}
    below: dict[int, bytes] = {}
    for each in heard:
        if each.kind == "frame":
            run, at, corner = (each.fields[name] for name in ("run", "at", "corner"))
            below[run] = below[run] if corner else each.body
            shown = decoded(below[run], each.body, corner)
            pictures.setdefault(run, {}).update(dict.fromkeys(range(at, at + each.fields["repeat"]), shown))
    return pictures


def heard_of(act: Callable[[Studio], None], *, ends: int, limits: Limits | None = None) -> Heard:
    """Do something with a studio, and return all that was heard until so many runs had ended."""

    async def work() -> Heard:
        heard: Heard = []
        done = asyncio.Event()

        def tell(message: Message) -> None:
            heard.append(message)
            if sum(each.kind in ("done", "failed", "listed") for each in heard) == ends:
                done.set()

        studio = Studio(tell, limits)
        async with studio.open():
            act(studio)
            await asyncio.wait_for(done.wait(), 60)
        return heard

    return asyncio.run(work())


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    yield
    until = time.monotonic() + 5
    while time.monotonic() < until and _ours():
        time.sleep(0.05)
    assert not _ours()


def _ours() -> list[psutil.Process]:
    """Processes of a studio that this one has begun, wherever they hang."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if (
                "calcanim.preview.warm" in process.cmdline()
                and process.environ().get("STARTED_BY") == _name()
            ):
                found.append(process)
    return found


def _name() -> str:
    return f"test-{os.getpid()}"


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARTED_BY", _name())


def test_frames_come_in_order_and_each_run_begins_anew(file: Path) -> None:
    def act(studio: Studio) -> None:
        studio.run("play", **orders(file, "Good"))
        studio.run("play", **orders(file, "Good"))

    heard = heard_of(act, ends=2)
    for run in (1, 2):
        frames = [each for each in heard if each.kind == "frame" and each.fields["run"] == run]
        places = [(each.fields["at"], each.fields["repeat"]) for each in frames]
        assert places == [*((i, 1) for i in range(15)), (15, 15), *((i, 1) for i in range(30, 45))]
        assert all(each.body.startswith(b"\xff\xd8") for each in frames)
    done = [each for each in heard if each.kind == "done"]
    assert [each.fields["frames"] for each in done] == [45, 45]
    assert [play["frames"] for play in done[0].fields["plays"]] == [15, 15, 15]


def test_from_a_moment_on_frames_are_those_of_the_whole(file: Path) -> None:
    def act(studio: Studio) -> None:
        for first in (0, 7, 20, 33):
            studio.run("play", **orders(file, "Good", first))

    by_run = pictures_of(heard_of(act, ends=4))
    for run, first in ((2, 7), (3, 20), (4, 33)):
        assert by_run[run].keys() == set(range(first, 45))
        for at, picture in by_run[run].items():
            np.testing.assert_array_equal(picture, by_run[1][at])


def test_only_what_changed_is_sent(file: Path) -> None:
    def act(studio: Studio) -> None:
        studio.run("play", **orders(file, "Good"))

    first, *others = [each for each in heard_of(act, ends=1) if each.kind == "frame"]
    wide, high, _ = orders(file, "Good")["picture"]
    assert first.fields["corner"] is None
    assert Image.open(io.BytesIO(first.body)).size == (wide, high)
    for each in others:
        (left, top), patch = each.fields["corner"], Image.open(io.BytesIO(each.body))
        assert 0 <= left < left + patch.width <= wide
        assert 0 <= top < top + patch.height <= high
        assert patch.width * patch.height < 0.5 * wide * high


@pytest.mark.parametrize(
    ("scene", "said"),
    [
        ("Wrong", "name 'no_such_thing' is not defined (scenes.py, line"),
        ("Hangs", "it was stopped: nothing came of it for 1 s"),
        ("Dies", "its process ended"),
        ("Eats", "MemoryError"),
        ("Missing", "has no scene 'Missing'"),
    ],
)
def test_a_scene_that_fails_is_told_of(
    file: Path, scene: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    limits = Limits(silence=1.0 if scene == "Hangs" else 30.0, memory=1 << 30)
    heard = heard_of(lambda studio: _begin(studio, file, scene), ends=1, limits=limits)
    assert said in heard[-1].fields["reason"]
    if scene == "Wrong":
        assert heard[-1].fields["code"] == "self.add(no_such_thing)"


def _begin(studio: Studio, file: Path, scene: str) -> None:
    studio.run("play", **orders(file, scene))


def test_a_file_that_is_no_python_has_its_line_told(file: Path) -> None:
    file.write_text("from manim import *\n\nclass Good(Scene:\n    pass\n", "utf-8")
    heard = heard_of(lambda studio: _begin(studio, file, "Good"), ends=1)
    assert heard[-1].fields["line"] == 3
    assert heard[-1].fields["code"] == "class Good(Scene:"


def test_runs_that_are_stopped_at_once_leave_nothing(file: Path) -> None:
    def act(studio: Studio) -> None:
        for _ in range(5):
            studio.run("play", **orders(file, "Hangs"))
            studio.stop()
        studio.regrow()
        studio.run("play", **orders(file, "Good"))

    assert heard_of(act, ends=1)[-1].fields["frames"] == 45


def test_an_engine_that_cannot_be_loaded_is_told_of(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calcanim.preview.studio.COMMAND", ("false",))
    heard = heard_of(lambda studio: _begin(studio, file, "Good"), ends=1)
    assert "the engine cannot be loaded" in heard[-1].fields["reason"]


def test_a_process_that_dies_is_replaced(file: Path) -> None:
    def act(studio: Studio) -> None:
        studio.reload()
        studio.run("play", **orders(file, "Good"))

    assert heard_of(act, ends=1)[-1].fields["frames"] == 45
