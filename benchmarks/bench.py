"""Our `render` beside stock `manim render`, on the same scenes, in turn in one run.

    python -m benchmarks.bench                         the eight lessons, and scenes that are none of ours
    python -m benchmarks.bench LESSON… -q m --runs 3   some lessons
    python -m benchmarks.bench FILE.py SCENE…          scenes of a file
    python -m benchmarks.bench --course                all lessons in one go, and one after another by stock

Each figure is of a whole process with all that it starts, from its start to its end. The order changes from
round to round, and the ratio is the median of the rounds' own ratios, as a machine may drift while it is
measured. Stock Manim is given a fresh media folder and --disable_caching, which is its fastest way on a first
run. Frames are compared before encoding: by a hash of each, and where one differs, all by their likeness.
`Encoding s` is what our encoder's thread is at work: no scene takes less, however fast it is drawn.
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

import click
from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.manims_examples import examples
from benchmarks.processes import ROOT, Run, run
from calcanim.engine.held import HeldVideo
from calcanim.rendering.jobs import QUALITIES, Engine, Format
from tests.engine.frames import clip, likeness, pictures

OURS = (sys.executable, str(ROOT / "render.py"), "render", "--json", "--no-cache")
STOCK = (sys.executable, "-m", "manim", "render", "--silent", "--disable_caching", "--progress_bar", "none")
LESSONS = (
    *("RiseOverRun", "SecantBecomesTangent", "AbsoluteValueKink", "CubeRootVerticalTangent"),
    *("ChainRule", "GradientDescent", "PartialDerivatives", "SineSqueeze"),
)
PLAIN = ("Secant", "TwoPanels", "Derivation", "Descent", "Saddle", "Hills")
MANIMS = ("RotatingDemo", "DifferentFadeTransforms", "StarExample", "MovingVertices", "RotatingDifferentAxis")
"""Scenes of Manim's own docstrings that are timed, where the installed Manim has them; none needs LaTeX."""


T = TypeVar("T")
HEADINGS = (
    *("Scene", "Frames", "Seconds", "Faster", "CPU s", "Peak MB", "Size MB", "Encoding s", "Frames are"),
)


@dataclass(frozen=True)
class Subject:
    """What is to be rendered."""

    name: str
    file: Path


@dataclass(frozen=True)
class Round:
    """Both ways, one after the other."""

    ours: Run
    stock: Run

    @property
    def ratio(self) -> float:
        """How many times faster ours is."""
        return self.stock.seconds / self.ours.seconds


@click.command()
@click.argument("names", nargs=-1, metavar="[LESSON…|FILE.py SCENE…]")
@click.option("-q", "quality", default="h", show_default=True, type=click.Choice(list("lmhpk")))
@click.option("--runs", default=1, show_default=True, type=click.IntRange(min=1))
@click.option("--course", is_flag=True, help="All lessons in one go, by us on all cores.")
@click.option("--compare/--no-compare", default=True, help="Compare frames before encoding as well.")
def bench(names: tuple[str, ...], quality: str, runs: int, course: bool, compare: bool) -> None:
    """Compare our render with `manim render`."""
    _quiet()
    with tempfile.TemporaryDirectory() as folder:
        found = lessons() if course else subjects(names, Path(folder))
        if course:
            click.echo(batch(found, quality))
            return
        shown = Table(title=f"-q {quality}, medians of {runs}; ours / manim render", box=box.SIMPLE_HEAD)
        for heading in HEADINGS:
            shown.add_column(heading, justify="left" if heading == "Scene" else "right", no_wrap=True)
        for subject in found:
            rounds = [one_round(subject, quality, is_first=i % 2 == 0) for i in range(runs)]
            cells = (*_cells(subject, rounds), f"{_apart(encoding_of, subject, quality):.1f}")
            click.echo(" ".join(cells), err=True)
            shown.add_row(*cells, _apart(likeness_of, subject, quality) if compare else "")
    Console(width=None if sys.stdout.isatty() else 160).print(shown)


def subjects(names: Sequence[str], folder: Path, /) -> list[Subject]:
    """Find the lessons named, or a file's scenes; if none is, the eight, and scenes that are not ours."""
    if names and names[0].endswith(".py"):
        return [Subject(name, Path(names[0]).resolve()) for name in names[1:]]
    found = {lesson.name: lesson for lesson in lessons()}
    unknown = set(names) - set(found)
    if unknown:
        raise click.UsageError(f"no lesson {', '.join(sorted(unknown))}")
    if names:
        return [found[name] for name in names]
    plain = [Subject(name, ROOT / "benchmarks" / "plain_scenes.py") for name in PLAIN]
    return [*(found[name] for name in LESSONS), *plain, *_manims_own(folder)]


