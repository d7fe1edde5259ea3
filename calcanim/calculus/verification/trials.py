"""Trials: random points and concrete functions at which two expressions are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any, TypeAlias

import mpmath
from mpmath import mp

from calcanim.calculus.language.syntax import Call, Limit, Name, Node, Relation, children
from calcanim.calculus.verification.precise import (
    DIGITS,
    Definition,
    RealMap,
    Setting,
    UndefinedValueError,
    holds,
    precise_value,
)

TRIALS = 9
GENERIC_TRIALS = 14
DRAWS = 400
ACCURACY = mpmath.mpf("1e-12")
SPAN = 2.5
FAR = (10, 100)
NEARBY = 0.3
SPECIAL = ("0", "1", "-1")
EDGES = ("1e-6", "0.999999")
FIXED = frozenset({"pi", "e", "infinity"})


@dataclass(frozen=True)
class Choice:
    """A concrete function that stands in for one that only has a name."""

    text: str
    values: RealMap


CHOICES = (
    Choice("sin(x)", mpmath.sin),
    Choice("x^2+x", lambda x: x * x + x),
    Choice("exp(x/2)", lambda x: mpmath.exp(x / 2)),
    Choice("1/(2+x^2)", lambda x: 1 / (2 + x * x)),
    Choice("3x-1", lambda x: 3 * x - 1),
    Choice("x^3-2x", lambda x: x**3 - 2 * x),
    Choice("cos(2x)+x", lambda x: mpmath.cos(2 * x) + x),
    Choice("2", lambda x: mpmath.mpf(2)),
)


@dataclass(frozen=True)
class Ground:
    """Where a step holds: the functions defined, the conditions, and the limits whose bodies are compared.

    `values` is what names stand for, by their spelling; it is put in before anything is tried. `domain` are
    expressions that must have a value at a point, or it is not tried.
    """

    definitions: tuple[Definition, ...] = ()
    conditions: tuple[Relation, ...] = ()
    limits: tuple[tuple[Name, Node], ...] = ()
    values: tuple[tuple[str, Node], ...] = ()
    domain: tuple[Node, ...] = ()

    @property
    def defined(self) -> dict[str, Definition]:
        """The definitions by the name of the function."""
        return {definition.function: definition for definition in self.definitions}


@dataclass(frozen=True)
class Trial:
    """One point and one choice of functions."""

    setting: Setting
    text: str


def free_names(node: Node, /) -> frozenset[str]:
    """The variables that a value of the tree depends on: no constants, no variables that a limit binds."""
    if isinstance(node, Name):
        return frozenset({node.spelling}) - FIXED
    found = frozenset[str]().union(*(free_names(child) for child in children(node)))
    if isinstance(node, Limit):
        return (free_names(node.body) - {node.variable.spelling}) | free_names(node.target)
    return found


def called(node: Node, /) -> dict[str, int]:
    """The functions that only have a name, with the number of their arguments."""
    found = {node.function: len(node.arguments)} if isinstance(node, Call) else {}
    for child in children(node):
        found |= called(child)
    return found


def trials(nodes: tuple[Node, ...], ground: Ground, /, *, count: int = TRIALS) -> Iterator[Trial]:
    """Trials that fulfil the conditions: special points first, then random ones; the same on every run."""
    bodies = (definition.body for definition in ground.definitions)
    everything = (*nodes, *bodies, *ground.conditions, *ground.domain)
    limits = tuple(target for _, target in ground.limits)
    bound = {variable.spelling for variable, _ in ground.limits}
    parameters = {name for definition in ground.definitions for name in definition.parameters}
    outer = (*nodes, *ground.conditions, *ground.domain, *limits)
    used = frozenset[str]().union(*(free_names(node) for node in outer))
    inner = frozenset[str]().union(*(free_names(d.body) - set(d.parameters) for d in ground.definitions))
    variables = sorted((used | inner) - bound - (parameters - used))
    unknown: dict[str, int] = {}
    for node in everything:
        unknown |= called(node)
    for definition in ground.definitions:
        unknown.pop(definition.function, None)
    wanted = max(count, GENERIC_TRIALS) if unknown else count if variables or ground.limits else 1
    yield from islice(_drawn(variables, unknown, ground), wanted)


def _drawn(variables: list[str], unknown: Mapping[str, int], ground: Ground) -> Iterator[Trial]:
    random = Random(1)
    bounds = {name: _bounds(name, ground.conditions) for name in variables}
    for number in range(DRAWS):
        with mp.workdps(DIGITS):
            values = {name: _drawn_value(bounds[name], number, random) for name in variables}
            functions, shown = _drawn_functions(unknown, number, random)
            setting = Setting(values, {**functions, **ground.defined})
            try:
                setting = _near_targets(setting, ground, random)
                fulfilled = all(holds(condition, setting) for condition in ground.conditions)
                for node in ground.domain if fulfilled else ():
                    precise_value(node, setting)
            except UndefinedValueError:
                continue
        if fulfilled:
            yield Trial(setting, _text(setting, shown))


Bounds: TypeAlias = "tuple[Any | None, Any | None]"


def _drawn_value(bounds: Bounds, number: int, random: Random) -> Any:
    """0, 1 and −1 first, then next to the bounds, then anywhere between them; where one side has no bound,
    now and then far out there."""
    if number < len(SPECIAL):
        return mpmath.mpf(SPECIAL[number])
    low, high = _within(bounds)
    edge = number - len(SPECIAL)
    share = mpmath.mpf(EDGES[edge] if edge < len(EDGES) else str(round(random.uniform(0.001, 0.999), 6)))
    if number % 3 == 2 and None in bounds and bounds != (None, None):
        far = share * random.choice(FAR)
        return high - far if bounds[0] is None else low + far
    return low + (high - low) * share


def _within(bounds: Bounds) -> tuple[Any, Any]:
    """The interval, or a part of one that has no end, beside its bound."""
    low, high = bounds
    if low is None:
        return (-SPAN, SPAN) if high is None else (high - 2 * SPAN, high)
    return (low, low + 2 * SPAN) if high is None else (low, high)


def _bounds(name: str, conditions: tuple[Relation, ...]) -> Bounds:
    """The ends of what conditions such as `0 < x < pi/2` leave to a variable, None where it has none."""
    bounds: Bounds = None, None
    for condition in conditions:
        links = zip(condition.operators, condition.operands, condition.operands[1:], strict=False)
        for link in links:
            bounds = _narrowed(name, link, bounds)
    return bounds


def _narrowed(name: str, link: tuple[str, Node, Node], bounds: Bounds) -> Bounds:
    (sign, left, right), (low, high) = link, bounds
    if sign in (">", ">="):
        left, right, sign = right, left, sign.replace(">", "<")
    if sign not in ("<", "<="):
        return low, high
    if right == Name(*_split(name)) and not free_names(left):
        low = precise_value(left, Setting({}, {}))
    if left == Name(*_split(name)) and not free_names(right):
        high = precise_value(right, Setting({}, {}))
    return low, high


def _split(spelling: str) -> tuple[str, str]:
    letter, _, subscript = spelling.partition("_")
    return letter, subscript


def _drawn_functions(
    unknown: Mapping[str, int], number: int, random: Random
) -> tuple[dict[str, RealMap], dict[str, str]]:
    chosen = {name: random.choice(CHOICES) for name in sorted(unknown)}
    if number % 5 == 4 and unknown:
        chosen[sorted(unknown)[-1 - number // 5 % len(unknown)]] = CHOICES[-1]
    maps = {name: _of_arity(choice.values, unknown[name]) for name, choice in chosen.items()}
    return maps, {name: choice.text for name, choice in chosen.items()}


def _of_arity(values: RealMap, count: int) -> RealMap:
    """For several arguments the choice is applied to a mixture of them that treats each one differently."""
    if count == 1:
        return values
    weights = [mpmath.mpf(i + 2) / (i + 3) for i in range(count)]
    return lambda *at: values(mpmath.fprod(at) + mpmath.fsum(w * x for w, x in zip(weights, at, strict=True)))


def _near_targets(setting: Setting, ground: Ground, random: Random) -> Setting:
    """Values for the variables of limits: next to their targets, never there."""
    for variable, target in ground.limits:
        offset = mpmath.mpf(str(round(random.uniform(0.01, NEARBY), 6))) * random.choice((-1, 1))
        if target == Name("infinity"):
            setting = setting.having(variable.spelling, 100 / abs(offset))
        else:
            setting = setting.having(variable.spelling, precise_value(target, setting) + offset)
    return setting


def _text(setting: Setting, shown: Mapping[str, str]) -> str:
    points = [f"{name} = {mpmath.nstr(value, 6)}" for name, value in setting.values.items()]
    return ", ".join([*points, *(f"{name}(x) = {text}" for name, text in shown.items())])


def value_or_none(node: Node, trial: Trial, /) -> Any | None:
    """The value in a trial, None where it is undefined."""
    try:
        return precise_value(node, trial.setting)
    except UndefinedValueError:
        return None


def agree(a: Any, b: Any, /) -> bool:
    """Equal to 12 digits."""
    return bool(abs(a - b) <= ACCURACY * (1 + abs(a)))
