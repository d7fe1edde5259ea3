"""What stands in for LaTeX, beside LaTeX itself: sizes, glyphs and parts of formulas and texts of all kinds.

    python -m benchmarks.latex            compares; the status is 1 if something differs
    python -m benchmarks.latex --write    has LaTeX set them anew, keeps what it made for the tests, and
                                          writes docs/LATEX.md

The second needs LaTeX and dvisvgm.
"""

from __future__ import annotations

import json
import logging
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

import click
import numpy as np
from manim import tempconfig

from calcanim.tex.mobjects import typst_for_latex
from tests.tex.commands import COUNTED, FORMULAS
from tests.tex.formulas import CASES, DIFFERENT, MEASURED, PARTS, Case, Measure, by_latex, measured
from tests.tex.lesson import KEPT, drawings
from tests.tex.splittings import SPLITTINGS

_BREAK = re.compile(r"""(\}|"|(?<=":)\d+),(?=")""")  # one to a line
TABLE = Path(__file__).resolve().parents[1] / "docs" / "LATEX.md"


@click.command()
@click.option("--write", is_flag=True, help="Set all by LaTeX, and keep what it made.")
def latex(write: bool) -> None:
    """Compare what we set with what LaTeX sets."""
    logging.getLogger("manim").setLevel(logging.ERROR)
    if write:
        _ask_latex()
    kept = by_latex()
    with typst_for_latex():
        said = {case.name: compared(measured(case.made()), kept[case.name]) for case in CASES}
    if write:
        TABLE.write_text("\n".join(_page(said)), "utf-8")
    for name, differs in said.items():
        if differs:
            click.echo(f"{differs}  {name}")
    raise SystemExit(any(said.values()))


def _ask_latex() -> None:
    split = [case for cases in SPLITTINGS.values() for case in cases]
    with tempfile.TemporaryDirectory() as media, tempconfig({"media_dir": media}):
        made = {case.name: asdict(measured(case.made())) for case in CASES}
        parts = {case.name: measured(case.made()).groups for case in split}
        counts = {line: len(measured(Case((line,)).made()).boxes) for line in FORMULAS.strip().splitlines()}
    for file, kept in ((MEASURED, made), (PARTS, parts), (COUNTED, counts), (KEPT, drawings())):
        file.write_text(_BREAK.sub(r"\1,\n", json.dumps(kept, separators=(",", ":"))), "utf-8")


def _page(said: Mapping[str, str]) -> Iterator[str]:
    alike = [name for name, differs in said.items() if not differs]
    yield from (
        "# LaTeX without LaTeX",
        "",
        "Formulas and texts of Manim's `MathTex` and `Tex`, and of all that stands on them, are set by Typst",
        "where there is no LaTeX, or where `--tex typst` asks for it: in New Computer Modern, with the same",
        "parts in the same order. What was compared with LaTeX is in `tests/tex/formulas.py`; this page is",
        "written by `python -m benchmarks.latex --write`, which needs LaTeX.",
        "",
        f"Of {len(said)}, {len(alike)} have LaTeX's size (to 3 %), its baseline (to 2 % of the height),",
        "its glyphs in its order, each edge to a tenth of an em, and its parts. The others:",
        "",
        "| | beside LaTeX's | because |",
        "|---|---|---|",
    )
    for name, differs in said.items():
        if differs:
            shown = name.replace("|", "\\|")
            yield f"| `{shown}` | {differs} | {DIFFERENT.get(name, '')} |"
    yield from (
        "",
        f"{len(SPLITTINGS)} of them, split in every way that Manim offers (several strings, `{{{{ … }}}}`,",
        "`substrings_to_isolate`, `tex_to_color_map`), have the same parts as with LaTeX: the same number of",
        "glyphs in the same order in each.",
        "",
    )


def compared(ours: Measure, latexs: Measure, /) -> str:
    """Say what differs, "" if nothing does that counts.

    That is 3 % of the width or the height, 2 % of the height for the baseline, the number of glyphs, the
    groups.
    """
    width, height = ours.width / latexs.width, ours.height / latexs.height
    said = [f"{width:.3f} wide, {height:.3f} high"] if max(abs(width - 1), abs(height - 1)) > 0.03 else []
    if len(ours.boxes) != len(latexs.boxes):
        return ", ".join([*said, f"{len(ours.boxes)} glyphs in place of {len(latexs.boxes)}"])
    feet = np.subtract(ours.boxes, latexs.boxes)[:, 1]
    lower = float(np.median(feet)) / latexs.height
    if abs(lower) > 0.02:
        said.append(f"its baseline off by {lower:+.1%} of its height")
    if ours.groups != latexs.groups:
        said.append("other parts")
    return ", ".join(said)


if __name__ == "__main__":
    latex()