def _manims_own(folder: Path) -> Iterator[Subject]:
    for example in examples():
        if example.name in MANIMS:
            file = folder / f"{example.name}.py"
            file.write_text(f"from manim import *\n\n{example.text}", "utf-8")
            yield Subject(example.name, file)


def lessons() -> list[Subject]:
    """List the lessons in the order of the course."""
    command = (sys.executable, str(ROOT / "render.py"), "list", "--json")
    listed = json.loads(subprocess.run(command, check=False, stdout=subprocess.PIPE, cwd=ROOT).stdout)
    return [Subject(entry["class"], ROOT / entry["file"]) for entry in listed]


def one_round(subject: Subject, quality: str, /, *, is_first: bool) -> Round:
    """Run both ways, ours first or stock first."""
    tail = (str(subject.file), subject.name, "-q", quality)
    ways: list[Callable[[], Run]] = [lambda: run((*OURS, "-j", "1", *tail)), lambda: run(STOCK + tail)]
    if is_first:
        ours, stock = ways[0](), ways[1]()
    else:
        stock, ours = ways[1](), ways[0]()
    return Round(ours, stock)


def _apart(measure: Callable[[Subject, str], T], subject: Subject, quality: str) -> T:
    """Measure in a process of its own: Linux counts the memory of who starts a command as the command's."""
    with multiprocessing.get_context("spawn").Pool(1, initializer=_quiet) as pool:
        return pool.apply(measure, (subject, quality))


def _quiet() -> None:
    logging.getLogger("manim").setLevel(logging.WARNING)


def encoding_of(subject: Subject, quality: str, /) -> float:
    """Add up the seconds that our encoder takes for the frames of a scene, while they are drawn beside it."""
    took: list[float] = []

    def timed(method: Callable[..., None]) -> Callable[..., None]:
        def call(*args: Any, **kwargs: Any) -> None:
            began = time.perf_counter()
            method(*args, **kwargs)
            took.append(time.perf_counter() - began)

        return call

    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.object(HeldVideo, "write", timed(HeldVideo.write)),
        mock.patch.object(HeldVideo, "finish", timed(HeldVideo.finish)),
    ):
        clip(subject.file, subject.name, Path(folder), picture=QUALITIES[quality], format=Format.MP4)
    return sum(took)


def likeness_of(subject: Subject, quality: str, /) -> str:
    """Say whether frames are the same before encoding, or how alike those are that are least alike."""
    with tempfile.TemporaryDirectory() as folder:
        asked = {"picture": QUALITIES[quality], "format": Format.HASHES}
        texts = [
            clip(subject.file, subject.name, Path(folder) / engine, engine=engine, **asked).file.read_text()
            for engine in Engine
        ]
        if texts[0] == texts[1]:
            return "the same"
        asked["format"] = Format.SEQUENCE
        ours, stock = (
            pictures(clip(subject.file, subject.name, Path(folder) / engine, engine=engine, **asked))
            for engine in Engine
        )
        worst = min(likeness([one], [other])[0] for one, other in zip(ours, stock, strict=True))
        return f"SSIM {worst:.4f}"


def batch(found: Sequence[Subject], quality: str, /) -> str:
    """Say how long the course takes in one go, and one after another by stock Manim."""
    ours = run((*OURS, "-q", quality))
    stock = [run((*STOCK, str(subject.file), subject.name, "-q", quality)) for subject in found]
    seconds = sum(each.seconds for each in stock)
    return (
        f"the course: {ours.seconds:.0f} s, stock {seconds:.0f} s, {seconds / ours.seconds:.1f} times faster"
    )


def _cells(subject: Subject, rounds: Sequence[Round]) -> tuple[str, ...]:
    def both(value: Callable[[Run], float], form: str) -> str:
        medians = [statistics.median(value(each) for each in way) for way in zip(*pairs, strict=True)]
        return " / ".join(format(median, form) for median in medians)

    pairs = [(each.ours, each.stock) for each in rounds]
    return (
        subject.name,
        both(lambda each: each.frames, ".0f"),
        both(lambda each: each.seconds, ".1f"),
        f"{statistics.median(each.ratio for each in rounds):.2f}",
        both(lambda each: each.processor, ".1f"),
        both(lambda each: each.peak, ".0f"),
        both(lambda each: each.size, ".2f"),
    )


if __name__ == "__main__":
    bench()
