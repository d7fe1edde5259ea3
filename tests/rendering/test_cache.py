"""What was rendered before, and would come out the same, is not rendered again; nothing else is spared."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from calcanim.rendering.backend import FakeBackend, Progress
from calcanim.rendering.cache import Cache
from calcanim.rendering.collect import files_of
from calcanim.rendering.discover import discover
from calcanim.rendering.jobs import Beat, Footage, Format, Picture, RenderJob, Result, Setting, Status
from calcanim.rendering.pipeline import Keys, keeping, look_up, render_left
from calcanim.rendering.plan import Options, outline
from calcanim.rendering.runner import run
from calcanim.rendering.sources import Sources
from tests.rendering.conftest import SMALL

Write = Callable[[str, str], Path]

SCENES = """
from tools import size


class Moves:
    wide = size
    def construct(self): ...
    def render(self): ...


class Rests:
    high = 1
    def construct(self): ...
    def render(self): ...
"""


@dataclass
class Counting:
    """The fake, which notes what it renders; a scene may read a file meanwhile."""

    rendered: list[str] = field(default_factory=list)
    reads: Path | None = None

    def render(self, job: RenderJob, folder: Path, /, *, progress: Progress) -> Footage:
        self.rendered.append(job.scene)
        if self.reads:
            self.reads.read_text()
        beats = (Beat("ask", "Why?", 0.0, 0.2),)
        footage = FakeBackend(frames=4, beats=beats).render(job, folder, progress=progress)
        poster = folder / "poster.png"
        poster.write_text(f"how {job.scene} ends")
        subtitles = folder / "said.srt"
        subtitles.write_text("1\n")
        return replace(footage, poster=poster, subtitles=subtitles)


@dataclass
class House:
    """A folder with scenes that are rendered again and again."""

    folder: Path
    tools: str
    reads: Path | None = None
    options: dict[str, object] = field(default_factory=dict)

    @property
    def media(self) -> Path:
        return self.folder / "media"

    @property
    def cache(self) -> Cache:
        return Cache(self.media)

    def jobs(self) -> tuple[RenderJob, ...]:
        found = discover([self.folder / "scenes.py"])
        assert not found.broken
        given: dict[str, object] = {"picture": SMALL, **self.options}
        return outline(found.scenes, Options(self.media, **given))  # type: ignore[arg-type]

    def batch(self) -> tuple[list[str], list[Result]]:
        """Render what has to be, and say what that was."""
        backend, keys, cache = Counting(reads=self.reads), Keys(Sources()), self.cache
        jobs = self.jobs()
        known = {job: keys.of(job) for job in jobs}
        looked_up = look_up(jobs, cache, known)
        known |= {left: known[job] for left, (job, _) in looked_up.parts.items()}

        def rendering(left: object, *, collecting: object) -> object:
            return run(left, backend, collecting=collecting)  # type: ignore[arg-type]

        told: list[str] = []
        results = [*looked_up.done, *render_left(looked_up, rendering, keeping(cache, keys, known, told))]  # type: ignore[arg-type]
        assert not told
        return backend.rendered, results


@pytest.fixture
def house(scene_file: Write, tmp_path: Path) -> House:
    # Folders of scene files stay on Python's path: another test's tools must not be found.
    tools = f"tools_{tmp_path.name}"
    scene_file("scenes.py", SCENES.replace("tools", tools))
    scene_file(f"{tools}.py", "size = 1\n")
    return House(tmp_path, tools)


def pictures(house: House) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in house.media.glob("videos/**/*") if path.is_file()}


def test_what_is_unchanged_is_not_rendered_again(house: House) -> None:
    first, made = house.batch()
    again, found = house.batch()
    assert (first, again) == (["Moves", "Rests"], [])
    assert [result.status for result in found] == [Status.CACHED] * 2
    assert [result.clips for result in found] == [result.clips for result in made]


@pytest.mark.parametrize(
    ("file", "old", "new", "rendered"),
    [
        ("scenes.py", "high = 1", "high = 2", ["Rests"]),
        ("scenes.py", "wide = size", "wide = 2 * size", ["Moves"]),
        ("tools.py", "size = 1", "size = 2", ["Moves"]),
        ("scenes.py", "high = 1", "high = 1  # unit", []),
        ("tools.py", "size = 1", "# how large\nsize = 1", []),
    ],
)
def test_a_change_costs_the_scenes_that_it_touches(
    house: House, file: str, old: str, new: str, rendered: list[str]
) -> None:
    house.batch()
    path = house.folder / file.replace("tools", house.tools)
    path.write_text(path.read_text().replace(old, new))
    assert house.batch()[0] == rendered


@pytest.mark.parametrize(
    "options",
    [
        {"picture": Picture(64, 36, 10)},
        {"picture": Picture(32, 18, 20)},
        {"transparent": True},
        {"formats": (Format.GIF,)},
    ],
)
def test_another_picture_is_another_clip(house: House, options: dict[str, object]) -> None:
    house.batch()
    house.options = options
    assert house.batch()[0] == ["Moves", "Rests"]


def test_going_back_to_what_it_was_costs_nothing(house: House) -> None:
    house.batch()
    before = pictures(house)
    scenes = house.folder / "scenes.py"
    text = scenes.read_text()
    scenes.write_text(text.replace("high = 1", "high = 2"))
    house.batch()
    scenes.write_text(text)
    assert house.batch()[0] == []
    assert pictures(house) == before


def test_a_format_that_is_asked_for_as_well_is_all_that_is_rendered(house: House) -> None:
    house.batch()
    house.options = {"formats": (Format.MP4, Format.GIF)}
    rendered, results = house.batch()
    assert rendered == ["Moves", "Rests"]
    assert [[clip.file.suffix for clip in result.clips] for result in results] == [[".mp4", ".gif"]] * 2
    assert house.batch()[0] == []


def test_a_file_that_the_scene_reads_counts(house: House) -> None:
    house.reads = house.folder / "table.csv"
    house.reads.write_text("1,2\n")
    house.batch()
    assert house.batch()[0] == []
    house.reads.write_text("1,3\n")
    assert house.batch()[0] == ["Moves", "Rests"]
    house.reads.unlink()
    house.reads = None
    assert house.batch()[0] == ["Moves", "Rests"]


@pytest.mark.parametrize("damage", ["removed", "truncated", "changed", "replaced by a folder"])
def test_a_clip_that_is_not_as_it_was_comes_back_from_the_cache(house: House, damage: str) -> None:
    _, results = house.batch()
    before = pictures(house)
    for path in files_of(results[0].clips[0]):
        text = path.read_bytes()
        path.unlink()
        if damage == "truncated":
            path.write_bytes(text[: len(text) // 2])
        elif damage == "changed":
            path.write_bytes(bytes([text[0] ^ 1]) + text[1:])
        elif damage == "replaced by a folder":
            path.mkdir()
    assert house.batch()[0] == []
    assert pictures(house) == before


def test_a_damaged_entry_counts_as_none_whatever_is_changed_in_it(house: House) -> None:
    _, results = house.batch()
    before = pictures(house)
    chance = random.Random(7)
    for _ in range(40):
        path = chance.choice([p for p in house.cache.folder.rglob("*") if p.is_file() and p.stat().st_size])
        text = bytearray(path.read_bytes())
        if chance.random() < 0.5:
            text = text[: len(text) // 2]
        else:
            place = chance.randrange(len(text))
            text[place] ^= 1 << chance.randrange(8)
        path.write_bytes(text)
        for clip in (clip for result in results for clip in result.clips):
            clip.file.unlink(missing_ok=True)
        house.batch()
        assert pictures(house) == before


def test_a_source_that_is_written_while_it_is_rendered_is_not_kept(house: House) -> None:
    keys = Keys(Sources())
    jobs = house.jobs()[:1]
    known = {job: keys.of(job) for job in jobs}
    told: list[str] = []
    collecting = keeping(house.cache, keys, known, told)
    (house.folder / f"{house.tools}.py").write_text("size = 3\n")
    list(run(jobs, Counting(), collecting=collecting))
    assert told == ["Moves: its source was changed while it was rendered; render it once more"]
    assert house.batch()[0] == ["Moves", "Rests"]


def test_a_setting_is_part_of_the_key(house: House) -> None:
    keys = Keys(Sources())
    job = house.jobs()[0]
    found = {
        keys.of(each).key  # type: ignore[union-attr]
        for each in (job, replace(job, settings=(Setting("at", "1"),)), replace(job, theme="light"))
    }
    assert len(found) == 3


def test_the_oldest_goes_when_there_is_too_much(house: House) -> None:
    house.batch()
    entries = sorted(house.cache.clips.iterdir())
    sizes = sum(path.stat().st_size for path in house.cache.files.iterdir())
    os.utime(entries[0], (1, 1))
    Cache(house.media, largest=sizes - 1).trim()
    assert sorted(house.cache.clips.iterdir()) == entries[1:]
    assert house.cache.health(is_thorough=True).damaged == ()
    Cache(house.media, largest=0).trim()
    assert house.cache.health(is_thorough=False).size == 0


def test_a_sequence_comes_back_as_a_whole(house: House) -> None:
    house.options = {"formats": (Format.SEQUENCE,)}
    house.batch()
    images = house.media / "images/scenes/Moves"
    before = sorted((path.name, path.read_bytes()) for path in images.iterdir())
    (images / "0001.png").unlink()
    (images / "0900.png").write_bytes(b"of another run")
    assert house.batch()[0] == []
    assert sorted((path.name, path.read_bytes()) for path in images.iterdir()) == before


def test_nothing_of_the_work_is_left_beside_the_clips(house: House) -> None:
    house.batch()
    house.batch()
    assert [path for path in house.folder.rglob(".*") if path.is_dir()] == []


def test_a_clip_that_cannot_be_put_back_is_rendered(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    _, results = house.batch()
    results[0].clips[0].file.unlink()

    def full(*paths: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("calcanim.rendering.cache.shutil.copyfile", full)
    keys = Keys(Sources())
    jobs = house.jobs()
    looked_up = look_up(jobs, house.cache, {job: keys.of(job) for job in jobs})
    assert [job.scene for job in looked_up.left] == ["Moves"]
