"""The examples in Manim's own docstrings, rendered by our engine and by stock Manim, every frame compared.

python -m benchmarks.manims_examples                    all of them; a table in docs/EXAMPLES.md with --write
python -m benchmarks.manims_examples ThreeD Arrow       those with these words in their names

An example is wrong if stock Manim renders it and we do not, or with another number of frames, or if one of
its frames is less like stock's than 0.998 (0.995 in space): the status is then 1.
"""

from __future__ import annotations

import ast
import logging
import multiprocessing
import os
import re
import sys
import tempfile
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import click

from calcanim.engine.space import FACES
from calcanim.rendering.jobs import Clip, Engine, Format, Picture, Result, Tex
from tests.engine.frames import ended, likeness, pictures

TABLE = Path(__file__).resolve().parents[1] / "docs" / "EXAMPLES.md"
PICTURE = Picture(480, 270, 15)
ALIKE, ALIKE_IN_SPACE = 0.998, 0.995
SECONDS = 240
_DIRECTIVE = re.compile(r"^( *)\.\. manim:: *(\w+) *\n((?:\1 +.*\n|\s*\n)*)", re.MULTILINE)


class Verdict(StrEnum):
    """How an example ended."""

    EQUAL = "equal, bit for bit"
    STOCKS_WAY = "equal, some frames drawn by Manim's own code"
    ALIKE = "alike"
    NEITHER = "stock Manim does not render it here"
    WRONG = "WRONG"


@dataclass(frozen=True)
class Example:
    """A scene of a docstring: where it stands, its name, its text."""

    place: str
    name: str
    text: str


@dataclass(frozen=True)
class Ending:
    """How an example ended; `why` says what differs, or which ways were taken."""

    example: Example
    verdict: Verdict
    frames: int = 0
    worst: float = 1.0
    why: str = ""


def examples() -> Iterator[Example]:
    """All `.. manim::` blocks in the docstrings of the Manim that is installed."""
    spec = find_spec("manim")
    assert spec is not None
    assert spec.origin is not None
    home = Path(spec.origin).parent
    for file in sorted(home.rglob("*.py")):
        for text in _docstrings(ast.parse(file.read_text("utf-8"))):
            for found in _DIRECTIVE.finditer(text + "\n"):
                yield Example(file.relative_to(home).as_posix(), found[2], _code(found[3]))


def _docstrings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


def _code(block: str) -> str:
    """The block without its options."""
    lines = textwrap.dedent(block).splitlines()
    return "\n".join(line for line in lines if not re.match(r":\w+:", line)).strip() + "\n"


def ending(example: Example, /) -> Ending:
    """Render an example both ways, and compare the frames."""
    logging.getLogger("manim").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "example.py"
        file.write_text(f"from manim import *\n\n{example.text}", "utf-8")
        try:
            stock, ours = (
                _rendered(file, example.name, Path(folder), engine) for engine in (Engine.MANIM, Engine.FAST)
            )
        except Exception as error:
            return Ending(example, Verdict.NEITHER, why=_said(str(error), Path(folder)))
        if stock.clip is None:
            return Ending(example, Verdict.NEITHER, why=_said(stock.reason, Path(folder)))
        if ours.clip is None:
            return Ending(example, Verdict.WRONG, why=_said(ours.reason, Path(folder)))
        return _compared(example, stock.clip, ours.clip)


def _rendered(file: Path, scene: str, folder: Path, engine: Engine) -> Result:
    """Render every frame; the one picture of an example that plays nothing."""
    media = folder / engine
    render = partial(ended, file, scene, media, engine=engine, picture=PICTURE, tex=Tex.LATEX)
    result = render(format=Format.SEQUENCE)
    return render(format=Format.STILL) if "no play calls" in result.reason else result


