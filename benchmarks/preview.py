"""How long it takes from a save to pixels in a browser: `python -m benchmarks.preview`.

Each edit changes a number that is seen, and is saved as an editor saves it. The first time is that of the
frame looked at: it is on the screen when the browser paints next after it was drawn; the second that of the
last of the lesson's frames. Then the same, with a parameter changed in the form.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from playwright.sync_api import Page

from benchmarks.browsing import (
    SEEN,
    browser,
    copied_scenes,
    generation,
    page_of,
    previewed,
    replace,
    slide,
    wait_for_whole,
)

REST = 4000
"""Milliseconds between two edits: the author looks, and the gates do."""


@dataclass(frozen=True)
class Case:
    """A lesson, the frame looked at, and what is changed in the file and in the form."""

    scene: str
    file: str
    frame: int
    parameter: str
    values: tuple[str, str]
    seconds: tuple[float, float]


CASES = (
    Case("SecantBecomesTangent", "slope_of_a_curve.py", 300, "at", ("-1", "-1.1"), (0.25, 1.5)),
    Case("PartialDerivatives", "partial_derivatives.py", 300, "at", ("0.1, -1", "0.1, -1.1"), (0.4, 3.0)),
)


@click.command()
@click.argument("names", nargs=-1)
@click.option("--edits", default=20, show_default=True, help="Of each kind.")
def main(names: tuple[str, ...], edits: int) -> None:
    """Print medians, the longest, and what is asked for."""
    print(f"{'':42}{'the frame looked at':>28}{'all frames':>28}")
    for case in CASES:
        if not names or case.scene in names:
            for kind, times in _measured(case, edits):
                print(f"{f'{case.scene}, {kind}':42}", end="")
                for column, asked in zip(zip(*times, strict=True), case.seconds, strict=True):
                    told = f"{statistics.median(column):.2f} s ({max(column):.2f} at most, {asked:g} asked)"
                    print(f"{told:>36}", end="")
                print(flush=True)


def _measured(case: Case, edits: int) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    with copied_scenes() as scenes, TemporaryDirectory() as media, browser() as opened:
        page = page_of(opened)
        file = scenes / case.file
        with previewed(str(file), case.scene, scenes=scenes, media=Path(media)) as desk:
            page.goto(desk.address)
            wait_for_whole(page)
            slide(page, case.frame)
            time.sleep(1)  # the server is told of it
            page.evaluate(SEEN)
            yield "a save", [_timed(page, change) for change in _saves(case, file, edits)]
            yield "the form", [_timed(page, change) for change in _settings(case, page, edits)]


def _timed(page: Page, change: Callable[[], float]) -> tuple[float, float]:
    before = generation(page)
    page.evaluate("window.seen = []")
    start = change()
    wait_for_whole(page, after=before)
    page.wait_for_timeout(REST)
    seen = [each for each in page.evaluate("window.seen") if each["generation"] > before]
    whole = next(each for each in seen if each["isWhole"])
    return seen[0]["at"] - start, whole["at"] - start


def _saves(case: Case, file: Path, edits: int) -> Iterator[Callable[[], float]]:
    text = file.read_text("utf-8")
    of_class = text.index(f"class {case.scene}(")
    default = re.compile(rf'^(    {case.parameter} = \w+\()"[^"]*"', re.M)
    for value in _values(case, edits):
        tail = default.sub(rf'\1"{value}"', text[of_class:], count=1)
        yield partial(replace, file, text[:of_class] + tail)


def _settings(case: Case, page: Page, edits: int) -> Iterator[Callable[[], float]]:
    field = page.locator(f"#form [name={case.parameter}]")

    def change(value: str) -> float:
        start = time.time()
        field.fill(value)
        return start

    for value in _values(case, edits):
        yield partial(change, value)


def _values(case: Case, edits: int) -> Iterator[str]:
    """The values in turn, of which the first is there already."""
    return islice(cycle(reversed(case.values)), edits)


if __name__ == "__main__":
    main()
