"""The tangent plane as an equation, how far a surface leaves it, and where partials promise one that is not.

A plane fits at A if the gap between surface and plane, divided by the distance from A, goes to 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from calcanim.calculus.analysis.behaviour import Behaviour, Side, Verdict
from calcanim.calculus.analysis.exact import exact_point
from calcanim.calculus.constant import Constant
from calcanim.calculus.function import Function
from calcanim.calculus.partials import TangentPlane, fits
from calcanim.calculus.section import line_section, section
from calcanim.calculus.slopes import NoSlopeError, secant_limit

_SAMPLES, _FINER, _ROUNDS = 61, 9, 3
_SAME_SLOPE = 1e-6
_ALONG, _BACK = sp.sqrt(2) / 2, -sp.sqrt(2) / 2
_EXACT = 1e-12


Place: TypeAlias = Sequence[float | Constant]


class Fit(StrEnum):
    """What a function of two variables has at a point."""

    NO_VALUE = "no value"
    NO_PARTIALS = "not both partial derivatives"
    NO_PLANE = "both partial derivatives, but no tangent plane"
    PLANE = "a tangent plane"


@dataclass(frozen=True)
class Gap:
    """The largest distance between a surface and a plane over a square around A, and the place it is at."""

    place: tuple[float, float]
    size: float


@dataclass(frozen=True)
class Diagonal:
    """A walk from A along a diagonal: (x, y) = A + t·step, t being the distance walked over the floor.

    `slope` is what a plane through the tangents along x and y has in that direction.
    """

    step: tuple[float, float]
    function: Function
    behaviour: Behaviour
    slope: float

    @property
    def leaves(self) -> bool:
        """Whether f has another slope than the plane, or none, on this walk."""
        return not self._is_own(self.behaviour.slope)

    @property
    def side(self) -> Side:
        """The side of A on which f leaves the plane: the right one unless it stays with it there."""
        right, left = self.behaviour.right, self.behaviour.left
        limit = secant_limit(self.behaviour, right)
        return left if self._is_own(limit) else right

    @property
    def jumps(self) -> bool:
        """Whether f comes to another height than f(A) on that side."""
        near, here = self.side.value.value, self.behaviour.value
        if near is None or here is None or self.behaviour.verdict not in (Verdict.HOLE, Verdict.JUMP):
            return False
        return abs(float(near - here)) > _EXACT

    @property
    def settles(self) -> bool:
        """Whether the secants from that side close on a slope that is a number."""
        return _is_number(secant_limit(self.behaviour, self.side))

    @property
    def is_steep(self) -> bool:
        """Whether they stand up as B comes to A."""
        return secant_limit(self.behaviour, self.side) in (sp.oo, -sp.oo)

    @property
    def sentence(self) -> str:
        """What f does there that the plane does not, with $f$ and $A$ set as formulas."""
        plane = f"the plane has slope {_told(self.slope)}"
        if self.jumps:
            near, here = _told(self.side.value.value), _told(self.behaviour.value)
            return f"Along the diagonal $f$ comes to {near}, but at $A$ it is {here}: a jump."
        if not self.settles:
            own = "is steeper than every number" if self.is_steep else "settles on no slope"
            return f"Along the diagonal $f$ {own}; {plane}."
        left, right = self.behaviour.left_slope, self.behaviour.right_slope
        both = left is not None and _told(left) != _told(right)
        slopes = f"{_told(right)} on one side, {_told(left)} on the other" if both else _told(right)
        return f"Along the diagonal $f$ has slope {slopes}; {plane}."

    def _is_own(self, slope: sp.Expr | None) -> bool:
        """Whether a slope is that of the plane."""
        room = _SAME_SLOPE * (1 + abs(self.slope))
        return slope is not None and bool(slope.is_finite) and abs(float(slope) - self.slope) <= room


@dataclass(frozen=True)
class PlaneEquation:
    """The equation of a plane with numbers, as it is written: rounded, unless it is exact."""

    latex: str


def slices_at(f: Function, at: Place, /) -> tuple[Behaviour, ...]:
    """What the slices along x and along y do at A.

    >>> [str(found.verdict) for found in slices_at(Function.parse("abs(x) + y"), (0, 0))]
    ['kink', 'differentiable']
    """
    place = _exact_place(at)
    slices = (section(f, symbol.name, place) for symbol in f.variables)
    return tuple(each.behaviour(here) for each, here in zip(slices, place, strict=True))


def fit(f: Function, at: Place, /) -> Fit:
    """Whether a plane fits f at A, or what is missing.

    >>> str(fit(Function.parse("sqrt(abs(x*y))"), (0, 0)))
    'both partial derivatives, but no tangent plane'
    """
    place = tuple(float(each) for each in at)
    if not np.isfinite(f(*place)):
        return Fit.NO_VALUE
    if any(found.verdict is not Verdict.DIFFERENTIABLE for found in slices_at(f, at)):
        return Fit.NO_PARTIALS
    return Fit.PLANE if fits(f, spanned_plane(f, at)) else Fit.NO_PLANE


def spanned_plane(f: Function, at: Place, /) -> TangentPlane:
    """The plane through the tangents along x and along y, whether it fits f or not.

    `NoSlopeError` where a partial derivative does not exist.

    >>> spanned_plane(Function.parse("sqrt(abs(x*y))"), (0, 0)).slopes
    (0.0, 0.0)
    """
    place = tuple(float(each) for each in at)
    slopes = [found.slope for found in slices_at(f, at) if found.slope is not None]
    if len(slopes) < len(f.variables):
        raise NoSlopeError(f"{f.text} has not both partial derivatives there")
    return TangentPlane(place, float(f(*place)), tuple(map(float, slopes)))


def plane_expr(f: Function, plane: TangentPlane, at: Place, /) -> sp.Expr:
    """The plane as an exact expression, where f's partial derivatives have exact values at A."""
    point = dict(zip(f.variables, _exact_place(at), strict=True))
    terms = [
        _exact(f.partial(symbol).expr, slope, point) * (symbol - point[symbol])
        for symbol, slope in zip(f.variables, plane.slopes, strict=True)
    ]
    return sp.Add(_exact(f.expr, plane.height, point), *terms)


