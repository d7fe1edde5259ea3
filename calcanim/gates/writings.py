"""What a piece of writing says, where it comes from, and how large it is set."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Content, Source
from calcanim.blocks.formula import Imprint
from calcanim.blocks.glyph_reading import read_glyphs
from calcanim.blocks.live import GlyphSlots
from calcanim.calculus.verification.verdicts import Verdict
from calcanim.gates.recording import Array
from calcanim.tex.typeset import Glyph

TYPED, LIVE = "typed by hand", "a live number"
LONGEST = 48  # characters of a writing in a message
_TEXT_X_HEIGHT, _TEX_X_HEIGHT = 0.0072, 0.0046  # of Manim's own writings, frame units for each point of size
_DISTORTED = 0.05  # how much wider or narrower a glyph may be drawn
_USUAL_SHARE = 0.75  # of the height of a glyph: that of a small x
_NUMBER, _RELATION = re.compile(r"\d"), re.compile(r"[=<>≤≥≠≈]")


def source_of(writing: Any, /) -> Source:
    """Where a piece of writing comes from; what says nothing of itself was typed by hand."""
    if callable(getattr(type(writing), "source", None)):
        source: Source = writing.source()
        return source
    if isinstance(writing, mn.SingleStringMathTex | mn.Typst):
        return _formula(writing)
    return _words(_text_of(writing))


def number_source(number: Any, /) -> Source:
    """What a live number says now: what its glyphs say, if they are ours."""
    if isinstance(number, GlyphSlots):
        return Source(Content.NUMBER, read_glyphs(number.submobjects), LIVE)
    value, places = number.get_value(), getattr(number, "num_decimal_places", 2)
    return Source(Content.NUMBER, f"{value:.{places}f}", LIVE)


def unasked(writing: Any, /) -> Source:
    """What it says, without asking where it comes from."""
    text = str(getattr(writing, "latex", "") or getattr(writing, "text", ""))
    return Source(Content.FORMULA, text) if callable(getattr(writing, "source", None)) else source_of(writing)


def identity(writing: Any, /) -> tuple[Hashable, ...] | None:
    """The same for two writings that say the same on the same grounds; None for a number, which changes."""
    if isinstance(writing, GlyphSlots | mn.DecimalNumber):
        return None
    texts = [
        str(getattr(writing, name, "")) for name in ("latex", "text", "after", "typst_code", "tex_string")
    ]
    grounds = [id(getattr(writing, name, None)) for name in ("on", "printed", "lines_text")]
    return type(writing), *texts, *grounds


def name(source: Source, /) -> str:
    """What a piece of writing is called in a message.

    >>> name(Source(Content.PROSE, "What is a slope?"))
    "prose 'What is a slope?'"
    """
    text = " ".join(source.text.split())
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return f"{source.content} '{short}'"


def x_heights(writing: Any, glyphs: Sequence[Any], boxes: Array, /, *, magnification: float) -> Array:
    """How high a small x would be beside each glyph, shape (n,), from the boxes around them, shape (n, 4).

    A glyph that an animation has given another shape has the size of the largest beside it.
    """
    heights = boxes[:, 3] - boxes[:, 1]
    known = _outlines(writing, glyphs)
    if known:
        each = np.array([_scaled(glyph, box) for glyph, box in zip(known, boxes, strict=True)])
        if not np.isnan(each).all():
            return np.where(np.isnan(each), np.nanmax(each), each)
    size = _font_size(writing)
    if size is None:
        return np.full(len(boxes), _USUAL_SHARE * float(np.median(heights)))
    share = _TEXT_X_HEIGHT if _is_text(writing) else _TEX_X_HEIGHT
    return np.full(len(boxes), share * size * magnification)


def _scaled(glyph: Glyph, box: Array) -> float:
    """NaN where what is drawn is not the glyph."""
    width, height = np.ptp(glyph.points[:, 0]), np.ptp(glyph.points[:, 1])
    across, up = (box[2] - box[0]) / max(width, 1e-9), (box[3] - box[1]) / max(height, 1e-9)
    return float(glyph.x_height * up) if abs(across - up) <= _DISTORTED * up else float("nan")


def _outlines(writing: Any, glyphs: Sequence[Any]) -> list[Glyph]:
    """The glyphs of ours that were drawn; none where one is not known."""
    if isinstance(writing, GlyphSlots):
        put = {id(slot): glyph for slot, glyph in zip(writing.submobjects, writing.outlines, strict=False)}
        known = [put.get(id(drawn)) for drawn in glyphs]
    else:
        imprints: list[Imprint | None] = [getattr(drawn, "imprint", None) for drawn in glyphs]
        known = [imprint.glyph if imprint else None for imprint in imprints]
    outlines = [glyph for glyph in known if glyph is not None and len(glyph.points)]
    return outlines if len(outlines) == len(glyphs) else []


def _formula(writing: Any) -> Source:
    from calcanim.calculus.verification.statement import is_name

    text = str(getattr(writing, "typst_code", None) or writing.tex_string).strip()
    math = text.removeprefix("$").removesuffix("$").strip()
    is_text = isinstance(writing, mn.Tex) or type(writing) is mn.Typst
    if is_text and "$" not in text:
        return _words(text)
    if is_name(math):
        return Source(Content.NAME, math, "a name")
    return Source(Content.FORMULA, math, TYPED, Verdict.UNCHECKED)


def _words(text: str) -> Source:
    """Words state something where they hold a number and a relation."""
    if _NUMBER.search(text) and _RELATION.search(text):
        return Source(Content.FORMULA, text, TYPED, Verdict.UNCHECKED)
    return Source(Content.PROSE, text, "prose")


def _text_of(writing: Any) -> str:
    holder = getattr(writing, "lines_text", writing)
    return str(getattr(holder, "original_text", "") or getattr(holder, "text", ""))


def _is_text(writing: Any) -> bool:
    return isinstance(writing, mn.Text | mn.MarkupText | mn.Paragraph)


def _font_size(writing: Any) -> float | None:
    for holder in (writing, getattr(writing, "lines_text", None)):
        size = getattr(holder, "font_size", None)
        if size is not None:
            return float(size)
    return None
