"""Time and memory of our `render` beside stock `manim render`, on the same scenes, in turn in one run.

    python benchmarks/bench.py [LESSON…] -q m --runs 3

Each figure is of a whole process, from its start to its end. The order changes from round to round, and
the ratio is the median of the rounds' own ratios, as a machine may drift while it is measured. Stock Manim
is given a fresh media folder and --disable_caching, which is its fastest way on a first run.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import click
from rich import box
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
OURS = (sys.executable, str(ROOT / "render.py"), "render", "--json", "--no-cache", "-j", "1")
STOCK = (sys.executable, "-m", "manim", "render", "--silent", "--disable_caching", "--progress_bar", "none")


@dataclass(frozen=True)
class Run:
    """One command: seconds, the largest memory of what renders in MB, and the frames of its file."""

    seconds: float
    peak: float
    frames: int


@dataclass(frozen=True)
class Round:
    """Both ways, one after the other."""

    ours: Run
    stock: Run

    @property
    def ratio(self) -> float:
        """Our time for one second of stock's."""
        return self.ours.seconds / self.stock.seconds


@dataclass(frozen=True)
class Lesson:
    """What is to be rendered."""

    name: str
    file: Path


@click.command()
@click.argument("names", nargs=-1, metavar="[LESSON…|FILE.py SCENE…]")
@click.option("-q", "quality", default="m", show_default=True, type=click.Choice(list("lmhpk")))
@click.option("--runs", default=1, show_default=True, type=click.IntRange(min=1))
def bench(names: tuple[str, ...], quality: str, runs: int) -> None:
    """Compare our render with `manim render`, lesson by lesson."""
    console = Console(width=None if sys.stdout.isatty() else 160)
    measured: list[tuple[Lesson, list[Round]]] = []
    for lesson in lessons(names):
        rounds = [one_round(lesson, quality, is_first=i % 2 == 0) for i in range(runs)]
        measured.append((lesson, rounds))
        click.echo(f"{lesson.name}: {[round(r.ratio, 2) for r in rounds]}", err=True)
    console.print(table(measured, quality))


def lessons(names: Sequence[str], /) -> list[Lesson]:
    """Find the lessons, or take a file's scenes as they are named."""
    if names and names[0].endswith(".py"):
        return [Lesson(name, Path(names[0]).resolve()) for name in names[1:]]
    command = (sys.executable, str(ROOT / "render.py"), "list", "--json")
    # A broken file among the lessons is told of on stderr; the others can be measured.
    listed = json.loads(subprocess.run(command, check=False, stdout=subprocess.PIPE, cwd=ROOT).stdout)
    found = [Lesson(entry["class"], ROOT / entry["file"]) for entry in listed]
    unknown = set(names) - {lesson.name for lesson in found}
    if unknown:
        raise click.UsageError(f"no lesson {', '.join(sorted(unknown))}")
    return [lesson for lesson in found if not names or lesson.name in names]


def one_round(lesson: Lesson, quality: str, /, *, is_first: bool) -> Round:
    """Run both ways, ours first or stock first."""
    tail = (str(lesson.file), lesson.name, "-q", quality)
    if is_first:
        ours = run(OURS + tail)
        return Round(ours, run(STOCK + tail))
    stock = run(STOCK + tail)
    return Round(run(OURS + tail), stock)


def run(command: Sequence[str], /) -> Run:
    """Run one process in a fresh media folder and measure it."""
    with tempfile.TemporaryDirectory() as media, tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen((*command, "--media_dir", media), stdout=said, stderr=said, cwd=ROOT)
        _, wait_status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(wait_status)
        if process.returncode:
            said.seek(0)
            raise click.ClickException(said.read().decode(errors="replace")[-2000:])
        # Linux counts in KiB, macOS in bytes.
        peak = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        return Run(seconds, max(peak, peak_of_worker(Path(media))), frames(Path(media)))


def peak_of_worker(media: Path, /) -> float:
    """The memory of our worker, in MB: it is no child of the command; 0 for stock Manim, which has none."""
    manifest = media / "manifest.json"
    clips = json.loads(manifest.read_text("utf-8"))["clips"] if manifest.exists() else []
    return max((clip["making"]["memory"] / 2**20 for clip in clips), default=0.0)


def frames(media: Path, /) -> int:
    """Count the frames of the one video in a media folder."""
    (video,) = media.glob("videos/*/*/*.mp4")
    with av.open(video) as container:
        return sum(1 for packet in container.demux(video=0) if packet.size)


def table(measured: Sequence[tuple[Lesson, Sequence[Round]]], quality: str, /) -> Table:
    """Lay the medians out, ours beside stock's."""
    shown = Table(title=f"-q {quality}, medians; ours / manim render", box=box.SIMPLE_HEAD)
    headings = ("Lesson", "Frames", "Seconds", "Frames/s", "Peak MB", "Time ratio", "Runs")
    for heading in headings:
        shown.add_column(heading, justify="left" if heading == "Lesson" else "right", no_wrap=True)
    for lesson, rounds in measured:
        shown.add_row(*_cells(lesson, rounds))
    if len(measured) > 1:
        every = [r for _, rounds in measured for r in rounds]
        shown.add_row(
            "all", "", "", "", "", f"{statistics.median(r.ratio for r in every):.2f}", str(len(every))
        )
    return shown


def _cells(lesson: Lesson, rounds: Sequence[Round]) -> tuple[str, ...]:
    pairs = [(r.ours, r.stock) for r in rounds]
    seconds = [statistics.median(p[i].seconds for p in pairs) for i in (0, 1)]
    peak = [statistics.median(p[i].peak for p in pairs) for i in (0, 1)]
    count = [pairs[0][i].frames for i in (0, 1)]
    return (
        lesson.name,
        f"{count[0]} / {count[1]}",
        f"{seconds[0]:.1f} / {seconds[1]:.1f}",
        f"{count[0] / seconds[0]:.1f} / {count[1] / seconds[1]:.1f}",
        f"{peak[0]:.0f} / {peak[1]:.0f}",
        f"{statistics.median(r.ratio for r in rounds):.2f}",
        str(len(rounds)),
    )


if __name__ == "__main__":
    bench()
