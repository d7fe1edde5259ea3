"""A function right beside a point: one smooth formula in the distance t > 0, its steps and corners decided.

Right beside a point |u| is u or -u, floor(u) is a whole number, a piecewise function is one of its pieces.
Which one is decided at sixteen distances between 1e-13 and 1e-22; where these do not agree, as those of
|sin(1/t)| do not, nothing is said.
"""

from __future__ import annotations

from functools import reduce

import sympy as sp
from sympy.core.relational import Relational
from sympy.functions.elementary.integers import RoundFunction

from calcanim.calculus.analysis.exact import is_real_number, number_sign
from calcanim.calculus.language.realroot import Cbrt

DISTANCE = sp.Dummy("t", positive=True)
"""The distance from the point."""

_DIGITS = 400
_PROBES = tuple(sp.Float(sp.Rational(3, 7 * 4**k), _DIGITS) for k in range(20, 36))


class UndecidedError(Exception):
    """The pieces of a function beside a point could not be told."""


def germ(expr: sp.Expr, variable: sp.Symbol, at: sp.Expr, side: str, /) -> sp.Expr:
    """The formula in `DISTANCE` on one side ("left" or "right") of a point, or towards ±oo."""
    if at in (sp.oo, -sp.oo):
        beside = 1 / DISTANCE if at == sp.oo else -1 / DISTANCE
    else:
        beside = at + DISTANCE if side == "right" else at - DISTANCE
    return _decided(expr.subs(variable, beside))


def _decided(expr: sp.Expr) -> sp.Expr:  # noqa: PLR0911 - one case for each kind of function
    if not expr.has(DISTANCE):
        return expr
    if isinstance(expr, sp.Piecewise):
        return _piece(expr)
    if not expr.args:
        return expr
    parts = [_decided(part) for part in expr.args]
    if isinstance(expr, sp.Abs | sp.sign | Cbrt):
        return _by_sign(expr, parts[0])
    if isinstance(expr, RoundFunction):
        return _step(expr, parts[0])
    if isinstance(expr, sp.Min | sp.Max):
        wanted = 1 if isinstance(expr, sp.Max) else -1
        return reduce(lambda a, b: a if sign_beside(a - b) in (0, wanted) else b, parts)
    return expr.func(*parts)


def _by_sign(expr: sp.Expr, inner: sp.Expr) -> sp.Expr:
    sign = sign_beside(inner)
    if sign == 0 or isinstance(expr, sp.sign):
        return sp.Integer(sign)
    size = sign * inner
    return size if isinstance(expr, sp.Abs) else sign * sp.Pow(size, sp.Rational(1, 3))


def _step(expr: sp.Expr, inner: sp.Expr) -> sp.Expr:
    values = [number_at(inner, probe, digits=_DIGITS) for probe in _PROBES]
    levels = {None if value is None else expr.func(value) for value in values}
    (level,) = levels if len(levels) == 1 else (None,)
    if level is None:
        raise UndecidedError
    return level


def _piece(expr: sp.Piecewise) -> sp.Expr:
    for value, condition in expr.args:
        if _holds(condition):
            return _decided(value)
    raise UndecidedError


def _holds(condition: sp.Basic) -> bool:
    if condition in (sp.true, sp.false):
        return bool(condition)
    if isinstance(condition, sp.And):
        return all(_holds(part) for part in condition.args)
    if isinstance(condition, sp.Or):
        return any(_holds(part) for part in condition.args)
    if not isinstance(condition, Relational):
        raise UndecidedError
    sign = sign_beside(_decided(condition.lhs - condition.rhs))
    return bool(condition.func(sp.Integer(sign), 0))


def sign_beside(expr: sp.Expr, /) -> int:
    """The sign (-1, 0, 1) that a formula has at all small distances; UndecidedError if it has not one."""
    for sign, known in ((1, expr.is_positive), (-1, expr.is_negative), (0, expr.is_zero)):
        if known:
            return sign
    signs = {_sign_at(expr, probe) for probe in _PROBES}
    if len(signs) != 1:
        raise UndecidedError
    return signs.pop()


def _sign_at(expr: sp.Expr, probe: sp.Expr) -> int:
    value = number_at(expr, probe, digits=_DIGITS)
    if value is None:
        raise UndecidedError
    return 0 if abs(value) < sp.Float(10) ** (50 - _DIGITS) else int(sp.sign(value))


def number_at(expr: sp.Expr, distance: sp.Float, /, *, digits: int) -> sp.Float | None:
    """The real value of a formula at a distance; None where it has none, or is too large to be computed."""
    try:
        value = expr.evalf(digits, subs={DISTANCE: distance}, maxn=2 * digits)
    except (OverflowError, MemoryError, ValueError, ZeroDivisionError):
        return None
    return sp.Float(value, digits) if value.is_Float or value.is_Rational else None


def is_analytic(expr: sp.Expr, /) -> bool:
    """Whether a decided formula surely has a power series at distance 0: it may be differentiated there."""
    if not expr.has(DISTANCE):
        return is_real_number(expr)
    return all(is_analytic(part) for part in expr.args) and _is_analytic_step(expr)


def _is_analytic_step(expr: sp.Expr) -> bool:  # noqa: PLR0911 - one case for each kind of function
    """Whether the outermost function is analytic where its arguments arrive."""
    if expr == DISTANCE or isinstance(
        expr, sp.Add | sp.Mul | sp.exp | sp.sin | sp.cos | sp.sinh | sp.cosh | sp.tanh
    ):
        return True
    inner = expr.args[0].subs(DISTANCE, 0)
    if expr.is_Pow:
        base, exponent = expr.as_base_exp()
        start = number_sign(base.subs(DISTANCE, 0))
        return (exponent.is_Integer and (exponent >= 0 or start in (1, -1))) or start == 1
    if isinstance(expr, sp.log):
        return number_sign(inner) == 1
    if isinstance(expr, sp.tan | sp.sec):
        return number_sign(sp.cos(inner)) in (1, -1)
    if isinstance(expr, sp.cot | sp.csc):
        return number_sign(sp.sin(inner)) in (1, -1)
    if isinstance(expr, sp.asin | sp.acos | sp.atanh):
        return number_sign(1 - inner**2) == 1
    if isinstance(expr, sp.acosh):
        return number_sign(inner - 1) == 1
    if isinstance(expr, sp.coth | sp.csch):
        return number_sign(inner) in (1, -1)
    return isinstance(expr, sp.atan | sp.asinh | sp.sech)
