"""Where a function is negative, zero, positive, or has no value: an interval cut at all such places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import sympy as sp

from calcanim.calculus.analysis.differentiate import doubtful_places
from calcanim.calculus.analysis.exact import exact_point
from calcanim.calculus.analysis.extrema import checked_ends, zeros
from calcanim.calculus.curves.breakpoints import breakpoints

if TYPE_CHECKING:
    from calcanim.calculus.function import Function

PROBES = 15
_INNER = 0.12  # of a stretch
_MARGIN = 0.03  # of the interval: how far from an end of it something is still well seen
_DIGITS = 9  # after the point: what is left of a zero is less
_SAME = 1e-9  # of the interval: places nearer than this are one


class Sign(StrEnum):
    """What a function is in one place, or all along a stretch; NONE where it has no value."""

    NEGATIVE = "-"
    ZERO = "0"
    POSITIVE = "+"
    NONE = "none"


@dataclass(frozen=True)
class Stretch:
    """An open interval all along which a function has one sign; a single place if both ends are the same."""

    left: sp.Expr
    right: sp.Expr
    sign: Sign

    @property
    def latex(self) -> str:
        """The sign."""
        return r"\text{none}" if self.sign is Sign.NONE else str(self.sign)

    @property
    def is_place(self) -> bool:
        """Whether this is a single place."""
        return bool(self.left == self.right)

    @property
    def width(self) -> float:
        """How long it is."""
        return float(self.right - self.left)

    @property
    def middle(self) -> float:
        """The place in its middle."""
        return float(self.left + self.right) / 2

    @property
    def inner(self) -> tuple[float, float]:
        """Two places well inside it, one near each end."""
        room = _INNER * self.width
        return float(self.left) + room, float(self.right) - room


@dataclass(frozen=True)
class SignChart:
    """All of an interval from left to right: stretches, and the places between them.

    Every two stretches have a place between them; the ends of the interval are no places.
    """

    function: Function
    interval: tuple[sp.Expr, sp.Expr]
    pieces: tuple[Stretch, ...]

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The pieces that are longer than a point."""
        return tuple(piece for piece in self.pieces if not piece.is_place)

    @property
    def places(self) -> tuple[Stretch, ...]:
        """The places between them."""
        return tuple(piece for piece in self.pieces if piece.is_place)

    @property
    def signs(self) -> tuple[Sign, ...]:
        """Each sign that occurs, in the order in which it is met."""
        return tuple(dict.fromkeys(piece.sign for piece in self.pieces))

    def around(self, x: float) -> tuple[Stretch, ...]:
        """The place at x between the stretches on its sides; nothing if there is no place."""
        near = _SAME * _width(self.interval)
        at = [i for i, piece in enumerate(self.pieces) if piece.is_place and abs(piece.middle - x) <= near]
        return self.pieces[at[0] - 1 : at[0] + 2] if at else ()

    def of(self, sign: Sign) -> tuple[Stretch, ...]:
        """The pieces of this sign."""
        return tuple(piece for piece in self.pieces if piece.sign is sign)

    @property
    def ends(self) -> tuple[float, float]:
        """A little inside the first and the last stretch that has a sign: those of the interval, if all has
        one."""
        signed = [piece for piece in self.stretches if piece.sign is not Sign.NONE]
        room = _MARGIN * _width(self.interval)
        return (
            float(signed[0].left) + min(room, signed[0].width / 2),
            float(signed[-1].right) - min(room, signed[-1].width / 2),
        )

    @property
    def a_gap(self) -> sp.Expr:
        """A place where the function has no value: one by itself, else the edge of a stretch without."""
        gaps = self.of(Sign.NONE)
        own = [gap for gap in self.places if gap in gaps]
        return own[0].left if own else gaps[0].right


def sign_chart(f: Function, interval: tuple[float, float], /) -> SignChart:
    """The sign of a function of one variable all along an interval.

    Zeros closer to each other than 1/4000 of the interval may be missed.

    >>> from calcanim.calculus.function import Function
    >>> chart = sign_chart(Function.parse("x^2").derivative(), (-1, 1))
    >>> [(piece.left, piece.right, str(piece.sign)) for piece in chart.pieces]
    [(-1, 0, '-'), (0, 0, '0'), (0, 1, '+')]
    """
    low, high = checked_ends(interval)
    ends = exact_point(low), exact_point(high)
    level = [x for x in zeros(f, (low, high)) if low < float(x) < high]
    cuts = _apart([*level, *map(exact_point, _breaks(f, (low, high)))], ends)
    edges = [ends[0], *cuts, ends[1]]
    pieces = [_stretch(f, edges[0], edges[1])]
    for left, right in pairwise(edges[1:]):
        pieces += [_place(f, left, is_zero=left in level), _stretch(f, left, right)]
    return SignChart(f, ends, tuple(_joined(pieces)))


