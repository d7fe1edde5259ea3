"""How a batch goes on, shown."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from calcanim.cli.progress import Bars, Lines, bars_on, watching
from calcanim.rendering.jobs import Clip, Format, Output, Picture, RenderJob, Result, Status
from calcanim.rendering.schedule import Expectation


def job(scene: str, fps: float = 30) -> RenderJob:
    target = Path(f"media/videos/a/720p{fps:g}/{scene}.mp4")
    picture = Picture(1280, 720, fps)
    output = Output(Format.MP4, target)
    return RenderJob(scene, scene.lower(), scene, Path("scenes/a.py"), picture, (output,), target)


def clip(of: RenderJob, duration: float) -> Clip:
    frames = round(duration * of.picture.fps)
    sides = (of.picture.width, of.picture.height)
    return Clip(
        of.scene,
        of.slug,
        of.title,
        of.file,
        of.target,
        Format.MP4,
        *sides,
        of.picture.fps,
        frames,
        duration,
        9,
    )


def expected(*jobs: RenderJob, frames: int | None = None) -> dict[Path, Expectation]:
    return {each.target: Expectation(frames, 10.0) for each in jobs}


@pytest.fixture
def screen() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def progress(screen: io.StringIO) -> Iterator[Progress]:
    """Bars on a terminal that is a text."""
    with bars_on(Console(file=screen, force_terminal=True, width=160)) as shown:
        yield shown


def test_plain_lines_say_what_begins_and_how_it_ends(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines(2)
    lines.started(job("Slope"))
    lines.started(job("Kink"))
    lines.started(job("Slope"))
    lines.finished(Result(job("Kink"), Status.FAILED, 0.1, reason="no figure"))
    lines.finished(Result(job("Slope"), Status.RENDERED, 1.5, (clip(job("Slope"), 3.0),)))
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.splitlines() == [
        "[1/2] Slope …",
        "[2/2] Kink …",
        "[1/2] Slope … again",
        "[2/2] Kink failed",
        "[1/2] Slope rendered: media/videos/a/720p30/Slope.mp4, 90 frames",
    ]


def test_where_there_is_no_terminal_there_are_no_bars() -> None:
    with watching((job("Slope"),), expected(job("Slope")), events=None) as watcher:
        assert isinstance(watcher, Lines)


def test_a_program_reads_an_object_in_a_line_for_all_that_happens(screen: io.StringIO) -> None:
    slope = job("Slope")
    with watching((slope,), expected(slope, frames=90), events=screen) as watcher:
        watcher.started(slope)
        watcher.beat(slope, "ask")
        watcher.drew(slope, 40)
        watcher.drew(slope, 50)
        watcher.finished(Result(slope, Status.RENDERED, 1.5, (clip(slope, 3.0),)))
    told = [json.loads(line) for line in screen.getvalue().splitlines()]
    assert [each["event"] for each in told] == ["planned", "started", "beat", "frames", "frames", "finished"]
    assert told[1] == {"event": "started", "class": "Slope", "expected_frames": 90}
    assert [each["frames"] for each in told[3:5]] == [40, 90]
    assert (told[5]["status"], told[5]["frames"]) == ("rendered", 90)


def test_there_is_a_bar_for_each_lesson_under_way_and_one_for_the_whole(
    progress: Progress, screen: io.StringIO
) -> None:
    jobs = (job("Slope"), job("Kink"), job("Rest"))
    bars = Bars(progress, jobs, expected(*jobs, frames=90))
    for each in jobs[:2]:
        bars.started(each)
        bars.drew(each, 45)
    bars.beat(jobs[0], "ask")
    progress.refresh()
    shown = screen.getvalue()
    assert all(said in shown for said in ("Slope", "Kink", "45/90", "fps", "ask", "0/3"))
    assert [task.description for task in progress.tasks] == ["all", "Slope", "Kink"]
    assert (progress.tasks[0].completed, progress.tasks[0].total) == (10.0, 30.0)


def test_a_lesson_that_has_ended_is_a_line_above_the_bars(progress: Progress, screen: io.StringIO) -> None:
    bars = Bars(progress, (job("Slope"), job("Kink")), expected(job("Slope"), job("Kink")))
    bars.started(job("Slope"))
    bars.started(job("Kink"))
    bars.finished(Result(job("Slope"), Status.RENDERED, 1.5, (clip(job("Slope"), 3.0),)))
    bars.finished(Result(job("Kink"), Status.FAILED, 0.1, reason="no figure"))
    progress.refresh()
    assert "Slope rendered: media/videos/a/720p30/Slope.mp4" in screen.getvalue()
    assert "Kink failed" in screen.getvalue()
    assert "2/2" in screen.getvalue()
    assert [task.description for task in progress.tasks] == ["all"]


def test_a_lesson_that_is_begun_again_has_one_bar(progress: Progress) -> None:
    bars = Bars(progress, (job("Slope"),), expected(job("Slope"), frames=90))
    for _ in range(2):
        bars.started(job("Slope"))
        bars.drew(job("Slope"), 30)
    assert [(task.description, task.completed) for task in progress.tasks][1:] == [("Slope", 30)]
