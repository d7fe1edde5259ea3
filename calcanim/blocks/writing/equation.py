"""A chain of equalities below each other, and terms that travel to their place in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Content, Reading, Source
from calcanim.blocks.formula import Formula, Glyphs
from calcanim.blocks.live import UNDEFINED, GlyphSlots, Live, ReadBack, Value, corners, decimal, read_back
from calcanim.blocks.live_math import math_glyphs
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import EM, Role, Size, Theme
from calcanim.tex.typeset import Glyph, Points

SIGN = "is"  # the part that rows are aligned by: their first equals sign
_ROW_GAP = 0.5
_BAR, _AXIS, _CLEAR = 0.045, 0.25, 0.24  # em: weight and height of a fraction bar, room above and below it
_UNDEFINED = f'"{UNDEFINED}"'  # a word, to Typst
_SPACE = 0.3  # em, beside an equals sign
_NEAR_ZERO, _SMALL, _MORE = 1e-4, 0.1, 2  # between these a number has so many decimals more, for three digits


def part(name: str, *latex: str) -> str:
    """LaTeX as a part of this name."""
    return rf"\part{{{name}}}{{{' '.join(latex)}}}"


def fraction(above: str, below: str) -> str:
    """LaTeX of a fraction."""
    return rf"\frac{{{above}}}{{{below}}}"


class Chain(mn.VGroup):
    r"""Formulas below each other at the top left of a box.

    Their parts `\part{is}{=}` stand in one column where there is room, else all rows begin at the left. A row
    that is too wide is set smaller.
    """

    def __init__(self, box: Box, rows: Sequence[Glyphs]) -> None:
        super().__init__(*rows)
        self.rows, self.box = tuple(rows), box
        self.arrange(mn.DOWN, buff=_ROW_GAP, aligned_edge=mn.LEFT)
        indent = float(rows[0].part(SIGN).get_left()[0] - rows[0].get_left()[0])
        if indent + max(row.width for row in rows[1:]) <= box.width:
            mn.VGroup(*rows[1:]).shift(indent * mn.RIGHT)
        for row in rows:
            row.scale(min(1.0, box.width / row.width), about_edge=mn.LEFT)
        natural = float(self.height)
        box.place(self, x=-1, y=1)
        self.shrunk = float(self.height) / natural

    def in_place_of(self, row: Glyphs, other: Formula) -> Formula:
        """Another formula, put where this row stands."""
        other.scale(self.shrunk)
        shift = row.part(SIGN).get_left() - other.part(SIGN).get_left()
        other.shift((float(shift[0]), row.baseline - other.baseline, 0.0))
        return other


def without(row: Formula, *names: str) -> mn.VGroup:
    """All glyphs of a formula but those of these parts."""
    left_out = {id(glyph) for name in names for glyph in row.part(name).submobjects}
    return mn.VGroup(*(glyph for glyph in row.submobjects if id(glyph) not in left_out))


class Travel(mn.AnimationGroup):
    """Part of a formula appears, and terms come into it from elsewhere, one pair (from, to) after another."""

    def __init__(
        self,
        appearing: mn.VGroup,
        arrivals: Sequence[tuple[mn.VMobject, mn.VGroup]],
        *,
        run_time: float = 1.6,
        lag: float = 0.4,
    ) -> None:
        self.appearing = appearing
        arrivals = [pair for pair in arrivals if pair[0].family_members_with_points()]
        self.passing = [source.copy() for source, _ in arrivals]
        arriving = {id(glyph) for _, goal in arrivals for glyph in goal.submobjects}
        rest = mn.VGroup(*(glyph for glyph in appearing.submobjects if id(glyph) not in arriving))
        moves: list[mn.Animation] = [mn.FadeIn(rest)] if len(rest) else []
        for copy, (_, goal) in zip(self.passing, arrivals, strict=True):
            moves.append(_Trip(copy, goal, path_arc=-0.5))
        super().__init__(*moves, run_time=run_time, lag_ratio=lag)

    def clean_up_from_scene(self, scene: mn.Scene) -> None:
        """Leave what appeared on the scene, as itself, and nothing else."""
        super().clean_up_from_scene(scene)
        scene.remove(*self.passing)
        scene.remove(cast(mn.Mobject, self.mobject))
        scene.add(*self.appearing.submobjects)


class _Trip(mn.Transform):
    """A copy that is not seen before it sets out."""

    def interpolate_mobject(self, alpha: float) -> None:
        super().interpolate_mobject(alpha)
        if self.rate_func(alpha) <= 0:
            cast(mn.VMobject, self.mobject).set_fill(opacity=0)


class _Sign(Formula):
    """The equals sign before a live number."""

    def source(self) -> Source:
        """It states nothing without the numbers, which are read back."""
        return Source(Content.NAME, self.latex, "the sign before a number")


class LiveQuotient(Live):
    """`= rise/run = slope` in numbers that are read for every frame; "undefined" where the slope is NaN.

    `drawn` reads the same three back from the drawing. `largest` is the largest size that rise and run reach:
    it decides their decimals and the bar's length.
    """

    def __init__(
        self,
        rise: Value,
        run: Value,
        slope: Value,
        *,
        drawn: tuple[ReadBack, ReadBack, ReadBack],
        theme: Theme,
        largest: float,
    ) -> None:
        super().__init__()
        self.values, self.drawn = (rise, run, slope), drawn
        self.sign = _Sign(r"\part{is}{=}", theme=theme)
        self._size = float(self.sign.height)
        self.places, self.slope_places = decimals(largest, digits=3), max(2, decimals(slope(), digits=2))
        numerals = _numeral(-largest, self.places), _difference(_NEAR_ZERO, self.places)
        self.bar_length = max(map(_width, numerals))
        self.bar = mn.VMobject(stroke_width=0, fill_opacity=1, fill_color=theme.color(Role.TEXT))
        slots = (Role.RISE, Role.RUN, Role.TEXT, Role.SLOPE)
        self.slots = tuple(GlyphSlots(18, theme=theme, role=role) for role in slots)
        self.add(self.sign, self.bar, *self.slots)
        self.follow()

    def stand_on(self, row: Formula, chain: Chain) -> None:
        """Take the place of a row that begins with its equals sign, as large as the chain's box allows."""
        sign = row.part(SIGN)
        room = chain.box.right - float(sign.get_left()[0])
        self.sign.scale(min(chain.shrunk, room / (self.widest * EM[Size.BODY])))
        self.sign.move_to(sign, aligned_edge=mn.LEFT)
        self.redraw()

    @property
    def widest(self) -> float:
        """Width in em with the word that a missing slope is shown by."""
        signs = 2 * _width(math_glyphs("=")) + 3 * _SPACE
        return signs + self.bar_length + _width(math_glyphs(_UNDEFINED))

    def redraw(self) -> None:
        """Set the three numbers again."""
        em = EM[Size.BODY] * float(self.sign.height) / self._size
        rise, run, slope = (value() for value in self.values)
        top, bottom = _difference(rise, self.places), _difference(run, self.places)
        start = float(self.sign.get_right()[0]) / em + _SPACE
        middle, axis = start + self.bar_length / 2, float(self.sign.get_center()[1]) / em
        self.bar.points = _bar(start, start + self.bar_length, axis) * em
        result = _numeral(slope, self.slope_places) if np.isfinite(slope) else math_glyphs(_UNDEFINED)
        after = start + self.bar_length + _SPACE
        baseline = axis - _AXIS
        rows = [
            (top, middle - _width(top) / 2, axis + _CLEAR),
            (bottom, middle - _width(bottom) / 2, axis - _CLEAR - _height(bottom)),
            (math_glyphs("="), after, baseline),
            (result, after + _width(math_glyphs("=")) + _SPACE, baseline),
        ]
        for slots, (glyphs, x, y) in zip(self.slots, rows, strict=True):
            slots.put([(glyph, np.array([x * em, y * em, 0.0])) for glyph in glyphs], em)

    def readings(self) -> tuple[Reading, ...]:
        """Rise, run and slope as they are shown, beside what the drawing says."""
        rise, run, _, slope = self.slots
        shown = zip(("the rise", "the run", "the slope"), (rise, run, slope), self.drawn, strict=True)
        return tuple(reading for what, number, drawn in shown for reading in read_back(what, number, drawn))


