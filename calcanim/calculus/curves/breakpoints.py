"""Where a curve may break, bend or end: read off its expression, located to the last digit of a float."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import sympy as sp
from numpy.typing import NDArray
from sympy.functions.elementary.integers import RoundFunction

from calcanim.calculus.language.realroot import Cbrt

Array = NDArray[np.float64]
Curve = Callable[[Array], Array]

GRID = 2001
MOST = 400
BISECTIONS = 60
ROUNDS = (0, 3, 6, 9)


def breakpoints(expr: sp.Expr, x: sp.Symbol, interval: tuple[float, float], /) -> Array:
    """The places, ascending, strictly inside the interval or at its ends, where something may happen.

    They are the zeros of what stands in a denominator, under a root, in an absolute value, a logarithm …, the
    borders of a piecewise function, the jumps of a floor. That something does happen there is not said. At
    most 400 are returned: beyond that the places lie closer than a picture can show.

    >>> breakpoints(1 / (sp.Symbol("x") - 1), sp.Symbol("x"), (0, 3)).tolist()
    [1.0]
    """
    grid = np.linspace(*interval, GRID)
    found: set[float] = set()
    for critical in set(_critical(expr, x)):
        found |= _zeros(critical, x, grid)
        if len(found) > MOST:
            break
    return np.array(sorted(found)[:MOST])


def _critical(expr: sp.Basic, x: sp.Symbol) -> Iterator[sp.Expr]:
    """Expressions at whose zeros `expr` may fail to be smooth."""
    for node in sp.preorder_traversal(expr):
        if node.has(x):
            yield from _of_node(node, x)


def _of_node(node: sp.Basic, x: sp.Symbol) -> Iterator[sp.Expr]:
    if isinstance(node, sp.Pow):
        if not (node.exp.is_Integer and node.exp.is_positive) and node.base.has(x):
            yield node.base
    elif isinstance(node, (Cbrt, sp.Abs, sp.sign, sp.log, sp.Heaviside, sp.asech, sp.acoth)):
        yield node.args[0]
    elif isinstance(node, (sp.asin, sp.acos, sp.acosh, sp.atanh, sp.asec, sp.acsc)):
        yield from (node.args[0] - 1, node.args[0] + 1)
    elif isinstance(node, (sp.tan, sp.sec)):
        yield sp.cos(node.args[0])
    elif isinstance(node, (sp.cot, sp.csc)):
        yield sp.sin(node.args[0])
    elif isinstance(node, (sp.coth, sp.csch, sp.acot)):
        yield node.args[0]
    elif isinstance(node, (RoundFunction, sp.frac)):
        yield sp.sin(sp.pi * node.args[0])
    elif isinstance(node, sp.Mod):
        yield sp.sin(sp.pi * node.args[0] / node.args[1])
    elif isinstance(node, (sp.Max, sp.Min)):
        yield from (a - b for i, a in enumerate(node.args) for b in node.args[:i])
    elif isinstance(node, sp.core.relational.Relational):
        yield node.lhs - node.rhs


def _zeros(critical: sp.Expr, x: sp.Symbol, grid: Array) -> set[float]:
    if critical.is_polynomial(x):
        return _polynomial_zeros(critical, x, grid)
    compiled = sp.lambdify(x, critical, [{"Cbrt": np.cbrt}, "numpy"])

    def g(places: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.real(np.asarray(compiled(places) + 0 * places, dtype=complex))

    return {_neaten(g, place) for place in _candidates(g, grid)}


def _polynomial_zeros(critical: sp.Expr, x: sp.Symbol, grid: Array) -> set[float]:
    polynomial = sp.Poly(critical, x)
    if polynomial.degree() < 1:
        return set()
    if polynomial.degree() == 1:
        zeros = [float(-polynomial.nth(0) / polynomial.nth(1))]
    else:
        coefficients = [float(c) for c in polynomial.sqf_part().all_coeffs()]
        zeros = [float(z.real) for z in np.roots(coefficients) if abs(z.imag) <= 1e-9 * (1 + abs(z))]

    def g(places: Array) -> Array:
        return np.asarray(np.polyval([float(c) for c in polynomial.all_coeffs()], places))

    return {_neaten(g, z) for z in zeros if grid[0] <= z <= grid[-1]}


def _candidates(g: Curve, grid: Array) -> Array:
    """The zeros on the grid, the changes of sign, bisected, and the places where |g| touches 0."""
    values = g(grid)
    left, right = values[:-1], values[1:]
    changes = np.flatnonzero(np.sign(left) * np.sign(right) < 0)
    roots = bisected(lambda p: g(p) > 0, grid[changes], grid[changes + 1])
    size = np.abs(values)
    dips = 1 + np.flatnonzero((size[1:-1] < size[:-2]) & (size[1:-1] <= size[2:]))
    lows = _lowest(g, grid[dips - 1], grid[dips + 1])
    level = 1e-9 * np.nanmax(np.where(np.isfinite(size), size, 0), initial=0.0)
    return np.concatenate([grid[values == 0], roots, lows[np.abs(g(lows)) <= level]])


def bisected(test: Callable[[Array], NDArray[np.bool_]], left: Array, right: Array, /) -> Array:
    """The last places between `left` and `right`, arrays, at which `test` answers as it does at `left`."""
    if not len(left):
        return left
    at_left = test(left)
    for _ in range(BISECTIONS):
        middle = (left + right) / 2
        same = test(middle) == at_left
        left, right = np.where(same, middle, left), np.where(same, right, middle)
    return left


def _lowest(g: Curve, left: Array, right: Array) -> Array:
    for _ in range(BISECTIONS):
        a, b = left + (right - left) / 3, right - (right - left) / 3
        lower = np.abs(g(a)) < np.abs(g(b))
        left, right = np.where(lower, left, a), np.where(lower, b, right)
    return (left + right) / 2


def _neaten(g: Curve, place: float) -> float:
    """The roundest number next to the place that is as good a zero, so that a kink at 0.3 is at 0.3."""
    for digits in ROUNDS:
        neat = round(float(place), digits)
        here, there = np.abs(g(np.array([place, neat])))
        gap = abs(neat - place)
        if gap <= 4 * np.spacing(abs(place)) or (gap <= 1e-7 and there <= here):
            return neat + 0.0
    return float(place)
