"""Whether a formula is true, worked out in another way than the house does: in floats, point by point."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from random import Random

from calcanim.calculus.language.syntax import (
    Add,
    Apply,
    Call,
    Derivative,
    Div,
    Evaluated,
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
    rebuild,
)
from calcanim.calculus.verification.trials import Ground

POINTS = 60
SHARE = 0.05  # of the points, at which floats may tell a derivative or a limit wrongly
STEP = 1e-4
NEAR = 1e-6
EXACT, CLOSE, ROUGH = 1e-11, 1e-4, 5e-3  # of values, of derivatives, of limits

CONCRETE: dict[str, Callable[..., float]] = {
    "f": lambda *x: math.exp(0.5 * x[0]) + sum(k * t for k, t in enumerate(x)) ** 2,
    "g": lambda *x: math.sin(x[0]) + x[0] ** 3,
    "h": lambda *x: x[0] ** 2 / 2 + math.cos(x[0]) + x[0],
}
UNKNOWN: dict[str, tuple[str, Callable[[float], float]]] = {
    "z": ("w", lambda w: math.sin(w) + w**2),
    "w": ("x", lambda x: x**2 / 2 + x),
}
KNOWN: dict[str, Callable[..., float]] = {
    **{name: getattr(math, name) for name in ("sin", "cos", "tan", "exp", "sqrt", "cbrt")},
    "ln": math.log,
    "abs": abs,
    "sign": lambda x: float((x > 0) - (x < 0)),
}


BINARY: dict[type[Node], Callable[[float, float], float]] = {
    Add: operator.add,
    Sub: operator.sub,
    Mul: operator.mul,
    Div: operator.truediv,
    Pow: math.pow,
}


class NoValueError(Exception):
    """There is no value here."""


class Point(dict[str, float]):
    """Free names get a random value when they are first asked for."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self.random = random

    def __missing__(self, name: str) -> float:
        self[name] = self.random.uniform(-2.5, 2.5)
        return self[name]


@dataclass(frozen=True)
class Place:
    """What stands for the names at one point; what a limit or a derivative varies goes before all else."""

    ground: Ground
    free: Point
    bound: Mapping[str, float] = field(default_factory=dict)

    def having(self, name: str, value: float) -> Place:
        return replace(self, bound={**self.bound, name: value})


def is_false(formula: Relation, ground: Ground) -> bool:
    """Whether a chain that is written with its ground's names fails at more than a few points."""
    random, fixed = Random(3), dict(_fixed(ground))
    places = [Place(ground, Point(random), fixed) for _ in range(POINTS)]
    found = [_is_true(formula, place) for place in places if _is_within(place)]
    assert found, "no point fulfils the conditions"
    return found.count(False) > SHARE * len(found)


def _fixed(ground: Ground) -> Iterator[tuple[str, float]]:
    """The names that a condition such as x = 0 gives a value."""
    for condition in ground.conditions:
        match condition:
            case Relation((Name() as name, value), ("=",)):
                number = _value_or_none(value, Place(ground, Point(Random(3))))
                if number is not None:
                    yield name.spelling, number


def _is_within(place: Place) -> bool:
    try:
        return all(_true(condition, place) for condition in place.ground.conditions)
    except NoValueError:
        return False


def _is_true(formula: Relation, place: Place) -> bool:
    found = [_value_or_none(side, place) for side in formula.operands]
    if all(value is None for value in found):
        return True
    if any(value is None for value in found):
        return _lies_outside(formula, place)
    return _true(formula, place)


def _lies_outside(formula: Relation, place: Place) -> bool:
    """Whether the point is outside of the domain of a function that is derived."""
    derived = [node for node in _all(formula) if isinstance(node, Call) and node.primes]
    return any(_value_or_none(node, place) is None for node in derived)


def _all(node: Node) -> list[Node]:
    return [node, *(found for child in children(node) for found in _all(child))]


def _true(formula: Relation, place: Place) -> bool:
    if "~" in formula.operators:
        return _rounds(formula, place)
    values = [value(side, place) for side in formula.operands]
    room = max(_room(node) for node in _all(formula))
    links = zip(formula.operators, values, values[1:], strict=False)
    return all(_holds(sign, a, b, room) for sign, a, b in links)


def _room(node: Node) -> float:
    if isinstance(node, Limit):
        return ROUGH
    is_derived = isinstance(node, Derivative | Partial) or bool(getattr(node, "primes", 0))
    return CLOSE if is_derived else EXACT


def _holds(sign: str, a: float, b: float, room: float) -> bool:
    same = a == b or abs(a - b) <= room * (1 + abs(a))
    return {"=": same, "!=": a != b, "<": a < b, ">": a > b, "<=": a < b or same, ">=": a > b or same}[sign]


def _rounds(formula: Relation, place: Place) -> bool:
    """Each side, for some choice of what its decimals stand for, can be the first one."""
    first = value(formula.operands[0], place)
    return all(_reaches(side, first, place) for side in formula.operands[1:])


