"""LaTeX, as Manim asks for it, to glyphs in LaTeX's order, with the names of the groups that each is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from calcanim.errors import FormulaError
from calcanim.tex.fences import in_texs_sizes
from calcanim.tex.mathml import numbered
from calcanim.tex.order import Mark, in_order
from calcanim.tex.prose import numbered_text
from calcanim.tex.refusals import WAY_OUT, needs_latex
from calcanim.tex.typeset import Glyph, Points, typeset
from calcanim.tex.writer import MARK, without_marks

_SPECIAL = re.compile(r"\\special\{dvisvgm:raw (?:<g id='(\w+)'>|(</g>))\}")
_MATH = frozenset({"align*", "align", "equation*", "equation", "gather*", "gather", "displaymath", "math"})


_PREAMBLE = re.compile(r"\\([A-Za-z]+)\*?(?:\[[^\]]*\])?(?:\{([^}]*)\})?")
_PACKAGES = frozenset(
    [
        "amsmath",
        "amssymb",
        "amsfonts",
        "mathtools",
        "babel",
        "inputenc",
        "fontenc",
        "xcolor",
        "color",
        "cancel",
    ]
)
_TEXT = {"center": "center", "flushleft": "left", "flushright": "right", None: "left"}
_LEADING = "0.724em"  # between the lines of a formula
_PAGE = """\
#set text(font: "New Computer Modern", top-edge: 0.7em, bottom-edge: -0.3em)
#set par(leading: 0.2em, spacing: 0.2em)
#baseline#block(width: 34.5em)[#set align({side})
{text}]"""
"""A text: as wide as LaTeX's, with its distance from line to line."""


@dataclass(frozen=True)
class Drawn:
    """A glyph: cubic Bézier points in em, shape (4n, 3), the groups it is in, and a colour of its own."""

    points: Points
    groups: tuple[str, ...]
    colour: str = ""


@dataclass(frozen=True)
class Setting:
    """What a piece of LaTeX looks like; `groups` are the names of all groups, also of empty ones."""

    glyphs: tuple[Drawn, ...]
    groups: tuple[str, ...]


@lru_cache(maxsize=1024)
def setting(latex: str, environment: str | None, /) -> Setting:
    """Set a piece of LaTeX in an environment; a FormulaError tells of what cannot be set."""
    names: list[str] = []
    marked = _SPECIAL.sub(lambda match: _marked(match, names), latex)
    shown = without_marks(marked)
    if environment in _MATH:
        source = numbered(MARK.sub(lambda mark: rf"\text{{{mark.group()}}}", marked))
        markup = f"#set par(leading: {_LEADING})\n$ {source.typst} baseline $"
    elif environment in _TEXT:
        source = numbered_text(marked)
        markup = _PAGE.format(side=_TEXT[environment], text=source.typst)
    else:
        raise needs_latex(f"the environment {environment} cannot be set", shown)
    glyphs = typeset(in_texs_sizes(markup, typeset(markup).glyphs)).glyphs
    drawn: list[Drawn] = []
    within: list[str] = []
    try:
        for entry in in_order(_whole(glyphs, source.merged), source.order):
            if isinstance(entry, Mark):
                _step(within, names[entry.number])
                continue
            pieces = _contours(entry) if entry.tag in source.split else [entry.points]
            up = np.array([0.0, source.raised.get(entry.tag, 0.0), 0.0])
            colour = source.colours.get(entry.tag, "")
            drawn += [Drawn(points + up, tuple(within), colour) for points in pieces]
    except ValueError as error:
        raise needs_latex(f"this formula cannot be set, since {error}", shown) from error
    return Setting(tuple(drawn), tuple(name for name in names if name))


def check_preamble(preamble: str, /) -> None:
    """Look whether a template asks for what is not known here; a FormulaError names it."""
    for command, names in _PREAMBLE.findall(preamble):
        unknown = sorted(set(re.split(r"\s*,\s*", names.strip())) - _PACKAGES)
        if command != "usepackage" or unknown:
            what = f"the package {unknown[0]}" if command == "usepackage" else f"\\{command} in the preamble"
            raise FormulaError(f"a formula's template asks for {what}, which only LaTeX has: {WAY_OUT}")


def _whole(glyphs: Iterable[Glyph], merged: frozenset[int]) -> list[Glyph]:
    """Make one glyph of all pieces of an atom that is one in LaTeX, in the first one's place."""
    pieces: dict[int, list[Points]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        of_same = pieces.setdefault(glyph.tag, [])
        if glyph.tag not in merged or not of_same:
            kept.append(glyph)
        of_same.append(glyph.points)
    return [
        replace(glyph, points=np.concatenate(pieces[glyph.tag])) if glyph.tag in merged else glyph
        for glyph in kept
    ]


def _marked(match: re.Match[str], names: list[str]) -> str:
    names.append(match[1] or "")
    return f"{chr(0xE000)}{len(names) - 1}{chr(0xE001)}"


def _step(within: list[str], name: str) -> None:
    if name:
        within.append(name)
    elif within:
        within.pop()


def _contours(glyph: Glyph) -> list[Points]:
    """Take a glyph of several outlines apart, from left to right, or from above."""
    return sorted(_closed(glyph.points), key=lambda points: (points[:, 0].min(), -points[:, 1].max()))


def _closed(points: Points) -> Iterator[Points]:
    begin = 0
    for at in range(4, len(points) + 1, 4):
        if at == len(points) or not np.allclose(points[at - 1], points[at]):
            yield points[begin:at]
            begin = at
