r"""Formulas in lines: one that is too wide to be read goes on below, after its equals sign, at a plus or a
minus; else before a limit that is a factor; else inside its longest bracket or numerator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

import manim as mn

from calcanim.blocks.formula import Formula, Glyphs
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import EM, SMALLEST_X, Role, Size, Theme

MOST_LINES = 4
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
_OPENING, _CLOSING = frozenset({"{", "(", "[", r"\begin"}), frozenset({"}", ")", "]", r"\end"})
_BRACKETED, _NUMERATOR, _LIMIT = r"\left(", r"\frac{", r"\underset"
_FACTORS = re.compile(r"\\frac\{(\([^()]*\))(\([^()]*\))\}")
_STACKED = r"\\frac{\\begin{aligned}& \1 \\\\ & \2\\end{aligned}}"
_NOT_BEFORE = ("=", "(", "[", "{", "^", "_", r"\cdot", "+", "-")  # a sign after these belongs to one term


def is_legible(glyphs: Glyphs, box: Box, *, em: float) -> bool:
    """Whether a formula of this em can be read where it is made to fit a box."""
    return are_legible([glyphs], glyphs, box, em=em)


def are_legible(writings: Sequence[Glyphs], whole: mn.Mobject, box: Box, *, em: float) -> bool:
    """Whether writings of this em can be read where the whole that they are part of is made to fit a box."""
    smallest = min(glyph.x_height for glyphs in writings for glyph in glyphs.outlines)
    return bool(smallest * em * box.scale_for(whole) >= SMALLEST_X)


def in_lines(latex: str, box: Box, *, theme: Theme, size: Size = Size.BODY, role: Role = Role.TEXT) -> str:
    """The same formula in as few lines as can be read in a box. Where that is of no help, the two
    factors of a numerator stand below each other."""
    made = partial(Formula, theme=theme, size=size, role=role)
    tried = (each for each in _ways(latex) if is_legible(made(each), box, em=EM[size]))
    return next(tried, _FACTORS.sub(_STACKED, latex))


def _ways(latex: str) -> Iterator[str]:
    """In one line; in more, each below the first's right side, or else all below the left one."""
    head, equals, body = latex.partition("=") if "=" in latex else ("", "", latex)
    terms = list(_terms(body))
    yield latex
    for count in range(2, min(MOST_LINES, len(terms)) + 1):
        lines = _shared_out(terms, count)
        yield _aligned(f"{head}{equals}&", lines)
        if equals:
            yield _aligned(f"& {head}{equals}", ["", *(rf"\quad {line}" for line in lines)])
    factors = list(_terms(body, before=_LIMIT))
    if len(factors) > 1:
        yield _aligned(f"{head}{equals}&", factors)
    yield from _broken_inside(latex)
    if body:
        yield _aligned(f"& {head}{equals}", ["", rf"\quad {body}"])


def _broken_inside(latex: str) -> Iterator[str]:
    """In one line, but for a bracket or a numerator: the longest first."""
    for start, end in sorted(_groups(latex), key=lambda group: group[0] - group[1]):
        inner = list(_terms(latex[start:end]))
        for count in range(2, min(MOST_LINES, len(inner)) + 1):
            yield latex[:start] + _aligned("& ", _shared_out(inner, count)) + latex[end:]


def _groups(latex: str) -> Iterator[tuple[int, int]]:
    """Where the inside of each large bracket and of each numerator begins and ends."""
    for opening in (_BRACKETED, _NUMERATOR):
        for found in re.finditer(re.escape(opening), latex):
            depth, at = 1, found.end()
            for token in _TOKEN.findall(latex[at:]):
                depth += (token in _OPENING) - (token in _CLOSING)
                if depth == 0:
                    break
                at += len(token)
            yield found.end(), at - len(r"\right") if opening == _BRACKETED else at


def _aligned(head: str, lines: list[str]) -> str:
    return rf"\begin{{aligned}}{head} " + r" \\ & ".join(lines) + r"\end{aligned}"


def _terms(body: str, *, before: str = "+-") -> Iterator[str]:
    """The terms of a sum, each with its sign; or the pieces of a product that begin with another token."""
    term, depth = "", 0
    for token in _TOKEN.findall(body):
        depth += (token in _OPENING) - (token in _CLOSING)
        so_far = term.strip()
        if token in before and depth == 0 and so_far and not so_far.endswith(_NOT_BEFORE):
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