def _breaks(f: Function, interval: tuple[float, float]) -> list[float]:
    """Where the function, or one that it is the derivative of, may break or bend."""
    found: list[float] = []
    origin: Function | None = f
    while origin is not None:
        found += breakpoints(origin.expr, origin.variable, interval).tolist()
        for place in doubtful_places(origin.expr):
            if not place.has(sp.floor, sp.ceiling):
                found += map(float, zeros(type(f).from_expr(place, f.variables), interval))
        origin = origin.origin
    return found


def _apart(places: Sequence[sp.Expr], ends: tuple[sp.Expr, sp.Expr]) -> list[sp.Expr]:
    """The places in order, each once; of two that are as good as one the first given stays."""
    least, kept = _SAME * _width(ends), [*ends]
    for place in places:
        if all(abs(float(place) - float(other)) > least for other in kept):
            kept.append(place)
    return sorted(kept[2:], key=float)


def _width(interval: tuple[sp.Expr, sp.Expr]) -> float:
    return float(interval[1]) - float(interval[0])


def _stretch(f: Function, left: sp.Expr, right: sp.Expr) -> Stretch:
    """By its values at a few places; by most of them where they do not agree."""
    inside = float(left) + (float(right) - float(left)) * np.arange(1, PROBES + 1) / (PROBES + 1)
    signs = [_sign(float(value)) for value in f.values(inside)]
    return Stretch(left, right, max(Sign, key=signs.count))


def _place(f: Function, x: sp.Expr, *, is_zero: bool) -> Stretch:
    return Stretch(x, x, Sign.ZERO if is_zero else _sign(float(f(float(x)))))


def _sign(value: float) -> Sign:
    if not np.isfinite(value):
        return Sign.NONE
    if value == 0:
        return Sign.ZERO
    return Sign.POSITIVE if value > 0 else Sign.NEGATIVE


def _joined(pieces: Sequence[Stretch]) -> list[Stretch]:
    """Stretches of one sign with nothing else between them become one."""
    joined = [pieces[0]]
    for place, stretch in zip(pieces[1::2], pieces[2::2], strict=True):
        if joined[-1].sign is place.sign is stretch.sign:
            joined[-1] = Stretch(joined[-1].left, stretch.right, stretch.sign)
        else:
            joined += [place, stretch]
    return joined


def nearest(pieces: Sequence[Stretch], x: float, /, *, within: float) -> Stretch | None:
    """The single place among these that is nearest to x, and not farther than that; None if there is none."""
    places = [piece for piece in pieces if piece.is_place and abs(piece.middle - x) <= within]
    return min(places, key=lambda piece: abs(piece.middle - x), default=None)


def a_place_with_sign(chart: SignChart, x: float, /) -> float:
    """x itself if the function has a value there, else the middle of the widest stretch where it has one.

    >>> from calcanim.calculus.function import Function
    >>> a_place_with_sign(sign_chart(Function.parse("abs(x)").derivative(), (-1, 2)), 0)
    1.0
    """
    if _sign(float(chart.function(x))) is not Sign.NONE:
        return x
    signed = [piece for piece in chart.stretches if piece.sign is not Sign.NONE]
    return max(signed, key=lambda piece: piece.width).middle if signed else x


def a_side_off_zero(f: Function, centre: float, /, *, reach: float) -> int:
    """0 if the function is not 0 in the centre; else the side, 1 or -1, at whose end it is positive, or if
    neither is, negative; 0 if there is none.

    >>> from calcanim.calculus.function import Function
    >>> [a_side_off_zero(Function.parse(text), 0.0, reach=1.5) for text in ("2x", "-x", "x+1", "0*x")]
    [1, -1, 0, 0]
    """
    signs = {side: _sign(_rounded(f(centre + side * reach))) for side in (0, 1, -1)}
    if signs[0] is not Sign.ZERO:
        return 0
    ends = [side for wanted in (Sign.POSITIVE, Sign.NEGATIVE) for side in (1, -1) if signs[side] is wanted]
    return next(iter(ends), 0)


def _rounded(value: float) -> float:
    """Without what arithmetic leaves of a zero."""
    return round(float(value), _DIGITS) if np.isfinite(value) else float(value)
