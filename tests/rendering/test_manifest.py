"""`manifest.json`."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import calcanim
from calcanim.errors import OutputError
from calcanim.rendering.jobs import Beat, Clip, Format, Making, Section, Setting
from calcanim.rendering.manifest import (
    DamagedManifestError,
    manifest_path,
    read,
    record,
    set_aside_if_damaged,
)


def clip(media: Path, name: str = "Slope") -> Clip:
    return Clip(
        scene=name,
        slug=name.lower(),
        title="How steep, ∛x",
        source=Path("scenes/a.py"),
        file=media / f"videos/a/720p30/{name}.mp4",
        format=Format.MP4,
        width=1280,
        height=720,
        fps=30,
        frames=90,
        duration=3.0,
        size=1234,
        settings=(Setting("at", "0"), Setting("f", "abs(x)")),
        theme="light",
        subtitles=media / f"videos/a/720p30/{name}.srt",
        poster=media / f"videos/a/720p30/{name}.png",
        index=media / f"videos/a/720p30/sections/{name}.json",
        beats=(Beat("ask", "Is it steep?", 0.0, 1.5), Beat("say", "It is.", 1.5, 3.0)),
        sections=(
            Section("ask", "default.normal", 0, 45, media / f"videos/a/720p30/sections/{name}_0000.mp4"),
        ),
        making=Making("abc", "manim", 2.5, 400_000_000),
    )


def test_what_was_recorded_is_read_again(tmp_path: Path) -> None:
    record(tmp_path, [clip(tmp_path)])
    assert read(tmp_path) == (clip(tmp_path),)


def test_it_can_be_moved_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    record(tmp_path / "one", [clip(tmp_path / "one")])
    (tmp_path / "one").rename(tmp_path / "two")
    assert read(tmp_path / "two") == (clip(tmp_path / "two"),)


def test_a_program_finds_what_it_needs(tmp_path: Path) -> None:
    record(tmp_path, [clip(tmp_path)])
    document = json.loads(manifest_path(tmp_path).read_text(encoding="utf-8"))
    assert document["version"] == 2
    (entry,) = document["clips"]
    assert entry["class"] == "Slope"
    assert entry["file"] == "videos/a/720p30/Slope.mp4"
    assert (entry["duration"], entry["frames"]) == (3.0, 90)
    assert entry["settings"] == {"at": "0", "f": "abs(x)"}
    assert entry["beats"][0] == {"name": "ask", "caption": "Is it steep?", "start": 0.0, "end": 1.5}


def test_clips_of_earlier_runs_stay_and_the_same_file_is_replaced(tmp_path: Path) -> None:
    record(tmp_path, [clip(tmp_path, "A"), clip(tmp_path, "B")])
    longer = replace(clip(tmp_path, "A"), duration=9.0)
    record(tmp_path, [longer, clip(tmp_path, "C")])
    assert {c.scene: c.duration for c in read(tmp_path)} == {"A": 9.0, "B": 3.0, "C": 3.0}


def test_runs_at_the_same_time_lose_no_clip(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: record(tmp_path, [clip(tmp_path, f"S{i}")]), range(24)))
    assert len(read(tmp_path)) == 24


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    record(tmp_path, [clip(tmp_path)])
    assert [f.name for f in tmp_path.iterdir()] == ["manifest.json"]


def test_there_is_none_before_the_first_clip(tmp_path: Path) -> None:
    assert read(tmp_path) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        '{"made_by": "calcanim", "version": 2, "clips": [',
        '{"made_by": "calcanim", "version": 2}',
        '{"made_by": "calcanim", "version": 2, "clips": [{"class": "A"}]}',
        '{"made_by": "calcanim", "version": 2, "clips": [3]}',
        '{"made_by": "calcanim", "version": 2, "clips": 3}',
    ],
)
def test_a_damaged_one_is_set_aside_and_begun_anew(tmp_path: Path, text: str) -> None:
    manifest_path(tmp_path).write_text(text)
    with pytest.raises(DamagedManifestError):
        record(tmp_path, [clip(tmp_path)])
    kept = set_aside_if_damaged(tmp_path)
    assert kept is not None
    assert kept.read_text() == text
    record(tmp_path, [clip(tmp_path)])
    assert len(read(tmp_path)) == 1


def test_a_good_one_is_not_set_aside(tmp_path: Path) -> None:
    record(tmp_path, [clip(tmp_path)])
    assert set_aside_if_damaged(tmp_path) is None
    assert len(read(tmp_path)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"name": "a web app", "icons": []}', "another program's"),
        ("[1, 2]", "another program's"),
        ('{"made_by": "calcanim", "version": 99, "clips": []}', "version 99"),
    ],
)
def test_a_foreign_one_is_never_touched(tmp_path: Path, text: str, said: str) -> None:
    manifest_path(tmp_path).write_text(text)
    with pytest.raises(OutputError, match=said):
        record(tmp_path, [clip(tmp_path)])
    with pytest.raises(OutputError, match=said):
        set_aside_if_damaged(tmp_path)
    assert manifest_path(tmp_path).read_text() == text


def test_one_that_cannot_be_replaced_is_one_clear_line(tmp_path: Path) -> None:
    manifest_path(tmp_path).mkdir()
    with pytest.raises(OutputError, match=r"manifest\.json") as raised:
        record(tmp_path, [clip(tmp_path)])
    assert "\n" not in str(raised.value)


SCHEMA = json.loads((Path(calcanim.__file__).parent / "rendering/manifest.schema.json").read_text("utf-8"))


def test_it_is_of_the_form_that_its_schema_says(tmp_path: Path) -> None:
    record(tmp_path, [clip(tmp_path)])
    document = json.loads(manifest_path(tmp_path).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(document, SCHEMA)


def test_the_schema_has_every_field_of_a_clip_and_no_other(tmp_path: Path) -> None:
    record(tmp_path, [clip(tmp_path)])
    (entry,) = json.loads(manifest_path(tmp_path).read_text(encoding="utf-8"))["clips"]
    described = SCHEMA["$defs"]
    assert set(entry) == set(described["clip"]["properties"]) == set(described["clip"]["required"])
    for name, part in (
        ("beat", entry["beats"][0]),
        ("section", entry["sections"][0]),
        ("making", entry["making"]),
    ):
        assert set(part) == set(described[name]["properties"]) == set(described[name]["required"])
    assert described["clip"]["properties"]["format"]["enum"] == [format.value for format in Format]


@pytest.mark.parametrize("file", ["../a.mp4", "/a.mp4", "videos/../../a.mp4"])
def test_a_file_outside_of_the_folder_is_of_no_manifest(tmp_path: Path, file: str) -> None:
    record(tmp_path, [clip(tmp_path)])
    document = json.loads(manifest_path(tmp_path).read_text(encoding="utf-8"))
    document["clips"][0]["file"] = file
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)
    manifest_path(tmp_path).write_text(json.dumps(document))
    with pytest.raises(DamagedManifestError, match="not within the media folder"):
        read(tmp_path)


def test_an_older_one_is_set_aside(tmp_path: Path) -> None:
    manifest_path(tmp_path).write_text('{"made_by": "calcanim", "version": 1, "clips": []}')
    assert set_aside_if_damaged(tmp_path) == tmp_path / "manifest.damaged.json"
