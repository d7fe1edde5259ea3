r"""Formulas in lines: one that is too wide to be read goes on below, after its equals sign, at a plus or a
minus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from calcanim.blocks.formula import Formula, Glyphs
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import EM, SMALLEST_X, Role, Size, Theme

MOST_LINES = 4
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
_OPENING, _CLOSING = frozenset({"{", "(", "[", r"\begin"}), frozenset({"}", ")", "]", r"\end"})
_NOT_BEFORE = ("=", "(", "[", "{", "^", "_", r"\cdot", "+", "-")  # a sign after these belongs to one term


def is_legible(glyphs: Glyphs, box: Box, *, em: float) -> bool:
    """Whether a formula of this em can be read where it is made to fit a box."""
    scale = min(1.0, box.width / float(glyphs.width), box.height / float(glyphs.height))
    return min(glyph.x_height for glyph in glyphs.outlines) * em * scale >= SMALLEST_X


def in_lines(latex: str, box: Box, *, theme: Theme, size: Size = Size.BODY, role: Role = Role.TEXT) -> str:
    """The same formula in as few lines as can be read in a box; as it is where that is of no help."""
    made = partial(Formula, theme=theme, size=size, role=role)
    tried = (each for each in _ways(latex) if is_legible(made(each), box, em=EM[size]))
    return next(tried, latex)


def _ways(latex: str) -> Iterator[str]:
    """In one line; in more, each below the first's right side, or else all below the left one."""
    head, equals, body = latex.partition("=")
    terms = list(_terms(body))
    yield latex
    for count in range(2, min(MOST_LINES, len(terms)) + 1):
        lines = _shared_out(terms, count)
        yield _aligned(f"{head}{equals}&", lines)
        yield _aligned(f"& {head}{equals}", ["", *(rf"\quad {line}" for line in lines)])


def _aligned(head: str, lines: list[str]) -> str:
    return rf"\begin{{aligned}}{head} " + r" \\ & ".join(lines) + r"\end{aligned}"


def _terms(body: str) -> Iterator[str]:
    """The terms of a sum, each with its sign."""
    term, depth = "", 0
    for token in _TOKEN.findall(body):
        depth += (token in _OPENING) - (token in _CLOSING)
        before = term.strip()
        if token in "+-" and depth == 0 and before and not before.endswith(_NOT_BEFORE):
            yield term
            term = ""
        term += token
    yield term


def _shared_out(terms: list[str], lines: int) -> list[str]:
    """The terms in this many lines, about as long as each other."""
    whole, found, length = sum(map(len, terms)), [""] * lines, 0
    for index, term in enumerate(terms):
        at = min(int((length + len(term) / 2) / whole * lines), index, lines - 1)
        found[at] += term
        length += len(term)
    return [line for line in found if line]
