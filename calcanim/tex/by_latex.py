r"""LaTeX math set by LaTeX itself, as glyphs: what a lesson's formulas can be made of, where it is installed.

A part is marked by `\special`, as Manim marks what is looked for, and its glyphs have its number.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from manim.utils import tex_file_writing

from calcanim.errors import FormulaError
from calcanim.tex.typeset import (
    BASELINE_TAG,
    HREF,
    RULE,
    SVG,
    Glyph,
    Points,
    Typesetting,
    bar,
    on_baseline,
    outline,
    x_height,
)

EM = 9.9626
"""Of a drawing's units, as of Manim's before it scales a formula: 10 pt of TeX in PostScript's points."""
_GROUP = "part"
_NARROW = r"\arraycolsep=1.75pt "
"""Matrices as `typeset` sets them: with 0.35 em between columns."""
_is_asked = ContextVar("calcanim_by_latex", default=False)


@contextmanager
def formulas_by_latex() -> Iterator[None]:
    """Let LaTeX set the formulas of lessons meanwhile."""
    token = _is_asked.set(True)
    try:
        yield
    finally:
        _is_asked.reset(token)


def is_asked() -> bool:
    """Whether LaTeX is to set the formulas of lessons."""
    return _is_asked.get()


def part(number: int, latex: str, /) -> str:
    r"""Mark a part of LaTeX math, by its number.

    >>> part(3, "x")
    "\\special{dvisvgm:raw <g id='part3'>}x\\special{dvisvgm:raw </g>}"
    """
    return rf"\special{{dvisvgm:raw <g id='{_GROUP}{number}'>}}{latex}\special{{dvisvgm:raw </g>}}"


@lru_cache(maxsize=1024)
def typeset_by_latex(latex: str, /) -> Typesetting:
    """Glyphs of LaTeX math, the baseline at y = 0; a FormulaError tells that LaTeX does not take it."""
    foot = rf"\rlap{{{part(BASELINE_TAG, '$x$')}}}"
    try:
        drawing = Path(tex_file_writing.tex_to_svg_file(_NARROW + latex + foot, "align*")).read_text("utf-8")
    except (ValueError, OSError) as error:
        raise FormulaError(f"LaTeX does not set this formula: {error}\n  {latex}") from error
    return Typesetting(on_baseline(tuple(_glyphs(ElementTree.fromstring(drawing)))))


def _glyphs(root: ElementTree.Element) -> Iterator[Glyph]:
    paths = {path.attrib["id"]: path.attrib["d"] for path in root.iter(f"{SVG}path") if "id" in path.attrib}
    yield from _walk(root, 0, paths)


def _walk(element: ElementTree.Element, tag: int, paths: dict[str, str]) -> Iterator[Glyph]:
    for child in element:
        place = np.array([float(child.get("x", 0)), float(child.get("y", 0))])
        if child.tag == f"{SVG}use":
            path = paths[child.attrib[HREF].removeprefix("#")]
            yield Glyph(_in_em(outline(path) + place), tag, path, x_height(path, EM))
        elif child.tag == f"{SVG}rect":
            width, height = float(child.attrib["width"]), float(child.attrib["height"])
            start = place + np.array([0.0, height / 2])
            yield Glyph(_in_em(bar(start, start + np.array([width, 0.0]), height / 2)), tag, RULE)
        elif child.tag == f"{SVG}g":
            number = child.get("id", "").removeprefix(_GROUP)
            yield from _walk(child, int(number) if number.isdecimal() else tag, paths)


def _in_em(page: Points) -> Points:
    """The drawing's units, y down, to em, y up; shape (n, 2) to (n, 3)."""
    return np.column_stack([page[:, 0], -page[:, 1], np.zeros(len(page))]) / EM
