"""Second partial derivatives: what keeps them from making a symmetric matrix, why the mixed ones agree, and
how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import log10
from typing import TYPE_CHECKING

import numpy as np

from calcanim.calculus.partials import Array, Point, gradient, hessian_functions
from calcanim.calculus.slopes import NoSlopeError

if TYPE_CHECKING:
    from calcanim.calculus.function import Function

_STEPS = (1e-3, 1e-4, 1e-5)
_CLOSE = 1e-3  # of 1 + their size: how far quotients of one derivative are apart
_SAMPLES, _JUMP = 65, 0.25  # places along a side; of all values, how far two neighbours may be apart
_LONG = 100_000  # from here on a count is written as a power of ten
CORNERS = ((-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5))
"""Of a square around a point, in sides: lower left, lower right, upper left, upper right."""


def trouble_with_second_partials(f: Function, at: Point, /) -> str | None:
    """Why there is no Hessian at a point, or why it is not symmetric; None where all is well.

    Where the formula of a second partial has no value, the slopes close by decide whether there is one.

    >>> from calcanim.calculus.function import Function
    >>> trouble_with_second_partials(Function.parse("x*abs(x) + y"), (0, 1))
    'the second partial derivative ∂²f/∂x² does not exist at (0, 1)'
    >>> trouble_with_second_partials(Function.parse("x*y"), (0, 1)) is None
    True
    """
    place = np.asarray(at, dtype=float)
    here = "(" + ", ".join(f"{x:g}" for x in place) + ")"
    if not np.isfinite(float(f(*place))):
        return f"f has no value at {here}"
    try:
        gradient(f, place)
    except NoSlopeError as error:
        return str(error)
    found = _second_partials(f, place)
    for i, j in np.argwhere(~np.isfinite(found)):
        return f"the second partial derivative {_name(f, int(i), int(j))} does not exist at {here}"
    for i, j in combinations(range(len(place)), 2):
        if abs(found[i, j] - found[j, i]) > _CLOSE * (1 + abs(found[i, j])):
            first, second = (f"{_name(f, a, b)} = {found[a, b]:.3g}" for a, b in ((i, j), (j, i)))
            return f"the mixed partials differ at {here}, where they are not continuous: {first}, {second}"
    return None


def _name(f: Function, first: int, last: int) -> str:
    """A second partial in one line of text, derived by one variable and then by another."""
    one, other = f.variables[first], f.variables[last]
    return f"∂²f/∂{one}²" if first == last else f"∂²f/∂{other}∂{one}"


def _second_partials(f: Function, at: Array) -> Array:
    """Row i holds the partials of ∂f/∂(variable i); NaN where there is none."""
    found = np.array([[float(entry(*at)) for entry in row] for row in hessian_functions(f)])
    for i, j in np.argwhere(~np.isfinite(found)):
        found[i, j] = _slope_of_slope(f, at, int(i), int(j))
    return found


def _slope_of_slope(f: Function, at: Array, i: int, j: int) -> float:
    """The slope along variable j of ∂f/∂(variable i), from both sides; NaN where they do not agree."""
    here = gradient(f, at)[i]
    moves = np.array([side * step for step in _STEPS for side in (-1, 1)])
    places = at + moves[:, None] * np.eye(len(at))[j]
    quotients = np.array([_partial_at(f, place, i) - here for place in places]) / moves
    close = quotients[-4:]
    if not np.isfinite(close).all() or np.ptp(close) > _CLOSE * (1 + np.abs(close).max()):
        return float("nan")
    return float(close.mean())


def _partial_at(f: Function, at: Array, i: int) -> float:
    """The slope along variable i; NaN where there is none."""
    try:
        return float(gradient(f, at)[i])
    except NoSlopeError:
        return float("nan")


def _longest_step(values: Array) -> float:
    """How far values on a grid are apart from their neighbours, at most."""
    return max(float(np.abs(np.diff(values, axis=axis)).max()) for axis in (0, 1))


@dataclass(frozen=True)
class SquareDifference:
    """The values of f at the corners of a square around a point.

    Their sum with the signs + − − + is the change along y of the change along x, and the change along x of
    the change along y: one number. Divided by the square of the side it goes to the mixed second partial.

    >>> from calcanim.calculus.function import Function
    >>> around = SquareDifference(Function.parse("x*y + x^2"), (2.0, 1.0))
    >>> around.heights(0.5).tolist(), around.quotient(0.5)
    ([4.375, 6.75, 5.25, 7.875], 1.0)
    """

    f: Function
    at: tuple[float, float]

    @cached_property
    def mixed(self) -> float:
        """What the quotient goes to: the mixed second partial derivative at the point."""
        return float(hessian_functions(self.f)[0][1](*self.at))

    def corners(self, side: float, /) -> Array:
        """The corners of a square of this side, shape (4, 2), as `CORNERS` orders them."""
        return np.asarray(np.array(self.at) + side * np.array(CORNERS))

    def heights(self, side: float, /) -> Array:
        """The values of f there, shape (4,)."""
        return np.array([float(self.f(*corner)) for corner in self.corners(side)])

    def quotient(self, side: float, /) -> float:
        """The sum of the values with their signs, divided by the square of the side."""
        first, second, third, fourth = self.heights(side)
        return float((fourth - third - (second - first)) / side**2)

    def side_that_holds(self, largest: float, /, *, smallest: float = 1e-2) -> float | None:
        """The largest side, halved until f has a value all over the square and no jump; None below the
        smallest.

        >>> from calcanim.calculus.function import Function
        >>> SquareDifference(Function.parse("sqrt(x)*y"), (0.3, 1.0)).side_that_holds(1.0)
        0.5
        """
        places = np.linspace(-0.5, 0.5, _SAMPLES)
        side, (x, y) = largest, np.meshgrid(places, places)
        while side >= smallest:
            values = np.asarray(self.f(self.at[0] + side * x, self.at[1] + side * y))
            if np.isfinite(values).all() and _longest_step(values) <= _JUMP * float(np.ptp(values)):
                return side
            side /= 2
        return None


@dataclass(frozen=True)
class EntryCount:
    """How many second partial derivatives a function of n variables has.

    >>> EntryCount(3).latex, EntryCount(1_000_000).latex
    ('3^2 = 9', '\\\\left(10^{6}\\\\right)^2 = 10^{12}')
    """

    variables: int

    @property
    def entries(self) -> int:
        """One for each pair of variables, in order."""
        return self.variables**2

    @property
    def latex(self) -> str:
        """`n² = …`; powers of ten where both are long."""
        power = round(log10(self.variables))
        if self.variables >= _LONG and self.variables == 10**power:
            return rf"\left(10^{{{power}}}\right)^2 = 10^{{{2 * power}}}"
        return f"{self.variables}^2 = {self.entries}"
