"""Things that follow a changing value: redrawn in place before each frame, never replaced."""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Self

import manim as mn
import numpy as np

from calcanim.blocks.evidence import LIVE, Content, Reading, Source
from calcanim.blocks.formula import NOTHING, Formula, inked
from calcanim.blocks.glyph_reading import read_glyphs
from calcanim.blocks.live_math import math_glyphs
from calcanim.blocks.provenance import formula_source
from calcanim.blocks.theme import EM, SYMBOLS, Role, Size, Theme
from calcanim.calculus.verification.trials import Ground
from calcanim.calculus.verification.values import value_of
from calcanim.tex.typeset import Glyph, Points

UNDEFINED = "undefined"
_MORE_PLACES = 4  # decimal places that a number near 0 may have more
_BEFORE = 0.34  # em, before a number
_LEADING = 0.36  # frame units between a formula and its number below

Value = Callable[[], float]
ReadBack = Callable[[], float | None]
"""Reads a quantity off the drawing: NaN where it is undefined, None while what it reads from is held."""

ITSELF = ""
"""The name of the number itself, beside the quantities of its label: in a limit it has a value, they have
none."""

Drawn = ReadBack | Mapping[str, ReadBack]
"""Reads a number off the drawing, or the quantities in its label, by their names."""


class Drawing(mn.VGroup):
    """A group that knows more than what is drawn: its plot, its function, its tracker.

    Manim copies a mobject for every animation, and all that it holds. A copy of a drawing is the picture
    alone, at rest.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        picture = mn.VGroup()
        memo[id(self)] = picture
        picture.add(*(copy.deepcopy(part, memo) for part in self.submobjects))
        return picture


class Live(Drawing):
    """A group that redraws itself from its inputs before every frame. Subclasses say how in `redraw`."""

    def follow(self) -> None:
        """Draw once, and from now on before every frame."""
        self.redraw()
        self.add_updater(lambda _: self.redraw())

    def redraw(self) -> None:
        """Move what is drawn to where the inputs now say."""
        raise NotImplementedError

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        """Copied as it is at this moment: what comes in would else be shown as it was when it was made."""
        if not self.is_held:
            self.redraw()
        return super().__deepcopy__(memo)

    @property
    def is_held(self) -> bool:
        """Whether an animation has it in hand: it brings it in, takes it out or carries it elsewhere."""
        return bool(self.updating_suspended)


def corners(strokes: Sequence[Points]) -> Points:
    """Cubic Bézier points of polylines, shape (4m, 3), from strokes of shape (n, 3)."""
    nothing = np.zeros((0, 3))
    start = np.concatenate([nothing, *(stroke[:-1] for stroke in strokes)])
    end = np.concatenate([nothing, *(stroke[1:] for stroke in strokes)])
    return np.stack([start, (2 * start + end) / 3, (start + 2 * end) / 3, end], axis=1).reshape(-1, 3)


class GlyphSlots(mn.VGroup):
    """A fixed number of glyphs in one colour whose outlines can change from frame to frame.

    The number is fixed because Manim collects what moves once per animation: a glyph added later would not be
    drawn, one taken away would stay.
    """

    def __init__(self, count: int, *, theme: Theme, role: Role) -> None:
        empty = Glyph(np.zeros((0, 3)), 0, "")
        super().__init__(*(inked(empty, theme.color(role)) for _ in range(count)))
        self.outlines: tuple[Glyph, ...] = ()

    def put(self, glyphs: Sequence[tuple[Glyph, Points]], em: float) -> None:
        """Draw each glyph with its baseline's left end at the point beside it; clear the slots left over."""
        self.outlines = tuple(glyph for glyph, _ in glyphs)[: len(self.submobjects)]
        for slot, (glyph, at) in zip(self.submobjects, glyphs, strict=False):
            slot.points = glyph.points * em + at
        for slot in self.submobjects[len(glyphs) :]:
            slot.points = np.zeros((0, 3))


def decimal(value: float, places: int, *, figures: int = 0) -> str:
    """LaTeX of a number with this many decimal places; a dash where it is undefined, no negative zero.

    A number near 0 has more places, four more at most, until it shows this many significant figures.

    >>> decimal(0.5, 2), decimal(0.0163, 2, figures=2), decimal(1e-9, 2, figures=2)
    ('0.50', '0.016', '0.00')
    """
    if not np.isfinite(value):
        return r"\text{–}"
    if figures and 10.0 ** -(places + _MORE_PLACES) < abs(value) < 1:
        places = max(places, figures - 1 - math.floor(math.log10(abs(value))))
    text = f"{value:.{places}f}"
    return text.lstrip("-") if float(text) == 0 else text


class Label(Formula):
    """What stands before a live number. It is checked with the number if that is worked out from it."""

    def __init__(
        self, readout: Readout, quantity: str, sign: str, *, theme: Theme, size: Size, role: Role
    ) -> None:
        super().__init__(f"{_as_one(quantity)} {sign}".strip(), theme=theme, size=size, role=role)
        self.readout, self.quantity = readout, quantity

    def source(self) -> Source:
        """A name, or a quantity whose value is read at every moment."""
        quantity = self.quantity
        if not quantity:
            return Source(Content.NAME, self.latex, "the sign before a number")
        if isinstance(self.readout.drawn, Mapping):
            return Source(Content.NUMBER, quantity, LIVE)
        return formula_source(quantity, on=self.readout.on, after="", printed=None)


