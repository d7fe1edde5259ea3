"""Derivatives of expressions with corners and steps, and the places where they are to be doubted."""

from __future__ import annotations

from contextlib import suppress
from functools import reduce
from typing import Any

import sympy as sp
from sympy.functions.elementary.integers import RoundFunction

from calcanim.calculus.deadline import TimeLimitError, time_limit


class _Steady(sp.Function):  # type: ignore[misc]  # SymPy has no type stubs
    """Constant between its steps, such as sign or floor."""

    nargs = 1

    def _eval_derivative(self, variable: sp.Symbol) -> sp.Expr:
        return sp.S.Zero


class _Size(sp.Function):  # type: ignore[misc]  # SymPy has no type stubs
    """|u|, whose slope is the sign of u."""

    nargs = 1

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        return _Steady(sp.sign(self.args[0]))


class _Tangent(sp.Function):  # type: ignore[misc]  # SymPy has no type stubs
    """tan, whose slope is written over the square of its cosine."""

    nargs = 1

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        return 1 / sp.cos(self.args[0]) ** 2


class _HyperbolicTangent(sp.Function):  # type: ignore[misc]  # SymPy has no type stubs
    """tanh, in the same way."""

    nargs = 1

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        return 1 / sp.cosh(self.args[0]) ** 2


class _Extreme(sp.Function):  # type: ignore[misc]  # SymPy has no type stubs
    """The larger or smaller of two, by its first argument (1 or 0); its slope is the slope of that one."""

    nargs = 3

    def _eval_derivative(self, variable: sp.Symbol) -> sp.Expr:
        largest, one, rest = self.args
        taken = (sp.Ge if largest else sp.Le)(_as_written(one), _as_written(rest))
        return sp.Piecewise((one.diff(variable), taken), (rest.diff(variable), True))


def differentiated(expr: sp.Expr, variable: sp.Symbol, /) -> sp.Expr:
    """The derivative; at a corner or a step (`doubtful_places`) its value means nothing.

    >>> x = sp.Symbol("x", real=True)
    >>> differentiated(x * abs(x), x)
    x*sign(x) + Abs(x)
    """
    smooth = expr.replace(lambda e: isinstance(e, sp.Min | sp.Max), _in_pairs)
    smooth = smooth.replace(lambda e: isinstance(e, sp.sign | RoundFunction), _Steady)
    smooth = smooth.replace(sp.tan, _Tangent).replace(sp.tanh, _HyperbolicTangent)
    return _as_written(sp.diff(smooth.replace(sp.Abs, _Size), variable))


def tidied(expr: sp.Expr, /, *, seconds: float = 0.5) -> sp.Expr:
    """The shortest of the expression and its sums over one denominator."""
    candidates = [expr]
    with suppress(TimeLimitError), time_limit(seconds):
        candidates.append(sp.together(expr))
        if expr.is_rational_function():
            candidates.append(sp.cancel(expr))
            candidates.append(sp.factor(expr))
    return min(candidates, key=sp.count_ops)


def _in_pairs(extreme: Any) -> sp.Expr:
    *others, last = sorted(extreme.args, key=sp.default_sort_key)
    largest = sp.Integer(isinstance(extreme, sp.Max))
    return reduce(lambda rest, one: _Extreme(largest, one, rest), reversed(others), last)


def _as_written(expr: sp.Expr) -> sp.Expr:
    """The expression with SymPy's own functions again."""
    plain = expr.replace(_Extreme, lambda largest, a, b: sp.Max(a, b) if largest else sp.Min(a, b))
    plain = plain.replace(_Tangent, sp.tan).replace(_HyperbolicTangent, sp.tanh)
    return plain.replace(_Size, sp.Abs).replace(_Steady, lambda steps: steps)


def doubtful_places(expr: sp.Expr, /) -> tuple[sp.Expr, ...]:
    """Expressions that are zero wherever the function may have a corner or a step."""
    found: list[sp.Expr] = []
    for part in sp.preorder_traversal(expr):
        if isinstance(part, sp.Abs | sp.sign):
            found.append(part.args[0])
        elif isinstance(part, RoundFunction):
            found.append(part.args[0] - sp.floor(part.args[0]))
        elif isinstance(part, sp.Min | sp.Max):
            found += [a - b for i, a in enumerate(part.args) for b in part.args[:i]]
        elif isinstance(part, sp.Piecewise):
            found += [
                r.lhs - r.rhs for _, when in part.args for r in when.atoms(sp.core.relational.Relational)
            ]
    return tuple(dict.fromkeys(place for place in found if not place.is_number))
