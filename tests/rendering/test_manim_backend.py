"""Real renders with Manim, small ones: files, frames, lengths, pictures; and nothing of it stays behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
import manim as mn
import numpy as np
import numpy.typing as npt
import pytest
from pydub import AudioSegment

from calcanim.rendering.backend import Manim, Unwatched
from calcanim.rendering.discover import discover
from calcanim.rendering.jobs import Clip, Format, Picture, RenderJob, Result, Setting, Status
from calcanim.rendering.manim_backend import ManimBackend
from calcanim.rendering.match import select
from calcanim.rendering.plan import Options, plan
from calcanim.rendering.runner import run
from calcanim.rendering.workers import Crew, run_parallel
from tests.scene_texts import HEARD, MANIM, MANIM_LESSON, STATEFUL

Write = Callable[[str, str], Path]
Render = Callable[..., Result]
SMALL = Picture(160, 90, 10)


@dataclass(frozen=True)
class Counter(Unwatched):
    """Keeps what is drawn and which beats were met."""

    frames: list[int] = field(default_factory=list)
    beats: list[str] = field(default_factory=list)

    def drew(self, job: RenderJob, frames: int, /) -> None:
        self.frames.append(frames)

    def beat(self, job: RenderJob, name: str, /) -> None:
        self.beats.append(name)


@pytest.fixture
def render(scene_file: Write, tmp_path: Path) -> Render:
    """Render one scene of the sample files."""

    def rendered(
        scene: str, *, watcher: Counter | None = None, format: Format | None = None, **asked: Any
    ) -> Result:
        files = [scene_file("sample.py", MANIM), scene_file("told.py", MANIM_LESSON)]
        given: dict[str, Any] = {"picture": SMALL, "formats": (format,) if format else (), **asked}
        options = Options(tmp_path / "media", **given)
        (result,) = run(plan(select(discover(files), [scene]), options), ManimBackend(), watcher=watcher)
        return result

    return rendered


def clip_of(result: Result) -> Clip:
    assert result.clip is not None, result.reason
    return result.clip


def last_frame(file: Path, pixel_format: str = "rgb24") -> npt.NDArray[np.uint8]:
    with av.open(file) as container:
        *_, frame = container.decode(video=0)
        return np.asarray(frame.to_ndarray(format=pixel_format))


VIDEOS = [Format.MP4, Format.WEBM, Format.MOV, Format.GIF, Format.SEQUENCE]


@pytest.mark.parametrize("format", VIDEOS)
def test_every_format_has_every_frame(render: Render, format: Format) -> None:
    clip = clip_of(render("Goes", format=format))
    assert (clip.frames, clip.width, clip.height) == (10, 160, 90)
    assert clip.duration == pytest.approx(1.0, abs=1e-6)
    assert clip.file.exists()


def test_a_sequence_holds_a_held_frame_as_often_as_it_is_shown(render: Render) -> None:
    images = sorted(clip_of(render("Goes", format=Format.SEQUENCE)).file.iterdir())
    assert [i.name for i in images] == [f"{n:04}.png" for n in range(10)]
    assert images[4].read_bytes() == images[5].read_bytes()


def test_a_still_is_the_last_frame(render: Render) -> None:
    clip = clip_of(render("Goes", format=Format.STILL))
    assert (clip.frames, clip.duration) == (1, 0.0)
    assert last_frame(clip.file).max() > 200


@pytest.mark.parametrize("format", [None, Format.WEBM, Format.GIF, Format.STILL, Format.SEQUENCE])
def test_no_background_means_transparent(render: Render, format: Format | None) -> None:
    clip = clip_of(render("Goes", transparent=True, format=format))
    if format is Format.WEBM:
        # ffmpeg's own VP9 decoder passes over alpha, which is a track of its own.
        with av.open(clip.file) as container:
            assert container.streams.video[0].metadata.get("alpha_mode") == "1"
        return
    file = sorted(clip.file.iterdir())[-1] if format is Format.SEQUENCE else clip.file
    alpha = last_frame(file, "rgba")[..., 3]
    assert (alpha[0, 0], alpha[45, 80]) == (0, 255)


def test_subtitles_lie_beside_the_clip(render: Render) -> None:
    clip = clip_of(render("Goes"))
    assert clip.subtitles == clip.file.with_suffix(".srt")
    assert "A square." in clip.subtitles.read_text()
    assert "00:00:00,000 --> 00:00:00,400" in clip.subtitles.read_text()


def test_nothing_else_lies_beside_the_clip(render: Render, tmp_path: Path) -> None:
    render("Goes")
    render("Fails")
    media = tmp_path / "media"
    kept = sorted(f.relative_to(media).as_posix() for f in media.rglob("*") if f.is_file())
    assert kept == [f"videos/sample/90p10/Goes.{ending}" for ending in ("mp4", "png", "srt")]


def test_a_scene_that_plays_nothing_ends_as_a_still(render: Render, tmp_path: Path) -> None:
    clip = clip_of(render("Stands"))
    assert clip.file == tmp_path / "media/images/sample/Stands.png"
    assert clip.format is Format.STILL


def test_a_scene_that_plays_nothing_is_no_video(render: Render) -> None:
    result = render("Stands", format=Format.WEBM)
    assert result.status is Status.FAILED
    assert "no play calls" in result.reason


@pytest.mark.parametrize(
    ("scene", "reason"), [("Fails", "ValueError: no such figure ("), ("Leaves", "SystemExit: 3 (")]
)
def test_a_failed_scene_says_why_and_where(render: Render, scene: str, reason: str) -> None:
    result = render(scene)
    assert result.reason.startswith(reason)
    assert "sample.py, line " in result.reason


def test_a_watcher_counts_the_frames_and_meets_the_beats(render: Render) -> None:
    counter = Counter()
    clip = clip_of(render("Goes", watcher=counter))
    assert sum(counter.frames) == clip.frames
    assert counter.beats == ["draw", "hold"]


def test_a_lesson_is_rendered_as_it_is_set(render: Render) -> None:
    own = clip_of(render("Told"))
    moved = clip_of(render("Told", settings=(Setting("at", "4"),), theme="light"))
    assert own.file != moved.file
    assert own.file.exists()
    pictures = [last_frame(c.file).mean(axis=2) for c in (own, moved)]
    assert pictures[0][45, 80] > 200
    assert pictures[0][5, 5] < 50
    assert pictures[1][5, 5] > 200
    assert (own.beats[0].name, own.beats[0].caption, own.beats[0].end) == ("only", "A dot.", 0.4)
    assert moved.settings == (Setting("at", "4"),)


def test_a_tall_picture_is_not_stretched(render: Render) -> None:
    clip = clip_of(render("Goes", picture=Picture(90, 160, 10), format=Format.STILL))
    rows, columns = np.nonzero(last_frame(clip.file).mean(axis=2) > 128)
    assert np.ptp(rows) == pytest.approx(np.ptp(columns), abs=3)


def test_manims_configuration_is_as_it_was(render: Render) -> None:
    before = {
        key: mn.config[key] for key in ("pixel_width", "frame_width", "media_dir", "format", "frame_rate")
    }
    render("Goes", transparent=True)
    render("Fails")
    assert {key: mn.config[key] for key in before} == before


def test_a_folder_with_a_quote_in_its_name_can_be_written(render: Render, tmp_path: Path) -> None:
    (tmp_path / "it's here").mkdir()
    files = [tmp_path / "it's here" / "sample.py"]
    files[0].write_text(MANIM)
    options = Options(tmp_path / "it's here", picture=SMALL)
    (result,) = run(plan(select(discover(files), ["Goes"]), options), ManimBackend())
    assert clip_of(result).frames == 10


def test_several_formats_come_of_one_rendering(render: Render) -> None:
    counter = Counter()
    formats = (Format.MP4, Format.WEBM, Format.GIF, Format.STILL, Format.SEQUENCE, Format.HASHES)
    result = render("Goes", formats=formats, watcher=counter)
    assert sum(counter.frames) == 10
    assert [clip.format for clip in result.clips] == list(formats)
    assert [clip.frames for clip in result.clips] == [10, 10, 10, 1, 10, 10]
    still, sequence = result.clips[3], result.clips[4]
    assert still.file.read_bytes() == (sequence.file / "0009.png").read_bytes()
    assert result.clips[0].poster == result.clips[0].file.with_suffix(".png")
    assert result.clips[0].poster.read_bytes() == still.file.read_bytes()


@pytest.mark.parametrize("format", [Format.MP4, Format.WEBM])
def test_each_section_becomes_a_clip_and_is_listed_as_manim_does(render: Render, format: Format) -> None:
    clip = clip_of(render("Goes", format=format, by_beats=True))
    assert [(s.name, s.first, s.frames) for s in clip.sections] == [("draw", 0, 4), ("hold", 4, 6)]
    folder = clip.file.parent / "sections"
    assert [s.file for s in clip.sections] == [
        folder / f"Goes_{i:04}_{name}{format.suffix}" for i, name in enumerate(("draw", "hold"))
    ]
    assert clip.index == folder / "Goes.json"
    listed = json.loads(clip.index.read_text())
    assert [each["video"] for each in listed] == [s.file.name for s in clip.sections if s.file]
    assert [each["nb_frames"] for each in listed] == ["4", "6"]
    manims = {
        "name",
        "type",
        "video",
        "codec_name",
        "width",
        "height",
        "avg_frame_rate",
        "duration",
        "nb_frames",
        "pix_fmt",
    }
    assert set(listed[0]) == manims


def test_clips_of_sections_that_a_scene_no_longer_has_are_taken_away(render: Render) -> None:
    clip = clip_of(render("Goes", by_beats=True))
    old = clip.file.parent / "sections/Goes_0002_away.mp4"
    other = clip.file.parent / "sections/Goes_on_0002_stays.mp4"
    for file in (old, other):
        file.write_text("an old clip")
    render("Goes", by_beats=True)
    assert (old.exists(), other.exists()) == (False, True)


def test_a_section_is_known_by_its_frames_without_a_clip(render: Render) -> None:
    clip = clip_of(render("Goes"))
    assert [(s.name, s.first, s.frames, s.file) for s in clip.sections] == [
        ("draw", 0, 4, None),
        ("hold", 4, 6, None),
    ]


@pytest.mark.parametrize("scene", ["Traces", "Steps", "Chances"])
def test_a_scene_with_a_state_has_the_same_frames_each_time(
    scene_file: Write, tmp_path: Path, scene: str
) -> None:
    library = discover([scene_file("stateful.py", STATEFUL)])
    options = Options(tmp_path / "media", SMALL, (Format.HASHES, Format.MP4))
    jobs = plan(select(library, [scene]), options)
    serial = [clip.sha256 for _ in range(2) for result in run(jobs, Manim()) for clip in result.clips]
    parallel = [clip.sha256 for result in run_parallel(jobs, Manim(), Crew(2)) for clip in result.clips]
    assert serial[:2] == serial[2:] == parallel
    hashes = (tmp_path / f"media/videos/stateful/90p10/{scene}.framehash").read_text().splitlines()[1:]
    assert len(hashes) == 10
    assert len(set(hashes)) == 10


@pytest.mark.parametrize("format", [Format.MP4, Format.WEBM, Format.MOV])
def test_a_sound_is_heard_as_long_as_the_scene_lasts(
    scene_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: Format
) -> None:
    AudioSegment.silent(300).export(tmp_path / "tone.wav", format="wav")
    monkeypatch.chdir(tmp_path)
    jobs = plan(
        discover([scene_file("heard.py", HEARD)]).scenes, Options(tmp_path / "media", SMALL, (format,))
    )
    (result,) = run(jobs, Manim())
    clip = clip_of(result)
    with av.open(clip.file) as container:
        assert len(container.streams.audio) == 1
    assert clip.frames == 10
    assert clip.duration == pytest.approx(1.0, abs=0.05)
