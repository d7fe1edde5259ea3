"""The tree's values in NumPy: real numbers, NaN where there is none, never a warning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from calcanim.calculus.language.syntax import (
    Add,
    Apply,
    Div,
    Mul,
    Name,
    Neg,
    Node,
    Number,
    Piecewise,
    Pow,
    Relation,
    Sub,
)

Values: TypeAlias = npt.NDArray[np.float64]
Truths: TypeAlias = npt.NDArray[np.bool_]

_CONSTANTS = {"pi": np.float64(np.pi), "e": np.float64(np.e)}


def _quotient(above: Values, below: Values) -> Values:
    """NaN at a pole, so that nothing built on it, such as arctan(1/x), takes infinity for a value."""
    return np.where(below == 0, np.nan, above / below)


def _reciprocal(formula: Callable[[Values], Values]) -> Callable[[Values], Values]:
    return lambda x: _quotient(np.asarray(1.0), formula(x))


def _within(formula: Callable[[Values], Values], edge: float) -> Callable[[Values], Values]:
    """The formula with NaN at the edge of its domain, where NumPy says infinity."""
    return lambda x: np.where(np.abs(x) == edge, np.nan, formula(x))


def _log(x: Values, base: Values | None = None) -> Values:
    natural = _within(np.log, 0)
    return natural(x) if base is None else _quotient(natural(x), natural(base))


def _power(base: Values, exponent: Values) -> Values:
    return np.where((base == 0) & (exponent < 0), np.nan, np.power(base, exponent))


FORMULAS: dict[str, Callable[..., Values]] = {
    "abs": np.abs,
    "sqrt": np.sqrt,
    "cbrt": np.cbrt,
    "sign": np.sign,
    "floor": np.floor,
    "ceil": np.ceil,
    "exp": np.exp,
    "ln": _within(np.log, 0),
    "log": _log,
    "log2": _within(np.log2, 0),
    "log10": _within(np.log10, 0),
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "cot": lambda x: _quotient(np.cos(x), np.sin(x)),
    "sec": _reciprocal(np.cos),
    "csc": _reciprocal(np.sin),
    "arcsin": np.arcsin,
    "arccos": np.arccos,
    "arctan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "coth": _reciprocal(np.tanh),
    "sech": _reciprocal(np.cosh),
    "csch": _reciprocal(np.sinh),
    "arsinh": np.arcsinh,
    "arcosh": np.arccosh,
    "artanh": _within(np.arctanh, 1),
    "min": lambda *values: reduce(np.minimum, values),
    "max": lambda *values: reduce(np.maximum, values),
}

_COMPARE: dict[str, Callable[[Values, Values], Truths]] = {
    "=": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def evaluate(node: Node, values: Mapping[str, Values], /) -> Values:
    """The value at these values of the variables (by spelling, of shapes that broadcast); NaN for ±inf."""
    with np.errstate(all="ignore"):
        found = np.asarray(_value(node, values), dtype=np.float64)
        return np.where(np.isfinite(found), found, np.nan)


def _value(node: Node, values: Mapping[str, Values]) -> Values:  # noqa: PLR0911 - one case for each kind
    match node:
        case Number(digits):
            return np.asarray(float(digits))
        case Name():
            return np.asarray(values[node.spelling] if node.spelling in values else _CONSTANTS[node.spelling])
        case Neg(operand):
            return -_value(operand, values)
        case Add(left, right):
            return _value(left, values) + _value(right, values)
        case Sub(left, right):
            return _value(left, values) - _value(right, values)
        case Mul(left, right):
            return _value(left, values) * _value(right, values)
        case Div(left, right):
            return _quotient(_value(left, values), _value(right, values))
        case Pow(base, exponent):
            return _power(_value(base, values), _value(exponent, values))
        case Apply(function, arguments, 0):
            return FORMULAS[function](*(_value(argument, values) for argument in arguments))
        case Piecewise():
            return _pieces(node, values)
    raise TypeError(f"{type(node).__name__} has no numerical value")


def _pieces(node: Piecewise, values: Mapping[str, Values]) -> Values:
    """Where a condition that is needed has no truth value, neither has the function."""
    found, open_ = np.asarray(np.nan), np.asarray(True)
    for branch in node.branches:
        true, known = _truth(branch.condition, values)
        found = np.where(open_ & true, _value(branch.value, values), found)
        open_ = open_ & ~true & known
    if node.otherwise is not None:
        found = np.where(open_, _value(node.otherwise, values), found)
    return found


def _truth(chain: Relation, values: Mapping[str, Values]) -> tuple[Truths, Truths]:
    sides = [_value(operand, values) for operand in chain.operands]
    compared = zip(chain.operators, sides, sides[1:], strict=False)
    true = reduce(np.logical_and, (_COMPARE[operator](a, b) for operator, a, b in compared))
    known = reduce(np.logical_and, (~np.isnan(side) for side in sides))
    return np.asarray(true & known), np.asarray(known)
