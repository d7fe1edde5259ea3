"""Fences in the sizes that TeX has: New Computer Modern has others between them, which Typst takes."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from calcanim.tex.typeset import Glyph

_ASKED = re.compile(r"#\(90% \+ 0\.1em\)/\*(\d+)\*/")
_LARGER = {1.09: 1.25, 1.44: 1.85, 2.09: 2.45}  # em: what Typst took, and what to ask for to have TeX's


def fence_size(number: int, /) -> str:
    """Ask for a size by what stands between the fences; the opening one is the atom of this number."""
    return f"#(90% + 0.1em)/*{number}*/"


def in_texs_sizes(typst: str, glyphs: Iterable[Glyph], /) -> str:
    """Ask for TeX's sizes where others came of it; the same Typst, where none did."""
    taken = {glyph.tag: round(float(np.ptp(glyph.points[:, 1])), 2) for glyph in glyphs}

    def asked(match: re.Match[str]) -> str:
        larger = _LARGER.get(taken.get(int(match[1]), 0.0))
        return f"#{larger}em" if larger else match.group()

    return _ASKED.sub(asked, typst)
