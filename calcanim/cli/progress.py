"""How a batch goes on, shown: bars where there is a terminal, plain lines where there is none."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from calcanim.cli.report import in_words, result_line
from calcanim.rendering.backend import Unwatched, Watcher
from calcanim.rendering.jobs import RenderJob, Result, Status

# Drawing the bars takes time from the scene: both share one interpreter.
REFRESHES_PER_SECOND = 4


class Bars:
    """A bar for the whole, and one for each lesson that was begun."""

    def __init__(self, progress: Progress, jobs: tuple[RenderJob, ...], expected: Mapping[Path, int]) -> None:
        self.progress = progress
        self.expected = expected
        self.count = len(jobs)
        self.ended = 0
        self.whole = progress.add_task("all", total=self.count, done=f"0/{self.count}", note="")
        self.lesson = self.whole
        self.total: int | None = None
        self.drawn = 0
        self.began = self.shown = 0.0

    def started(self, job: RenderJob, /) -> None:
        """Begin a lesson's bar; its length is known if the lesson was rendered before."""
        self.drawn, self.shown, self.began = 0, 0.0, time.perf_counter()
        self.total = self.expected.get(job.target)
        self.lesson = self.progress.add_task(job.scene, total=self.total, done="", note="")

    def drew(self, frames: int, /) -> None:
        """Move on by some frames; shown only as often as the bars are drawn."""
        self.drawn += frames
        if time.perf_counter() - self.shown > 1 / REFRESHES_PER_SECOND:
            self.shown = time.perf_counter()
            self.progress.update(self.lesson, completed=self.drawn, done=self._done())

    def beat(self, name: str, /) -> None:
        """Name the beat."""
        self.progress.update(self.lesson, note=name)

    def finished(self, result: Result, /) -> None:
        """Fill a lesson's bar, unless it failed, and move the whole one on."""
        if result.status is not Status.FAILED:
            self.total = self.drawn
            self.progress.update(self.lesson, total=max(self.drawn, 1), completed=max(self.drawn, 1))
        self.progress.update(self.lesson, done=self._done(), note=in_words(result.status))
        self.progress.stop_task(self.lesson)
        self.ended += 1
        self.progress.update(self.whole, completed=self.ended, done=f"{self.ended}/{self.count}")

    def _done(self) -> str:
        count = f"{self.drawn}/{self.total}" if self.total else f"{self.drawn}"
        seconds = max(time.perf_counter() - self.began, 1e-3)
        return f"{count} frames, {self.drawn / seconds:.0f} fps"


class Lines(Unwatched):
    """One line as a lesson begins, and one as it ends."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.begun = 0

    def started(self, job: RenderJob, /) -> None:
        """Say which lesson begins."""
        self.begun += 1
        click.echo(f"[{self.begun}/{self.count}] {job.scene} …", err=True)

    def finished(self, result: Result, /) -> None:
        """Say how it ended."""
        click.echo(f"[{self.begun}/{self.count}] {result_line(result)}", err=True)


@contextmanager
def watching(
    jobs: tuple[RenderJob, ...], expected: Mapping[Path, int], *, is_silent: bool
) -> Iterator[Watcher]:
    """Show how the jobs go on, on stderr; `expected` are frames by target, where they are known."""
    console = Console(stderr=True)
    if is_silent:
        yield Unwatched()
    elif not console.is_terminal or console.is_dumb_terminal:
        yield Lines(len(jobs))
    else:
        with bars_on(console) as progress:
            yield Bars(progress, jobs, expected)


def bars_on(console: Console, /) -> Progress:
    """Make bars for a terminal."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[done]}", style="progress.percentage"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}", style="cyan"),
        console=console,
        refresh_per_second=REFRESHES_PER_SECOND,
    )