def _as_one(quantity: str) -> str:
    """A derivative at a place in one colour, that of the derivative: its place belongs to its name."""
    called = re.fullmatch(r"([a-z]'+)\([^()]*\)", quantity)
    role = SYMBOLS.get(called[1]) if called else None
    return rf"\part{{{role}}}{{{quantity}}}" if role else quantity


class Readout(Live):
    """A formula, an equals sign, and a number that is read afresh for every frame; these two may stand below.

    `value` gives NaN where the number is undefined, which is then said by the word `missing`: a dash
    would be taken for a minus where a number may be negative.
    Near 0 it has as many decimal places more as it needs to show `figures` significant ones. `drawn` reads
    the same number back from the drawing; or it reads the quantities in the label, by their names as they are
    spelled (`Delta_x`), and the number is what the label then says, with the functions of the ground `on`.
    """

    def __init__(
        self,
        label: str,
        value: Value,
        *,
        theme: Theme,
        places: int = 2,
        size: Size = Size.BODY,
        role: Role = Role.SLOPE,
        relation: str = "=",
        below: bool = False,
        drawn: Drawn | None = None,
        on: Ground = NOTHING,
        figures: int = 0,
        missing: str = UNDEFINED,
    ) -> None:
        super().__init__()
        self.missing = missing
        self.value, self.places, self.figures = value, places, figures
        self.quantity, self.drawn, self.on = label, drawn, on
        self.label = Label(self, label, "" if below else relation, theme=theme, size=size, role=role)
        self.sign = Label(self, "", relation, theme=theme, size=size, role=role) if below else self.label
        self.em = EM[size]
        self.number = GlyphSlots(16, theme=theme, role=role)
        self.add(self.label, *([self.sign.next_to(self.label, mn.DOWN, _LEADING, mn.LEFT)] if below else []))
        self.add(self.number)
        self._natural_height = float(self.label.height)
        self.follow()

    @property
    def result(self) -> mn.VGroup:
        """The number, and the equals sign where they stand below."""
        return mn.VGroup(*([self.sign] if self.sign is not self.label else []), self.number)

    def fit_in(self, width: float, numbers: Iterable[float]) -> Self:
        """Scale it down, never up, until it has room with each of the numbers that it will show; NaN is one
        that is undefined."""
        return self.scale(min(1.0, width / self._widest(numbers)))

    def _widest(self, numbers: Iterable[float]) -> float:
        """Width with the widest of these numbers, at the size it was made in; no digit is wider than 7."""
        texts = {re.sub(r"\d", "7", decimal(each, self.places, figures=self.figures)) for each in numbers}
        glyphs = [glyph for text in texts for glyph in number_glyphs(text, missing=self.missing)]
        word = max(float(glyph.points[:, 0].max()) for glyph in glyphs if len(glyph.points))
        return float(self.sign.width) + (_BEFORE + word) * self.em

    @property
    def shown(self) -> str:
        """The number as it stands on the screen."""
        return decimal(self.value(), self.places, figures=self.figures)

    def redraw(self) -> None:
        """Set the number again, right of the equals sign, on its baseline."""
        low, high = _extent(self.label)
        em = self.em * float(high[1] - low[1]) / self._natural_height
        right = float(_extent(self.sign)[1][0])
        at = np.array([right + _BEFORE * em, self.sign.baseline, 0.0])
        self.number.put([(glyph, at) for glyph in number_glyphs(self.shown, missing=self.missing)], em)

    def readings(self) -> tuple[Reading, ...]:
        """The number on the screen, beside what the drawing says."""
        what = self.quantity or "a number without a name"
        return read_back(what, self.number, self.drawn, of=self.quantity, on=self.on)


def _extent(glyphs: mn.VMobject) -> tuple[Points, Points]:
    """Lower left and upper right corner of what is set, many times faster than Manim finds them."""
    points = np.concatenate([glyph.points for glyph in glyphs.submobjects])
    return points.min(axis=0), points.max(axis=0)


def number_glyphs(latex: str, *, missing: str = "–") -> tuple[Glyph, ...]:
    """Glyphs of a number that `decimal` wrote; of the `missing` word where there is none."""
    typst = f'"{missing}"' if "text" in latex else latex
    return math_glyphs(typst)


def read_back(
    what: str, number: GlyphSlots, drawn: Drawn | None, *, of: str = "", on: Ground = NOTHING
) -> tuple[Reading, ...]:
    """The number in these slots, beside what `drawn` reads: one reading, or one for each side of the equation
    `of`."""
    shown = read_glyphs(number.submobjects)
    if drawn is None:
        return (Reading(what, shown, np.nan, is_vouched=False),)
    if callable(drawn):
        value = drawn()
        return (Reading(what, shown, np.nan if value is None else value, is_whole=value is not None),)
    values = {name: read() for name, read in drawn.items()}
    known = {name: value for name, value in values.items() if value is not None}
    if len(known) < len(values):
        return (Reading(what, shown, np.nan, is_whole=False),)
    sides = value_of(of, {name: value for name, value in known.items() if name != ITSELF}, on=on)
    if ITSELF in known:
        sides = (known[ITSELF], *(side for side in sides if np.isfinite(side)))
    return tuple(Reading(what, shown, side) for side in sides) or (
        Reading(what, shown, np.nan, is_vouched=False),
    )
