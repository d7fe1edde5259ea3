"""What is looked at, with processes that are none."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import Any, cast

import pytest

from calcanim.preview.session import Session
from calcanim.preview.studio import Studio
from calcanim.preview.watching import HOUSE
from calcanim.preview.wire import Message


class NoProcesses:
    """Notes what is asked of a studio."""

    def __init__(self) -> None:
        self.orders: list[dict[str, Any]] = []
        self.said: list[str] = []
        self.held: set[int] = set()
        self.numbers = count(1)

    def run(self, kind: str, /, **order: Any) -> int:
        self.orders.append({"kind": kind, **order})
        return next(self.numbers)

    def stop(self, kind: str = "play", /) -> None:
        self.said.append(f"stop {kind}")

    def end(self, number: int, /) -> None:
        self.said.append(f"end {number}")

    def hold(self, number: int, /, *, is_held: bool) -> None:
        self.held = {number} if is_held else set[int]()

    def is_dead(self) -> bool:
        return False

    def regrow(self) -> None:
        self.said.append("regrow")

    def reload(self) -> None:
        self.said.append("reload")


class Page:
    """Notes what a page is told."""

    def __init__(self) -> None:
        self.said: list[dict[str, Any]] = []
        self.frames: list[bytes] = []

    def __call__(self, said: str | bytes) -> None:
        if isinstance(said, bytes):
            self.frames.append(said)
        else:
            self.said.append(json.loads(said))


def scene(name: str) -> dict[str, Any]:
    return {"name": name, "slug": name.lower(), "themes": ["dark"], "parameters": []}


def listed(*names: str) -> Message:
    scenes = {"a.py": [scene(n) for n in names]}
    return Message("listed", {"run": 1, "files": ["a.py"], "scenes": scenes, "broken": {}})


def frame(run: int, at: int, body: bytes = b"") -> Message:
    return Message("frame", {"run": run, "at": at, "repeat": 1, "corner": None}, body)


def done(run: int, frames: int) -> Message:
    return Message("done", {"run": run, "frames": frames, "beats": [], "plays": []})


@pytest.fixture
def processes() -> NoProcesses:
    return NoProcesses()


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def session(processes: NoProcesses, page: Page) -> Session:
    made = Session(lambda: [Path("a.py")], "Second", cast("Studio", processes))
    made.join(page)
    made.hear(listed("First", "Second"))
    return made


def plays(processes: NoProcesses) -> list[tuple[str, int]]:
    return [(each["scene"], each["first"]) for each in processes.orders if each["kind"] == "play"]


def test_it_begins_with_the_scene_that_is_wanted(session: Session, processes: NoProcesses) -> None:
    assert plays(processes) == [("Second", 0)]


@pytest.mark.parametrize("first", [frame(2, 40), Message("failed", {"run": 2, "reason": "…"})])
def test_a_saved_scene_is_drawn_from_the_moment_looked_at_and_then_from_the_start(
    session: Session, processes: NoProcesses, first: Message
) -> None:
    session.asked('{"kind": "look", "frame": 40}')
    session.saved({Path("a.py")})
    assert plays(processes)[1:] == [("Second", 40)]
    session.hear(first)
    assert plays(processes)[1:] == [("Second", 40), ("Second", 0)]


def test_all_is_there_when_the_parts_meet(session: Session, processes: NoProcesses, page: Page) -> None:
    session.hear(frame(1, 0))
    session.hear(done(1, 90))
    session.asked('{"kind": "look", "frame": 40}')
    session.saved({Path("a.py")})
    run = len(processes.orders)
    for message in (frame(run, 40), frame(run, 89), done(run, 90), frame(run + 1, 0)):
        session.hear(message)
        assert page.said[-1]["kind"] == "view"
    session.hear(frame(run + 1, 39))
    assert page.said[-1]["kind"] == "done"
    assert processes.orders[-1]["kind"] == "play", "the one from the start is still to end"
    session.hear(done(run + 1, 90))
    assert [order["kind"] for order in processes.orders[-2:]] == ["examine", "list"]


@pytest.mark.parametrize("end", [frame(2, 89), Message("failed", {"run": 2, "reason": "…"})])
def test_the_one_from_the_start_stands_still_while_another_draws_what_comes_next(
    session: Session, processes: NoProcesses, end: Message
) -> None:
    session.asked('{"kind": "look", "frame": 40}')
    session.saved({Path("a.py")})
    session.hear(frame(2, 40))
    session.hear(frame(3, 38))
    assert not processes.held
    session.hear(frame(3, 39))
    assert processes.held == {3}
    session.hear(end)
    if end.kind == "frame":
        session.hear(done(2, 90))
    assert not processes.held


def test_what_fails_is_not_begun_again(session: Session, processes: NoProcesses) -> None:
    session.hear(Message("failed", {"run": 1, "reason": "…"}))
    assert len(plays(processes)) == 1


def test_at_its_start_a_long_scene_is_drawn_from_its_middle_as_well(
    session: Session, processes: NoProcesses
) -> None:
    session.hear(frame(1, 0))
    session.hear(done(1, 90))
    session.saved({Path("a.py")})
    run = len(processes.orders)
    session.hear(frame(run, 0))
    assert plays(processes)[1:] == [("Second", 0), ("Second", 45)]
    session.hear(frame(run, 89))
    assert f"end {run}" not in processes.said, "it is the scene as it is rendered"


def test_a_part_ends_where_another_one_began(session: Session, processes: NoProcesses) -> None:
    session.hear(frame(1, 0))
    session.hear(done(1, 90))
    session.asked('{"kind": "look", "frame": 10}')
    session.saved({Path("a.py")})
    run = len(processes.orders)
    session.hear(frame(run, 10))
    assert plays(processes)[1:] == [("Second", 10), ("Second", 0), ("Second", 50)]
    session.hear(frame(run, 49))
    assert f"end {run}" in processes.said


@pytest.mark.parametrize(
    ("file", "said"), [(HOUSE / "blocks/theme.py", "regrow"), (HOUSE / "engine/camera.py", "reload")]
)
def test_what_else_is_saved_begins_farther_back(
    session: Session, processes: NoProcesses, file: Path, said: str
) -> None:
    session.saved({file, Path("a.py")})
    assert said in processes.said


def test_only_scenes_that_were_found_can_be_chosen(session: Session, processes: NoProcesses) -> None:
    before = len(processes.orders)
    session.asked('{"kind": "choose", "file": "/etc/passwd", "scene": "First"}')
    session.asked('{"kind": "choose", "file": "a.py", "scene": "Third"}')
    assert len(processes.orders) == before
    session.asked('{"kind": "choose", "file": "a.py", "scene": "First"}')
    assert plays(processes)[-1] == ("First", 0)


@pytest.mark.parametrize(
    "text", ["", "[]", "3", "null", '{"kind": 3}', '{"frame": 1}', '{"kind": "look", "frame": "x"}', "\0"]
)
def test_what_makes_no_sense_is_left_alone(session: Session, processes: NoProcesses, text: str) -> None:
    before = list(processes.orders)
    session.asked(text)
    assert processes.orders == before


def test_another_size_keeps_the_moment(session: Session, processes: NoProcesses) -> None:
    session.asked('{"kind": "look", "frame": 30}')
    session.asked('{"kind": "set", "size": "720p30"}')
    assert plays(processes)[-1] == ("Second", 60)
    assert processes.orders[-1]["picture"] == (1280, 720, 30.0)


def test_a_size_that_is_none_is_left_alone(session: Session, processes: NoProcesses) -> None:
    before = list(processes.orders)
    session.asked('{"kind": "set", "size": "99999p1"}')
    assert processes.orders == before


def test_what_runs_of_before_say_is_not_heard(session: Session, page: Page) -> None:
    session.saved({Path("a.py")})
    session.hear(frame(1, 0, b"old"))
    session.hear(frame(2, 0, b"new"))
    assert [frame[-3:] for frame in page.frames] == [b"new"]


def test_a_scene_with_a_new_name_is_followed(session: Session, processes: NoProcesses) -> None:
    session.hear(listed("First", "Renamed"))
    assert plays(processes)[-1] == ("Renamed", 0)


def test_a_file_that_breaks_keeps_its_scene(session: Session, processes: NoProcesses) -> None:
    before = len(processes.orders)
    session.hear(
        Message("listed", {"run": 5, "files": ["a.py"], "scenes": {}, "broken": {"a.py": "a.py, line 1"}})
    )
    session.hear(listed("First", "Second"))
    assert len(processes.orders) == before


def stills(processes: NoProcesses) -> list[str]:
    return [each["scene"] for each in processes.orders if each["kind"] == "still"]


def test_stills_are_drawn_one_after_the_other_once_they_are_wanted(
    session: Session, processes: NoProcesses, page: Page
) -> None:
    assert stills(processes) == []
    session.asked('{"kind": "stills"}')
    session.asked('{"kind": "stills"}')
    assert stills(processes) == ["First"]
    run = len(processes.orders)
    session.hear(Message("began", {"run": run}))
    session.hear(Message("still", {"run": run, "file": "a.py", "scene": "First"}, b"jpeg"))
    assert page.frames[-1].endswith(b"jpeg")
    assert stills(processes) == ["First", "Second"]
    session.hear(Message("failed", {"run": run + 1, "reason": "it is broken"}))
    assert stills(processes) == ["First", "Second"]
    session.hear(listed("First", "Second"))
    assert stills(processes) == ["First", "Second", "First"], "the file was saved"
    session.hear(Message("still", {"run": len(processes.orders), "file": "a.py", "scene": "First"}, b"jpeg"))
    assert stills(processes)[-1] == "Second", "what failed may be mended"


def test_a_page_that_comes_later_has_the_stills(session: Session, processes: NoProcesses) -> None:
    session.asked('{"kind": "stills"}')
    run = len(processes.orders)
    session.hear(Message("still", {"run": run, "file": "a.py", "scene": "First"}, b"jpeg"))
    other = Page()
    session.join(other)
    assert other.frames[0].endswith(b"jpeg")
