"""How a batch goes on, shown."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from calcanim.cli.batch import expected_frames
from calcanim.cli.progress import Bars, Lines, bars_on, watching
from calcanim.rendering.backend import Unwatched
from calcanim.rendering.jobs import Clip, Format, Picture, RenderJob, Result, Status


def job(scene: str, fps: float = 30) -> RenderJob:
    target = Path(f"media/videos/a/720p{fps:g}/{scene}.mp4")
    picture = Picture(1280, 720, fps)
    return RenderJob(scene, scene.lower(), scene, Path("scenes/a.py"), picture, Format.MP4, target, target)


def clip(of: RenderJob, duration: float) -> Clip:
    frames = round(duration * of.picture.fps)
    return Clip(
        of.scene, of.slug, of.title, of.target, of.format, 1280, 720, of.picture.fps, frames, duration, 9
    )


def test_plain_lines_say_what_begins_and_how_it_ends(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines(2)
    lines.started(job("Slope"))
    lines.finished(Result(job("Slope"), Status.RENDERED, 1.5, clip(job("Slope"), 3.0)))
    lines.started(job("Kink"))
    lines.finished(Result(job("Kink"), Status.FAILED, 0.1, reason="no figure"))
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.splitlines() == [
        "[1/2] Slope …",
        "[1/2] Slope rendered: media/videos/a/720p30/Slope.mp4, 90 frames",
        "[2/2] Kink …",
        "[2/2] Kink failed",
    ]


def test_where_there_is_no_terminal_there_are_no_bars() -> None:
    with watching((job("Slope"),), {}, is_silent=False) as watcher:
        assert isinstance(watcher, Lines)
    with watching((job("Slope"),), {}, is_silent=True) as watcher:
        assert isinstance(watcher, Unwatched)


def test_bars_show_lesson_frames_beat_and_the_whole() -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=160)
    with bars_on(console) as progress:
        bars = Bars(progress, (job("Slope"), job("Kink")), {job("Slope").target: 90})
        bars.started(job("Slope"))
        bars.beat("ask")
        bars.drew(45)
        progress.refresh()
        half = screen.getvalue()
        bars.finished(Result(job("Slope"), Status.RENDERED, 1.5, clip(job("Slope"), 3.0)))
        progress.refresh()
    assert all(shown in half for shown in ("Slope", "45/90", "fps", "ask", "0/2"))
    assert "1/2" in screen.getvalue()
    assert "rendered" in screen.getvalue()


def test_a_failed_lessons_bar_is_not_filled() -> None:
    screen = io.StringIO()
    with bars_on(Console(file=screen, force_terminal=True, width=160)) as progress:
        bars = Bars(progress, (job("Slope"),), {job("Slope").target: 90})
        bars.started(job("Slope"))
        bars.drew(45)
        bars.finished(Result(job("Slope"), Status.FAILED, 0.1, reason="no figure"))
        slope = progress.tasks[1]
    assert (slope.completed, slope.total) == (45, 90)
    assert "45/90 frames" in slope.fields["done"]
    assert "failed" in screen.getvalue()


def test_the_length_of_a_bar_is_known_from_an_earlier_clip_at_any_frame_rate() -> None:
    earlier = (clip(job("Slope", 15), 4.0), clip(job("Other", 15), 7.0))
    jobs = (job("Slope", 60), job("Kink", 60))
    assert expected_frames(jobs, earlier) == {jobs[0].target: 240}
