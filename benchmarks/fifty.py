"""Fifty functions, two points each, through the lessons that take a function of one variable.

python -m benchmarks.fifty                       all of them: what holds, what is refused, what is wrong
python -m benchmarks.fifty SecantBecomesTangent  some lessons
python -m benchmarks.fifty --only "floor"        some functions

A run holds if every gate does; it is refused if the lesson says in one line why it cannot be shown. All else
is wrong, and the status is 1.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import gettempdir
from types import MappingProxyType

import click

from benchmarks.course import lessons
from calcanim.errors import UsageError
from calcanim.gates.batch import examined
from calcanim.gates.examine import examine_alone
from calcanim.rendering.discover import SceneEntry, scenes_of
from calcanim.rendering.jobs import Picture, Setting
from calcanim.rendering.plan import Options, plan
from tests.scenes.fifty_functions import FIFTY

PICTURE = Picture(1920, 1080, 15)
TAKEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "SlopeOfACurve": ("f",),
        "SecantBecomesTangent": ("f", "at"),
        "AbsoluteValueKink": ("f", "at"),
        "CubeRootVerticalTangent": ("f", "at"),
        "DerivativeDefinition": ("f", "at"),
        "LimitProperties": ("f", "k"),
        "Notations": ("f", "at"),
        "TangentSweep": ("f", "at"),
        "TangentEquation": ("f", "at"),
        "DifferentiationRules": ("f",),
        "WorkedExamples": ("first", "at"),
        "ChainRule": ("h", "at"),
        "CriticalPoints": ("f",),
        "FlatIsNotExtremal": ("f", "at"),
        "GradientDescent": ("f", "start"),
        "SecondDerivative": ("f",),
        "ProofOfTheSumRule": ("g", "at"),
        "ProofOfTheProductRule": ("g", "at"),
        "ProofOfTheChainRule": ("h", "at"),
        "ProofOfTheMultiplicativeInverse": ("h", "at"),
        "ProofOfTheQuotientRule": ("g", "at"),
    }
)
"""The parameters of each lesson that take a function and a point, if it has one for a point."""


class Ending(StrEnum):
    """How a run ended."""

    HOLDS = "holds"
    REFUSED = "refused"
    WRONG = "wrong"


@dataclass(frozen=True)
class Run:
    """A lesson with one of the functions."""

    file: Path
    lesson: str
    settings: tuple[Setting, ...]

    @property
    def name(self) -> str:
        """What a user would type."""
        return " ".join([self.lesson, *(f"{each.name}='{each.value}'" for each in self.settings)])


@dataclass(frozen=True)
class Outcome:
    """How a run ended, and what was said of it."""

    name: str
    lesson: str
    ending: Ending
    said: tuple[str, ...] = ()


def runs(entries: Sequence[SceneEntry], /, *, only: str = "") -> Iterator[Run]:
    """Every lesson with every function, once for each point that it takes."""
    for entry in entries:
        names = TAKEN.get(entry.name, ())
        for text, *points in FIFTY:
            if names and only in text:
                for point in points[: len(names) * 2 - 2] or points[:1]:
                    values = zip(names, (text, point), strict=False)
                    yield Run(entry.file, entry.name, tuple(Setting(name, value) for name, value in values))


def outcome(run: Run, /) -> Outcome:
    """Play a run, and ask every gate."""
    try:
        entries = [entry for entry in scenes_of(run.file) if entry.name == run.lesson]
        (job,) = plan(entries, Options(Path(gettempdir()), PICTURE, settings=run.settings))
    except UsageError as error:
        said = str(error)
        is_one_line = "\n" not in said and bool(said)
        return Outcome(run.name, run.lesson, Ending.REFUSED if is_one_line else Ending.WRONG, (said,))
    examination = examined(job, examine_alone)
    said_by_gates = [f"{result.gate}: {result.error}" for result in examination.results if result.error]
    said_by_gates += [f"{each.time:.1f} s {each.gate}: {each.message}" for each in examination.findings]
    ending = Ending.HOLDS if examination.holds else Ending.WRONG
    return Outcome(run.name, run.lesson, ending, tuple(dict.fromkeys(said_by_gates)))


def table(found: Sequence[Outcome]) -> str:
    """Lessons and how their runs ended, in Markdown."""
    rows = ["| lesson | " + " | ".join(Ending) + " |", "|---|" + "---|" * len(Ending)]
    for name in dict.fromkeys(each.lesson for each in found):
        counts = Counter(each.ending for each in found if each.lesson == name)
        rows.append(f"| {name} | " + " | ".join(str(counts[ending]) for ending in Ending) + " |")
    return "\n".join(rows)


@click.command()
@click.argument("names", nargs=-1)
@click.option("--only", default="", help="Only the functions with this text in them.")
@click.option("--refusals", is_flag=True, help="Say every refusal as well.")
@click.option("--progress", is_flag=True, help="Tell every run on stderr as it ends.")
@click.option("--jobs", default=os.cpu_count() or 1, help="Processes at the same time.")
def main(names: tuple[str, ...], only: str, refusals: bool, progress: bool, jobs: int) -> None:
    """Play the lessons that take a function with all fifty."""
    entries = [entry for entry in lessons() if not names or entry.name in names]
    context = multiprocessing.get_context("spawn")
    found: list[Outcome] = []
    with context.Pool(jobs, maxtasksperchild=40) as pool:
        for each in pool.imap(outcome, runs(entries, only=only)):
            found.append(each)
            if progress:
                click.echo(f"{each.ending} {each.name}", err=True)
            if each.ending is Ending.WRONG or (refusals and each.ending is Ending.REFUSED):
                click.echo("\n    ".join([f"{each.ending}: {each.name}", *each.said]))
    click.echo(table(found))
    sys.exit(1 if any(each.ending is Ending.WRONG for each in found) else 0)


if __name__ == "__main__":
    main()
