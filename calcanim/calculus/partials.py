"""Slopes in several variables: gradient, directional derivative, tangent plane, Jacobian, Hessian.

A point is given by its coordinates in the order of `f.variables`. Each result comes as numbers at a point,
and as exact functions where the name ends in `_functions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from calcanim.calculus.language.plain import plain
from calcanim.calculus.language.reading import to_tree
from calcanim.calculus.language.syntax import substitute
from calcanim.calculus.slopes import NoSlopeError, tangent
from calcanim.errors import UsageError

if TYPE_CHECKING:
    from calcanim.calculus.function import Function

Array = NDArray[np.float64]
Point = Sequence[float] | Array
RADII = (1e-2, 1e-3, 1e-4)
DIRECTIONS = 24
ASIDE, POWERS = (-2.0, -1.0, -0.5, 0.5, 1.0, 2.0), (1.5, 2.0, 3.0)  # of the bent ways


@dataclass(frozen=True)
class TangentPlane:
    """`z = height + slopes · (point − at)`; `at` and `slopes` have one entry for each variable."""

    at: tuple[float, ...]
    height: float
    slopes: tuple[float, ...]

    def __call__(self, *point: Any) -> Any:
        """The height of the plane over a point, or over points whose coordinates are arrays."""
        moves = zip(self.slopes, point, self.at, strict=True)
        return self.height + sum(slope * (x - x_0) for slope, x, x_0 in moves)


def gradient_functions(f: Function, /) -> tuple[Function, ...]:
    """The partial derivatives as functions, in the order of `f.variables`."""
    return tuple(f.partial(variable) for variable in f.variables)


def gradient(f: Function, at: Point, /) -> Array:
    """The partial derivatives at a point, shape (n,); `NoSlopeError` where one of them does not exist.

    Where the formulas of the partials have no value, f is looked at along each variable alone.

    >>> from calcanim.calculus.function import Function
    >>> gradient(Function.parse("sin(x*y)"), (0.1, -1)).round(5).tolist()
    [-0.995, 0.0995]
    """
    point = _point(f, at)
    slopes = np.array([_value(partial, point) for partial in gradient_functions(f)])
    for index in np.flatnonzero(~np.isfinite(slopes)):
        slopes[index] = _slope_along(f, point, int(index))
    for variable, slope in zip(f.variables, slopes, strict=True):
        if not np.isfinite(slope):
            raise NoSlopeError(f"f has no partial derivative by {variable} at {_shown(point)}")
    return slopes


def directional_derivative(f: Function, at: Point, direction: Point, /) -> float:
    """The slope at a point in a direction of any length; `NoSlopeError` where no plane fits."""
    plane = tangent_plane(f, at)
    arrow = np.asarray(direction, dtype=float)
    length = float(np.linalg.norm(arrow))
    if arrow.shape != (len(plane.at),) or length == 0 or not np.isfinite(length):
        raise UsageError(f"a direction has {len(plane.at)} finite coordinates that are not all 0")
    return float(np.dot(plane.slopes, arrow / length))


def tangent_plane(f: Function, at: Point, /) -> TangentPlane:
    """The plane that touches f at a point; `NoSlopeError` where the partials exist but no plane fits.

    >>> from calcanim.calculus.function import Function
    >>> plane = tangent_plane(Function.parse("x^2 + y^2"), (1, 2))
    >>> plane.height, plane.slopes, plane(2, 2)
    (5.0, (2.0, 4.0), 7.0)
    """
    point = _point(f, at)
    slopes = gradient(f, at)
    height = float(f(*point))
    plane = TangentPlane(at=tuple(point.tolist()), height=height, slopes=tuple(slopes.tolist()))
    if not np.isfinite(height) or not fits(f, plane):
        raise NoSlopeError(f"no plane fits f at {_shown(point)}: f is not totally differentiable there")
    return plane


def jacobian_functions(fs: Sequence[Function], /) -> tuple[tuple[Function, ...], ...]:
    """One row of partial derivatives for each output; all the outputs must have the same variables."""
    if not fs or any(f.variables != fs[0].variables for f in fs):
        raise UsageError("a Jacobian needs at least one output, and all of them with the same variables")
    return tuple(gradient_functions(f) for f in fs)


def jacobian(fs: Sequence[Function], at: Point, /) -> Array:
    """The Jacobian matrix at a point, shape (outputs, variables); `NoSlopeError` where one is missing."""
    return _matrix(jacobian_functions(fs), fs[0], at)


def hessian_functions(f: Function, /) -> tuple[tuple[Function, ...], ...]:
    """The second partials: row i holds the partials of ∂f/∂(variable i)."""
    return tuple(gradient_functions(partial) for partial in gradient_functions(f))


def hessian(f: Function, at: Point, /) -> Array:
    """The Hessian matrix at a point, shape (n, n); `NoSlopeError` where an entry does not exist."""
    return _matrix(hessian_functions(f), f, at)


def _matrix(rows: tuple[tuple[Function, ...], ...], f: Function, at: Point) -> Array:
    point = _point(f, at)
    matrix = np.array([[_value(entry, point) for entry in row] for row in rows])
    if not np.isfinite(matrix).all():
        raise NoSlopeError(f"not all the derivatives asked for exist at {_shown(point)}")
    return matrix


def _value(f: Function, point: Array) -> float:
    return float(f(*point))


def _slope_along(f: Function, point: Array, index: int) -> float:
    """The slope of f along one variable, the others held fixed; NaN where there is none."""
    fixed = {
        variable.name: to_tree(sp.Rational(str(value)))
        for variable, value in zip(f.variables, point.tolist(), strict=True)
        if variable != f.variables[index]
    }
    along = f.variables[index].name
    try:
        slice_ = type(f).parse(plain(substitute(f.tree, dict(fixed))), variables=along)
        return tangent(slice_, float(point[index])).slope
    except UsageError:
        return float("nan")


def _point(f: Function, at: Point) -> Array:
    point = np.asarray(at, dtype=float)
    if point.shape != (len(f.variables),) or not np.isfinite(point).all():
        wanted = ", ".join(map(str, f.variables))
        raise UsageError(f"a point of f has {len(f.variables)} finite coordinates ({wanted}); got {at!r}")
    return point


def fits(f: Function, plane: TangentPlane, /) -> bool:
    """Whether f leaves the plane ever more slowly than in proportion to the distance: in many directions, and
    on bent ways, because `x^3*y/(x^4+y^2)` leaves its plane on a parabola alone."""
    arrows = np.random.default_rng(1).normal(size=(DIRECTIONS, len(plane.at)))
    arrows /= np.linalg.norm(arrows, axis=1, keepdims=True)
    scale = 1.0 + float(np.abs(plane.at).max())
    worst = [_steepest_gap(f, plane, _moves(arrows, scale * radius)) / (scale * radius) for radius in RADII]
    level = 1e-6 * (1.0 + float(np.abs(plane.slopes).max()) + abs(plane.height))
    return worst[-1] <= level or worst[-1] <= 0.5 * worst[0]


def _moves(arrows: Array, radius: float) -> Array:
    """Steps of a length, straight on, and along an axis with a bend towards another; shape (m, n)."""
    count = arrows.shape[1]
    bent = [
        ahead * radius * np.eye(count)[i] + aside * radius**power * np.eye(count)[j]
        for i, j in permutations(range(count), 2)
        for ahead in (-1, 1)
        for aside in ASIDE
        for power in POWERS
    ]
    return np.concatenate([radius * arrows, np.reshape(bent, (-1, count))])


def _steepest_gap(f: Function, plane: TangentPlane, moves: Array) -> float:
    points = (np.asarray(plane.at) + moves).T
    gaps = np.abs(np.asarray(f(*points)) - plane(*points))
    return float(gaps.max()) if np.isfinite(gaps).all() else float("inf")


def _shown(point: Array) -> str:
    return "(" + ", ".join(f"{x:g}" for x in point) + ")"