def _compared(example: Example, stock: Clip, ours: Clip) -> Ending:
    ways = {way.name: way.frames for way in ours.making.ways}
    said = ", ".join(f"{frames} {name}" for name, frames in ways.items())
    if stock.frames != ours.frames:
        return Ending(example, Verdict.WRONG, why=f"{ours.frames} frames, stock Manim has {stock.frames}")
    differing = [(a, b) for a, b in zip(pictures(stock), pictures(ours), strict=True) if (a != b).any()]
    if not differing:
        by_manim = any(name.startswith("by Manim") for name in ways)
        return Ending(example, Verdict.STOCKS_WAY if by_manim else Verdict.EQUAL, stock.frames, why=said)
    worst = min(likeness(*zip(*differing, strict=True)))
    is_alike = worst >= (ALIKE_IN_SPACE if FACES in ways else ALIKE)
    why = f"{len(differing)} of {stock.frames} frames differ; {said}"
    return Ending(example, Verdict.ALIKE if is_alike else Verdict.WRONG, stock.frames, worst, why)


def _said(reason: str, folder: Path) -> str:
    """A reason in one line, without the folders of this machine."""
    return " ".join(reason.replace(f"{folder}/", "").replace(str(Path.cwd()), ".").split())[:160]


def table(endings: Sequence[Ending], /) -> str:
    """What came of all, and each that is not equal, in Markdown."""
    counts, frames = Counter(each.verdict for each in endings), Counter[Verdict]()
    for each in endings:
        frames[each.verdict] += each.frames
    size = f"{PICTURE.width} × {PICTURE.height}, {PICTURE.fps} frames a second"
    rows = [
        "# Manim's own examples, by our engine",
        "",
        f"All {len(endings)} `.. manim::` blocks in the docstrings of Manim {metadata.version('manim')}, at",
        f"{size}, each rendered by stock Manim and by the engine; every frame compared before encoding.",
        "Written by `python -m benchmarks.manims_examples --write`; some need LaTeX.",
        "",
        "| | examples | frames |",
        "|---|---|---|",
        *(f"| {verdict} | {counts[verdict]} | {frames[verdict]} |" for verdict in Verdict),
    ]
    for verdict in (Verdict.WRONG, Verdict.ALIKE, Verdict.STOCKS_WAY, Verdict.NEITHER):
        rows += _section(verdict, [each for each in endings if each.verdict is verdict])
    return "\n".join(rows) + "\n"


def _section(verdict: Verdict, chosen: Sequence[Ending]) -> list[str]:
    if not chosen:
        return []
    title = verdict[0].upper() + verdict[1:]
    head = ["", f"## {title}", "", "| example | in | worst SSIM | why |", "|---|---|---|---|"]
    places = [(each, f"{each.example.name} | {each.example.place}") for each in chosen]
    return head + [f"| {at} | {each.worst:.4f} | {each.why.replace('|', '/')} |" for each, at in places]


@click.command()
@click.argument("words", nargs=-1)
@click.option("--jobs", default=os.cpu_count() or 1, help="Processes at the same time.")
@click.option("--write", is_flag=True, help="Write docs/EXAMPLES.md.")
def main(words: tuple[str, ...], jobs: int, write: bool) -> None:
    """Render Manim's examples both ways."""
    chosen = [each for each in examples() if not words or any(word in each.name for word in words)]
    endings = []
    with multiprocessing.get_context("spawn").Pool(jobs, maxtasksperchild=25) as pool:
        waiting = [(each, pool.apply_async(ending, (each,))) for each in chosen]
        for each, result in waiting:
            try:
                endings.append(result.get(SECONDS * 2))
            except multiprocessing.TimeoutError:
                endings.append(Ending(each, Verdict.WRONG, why=f"not done in {SECONDS * 2} s"))
            last = endings[-1]
            click.echo(f"{last.verdict}: {each.name} {last.worst:.4f} {last.why}", err=True)
    if write:
        TABLE.write_text(table(endings), "utf-8")
    else:
        click.echo(table(endings))
    sys.exit(1 if any(each.verdict is Verdict.WRONG for each in endings) else 0)


if __name__ == "__main__":
    main()