def plane_equation(plane: TangentPlane, /, *, places: int = 3, in_lines: bool = False) -> PlaneEquation:
    """z = height + slope·(x − x_A) + slope·(y − y_A), in numbers; terms that are 0 are left out.

    `in_lines` each term has its own line.

    >>> plane_equation(TangentPlane((1.0, 2.0), 5.0, (2.0, -4.5))).latex
    'z = 5 + 2(x-1) - 4.5(y-2)'
    """
    numbers = (plane.height, *plane.slopes)
    sign = "=" if all(_is_exact(number, places) for number in (*numbers, *plane.at)) else r"\approx"
    moves = ["", *(_difference(name, value, places) for name, value in zip("xy", plane.at, strict=True))]
    terms = [
        _term(number, move, places)
        for number, move in zip(numbers, moves, strict=True)
        if abs(number) > _EXACT
    ]
    first, *rest = terms or ["0"]
    head = f"z {sign} {first.removeprefix('+ ').replace('- ', '-')}"
    if in_lines and rest:
        return PlaneEquation(
            rf"\begin{{aligned}}& {head} \\ & \quad " + r" \\ & \quad ".join(rest) + r"\end{aligned}"
        )
    return PlaneEquation(" ".join([head, *rest]))


def largest_gap(f: Function, plane: TangentPlane, reach: float, /) -> Gap:
    """The largest gap over the square of points within `reach` of A in x and in y, where f has values.

    Found on a grid, and then on finer ones around the best place of the last.

    >>> f = Function.parse("x^2 + y^2")
    >>> round(largest_gap(f, TangentPlane((0.0, 0.0), 0.0, (0.0, 0.0)), 0.5).size, 9)
    0.5
    """
    at = np.array(plane.at)
    middle, half, best = at, reach, Gap((plane.at[0], plane.at[1]), 0.0)
    for count in (_SAMPLES, *[_FINER] * _ROUNDS):
        ranges = [
            np.clip(np.linspace(m - half, m + half, count), a - reach, a + reach)
            for m, a in zip(middle, at, strict=True)
        ]
        best = max(best, _largest(f, plane, ranges), key=lambda gap: gap.size)
        middle, half = np.array(best.place), 2 * half / (count - 1)
    return best


def leaving_diagonal(f: Function, at: Place, /) -> Diagonal | None:
    """The first of both diagonals on which f leaves the plane through its tangents; None if it leaves it on
    neither.

    >>> found = leaving_diagonal(Function.parse("sqrt(abs(x*y))"), (0, 0))
    >>> str(found.behaviour.verdict), found.slope
    ('kink', 0.0)
    """
    plane = spanned_plane(f, at)
    walks = (_diagonal(f, at, plane, (_ALONG, across)) for across in (_ALONG, _BACK))
    return next((walk for walk in walks if walk.leaves), None)


def _diagonal(f: Function, at: Place, plane: TangentPlane, step: tuple[sp.Expr, sp.Expr]) -> Diagonal:
    function = line_section(f, _exact_place(at), step)
    drawn = float(step[0]), float(step[1])
    return Diagonal(drawn, function, function.behaviour(0), float(np.dot(plane.slopes, drawn)))


def _exact_place(at: Place) -> list[sp.Expr]:
    return [each.expr if isinstance(each, Constant) else exact_point(each) for each in at]


def _exact(expr: sp.Expr, known: float, point: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    """The exact value of a formula at a point; where it has none, the number that is known."""
    value = expr.subs(point, simultaneous=True)
    is_value = value.is_number and value.is_finite and abs(float(value) - known) < 1e-9 * (1 + abs(known))
    return value if is_value else sp.Rational(repr(known))


def _largest(f: Function, plane: TangentPlane, ranges: list[NDArray[np.float64]]) -> Gap:
    x, y = np.meshgrid(*ranges)
    gaps = np.nan_to_num(np.abs(np.asarray(f(x, y)) - plane(x, y)), nan=0.0)
    best = np.unravel_index(int(np.argmax(gaps)), gaps.shape)
    return Gap((float(x[best]), float(y[best])), float(gaps[best]))


def _is_number(value: sp.Expr | None) -> bool:
    return value is not None and bool(value.is_finite)


def _told(number: float | sp.Expr | None) -> str:
    return "unknown" if number is None else f"{float(number) + 0.0:.3g}".replace("-", "−")


def _is_exact(number: float, places: int) -> bool:
    return abs(round(number, places) - number) < _EXACT


def _written(number: float, places: int) -> str:
    """The size of a number, to so many places if it needs them."""
    return f"{abs(number):g}" if _is_exact(number, places) else f"{abs(number):.{places}f}"


def _difference(variable: str, at: float, places: int) -> str:
    sign = "-" if at > 0 else "+"
    return variable if at == 0 else f"({variable}{sign}{_written(at, places)})"


def _term(number: float, move: str, places: int) -> str:
    size = _written(number, places)
    return f"{'-' if number < 0 else '+'} {'' if size == '1' and move else size}{move}"
