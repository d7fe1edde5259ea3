"""Exact numbers: the point that a float stands for, and the value of a tree there, undefined where it is."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

import sympy as sp

from calcanim.calculus.language.meaning import to_sympy
from calcanim.calculus.language.parse import parse_expression
from calcanim.calculus.language.syntax import Node, Piecewise, Relation, children
from calcanim.errors import UsageError

Point: TypeAlias = "float | int | str | sp.Expr"

FAILURES = (ArithmeticError, AttributeError, MemoryError, RuntimeError, TypeError, ValueError)
"""What SymPy raises where a computation is beyond it."""

_SHORT = 12
_DIGITS = 50


def exact_point(at: Point, /) -> sp.Expr:
    """The exact number meant by a number or a text; ±oo stay.

    A float with few digits is that decimal; one that is the nearest float to a simple multiple of π or to a
    root is taken for it; any other is the number that it is.

    >>> exact_point(0.1), exact_point(math.pi / 2), exact_point(math.sqrt(2)), exact_point("-pi/3")
    (1/10, pi/2, sqrt(2), -pi/3)
    """
    if isinstance(at, str):
        at = to_sympy(parse_expression(at))
    if isinstance(at, sp.Expr) and not at.is_Float:
        if at in (sp.oo, -sp.oo) or (at.is_number and at.is_extended_real and at.is_finite):
            return at
        raise UsageError(f"a point is a real number, not {at}")
    value = float(at)
    if math.isinf(value):
        return sp.oo if value > 0 else -sp.oo
    if math.isnan(value):
        raise UsageError("a point is a real number, not NaN")
    return recognised(value)


def recognised(value: float, /) -> sp.Expr:
    """The simple number whose nearest float this is."""
    if len(f"{abs(value)!r}".strip("0.")) <= _SHORT:
        return sp.Rational(repr(value))
    return next((found for found in simple_numbers(value) if float(found) == value), sp.Rational(value))


def simple_numbers(value: float, /) -> tuple[sp.Expr, ...]:
    """Numbers of a few symbols that may be meant by a float: a fraction, a multiple of π, a root."""
    if not 1e-6 < abs(value) < 1e6:
        return (sp.Integer(0),) if abs(value) < 1e-6 else ()
    sign = 1 if value > 0 else -1
    found = [
        _rational(value, 1000),
        sp.pi * _rational(value / math.pi, 24),
        sign * sp.sqrt(_rational(value * value, 200)),
        sign * sp.sqrt(sp.pi * _rational(value * value / math.pi, 24)),
        sign * sp.cbrt(_rational(abs(value) ** 3, 200)),
        sp.E ** _rational(math.log(abs(value)), 12) * sign,
        sign * sp.log(_rational(math.exp(min(abs(value), 20)), 24)),
    ]
    return tuple(found)


def _rational(value: float, largest: int) -> sp.Rational:
    fraction = Fraction(value).limit_denominator(largest)
    return sp.Rational(fraction.numerator, fraction.denominator)


def exact_value(tree: Node, variable: sp.Symbol, at: sp.Expr, /) -> sp.Expr | None:
    """The real value of a tree at an exact point; None where a part of it has none, as in x/x at 0."""
    symbols = {variable.name: at}
    if isinstance(tree, Piecewise):
        return _chosen_value(tree, variable, at)
    for part in children(tree):
        if exact_value(part, variable, at) is None:
            return None
    value = to_sympy(tree, symbols=symbols)
    return value if is_real_number(value) else None


def _chosen_value(tree: Piecewise, variable: sp.Symbol, at: sp.Expr) -> sp.Expr | None:
    for branch in tree.branches:
        if any(exact_value(side, variable, at) is None for side in branch.condition.operands):
            return None
        if holds(branch.condition, variable, at):
            return exact_value(branch.value, variable, at)
    return None if tree.otherwise is None else exact_value(tree.otherwise, variable, at)


def holds(condition: Relation, variable: sp.Symbol, at: sp.Expr, /) -> bool:
    """Whether a condition is true at an exact point."""
    sides = [to_sympy(side, symbols={variable.name: at}) for side in condition.operands]
    signs = [number_sign(a - b) for a, b in pairwise(sides)]
    allowed = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}
    return all(sign in allowed[o] for sign, o in zip(signs, condition.operators, strict=True))


def is_real_number(value: sp.Expr, /) -> bool:
    """Whether this is a finite real number; NaN, infinities and complex numbers are not."""
    if not value.is_number or value.has(sp.nan, sp.zoo, sp.oo, -sp.oo, sp.AccumBounds):
        return False
    if value.is_real is not None:
        return bool(value.is_real)
    found = value.evalf(_DIGITS, maxn=_DIGITS * 4)
    return bool(found.is_Float or abs(sp.im(found)) < sp.Float(10) ** (10 - _DIGITS))


def number_sign(value: sp.Expr, /) -> int | None:
    """-1, 0 or 1 for a real number; None where it cannot be told."""
    for sign, known in ((1, value.is_positive), (-1, value.is_negative), (0, value.is_zero)):
        if known:
            return sign
    found = value.evalf(_DIGITS, maxn=_DIGITS * 4)
    if not (found.is_Float or found.is_zero) or not found.is_comparable:
        return 0 if sp.simplify(value) == 0 else None
    if abs(found) < sp.Float(10) ** (10 - _DIGITS):
        return 0
    return 1 if found > 0 else -1
