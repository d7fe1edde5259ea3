"""The commands, through the fake backend: what they write, where, and how they end."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from calcanim.rendering.backend import FakeBackend
from tests.cli.conftest import Said

Command = Callable[..., Said]


def test_list_shows_every_scene_for_people_and_for_programs(command: Command) -> None:
    listed = command("list", "--json")
    assert listed.status == 0
    assert [entry["class"] for entry in listed.json] == ["Slope", "Moves", "Rests"]
    slope = listed.json[0]
    assert (slope["slug"], slope["title"], slope["file"]) == ("how-steep", "How steep", "scenes/lessons.py")
    assert slope["parameters"][0] == {"name": "at", "kind": "number", "default": "-1", "help": "where"}
    table = command("list").out
    assert all(word in table for word in ("Slope", "How steep", "scenes/plain.py", "at=-1"))


def test_params_says_what_can_be_set(command: Command) -> None:
    said = command("params", "how-steep")
    assert said.status == 0
    assert all(word in said.out for word in ("How steep", "at", "number", "-1", "where", "x^2"))
    assert "no parameters" in command("params", "Moves").out


def test_render_without_a_name_renders_all(command: Command, project: Path) -> None:
    said = command("render")
    assert said.status == 0
    made = sorted(p.relative_to(project).as_posix() for p in (project / "media").rglob("*.mp4"))
    assert made == [
        "media/videos/lessons/720p30/Slope.mp4",
        "media/videos/plain/720p30/Moves.mp4",
        "media/videos/plain/720p30/Rests.mp4",
    ]
    assert all(path in said.out for path in made)
    assert "[3/3] Rests rendered" in said.err


def test_render_json_writes_one_object_and_nothing_else(command: Command, project: Path) -> None:
    said = command("render", "Slope", "Rests", "--json")
    clips = said.done["clips"]
    assert [(c["class"], c["status"], c["frames"]) for c in clips] == [
        ("Slope", "rendered", 3),
        ("Rests", "rendered", 3),
    ]
    assert clips[0]["duration"] == pytest.approx(0.1)
    assert (project / clips[0]["file"]).is_file()
    assert said.err == ""


def test_what_a_scene_file_prints_stays_out_of_the_json(command: Command, project: Path) -> None:
    (project / "loud.py").write_text(
        'print("loud")\nclass A:\n    def construct(self): ...\n    render = construct\n'
    )
    said = command("render", "loud.py", "--json")
    assert said.done["clips"][0]["class"] == "A"
    assert "loud" in said.err


def test_a_file_and_its_scenes_can_be_named(command: Command, project: Path) -> None:
    (project / "scenes/plain.py").rename(project / "own.py")
    assert [c["class"] for c in command("render", "own.py", "--json").done["clips"]] == ["Moves", "Rests"]
    said = command("render", "own.py", "R*", "--json")
    assert [c["class"] for c in said.done["clips"]] == ["Rests"]
    said = command("render", "Slope", "own.py", "Rests", "scenes/lessons.py", "--json")
    assert [c["class"] for c in said.done["clips"]] == ["Slope", "Rests"]


@pytest.mark.parametrize(
    ("flags", "made"),
    [
        (["-q", "l"], "videos/lessons/480p15/Slope.mp4"),
        (["-r", "1080,1920"], "videos/lessons/1080x1920p30/Slope.mp4"),
        (["--fps", "24"], "videos/lessons/720p24/Slope.mp4"),
        (["--format", "gif"], "videos/lessons/720p30/Slope.gif"),
        (["-t"], "videos/lessons/720p30/Slope.mov"),
        (["-s"], "images/lessons/Slope.png"),
        (["--format", "png"], "images/lessons/Slope.png"),
        (["--format", "png-sequence"], "images/lessons/Slope/0000.png"),
    ],
)
def test_the_flags_of_manim_lead_where_manim_puts_it(
    command: Command, project: Path, flags: list[str], made: str
) -> None:
    assert command("render", "Slope", *flags).status == 0
    assert (project / "media" / made).is_file()


def test_a_variant_leaves_the_lessons_own_clip_alone(command: Command, project: Path) -> None:
    own = project / command("render", "Slope", "--json").done["clips"][0]["file"]
    before = own.read_bytes()
    said = command("render", "Slope", "--set", "at=0", "--theme", "light", "--json", backend=FakeBackend(9))
    assert own.read_bytes() == before
    assert said.done["clips"][0]["frames"] == 9
    manifest = json.loads((project / "media/manifest.json").read_text())
    assert len(manifest["clips"]) == 2
    assert manifest["clips"][1]["settings"] == {"at": "0"}
    assert manifest["clips"][1]["theme"] == "light"


def test_the_media_folder_may_be_anywhere(command: Command, tmp_path: Path) -> None:
    other = tmp_path / "else where"
    assert command("render", "Slope", "--media_dir", str(other)).status == 0
    assert (other / "manifest.json").is_file()
    assert (other / "videos/lessons/720p30/Slope.mp4").is_file()


def test_one_failed_lesson_ends_with_1_and_the_others_are_done(command: Command, project: Path) -> None:
    said = command("render", backend=FakeBackend(errors={"Moves": ValueError("no figure")}))
    assert said.status == 1
    assert "Moves failed: ValueError: no figure" in said.err
    assert "failed" in said.out
    assert (project / "media/videos/plain/720p30/Rests.mp4").is_file()


def test_a_failed_lesson_is_in_the_json(command: Command) -> None:
    said = command("render", "--json", backend=FakeBackend(errors={"Moves": ValueError("no figure")}))
    assert said.status == 1
    failed = next(c for c in said.done["clips"] if c["class"] == "Moves")
    assert (failed["status"], failed["file"], failed["frames"], failed["duration"]) == (
        "failed",
        None,
        0,
        0.0,
    )
    assert failed["reason"] == "ValueError: no figure"


def test_a_full_disk_ends_with_1_and_one_line(command: Command) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    said = command("render", "Slope", backend=FakeBackend(errors={"Slope": full}))
    assert said.status == 1
    assert said.err.splitlines()[-1].startswith("Slope failed: the disk is full")


BAD_USE = [
    (["render", "Slop"], "no lesson 'Slop'; did you mean Slope?"),
    (["render", "Zebra*"], "no lesson 'Zebra*'"),
    (["params", "Slop"], "did you mean Slope?"),
    (["render", "nowhere.py"], "no scene file 'nowhere.py'"),
    (["render", "Slope", "--set", "at=banana"], "at='banana' is not a number"),
    (["render", "Slope", "--set", "f=1/0"], "f='1/0' has no value anywhere: – 1/0 – write another"),
    (["render", "Slope", "--set", "wat=1"], "no parameter 'wat'"),
    (["render", "Slope", "--set", "at"], "'at' is not NAME=VALUE"),
    (["render", "Slope", "Moves", "--set", "at=0"], "Moves is a plain Manim scene"),
    (["render", "Slope", "--theme", "pink"], "'pink' is not one of"),
    (["render", "-q", "x"], "'x' is not one of"),
    (["render", "-r", "1080x1920"], "is not W,H"),
    (["render", "-r", "1081,1920"], "sides are even"),
    (["render", "--fps", "0"], "0 frames per second"),
    (["render", "--fps", "fast"], "'fast' is not a valid float"),
    (["render", "--format", "avi"], "'avi' is none of mp4, webm, mov, gif"),
    (["render", "-t", "--format", "mp4"], "mp4 has no transparency"),
    (["render", "-s", "--format", "gif"], "-s is one image"),
    (["render", "--bogus"], "No such option"),
    (["bogus"], "No such command 'bogus'"),
]


@pytest.mark.parametrize(("arguments", "said"), BAD_USE, ids=lambda value: str(value)[:40])
def test_bad_use_is_one_line_and_2_and_renders_nothing(
    command: Command, project: Path, arguments: list[str], said: str
) -> None:
    answer = command(*arguments)
    assert answer.status == 2
    assert said in answer.err
    assert answer.err.startswith("error: ")
    assert len(answer.err.splitlines()) == 1
    assert answer.out == ""
    assert not (project / "media").exists()


def test_a_media_folder_that_cannot_be_written_is_one_line_and_1(command: Command, project: Path) -> None:
    (project / "wall").write_text("in the way")
    said = command("render", "Slope", "--media_dir", "wall")
    assert said.status == 1
    assert said.err.startswith("error: cannot write to the media folder wall")
    assert len(said.err.splitlines()) == 1


def test_a_broken_file_does_not_keep_the_others_from_being_rendered(command: Command, project: Path) -> None:
    (project / "scenes/broken.py").write_text("x = 1\nclass A(:\n")
    assert command("render", "Slope").status == 0
    everything = command("render")
    assert everything.status == 1
    assert "scenes/broken.py, line 2: SyntaxError" in everything.err
    assert "Rests rendered" in everything.err
    listed = command("list", "--json")
    assert (listed.status, len(listed.json)) == (1, 3)
    assert command("render", "scenes/broken.py").status == 2


def test_an_interrupt_keeps_what_is_done_and_ends_with_130(command: Command, project: Path) -> None:
    said = command("render", "--json", backend=FakeBackend(errors={"Moves": KeyboardInterrupt()}))
    assert said.status == 130
    assert [c["class"] for c in said.done["clips"]] == ["Slope"]
    assert (
        "renders what is missing"
        in command("render", backend=FakeBackend(errors={"Rests": KeyboardInterrupt()})).err
    )
    media = project / "media"
    left = [p.name for p in media.rglob("*") if p.is_file() and media / "cache" not in p.parents]
    assert sorted(left) == ["Moves.mp4", "Slope.mp4", "manifest.json"]


def test_a_damaged_manifest_is_told_of_and_begun_anew(command: Command, project: Path) -> None:
    (project / "media").mkdir()
    (project / "media/manifest.json").write_text("{")
    said = command("render", "Slope")
    assert said.status == 0
    assert "the manifest was damaged" in said.err
    assert (project / "media/manifest.damaged.json").read_text() == "{"


def test_another_programs_manifest_is_not_touched(command: Command, project: Path) -> None:
    (project / "media").mkdir()
    (project / "media/manifest.json").write_text('{"name": "a web app"}')
    said = command("render", "Slope")
    assert said.status == 1
    assert "another program's" in said.err
    assert not (project / "media/videos").exists()


def test_preview_opens_each_clip(command: Command, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def launch(path: str) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr(click, "launch", launch)
    command("render", "Slope", "Moves", "-p", backend=FakeBackend(errors={"Moves": ValueError()}))
    assert opened == [str(project / "media/videos/lessons/720p30/Slope.mp4")]


def test_a_missing_viewer_is_told_of_and_fails_nothing(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(click, "launch", lambda path: 1)
    said = command("render", "Slope", "-p")
    assert said.status == 0
    assert "no viewer was found for media/videos/lessons/720p30/Slope.mp4" in said.err


def test_help_says_where_clips_go_and_how_it_ends(command: Command) -> None:
    said = command("render", "--help")
    assert said.status == 0
    assert all(w in said.out for w in ("MEDIA/videos/<file>/<quality>/<Scene>.mp4", "Exit status", "--set"))
    assert command().status == 2
