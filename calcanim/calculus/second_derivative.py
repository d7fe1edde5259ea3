"""What lessons on the second derivative ask: a throw upwards, and a point where f″ is 0 on a bent curve."""

from __future__ import annotations

import sympy as sp

from calcanim.calculus.analysis.exact import FAILURES, number_sign
from calcanim.calculus.function import Function
from calcanim.errors import UsageError

_AROUND = 1.2
_FAR = 1e9
_FIRST, _LAST = 1e-3, 2e3  # seconds: between these a throw lands


def landing(height: Function, /) -> float:
    """When a thing that is thrown upwards at the time 0 is down at height 0 again; UsageError for other
    motions.

    >>> landing(Function.parse("20t - 5t^2"))
    4.0
    """
    speed, pull = height.derivative(), height.derivative(2)
    if not (float(speed(0.0)) > 0 > float(pull(0.0))):
        raise UsageError("at t = 0 it must rise and be accelerated downwards, as 20t - 5t^2")
    end = 1.0
    while end < _LAST:
        found = [float(x) for x in height.zeros((_FIRST, end)) if x > _FIRST]
        if found:
            return found[0]
        end *= 2
    raise UsageError("it must come down to height 0 again, as 20t - 5t^2 does")


def summit(height: Function, /) -> float:
    """When a thing that is thrown upwards is at its first highest point.

    >>> summit(Function.parse("20t - 5t^2"))
    2.0
    """
    return float(height.derivative().zeros((0.0, landing(height)))[0])


def tangent_at(f: Function, at: sp.Expr, /) -> sp.Expr:
    """The tangent at a point of the curve, as an expression in x.

    >>> tangent_at(Function.parse("x^4"), sp.Integer(1))
    4*x - 3
    """
    x = f.variable
    return sp.expand(f.expr.subs(x, at) + f.derivative().expr.subs(x, at) * (x - at))


def is_bent_with_zero_second_derivative(f: Function, at: sp.Expr, /) -> bool:
    """Whether f″ is 0 at the point, and yet the curve is no straight line around it.

    >>> is_bent_with_zero_second_derivative(Function.parse("x^4"), sp.Integer(0))
    True
    """
    second = f.derivative(2)
    value = float(second(float(at)))
    try:
        exact = number_sign(second.expr.subs(f.variable, at)) == 0 and f.behaviour(at).slope is not None
    except FAILURES:
        exact = False
    beside = second.values(float(at) - _FIRST), second.values(float(at) + _FIRST)
    return exact and value == 0 and all(float(near) != 0 for near in beside)


def side_of_tangent(f: Function, at: sp.Expr, /) -> str:
    """How a polynomial lies to its tangent everywhere but at the point: ">" or "<"; nothing if it crosses it.

    >>> x4 = Function.parse("x^4")
    >>> side_of_tangent(x4, sp.Integer(0)), side_of_tangent(Function.parse("x^3"), sp.Integer(0))
    ('>', '')
    """
    gap = Function.from_expr(sp.expand(f.expr - tangent_at(f, at)), f.variables)
    if not f.expr.is_polynomial(f.variable) or gap.zeros((-_FAR, _FAR)) != (at,):
        return ""
    left, right = (float(gap(float(at) + aside)) for aside in (-1.0, 1.0))
    return ">" if left > 0 < right else "<" if left < 0 > right else ""


def around(at: float, /) -> tuple[float, float]:
    """An interval with this point in its middle."""
    return float(at) - _AROUND, float(at) + _AROUND
