"""The square root, and the same with a small number added under it, which keeps its slope finite at 0."""

from __future__ import annotations

import sympy as sp

from calcanim.calculus.analysis.exact import Point, exact_point
from calcanim.calculus.function import Function
from calcanim.errors import UsageError

_X = sp.Symbol("x", real=True)


def square_root() -> Function:
    """The square root of x.

    >>> square_root().behaviour(0).right_slope
    oo
    """
    return softened_root(0)


def softened_root(epsilon: Point, /) -> Function:
    """The square root of x + ε, for an ε that is not negative.

    >>> softened_root(sp.Rational(1, 10**4)).behaviour(0).slope
    50
    """
    added = exact_point(epsilon)
    if added < 0:
        raise UsageError(f"what is added under the root is not negative; {float(added):g} is")
    return Function.from_expr(sp.sqrt(_X + added), [_X])


def value_at_zero(root: Function, /) -> sp.Expr:
    """The exact value of a softened root at 0.

    >>> value_at_zero(softened_root(sp.Rational(1, 10**4)))
    1/100
    """
    return root.expr.subs(root.variable, 0)


def slope_at_zero(root: Function, /) -> sp.Expr:
    """What the slope goes to as x comes to 0 from the right; `oo` where it grows without end.

    >>> slope_at_zero(square_root()), slope_at_zero(softened_root(sp.Rational(1, 10**4)))
    (oo, 50)
    """
    slope = root.derivative().limit(0, side="right")
    return sp.nan if slope is None else slope
