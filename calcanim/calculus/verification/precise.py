"""The value of a tree to many digits, limits and derivatives included: a second opinion beside SymPy's.

A limit is read at four distances from its target, 1e-16 to 1e-22, on every side that it is taken from, in 150
digits, and is where these readings settle; a derivative is a difference quotient of width 1e-30. Both must
agree with other readings, or the value does not exist.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import mpmath
from mpmath import mp

from calcanim.calculus.language.syntax import (
    Add,
    Apply,
    Call,
    Derivative,
    Div,
    Limit,
    Mul,
    Name,
    Neg,
    Node,
    Number,
    Partial,
    Piecewise,
    Pow,
    Relation,
    Sub,
    children,
)

Real = Any  # mpmath has no types: an mpf
RealMap = Callable[..., Real]

DIGITS = 150
NEAR = tuple(mpmath.mpf(distance) for distance in ("1e-16", "1e-18", "1e-20", "1e-22"))
SETTLED = mpmath.mpf("1e-25")
SLOWEST = mpmath.mpf("0.7")
INFINITY = Name("infinity")
DEEPER = mpmath.mpf("1e-25")
WIDTH = mpmath.mpf("1e-30")
NARROW = mpmath.mpf("1e-33")
AGREEMENT = mpmath.mpf("1e-9")
WHOLE = mpmath.mpf("1e-20")  # a limit that is read is this close to where it is: 0 is 0, and 1 is 1
SAME = mpmath.mpf("1e-100")
ROUGH = mpmath.mpf("1e-12")

_SIDES = {"both": (-1, 1), "left": (-1,), "right": (1,)}
_TRUE_OF: dict[str, tuple[int, ...]] = {
    "<": (-1,),
    "<=": (-1, 0),
    ">": (1,),
    ">=": (0, 1),
    "=": (0,),
    "!=": (-1, 1),
}
_BINARY: dict[type[Node], Callable[[Real, Real], Real]] = {
    Add: operator.add,
    Sub: operator.sub,
    Mul: operator.mul,
    Div: operator.truediv,
    Pow: mpmath.power,
}
_KNOWN: dict[str, RealMap] = {
    "abs": abs,
    "sqrt": mpmath.sqrt,
    "cbrt": lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)),
    "sign": mpmath.sign,
    "floor": mpmath.floor,
    "ceil": mpmath.ceil,
    "ln": mpmath.log,
    "log": mpmath.log,
    "log2": lambda x: mpmath.log(x, 2),
    "log10": mpmath.log10,
    "arcsin": mpmath.asin,
    "arccos": mpmath.acos,
    "arctan": mpmath.atan,
    "arsinh": mpmath.asinh,
    "arcosh": mpmath.acosh,
    "artanh": mpmath.atanh,
    "min": min,
    "max": max,
}


class UndefinedValueError(ArithmeticError):
    """There is no real value here; not shown to a user."""


@dataclass(frozen=True)
class Definition:
    """`function(parameters) = body`; the body may use other names, which are taken from where it is used."""

    function: str
    parameters: tuple[str, ...]
    body: Node


@dataclass(frozen=True)
class Setting:
    """What the names stand for in one trial: values of the variables, and the functions."""

    values: Mapping[str, Real]
    functions: Mapping[str, Definition | RealMap]
    depth: int = 0

    def having(self, name: str, value: Real, /) -> Setting:
        """The same, with one more value."""
        return replace(self, values={**self.values, name: value})


def precise_value(node: Node, setting: Setting, /) -> Real:
    """The value; UndefinedValueError where there is no real one."""
    with mp.workdps(DIGITS):
        try:
            return _real(_value(node, setting))
        except (ZeroDivisionError, ValueError, OverflowError) as error:
            raise UndefinedValueError from error


def holds(relation: Relation, setting: Setting, /) -> bool:
    """Whether a chain of comparisons is true; UndefinedValueError where one of its sides has no value."""
    with mp.workdps(DIGITS):
        sides = [precise_value(operand, setting) for operand in relation.operands]
        links = zip(relation.operators, sides, sides[1:], strict=False)
        room = ROUGH if any(map(_is_rough, relation.operands)) else SAME
        return all(_order(a, b, room) in _TRUE_OF[sign] for sign, a, b in links)


def _order(a: Real, b: Real, room: Real) -> int:
    """-1, 0 or 1: whether a is smaller than b, the same, or larger."""
    return 0 if abs(a - b) <= room * (1 + abs(a)) else int(mpmath.sign(a - b))


def _is_rough(node: Node) -> bool:
    """Whether a limit or a derivative is read off numbers somewhere in it."""
    own = isinstance(node, Limit | Derivative | Partial) or bool(getattr(node, "primes", 0))
    return own or any(map(_is_rough, children(node)))


def _real(value: Real) -> Real:
    if isinstance(value, mpmath.mpc):
        if value.imag:
            raise UndefinedValueError
        value = value.real
    if not mpmath.isfinite(value):
        raise UndefinedValueError
    return value


def _value(node: Node, setting: Setting) -> Real:
    match node:
        case Number() | Name() | Neg():
            return _of_atom(node, setting)
        case Add() | Sub() | Mul() | Div() | Pow():
            return _BINARY[type(node)](*(_real(_value(part, setting)) for part in _sides(node)))
        case Apply() | Call():
            return _of_function(node, setting)
        case Piecewise():
            return _of_pieces(node, setting)
    return _in_the_limit(node, setting)


def _in_the_limit(node: Node, setting: Setting) -> Real:
    match node:
        case Limit():
            return _limit(node, setting)
        case Derivative(operand, variables) | Partial(operand, variables):
            return _derivative(operand, tuple(variable.spelling for variable in variables), setting)
    raise UndefinedValueError


def _sides(node: Node) -> tuple[Node, Node]:
    return (node.base, node.exponent) if isinstance(node, Pow) else (node.left, node.right)  # type: ignore[attr-defined]


def _of_atom(node: Number | Name | Neg, setting: Setting) -> Real:
    if isinstance(node, Number):
        return mpmath.mpf(node.digits)
    if isinstance(node, Neg):
        return -_value(node.operand, setting)
    if node.spelling in setting.values:
        return setting.values[node.spelling]
    if node.spelling in ("pi", "e"):
        return +getattr(mp, node.spelling)
    raise UndefinedValueError


def _of_function(node: Apply | Call, setting: Setting) -> Real:
    arguments = [_real(_value(argument, setting)) for argument in node.arguments]
    function = _as_map(node, setting)
    if not node.primes:
        return _real(function(*arguments))
    return _slope(function, arguments[0], node.primes)


def _as_map(node: Apply | Call, setting: Setting) -> RealMap:
    if isinstance(node, Apply):
        return _KNOWN.get(node.function) or getattr(mpmath, node.function)
    function = setting.functions.get(node.function)
    if function is None:
        raise UndefinedValueError
    if not isinstance(function, Definition):
        return function
    return lambda *at: _value(
        function.body,
        replace(setting, values={**setting.values, **dict(zip(function.parameters, at, strict=True))}),
    )


def _of_pieces(node: Piecewise, setting: Setting) -> Real:
    for branch in node.branches:
        if holds(branch.condition, setting):
            return _value(branch.value, setting)
    if node.otherwise is None:
        raise UndefinedValueError
    return _value(node.otherwise, setting)


def _limit(node: Limit, setting: Setting) -> Real:
    distances = tuple(near * DEEPER**setting.depth for near in NEAR)
    found = _agreed([_settled(way) for way in readings(node, setting, distances)])
    whole = mpmath.nint(found)
    return whole if abs(found - whole) <= WHOLE else found


def readings(node: Limit, setting: Setting, distances: tuple[Real, ...], /) -> list[list[Real]]:
    """The values at these distances from the target, on each side that the limit is taken from."""
    inner = replace(setting, depth=setting.depth + 1)
    ends = {INFINITY: (1,), Neg(INFINITY): (-1,)}.get(node.target)
    if ends is not None:
        ways = [[end / distance for distance in distances] for end in ends]
    else:
        target = _value(node.target, setting)
        ways = [[target + side * distance for distance in distances] for side in _SIDES[node.side]]
    name = node.variable.spelling
    return [[_real(_value(node.body, inner.having(name, place))) for place in way] for way in ways]


def _settled(readings: list[Real]) -> Real:
    """Where readings at distances that shrink by one factor settle, as those of a power of it do."""
    first, second, third, fourth = readings
    found = [_extrapolated(first, second, third), _extrapolated(second, third, fourth)]
    return _agreed([*found, fourth] if abs(fourth - third) <= SETTLED else found)


def _extrapolated(first: Real, second: Real, third: Real) -> Real:
    """Aitken's rule; UndefinedValueError where the readings do not draw together."""
    step, next_step = second - first, third - second
    if abs(next_step) <= SETTLED:
        return third
    if abs(next_step) > SLOWEST * abs(step):
        raise UndefinedValueError
    return third - next_step**2 / (next_step - step)


def _derivative(operand: Node, variables: tuple[str, ...], setting: Setting) -> Real:
    """Derivatives are taken by the first variable first, so the last one is the outermost."""
    if not variables:
        return _real(_value(operand, setting))
    *others, last = variables
    return _slope(
        lambda x: _derivative(operand, tuple(others), setting.having(last, x)), setting.values[last], 1
    )


def _slope(function: RealMap, x: Real, order: int) -> Real:
    if order == 0:
        return _real(function(x))
    shifts = (-WIDTH, 0, WIDTH, NARROW)
    before, here, after, near = (_slope(function, x + shift, order - 1) for shift in shifts)
    _agreed([(after - here) / WIDTH, (here - before) / WIDTH, (near - here) / NARROW])
    return (after - before) / (2 * WIDTH)


def _agreed(readings: list[Real]) -> Real:
    last = readings[-1]
    if any(abs(reading - last) > AGREEMENT * (1 + abs(last)) for reading in readings):
        raise UndefinedValueError
    return last
