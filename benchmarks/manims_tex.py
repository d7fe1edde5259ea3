"""The examples in Manim's own docstrings that need LaTeX, rendered with it and without it, side by side.

python -m benchmarks.manims_tex                all of them; docs/TEX_EXAMPLES.md and its pictures with --write
python -m benchmarks.manims_tex Matrix Brace   those with these words in their names

An example needs LaTeX if it does not render where there is none and nothing stands in for it. It needs
nothing else if it renders with LaTeX. This needs LaTeX; the status is 1 if one does not render without.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click
import numpy as np
from manim import MathTex
from manim.mobject.text import numbers
from PIL import Image, ImageDraw

from benchmarks.manims_examples import SECONDS, Example, examples
from calcanim.errors import UsageError
from calcanim.rendering.jobs import Format, Picture, Result, Tex
from calcanim.tex.mobjects import typst_for_latex
from tests.engine.frames import ended, likeness

DOCS = Path(__file__).resolve().parents[1] / "docs"
TABLE, SHEET = DOCS / "TEX_EXAMPLES.md", "tex_examples_{}.png"
PICTURE = Picture(480, 270, 15)
SMALL, COLUMNS, ROWS, TITLE = (320, 180), 2, 15, 18
OFF = 0.03  # of a formula's width or height
WHY = {
    r"\begin{array}": "fences are a little wider or narrower in New Computer Modern, and of other pieces from"
    " three rows on; they are as high",
    "-": "a minus is wider in New Computer Modern",
    r"\tfrac": "LaTeX leaves more room around a small fraction",
    r"\texttt": "another typewriter font: Typst brings none of LaTeX's",
}
"""Why formulas with these words in them differ."""


@dataclass(frozen=True)
class Written:
    """A formula that a scene made: its LaTeX, its size, and the number of its glyphs."""

    latex: str
    width: float
    height: float
    glyphs: int

    def beside(self, other: Written) -> str:
        """Say what differs from the same formula, set by LaTeX."""
        said = []
        if self.glyphs != other.glyphs:
            said.append(f"{self.glyphs} glyphs in place of {other.glyphs}")
        pairs = ((self.width, other.width, "wide"), (self.height, other.height, "high"))
        said += [f"{ours / its:.2f} {how}" for ours, its, how in pairs if its and abs(ours / its - 1) > OFF]
        return ", ".join(said)


@dataclass(frozen=True)
class Pair:
    """An example with LaTeX and without it: how alike the pictures are, and which formulas differ in what."""

    example: Example
    error: str = ""
    alike: float = 0.0
    formulas: int = 0
    differing: dict[str, str] = field(default_factory=dict)
    pictures: tuple[Image.Image, ...] = ()


def pair(example: Example, /) -> Pair | None:
    """Render an example both ways; None if it can do without LaTeX, or does not render with it either."""
    logging.getLogger("manim").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "example.py"
        file.write_text(f"from manim import *\n\n{example.text}", "utf-8")
        try:
            with patch.dict(os.environ, {"PATH": folder}):
                can_do_without = _still(file, example.name, Tex.LATEX)[0].clip is not None
        except UsageError:  # it imports what is not installed
            return None
        if can_do_without:
            return None
        (latexs, its), (ours, own) = (_still(file, example.name, tex) for tex in (Tex.LATEX, Tex.TYPST))
        if latexs.clip is None:
            return None
        if ours.clip is None:
            return Pair(example, " ".join(ours.reason.split())[:300])
        shown = tuple(Image.open(each.clip.file).convert("RGB") for each in (latexs, ours) if each.clip)
    (alike,) = likeness(*([np.asarray(each)] for each in shown))
    differing = {b.latex: said for a, b in zip(own, its, strict=True) if (said := a.beside(b))}
    return Pair(example, "", alike, len(its), differing, shown)


def _still(file: Path, scene: str, tex: Tex) -> tuple[Result, list[Written]]:
    numbers.string_to_mob_map.clear()  # of digits that were set for another example
    with typst_for_latex():
        numbers.string_to_mob_map.clear()
    with _listening() as written:
        media = file.parent / f"{tex}{os.environ['PATH'] == str(file.parent)}"
        return ended(file, scene, media, format=Format.STILL, picture=PICTURE, tex=tex), written


@contextmanager
def _listening() -> Iterator[list[Written]]:
    """Write down what formulas are made meanwhile."""
    written: list[Written] = []
    manims = MathTex.__init__

    def init(self: MathTex, *strings: Any, **given: Any) -> None:
        manims(self, *strings, **given)
        glyphs = self.family_members_with_points()
        written.append(Written(self.tex_string, float(self.width), float(self.height), len(glyphs)))

    with patch.object(MathTex, "__init__", init):
        yield written


def table(pairs: Sequence[Pair], /) -> str:
    """What differs in each example, in Markdown."""
    failed = [each for each in pairs if each.error]
    rows = [
        "# Manim's examples without LaTeX",
        "",
        f"Of Manim's own examples, {len(pairs)} fail where there is no LaTeX, and only for that.",
        f"{len(pairs) - len(failed)} of these render by what stands in for it. The likeness is that of the",
        "last frame, at 480 × 270, to what LaTeX made: letters a tenth of a pixel apart count there.",
        "Formulas are named that are more than 3 % larger or smaller, or made of another number of glyphs.",
        "Written by `python -m benchmarks.manims_tex --write`, which needs LaTeX.",
        "",
        "| example | in | likeness | formulas | of these differ | in what |",
        "|---|---|---|---|---|---|",
    ]
    for each in pairs:
        what = each.error or "; ".join(f"`{_short(latex)}` {said}" for latex, said in each.differing.items())
        cells = (f"{each.alike:.3f}", f"{each.formulas}", f"{len(each.differing)}", what.replace("|", "\\|"))
        rows.append(f"| {each.example.name} | {each.example.place} | {' | '.join(cells)} |")
    rows += ["", "Why formulas differ:", "", *(f"- `{words}`: {why}." for words, why in WHY.items())]
    sheets = range(-(-len(pairs) // (COLUMNS * ROWS)))
    rows += ["", "Left, LaTeX; right, without it.", ""]
    rows += [f"![page {number + 1}]({SHEET.format(number + 1)})" for number in sheets]
    return "\n".join(rows) + "\n"


def _short(latex: str) -> str:
    said = " ".join(latex.split())
    return said if len(said) <= 40 else f"{said[:39]}…"


def sheets(pairs: Sequence[Pair], /) -> Iterator[Image.Image]:
    """Contact sheets: each example with LaTeX, left, and without, right."""
    across, down = SMALL
    for start in range(0, len(pairs), COLUMNS * ROWS):
        page = pairs[start : start + COLUMNS * ROWS]
        rows = -(-len(page) // COLUMNS)
        sheet = Image.new("RGB", (COLUMNS * (2 * across + 6), rows * (down + TITLE)), "white")
        draw = ImageDraw.Draw(sheet)
        for at, each in enumerate(page):
            left, top = at % COLUMNS * (2 * across + 6), at // COLUMNS * (down + TITLE)
            draw.text((left + 2, top + 2), each.example.name, fill="black")
            for number, picture in enumerate(each.pictures):
                small = picture.resize(SMALL, Image.Resampling.LANCZOS)
                sheet.paste(small, (left + number * (across + 2), top + TITLE))
        yield sheet.quantize(64)


@click.command()
@click.argument("words", nargs=-1)
@click.option("--jobs", default=os.cpu_count() or 1, help="Processes at the same time.")
@click.option("--write", is_flag=True, help="Write docs/TEX_EXAMPLES.md and the pictures beside it.")
def main(words: tuple[str, ...], jobs: int, write: bool) -> None:
    """Render Manim's examples with LaTeX and without it."""
    chosen = [each for each in examples() if not words or any(word in each.name for word in words)]
    with multiprocessing.get_context("spawn").Pool(jobs, maxtasksperchild=25) as pool:
        waiting = [pool.apply_async(pair, (each,)) for each in chosen]
        pairs = [found for each in waiting if (found := each.get(SECONDS * 2))]
    if write:
        TABLE.write_text(table(pairs), "utf-8")
        for number, sheet in enumerate(sheets(pairs), start=1):
            sheet.save(DOCS / SHEET.format(number), optimize=True)
    else:
        click.echo(table(pairs))
    sys.exit(1 if any(each.error for each in pairs) else 0)


if __name__ == "__main__":
    main()
