"""How a batch goes on: bars where there is a terminal, lines where there is none, events for a program."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from calcanim.cli.report import result_json, result_line
from calcanim.cli.speech import print_event
from calcanim.rendering.backend import Unwatched, Watcher
from calcanim.rendering.jobs import RenderJob, Result
from calcanim.rendering.schedule import Expectation

# Drawing the bars takes time from the scenes.
REFRESHES_PER_SECOND = 4


@dataclass
class _Bar:
    """The bar of a lesson that is under way."""

    task: TaskID
    total: int | None
    drawn: int = 0
    shown: float = 0.0
    began: float = field(default_factory=time.perf_counter)

    @property
    def said(self) -> str:
        count = f"{self.drawn}/{self.total}" if self.total else f"{self.drawn}"
        seconds = max(time.perf_counter() - self.began, 1e-3)
        return f"{count} frames, {self.drawn / seconds:.0f} fps"

    @property
    def share(self) -> float:
        return min(self.drawn / self.total, 1.0) if self.total else 0.0


class Bars:
    """A bar for the whole, and one for each lesson that is under way; what is done is a line above."""

    def __init__(
        self, progress: Progress, jobs: Sequence[RenderJob], expected: Mapping[Path, Expectation]
    ) -> None:
        self.progress, self.expected = progress, expected
        self.count, self.ended, self.done = len(jobs), 0, 0.0
        self.bars: dict[Path, _Bar] = {}
        cost = sum(expected[job.target].cost for job in jobs)
        self.whole = progress.add_task("all", total=cost, done=f"0/{self.count}", note="")

    def started(self, job: RenderJob, /) -> None:
        """Begin a lesson's bar; its length is known if the lesson was rendered before."""
        self._remove(job)
        total = self.expected[job.target].frames
        task = self.progress.add_task(job.scene, total=total, done="", note="")
        self.bars[job.target] = _Bar(task, total)

    def drew(self, job: RenderJob, frames: int, /) -> None:
        """Move on by some frames; shown only as often as the bars are drawn."""
        bar = self.bars[job.target]
        bar.drawn += frames
        if time.perf_counter() - bar.shown > 1 / REFRESHES_PER_SECOND:
            bar.shown = time.perf_counter()
            self.progress.update(bar.task, completed=bar.drawn, done=bar.said)
            self._move_whole()

    def beat(self, job: RenderJob, name: str, /) -> None:
        """Name the beat."""
        self.progress.update(self.bars[job.target].task, note=name)

    def finished(self, result: Result, /) -> None:
        """Put a line in the place of a lesson's bar, and move the whole one on."""
        self._remove(result.job)
        self.progress.console.print(result_line(result), markup=False, highlight=False)
        self.ended += 1
        self.done += self.expected[result.job.target].cost
        self._move_whole()
        self.progress.update(self.whole, done=f"{self.ended}/{self.count}")

    def _remove(self, job: RenderJob) -> None:
        bar = self.bars.pop(job.target, None)
        if bar is not None:
            self.progress.remove_task(bar.task)

    def _move_whole(self) -> None:
        under_way = sum(bar.share * self.expected[target].cost for target, bar in self.bars.items())
        self.progress.update(self.whole, completed=self.done + under_way)


class Lines(Unwatched):
    """One line as a lesson begins, and one as it ends."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.begun: dict[Path, int] = {}

    def started(self, job: RenderJob, /) -> None:
        """Say which lesson begins."""
        again = " again" if job.target in self.begun else ""
        number = self.begun.setdefault(job.target, len(self.begun) + 1)
        click.echo(f"[{number}/{self.count}] {job.scene} …{again}", err=True)

    def finished(self, result: Result, /) -> None:
        """Say how it ended."""
        number = self.begun.setdefault(result.job.target, len(self.begun) + 1)
        click.echo(f"[{number}/{self.count}] {result_line(result)}", err=True)


class Events:
    """One JSON object in a line for all that happens, on a stream that a program reads."""

    def __init__(
        self, stream: TextIO, jobs: Sequence[RenderJob], expected: Mapping[Path, Expectation]
    ) -> None:
        self.stream, self.expected = stream, expected
        self.drawn: dict[Path, int] = {}
        self._tell("planned", lessons=[job.scene for job in jobs])

    def started(self, job: RenderJob, /) -> None:
        """Tell which lesson begins, and how many frames are expected."""
        self.drawn[job.target] = 0
        self._tell("started", **{"class": job.scene}, expected_frames=self.expected[job.target].frames)

    def drew(self, job: RenderJob, frames: int, /) -> None:
        """Tell how many frames are drawn."""
        self.drawn[job.target] += frames
        self._tell("frames", **{"class": job.scene}, frames=self.drawn[job.target])

    def beat(self, job: RenderJob, name: str, /) -> None:
        """Tell which beat begins."""
        self._tell("beat", **{"class": job.scene}, beat=name)

    def finished(self, result: Result, /) -> None:
        """Tell how a lesson ended."""
        self._tell("finished", **result_json(result))

    def _tell(self, event: str, **what: object) -> None:
        print_event(event, what, file=self.stream)


@contextmanager
def watching(
    jobs: Sequence[RenderJob], expected: Mapping[Path, Expectation], *, events: TextIO | None
) -> Iterator[Watcher]:
    """Show how the jobs go on: as events on a stream if there is one, otherwise for people, on stderr."""
    console = Console(stderr=True)
    if events is not None:
        yield Events(events, jobs, expected)
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
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[note]}", style="cyan"),
        console=console,
        refresh_per_second=REFRESHES_PER_SECOND,
    )
