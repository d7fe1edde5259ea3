"""A formula with everything put in that its ground knows, so that only free names are left.

Leibniz's notation leans on what depends on what: in dy/du the value of y is derived by u alone, whatever u
stands for, and the derivative is taken at the value of u. Such a derivative becomes a call of a new function.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from calcanim.calculus.language.syntax import (
    Call,
    Derivative,
    Evaluated,
    Limit,
    Name,
    Node,
    Partial,
    children,
    rebuild,
)
from calcanim.calculus.verification.precise import Definition, UndefinedValueError
from calcanim.calculus.verification.trials import Ground, free_names

Values = Mapping[str, Node]


@dataclass(frozen=True)
class Expanded:
    """Trees without known names, and the ground that they stand on now."""

    nodes: tuple[Node, ...]
    ground: Ground


def expanded(nodes: tuple[Node, ...], ground: Ground, /, *, free: frozenset[str] = frozenset()) -> Expanded:
    """The trees with the ground's values put in; names in `free` stay, but for what is derived or in a limit.

    UndefinedValueError where a derivative is taken of something that is not known to be a function.
    """
    values = {**_implied(nodes, ground), **dict(ground.values)}
    outer = {name: value for name, value in values.items() if name not in free}
    work = _Expansion(ground, values, nodes, {name: values[name] for name in free if name in values})
    found = tuple(work.expand(node, outer) for node in nodes)
    definitions = tuple(
        replace(d, body=work.expand(d.body, _without(outer, d.parameters))) for d in ground.definitions
    )
    conditions = tuple(work.expand(condition, outer) for condition in ground.conditions)
    return Expanded(
        found,
        replace(
            ground,
            definitions=(*definitions, *work.made),
            conditions=conditions,  # type: ignore[arg-type]  # a relation stays one
            values=(),
            domain=tuple(work.domain),
        ),
    )


@dataclass
class _Expansion:
    ground: Ground
    values: Values
    nodes: tuple[Node, ...]
    freed: Values
    made: list[Definition] = field(default_factory=list)
    domain: list[Node] = field(default_factory=list)
    depth: int = 0

    def expand(self, node: Node, values: Values) -> Node:
        match node:
            case Name() if node.spelling in values:
                return self.expand(values[node.spelling], _without(values, (node.spelling,)))
            case Limit():
                return self._limit(node, values)
            case Derivative() | Partial():
                return self._derivative(node, values)
            case Evaluated():
                return self._evaluated(node, values)
            case Call(function, _, primes) if primes and function in self.ground.defined:
                return self._needed(rebuild(node, lambda child: self.expand(child, values)))
        return rebuild(node, lambda child: self.expand(child, values))

    def _limit(self, node: Limit, values: Values) -> Limit:
        self.depth += 1
        body = self.expand(node.body, _without(values, (node.variable.spelling,)))
        self.depth -= 1
        return replace(node, target=self.expand(node.target, values), body=body)

    def _derivative(self, node: Derivative | Partial, values: Values) -> Node:
        own = tuple(dict.fromkeys(variable.spelling for variable in node.variables))
        operand = self.expand(self._operand(node), _without({**self.freed, **values}, own))
        return self._placed(
            replace(node, operand=operand), own, tuple(self._at(name, values) for name in own)
        )

    def _at(self, spelling: str, values: Values) -> Node:
        letter, _, subscript = spelling.partition("_")
        return self.expand(Name(letter, subscript), values)

    def _evaluated(self, node: Evaluated, values: Values) -> Node:
        derivative = replace(node.derivative, operand=self._operand(node.derivative))
        operand = derivative.operand
        arguments = tuple(self.expand(argument, values) for argument in node.arguments)
        if node.is_behind_bar:
            own = tuple(dict.fromkeys(variable.spelling for variable in derivative.variables))
            operand = self.expand(operand, _without({**self.freed, **values}, own))
            return self._placed(replace(derivative, operand=operand), own, arguments)
        if not isinstance(operand, Call) or len(operand.arguments) != len(node.arguments):
            raise UndefinedValueError("it is not known what function is derived here")
        parameters = tuple(a.spelling for a in operand.arguments if isinstance(a, Name))
        return self._placed(derivative, parameters, arguments)

    def _placed(self, node: Derivative | Partial, parameters: tuple[str, ...], at: tuple[Node, ...]) -> Node:
        """The derivative at these values of the parameters."""
        if all(isinstance(a, Name) and a.spelling == name for name, a in zip(parameters, at, strict=True)):
            return self._needed(node)
        name = f"derivative {len(self.made) + 1}"
        self.made.append(Definition(name, parameters, node))
        return self._needed(Call(name, at))

    def _needed(self, derivative: Node) -> Node:
        """A formula with a derivative speaks of the points where there is one; in a limit, or of a derivative
        at one place, nothing is passed over."""
        if not self.depth and free_names(derivative) and derivative not in self.domain:
            self.domain.append(derivative)
        return derivative

    def _operand(self, node: Derivative | Partial) -> Node:
        """What is derived: of a function's name, the function at its variables."""
        operand = node.operand
        if not isinstance(operand, Name) or operand in node.variables or operand.spelling in self.values:
            return operand
        known = self.ground.defined.get(operand.spelling)
        if known is not None:
            return Call(operand.spelling, tuple(Name(*_parted(p)) for p in known.parameters))
        used = next(_uses(operand.spelling, self.nodes), None)
        return Call(operand.spelling, used or tuple(dict.fromkeys(node.variables)))


def _without(values: Values, names: tuple[str, ...]) -> dict[str, Node]:
    return {name: value for name, value in values.items() if name not in names}


def _parted(spelling: str) -> tuple[str, str]:
    letter, _, subscript = spelling.partition("_")
    return letter, subscript


def _uses(function: str, nodes: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """The variables that an unknown function is written with: x and y of f(x, y)."""
    for node in nodes:
        if isinstance(node, Call) and node.function == function:
            arguments = node.arguments
            if all(isinstance(a, Name) for a in arguments) and len(set(arguments)) == len(arguments):
                yield arguments
        yield from _uses(function, children(node))


def _implied(nodes: tuple[Node, ...], ground: Ground) -> dict[str, Node]:
    """What unknown names stand for that are derived: with dy/du and du/dx, y is a function of u, u of x."""
    known = {*ground.defined, *(name for name, _ in ground.values)}
    by: dict[str, set[Name]] = {}
    for derivative in _leibniz(nodes):
        operand = derivative.operand
        if (
            isinstance(operand, Name)
            and operand.spelling not in known
            and operand not in derivative.variables
        ):
            by.setdefault(operand.spelling, set()).update(derivative.variables)
    links = {name for name in by if any(v.spelling in by for v in by[name])}
    chained = links | {v.spelling for name in links for v in by[name] if v.spelling in by}
    return {name: Call(name, (_nearest(by[name], by),)) for name in sorted(chained)}


def _nearest(variables: set[Name], by: Mapping[str, set[Name]]) -> Name:
    """Of u and x, the one through which the other is reached."""
    return max(sorted(variables, key=lambda v: v.spelling), key=lambda v: len(_reached(v.spelling, by)))


def _reached(name: str, by: Mapping[str, set[Name]], seen: frozenset[str] = frozenset()) -> frozenset[str]:
    if name in seen:
        return seen
    return reduce(lambda found, v: _reached(v.spelling, by, found), by.get(name, ()), seen | {name})


def _leibniz(nodes: tuple[Node, ...]) -> Iterator[Derivative | Partial]:
    for node in nodes:
        if isinstance(node, Derivative | Partial):
            yield node
        yield from _leibniz(children(node))