def decimals(size: float, *, digits: int) -> int:
    """How many decimal places show this many digits of a number of this size; at most six."""
    return (
        0 if size == 0 or np.isnan(size) else int(np.clip(digits - 1 - np.floor(np.log10(abs(size))), 0, 6))
    )


def _numeral(value: float, places: int) -> tuple[Glyph, ...]:
    """A number with these decimals; with a power of ten where they would not show it."""
    if value == 0 and places == 6:
        return math_glyphs("0")
    if value != 0 and not 1e-4 <= abs(value) < 1e7 and places in {0, 6}:
        mantissa, exponent = f"{value:.2e}".split("e")
        return math_glyphs(f"{mantissa} dot 10^({int(exponent)})")
    return math_glyphs(decimal(value, places))


def _difference(value: float, places: int) -> tuple[Glyph, ...]:
    """A rise or a run, with a few decimals more near 0."""
    is_small = _NEAR_ZERO <= abs(value) < _SMALL
    return _numeral(
        value, max(places, min(places + _MORE, decimals(value, digits=3))) if is_small else places
    )


def _width(glyphs: Sequence[Glyph]) -> float:
    return max(float(glyph.points[:, 0].max()) for glyph in glyphs)


def _height(glyphs: Sequence[Glyph]) -> float:
    return max(float(glyph.points[:, 1].max()) for glyph in glyphs)


def _bar(left: float, right: float, axis: float) -> Points:
    low, high = axis - _BAR / 2, axis + _BAR / 2
    ring = [(left, low, 0.0), (right, low, 0.0), (right, high, 0.0), (left, high, 0.0), (left, low, 0.0)]
    return corners([np.array(ring)])