def _reaches(side: Node, wanted: float, place: Place) -> bool:
    numbers = [node for node in _all(side) if isinstance(node, Number) and not node.digits.isdigit()]
    ends = []
    for shifts in product((-0.5, 0.5), repeat=len(numbers)):
        moved = dict(zip(numbers, shifts, strict=True))
        ends.append(value(_shifted(side, moved), place))
    return min(ends) - 1e-12 <= wanted <= max(ends) + 1e-12


def _shifted(node: Node, moved: Mapping[Number, float]) -> Node:
    if isinstance(node, Number) and node in moved:
        mantissa, _, exponent = node.digits.partition("e")
        unit = 10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2]))
        return Number(repr(float(node.digits) + moved[node] * unit))
    return rebuild(node, lambda child: _shifted(child, moved))


def _value_or_none(node: Node, place: Place) -> float | None:
    try:
        return value(node, place)
    except NoValueError:
        return None


def value(node: Node, place: Place) -> float:
    """The value at a place; NoValueError where there is none."""
    try:
        found = _value(node, place)
    except (ValueError, ZeroDivisionError, OverflowError) as error:
        raise NoValueError from error
    if isinstance(found, complex) or math.isnan(found):
        raise NoValueError
    return found


def _value(node: Node, place: Place) -> float:  # noqa: PLR0911 - one case for each kind of node
    match node:
        case Number(digits):
            return float(digits)
        case Name():
            return _of_name(node, place)
        case Neg(operand):
            return -value(operand, place)
        case Apply(function, arguments, 0):
            return KNOWN[function](*(value(argument, place) for argument in arguments))
        case Call(function, arguments, primes):
            first, *rest = (value(argument, place) for argument in arguments)
            return _slope(lambda x: _called(function, (x, *rest), place), first, primes)
        case Limit():
            return _limit(node, place)
        case Derivative() | Partial() | Evaluated():
            return _derivative(node, place)
        case Piecewise(branches, otherwise):
            chosen = next((b.value for b in branches if _true(b.condition, place)), otherwise)
            return value(chosen, place) if chosen is not None else math.nan
    left, right = (value(child, place) for child in children(node))
    return float(BINARY[type(node)](left, right))


def _of_name(name: Name, place: Place) -> float:
    spelling = name.spelling
    if spelling in place.bound:
        return place.bound[spelling]
    known = dict(place.ground.values)
    if spelling in known:
        return value(known[spelling], place)
    if spelling in UNKNOWN:
        inner, formula = UNKNOWN[spelling]
        return formula(value(Name(inner), place))
    if spelling in ("pi", "e"):
        return float(getattr(math, spelling))
    if spelling == "infinity":
        return math.inf
    return place.free[spelling]


def _called(function: str, arguments: tuple[float, ...], place: Place) -> float:
    known = place.ground.defined.get(function)
    if known is None:
        if function not in CONCRETE:
            raise NoValueError
        return CONCRETE[function](*arguments)
    inner = place
    for name, argument in zip(known.parameters, arguments, strict=True):
        inner = inner.having(name, argument)
    return value(known.body, inner)


def _slope(function: Callable[[float], float], at: float, order: int) -> float:
    if not order:
        return function(at)
    sides = [_slope(function, at + side * STEP, order - 1) for side in (-1, 0, 1)]
    if abs(sides[0] + sides[2] - 2 * sides[1]) > 0.02 * STEP**0.5 * (1 + abs(sides[1])):
        raise NoValueError
    return (sides[2] - sides[0]) / (2 * STEP)


def _limit(node: Limit, place: Place) -> float:
    name = node.variable.spelling
    if node.target == Name("infinity"):
        return value(node.body, place.having(name, 1e7))
    target = value(node.target, place)
    ways = {"left": (-1,), "right": (1,), "both": (-1, 1)}[node.side]
    found = [value(node.body, place.having(name, target + side * NEAR)) for side in ways]
    if all(abs(one) > 1e3 and one * found[0] > 0 for one in found):
        return math.copysign(math.inf, found[0])
    if abs(found[0] - found[-1]) > ROUGH * (1 + abs(found[0])):
        raise NoValueError
    return sum(found) / len(found)


def _derivative(node: Derivative | Partial | Evaluated, place: Place) -> float:
    if isinstance(node, Evaluated):
        for name, argument in zip(_parameters(node.derivative.operand, place), node.arguments, strict=True):
            place = place.having(name.spelling, value(argument, place))
        return _derivative(node.derivative, place)
    *others, last = node.variables
    parameters = _parameters(node.operand, place)
    operand = Call(node.operand.spelling, parameters) if parameters else node.operand  # type: ignore[attr-defined]
    inner = replace(node, operand=operand, variables=tuple(others)) if others else operand
    return _slope(lambda x: value(inner, place.having(last.spelling, x)), value(last, place), 1)


def _parameters(operand: Node, place: Place) -> tuple[Name, ...]:
    known = place.ground.defined.get(operand.spelling) if isinstance(operand, Name) else None
    return tuple(Name(parameter) for parameter in known.parameters) if known else ()
