"""The main job: all lessons from the command line to video files that play, with nothing blank in them."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.course import lessons, written_lengths

ROOT = Path(__file__).parents[1]
LESSONS = {entry.name for entry in lessons()}
RATE = 5


@pytest.fixture(scope="module", name="media")
def media_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All lessons, rendered small."""
    media = tmp_path_factory.mktemp("media")
    (media / "printed.json").write_text(rendered(media))
    return media


def rendered(media: Path) -> str:
    """Render the course, and give back what is printed for a program."""
    options = ["-r", "256,144", "--fps", str(RATE), "--media_dir", str(media), "--json"]
    done = subprocess.run(
        [sys.executable, str(ROOT / "render.py"), "render", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def clips(media: Path) -> list[dict[str, Any]]:
    return clips_in((media / "printed.json").read_text())


def clips_in(printed: str) -> list[dict[str, Any]]:
    """What the last line that was printed for a program says of each lesson."""
    found: list[dict[str, Any]] = json.loads(printed.splitlines()[-1])["clips"]
    return found


def frames(file: Path) -> list[NDArray[np.uint8]]:
    with av.open(str(file)) as video:
        return [
            np.asarray(frame.to_ndarray(format="gray"), dtype=np.uint8) for frame in video.decode(video=0)
        ]


@pytest.mark.slow
def test_every_lesson_plays_and_has_the_length_that_it_says(media: Path) -> None:
    assert {clip["class"] for clip in clips(media)} == LESSONS
    for clip in clips(media):
        assert clip["status"] == "rendered"
        assert len(frames(Path(clip["file"]))) == clip["frames"]
        assert clip["duration"] == pytest.approx(clip["frames"] / RATE, abs=1e-3)
        assert 15 <= clip["duration"] <= 120


@pytest.mark.slow
def test_the_course_is_not_rendered_again(media: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in media.glob("videos/**/*.*")}
    again = clips_in(rendered(media))
    assert {clip["status"] for clip in again} == {"cached"}
    assert {clip["class"] for clip in again} == LESSONS
    assert {path: path.stat().st_mtime_ns for path in media.glob("videos/**/*.*")} == before


@pytest.mark.slow
def test_the_page_of_the_course_tells_the_lengths(media: Path) -> None:
    """Both are rounded: every animation takes a whole number of frames, of which there are few here."""
    told = {name: float(length.removesuffix(" s")) for name, length in written_lengths().items()}
    assert {clip["class"]: clip["duration"] for clip in clips(media)} == pytest.approx(told, rel=0.06)


@pytest.mark.slow
def test_no_stretch_is_blank(media: Path) -> None:
    for clip in clips(media):
        dark = [int(np.ptp(frame)) for frame in frames(Path(clip["file"]))]
        assert min(dark[1:]) > 100, clip["class"]


@pytest.mark.slow
def test_nothing_stands_still_for_long(media: Path) -> None:
    for clip in clips(media):
        shown = frames(Path(clip["file"]))
        moves = [int(np.abs(a.astype(int) - b.astype(int)).max()) > 12 for a, b in pairwise(shown)]
        longest = max(map(len, "".join("m" if move else "." for move in moves).split("m")))
        assert longest / RATE <= 6, clip["class"]


@pytest.mark.slow
def test_the_manifest_tells_every_beat_with_its_caption(media: Path) -> None:
    manifest = json.loads((media / "manifest.json").read_text())
    for clip in manifest["clips"]:
        beats = clip["beats"]
        assert beats[0]["start"] == 0
        assert beats[-1]["end"] == pytest.approx(clip["duration"], abs=1.5 / RATE)
        assert all(beat["caption"] for beat in beats)
        assert all(a["end"] == pytest.approx(b["start"]) for a, b in pairwise(beats))


@pytest.mark.slow
def test_every_video_has_its_subtitles_beside_it(media: Path) -> None:
    for clip in clips(media):
        assert Path(clip["file"]).with_suffix(".srt").read_text().count("-->") >= 5
