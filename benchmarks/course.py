"""Writes the course as a page: every lesson with its number, parameters, length and a picture.

python -m benchmarks.course             says what the page lacks, or has too many, but for lengths
python -m benchmarks.course --write     plays every lesson, and writes docs/LESSONS.md with its pictures
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

import click
import numpy as np
from PIL import Image

from calcanim.gates.recording import Still
from calcanim.gates.watch import watch
from calcanim.rendering.discover import SceneEntry, configure, discover, scene_class

HOUSE = Path(__file__).resolve().parents[1]
PAGE, PICTURES = HOUSE / "docs" / "LESSONS.md", HOUSE / "docs" / "pictures" / "lessons"
SIZE, COLOURS = (480, 270), 64
HEADINGS = ("", "Lesson", "What it shows", "Parameters", "In the notebook", "Length", "")
INTRODUCTION = """# The lessons

The course, by its parts. Each lesson takes other functions and points: `python render.py params NAME`
tells what can be set. This page is made by `python -m benchmarks.course --write`.
"""


@dataclass(frozen=True)
class Portrait:
    """How long a lesson is, in seconds, and how it looks, shape (height, width, 3)."""

    length: float
    pixels: np.ndarray


def lessons() -> tuple[SceneEntry, ...]:
    """All lessons in the order of the course."""
    return discover(sorted((HOUSE / "scenes").glob("[!_]*.py"))).scenes


def portrait(file: Path, name: str) -> Portrait:
    """Play a lesson and keep the fullest of its beats' last frames."""
    recording = watch(configure(scene_class(file, name), {}, theme=None), size=SIZE, stills_only=True)
    fullest = max(recording.stills, key=_ink)
    return Portrait(recording.beats[-1].end, fullest.pixels)


def page(entries: Sequence[SceneEntry], lengths: dict[str, str]) -> str:
    """The page, with these lengths by the names of the lessons."""
    parts = [INTRODUCTION]
    for part, group in groupby(entries, key=lambda entry: entry.part):
        rows = [_row(HEADINGS), _row(["---"] * len(HEADINGS))]
        rows += [_row(_cells(entry, lengths.get(entry.name, "?"))) for entry in group]
        parts.append("\n".join([f"## {part}", "", *rows, ""]))
    return "\n".join(parts)


def written_lengths() -> dict[str, str]:
    """The lengths that stand on the page, by the names of the lessons."""
    text = PAGE.read_text("utf-8") if PAGE.exists() else ""
    rows = [[cell.strip() for cell in line.split(" | ")] for line in text.splitlines() if " s | " in line]
    return {row[1].split("`")[1]: row[-2] for row in rows}


def differences(entries: Sequence[SceneEntry]) -> list[str]:
    """The lines that the page lacks, and those that it has too many."""
    wanted = page(entries, written_lengths()).splitlines()
    there = PAGE.read_text("utf-8").splitlines() if PAGE.exists() else []
    lacking = [f"lacks: {line}" for line in wanted if line not in there]
    missing = [f"no picture {_picture(entry).name}" for entry in entries if not _picture(entry).exists()]
    return lacking + [f"has:   {line}" for line in there if line not in wanted] + missing


def _ink(still: Still) -> int:
    return int((still.pixels != still.pixels[0, 0]).any(axis=-1).sum())


def _cells(entry: SceneEntry, length: str) -> list[str]:
    parameters = ", ".join(f"`{p.name}={_escaped(p.default)}`" for p in entry.parameters)
    title = f"**{_escaped(entry.title)}** `{entry.name}`"
    picture = f'<img src="pictures/lessons/{entry.slug}.png" width="240" alt="{entry.title}">'
    sentence = _escaped(entry.sentence)
    return [entry.code, title, sentence, parameters or "–", entry.section, length, picture]


def _escaped(text: str) -> str:
    return text.replace("|", r"\|")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _picture(entry: SceneEntry) -> Path:
    return PICTURES / f"{entry.slug}.png"


def write(entries: Sequence[SceneEntry]) -> None:
    """Play all, and write the page and its pictures; pictures of lessons that are no more are removed."""
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        asked = [pool.submit(portrait, entry.file, entry.name) for entry in entries]
        portraits = [each.result() for each in asked]
    PICTURES.mkdir(exist_ok=True)
    for entry, found in zip(entries, portraits, strict=True):
        small = Image.fromarray(found.pixels).quantize(COLOURS)
        small.save(_picture(entry), optimize=True)
    for file in set(PICTURES.glob("*.png")) - set(map(_picture, entries)):
        file.unlink()
    lengths = {e.name: f"{p.length:.0f} s" for e, p in zip(entries, portraits, strict=True)}
    PAGE.write_text(page(entries, lengths), encoding="utf-8")


@click.command()
@click.option("--write", "is_written", is_flag=True, help="Write the page and its pictures.")
def main(is_written: bool) -> None:
    """Compare docs/LESSONS.md with the lessons, or write it."""
    if is_written:
        write(lessons())
    found = differences(lessons())
    click.echo("\n".join(found) or f"{PAGE.name} tells what there is")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
