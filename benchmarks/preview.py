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
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import click
from playwright.sync_api import Page

from benchmarks.browsing import SEEN, copied_scenes, lone_browser, previewed, replace, slide

Held: TypeAlias = Callable[[], AbstractContextManager[Page]]

REST = 10
"""Seconds between two edits: the author looks, and the gates do."""
ALONE = 2
"""Seconds after which nobody holds the page any more."""
IN_THE_FORM = """
    ([name, value, seconds]) => setTimeout(() => {
      window.start = Date.now() / 1000;
      const field = document.querySelector(`#form [name=${name}]`);
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, 1000 * seconds)
"""
"""Types into a field of the form, after so many seconds."""


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
    with copied_scenes() as scenes, TemporaryDirectory() as media, lone_browser() as held:
        file = scenes / case.file
        with previewed(str(file), case.scene, scenes=scenes, media=Path(media)) as desk:
            with held() as page:
                page.goto(desk.address)
            time.sleep(REST)
            with held() as page:
                slide(page, case.frame)
                page.evaluate(SEEN)
            time.sleep(1)  # the server is told of it
            yield "a save", [_times(held, save()) for save in _saves(case, file, edits)]
            yield "the form", [_typed(case, held, value) for value in _values(case, edits)]


def _typed(case: Case, held: Held, value: str) -> tuple[float, float]:
    with held() as page:
        page.evaluate(IN_THE_FORM, [case.parameter, value, ALONE])
    time.sleep(ALONE)
    return _times(held)


def _times(held: Held, start: float | None = None) -> tuple[float, float]:
    """Seconds from an edit to the frame looked at, and to the last of all frames."""
    time.sleep(REST)
    with held() as page:
        seen = page.evaluate("window.seen.splice(0)")
        start = start or page.evaluate("window.start")
    latest = max(each["generation"] for each in seen)
    seen = [each for each in seen if each["generation"] == latest]
    whole = next(each for each in seen if each["isWhole"])
    return seen[0]["at"] - start, whole["at"] - start


def _saves(case: Case, file: Path, edits: int) -> Iterator[Callable[[], float]]:
    text = file.read_text("utf-8")
    of_class = text.index(f"class {case.scene}(")
    default = re.compile(rf'^(    {case.parameter} = \w+\()"[^"]*"', re.M)
    for value in _values(case, edits):
        tail = default.sub(rf'\1"{value}"', text[of_class:], count=1)
        yield partial(replace, file, text[:of_class] + tail)


def _values(case: Case, edits: int) -> Iterator[str]:
    """The values in turn, of which the first is there already."""
    return islice(cycle(reversed(case.values)), edits)


if __name__ == "__main__":
    main()
