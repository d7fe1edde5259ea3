"""A lesson whose formulas LaTeX sets, and what LaTeX made of them, kept for machines that have none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from manim.utils import tex_file_writing

from calcanim.gates.watch import watch
from calcanim.rendering.discover import discover
from calcanim.tex import by_latex

KEPT = Path(__file__).with_name("drawings.json")
(LESSON,) = discover([Path(__file__).parents[2] / "scenes" / "rise_over_run.py"]).scenes
_set = tex_file_writing.tex_to_svg_file


def drawings() -> dict[str, str]:
    """Have LaTeX set the lesson's formulas: a drawing in SVG for each."""
    made: dict[str, str] = {}

    def kept(latex: str, environment: str) -> Path:
        file = Path(_set(latex, environment))
        made[latex] = file.read_text("utf-8")
        return file

    by_latex.typeset_by_latex.cache_clear()
    with patch.object(tex_file_writing, "tex_to_svg_file", kept), by_latex.formulas_by_latex():
        watch(LESSON.configured({}, theme=None), frames_per_second=3)
    return made


@contextmanager
def kept_drawings(folder: Path) -> Iterator[None]:
    """Let the lesson's formulas be those that LaTeX made; a KeyError is a formula that it never set."""
    kept = json.loads(KEPT.read_text("utf-8"))

    def from_kept(latex: str, environment: str) -> Path:
        file = folder / "formula.svg"
        file.write_text(kept[latex], "utf-8")
        return file

    by_latex.typeset_by_latex.cache_clear()
    with patch.object(tex_file_writing, "tex_to_svg_file", from_kept):
        yield
    by_latex.typeset_by_latex.cache_clear()
