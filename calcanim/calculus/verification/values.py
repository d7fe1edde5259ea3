"""The value of a formula at given values of its names, fast enough for every frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import sympy as sp

from calcanim.calculus.function import Function
from calcanim.calculus.language.latex_reading import read_latex
from calcanim.calculus.language.latex_tokens import without_parts
from calcanim.calculus.language.meaning import to_sympy
from calcanim.calculus.language.numeric import evaluate
from calcanim.calculus.language.plain import plain
from calcanim.calculus.language.syntax import (
    Apply,
    Call,
    Derivative,
    Name,
    Node,
    Partial,
    Relation,
    rebuild,
    substitute,
)
from calcanim.calculus.verification.expansion import expanded
from calcanim.calculus.verification.grounds import letters_for_functions
from calcanim.calculus.verification.identity import SYMPY_FAILURES
from calcanim.calculus.verification.precise import Definition
from calcanim.calculus.verification.trials import Ground, free_names
from calcanim.errors import CalcanimError

_FAILURES = (*SYMPY_FAILURES, CalcanimError, LookupError)
_SIGNS = ("=", "<", ">", r"\approx", r"\leq", r"\geq", r"\leftarrow")


def value_of(latex: str, values: Mapping[str, float], /, *, on: Ground | None = None) -> tuple[float, ...]:
    r"""The value of a formula, or of each side of a chain that has one; NaN where it is undefined.

    `values` are those of its names by their spelling (`x_A`, `Delta_x`, `theta`); they go before what the
    ground says. A side with a name that has no value, or with a limit, is passed over.

    >>> value_of(r"A+B = \frac{\theta}{2} =", {"theta": 0.5})
    (0.25,)
    """
    return tuple(side(values) for side in _compiled(latex, frozenset(values), on or Ground()))


Hidden: TypeAlias = "tuple[str, Function, tuple[_Side, ...]]"


@dataclass(frozen=True)
class _Side:
    """A tree of known functions, and derivatives that are worked out by themselves."""

    node: Node
    hidden: tuple[Hidden, ...]

    def __call__(self, values: Mapping[str, float]) -> float:
        at = dict(values)
        for name, function, arguments in self.hidden:
            at[name] = function(*(argument(values) for argument in arguments))
        return float(evaluate(self.node, at))  # type: ignore[arg-type]  # floats broadcast as arrays do


@lru_cache(maxsize=2048)
def _compiled(
    latex: str, names: frozenset[str], on: Ground
) -> tuple[Callable[[Mapping[str, float]], float], ...]:
    shown = without_parts(latex).strip()
    for sign in _SIGNS:
        shown = shown.removesuffix(sign).strip()
    try:
        found = read_latex(shown, functions=letters_for_functions(on))
    except CalcanimError:
        return ()
    sides = found.operands if isinstance(found, Relation) else (found,)
    return tuple(side for node in sides if (side := _side(node, names, on)) is not None)


def _side(node: Node, names: frozenset[str], on: Ground) -> _Side | None:
    try:
        found = expanded((node,), on, free=names)
        side = _Compiling(found.ground.defined).side(found.nodes[0])
        hidden = {name for name, _, _ in side.hidden}
        if not free_names(side.node) <= names | hidden:
            return None
        side(dict.fromkeys(names, 0.5))
    except _FAILURES:
        return None
    return side


@dataclass
class _Compiling:
    """Puts the definitions in, and takes the derivatives out of a tree."""

    definitions: Mapping[str, Definition]

    def side(self, node: Node) -> _Side:
        """The tree, ready for values."""
        hidden: list[Hidden] = []
        return _Side(self._read(node, hidden), tuple(hidden))

    def _read(self, node: Node, hidden: list[Hidden]) -> Node:
        match node:
            case Call(function, arguments, primes):
                return self._called(self.definitions[function], arguments, primes, hidden)
            case Apply(function, (argument,), primes) if primes:
                x = Name("x")
                known = Definition(function, ("x",), Apply(function, (x,)))
                return self._called(known, (argument,), primes, hidden)
            case Derivative(operand, variables) | Partial(operand, variables):
                return self._derived(operand, variables, {}, hidden)
        return rebuild(node, lambda child: self._read(child, hidden))

    def _called(
        self, known: Definition, arguments: tuple[Node, ...], primes: int, hidden: list[Hidden]
    ) -> Node:
        at = dict(zip(known.parameters, arguments, strict=True))
        if primes:
            (parameter,) = known.parameters
            return self._derived(known.body, (_name(parameter),) * primes, at, hidden)
        if isinstance(known.body, Derivative | Partial):
            return self._derived(known.body.operand, known.body.variables, at, hidden)
        return self._read(substitute(known.body, at), hidden)

    def _derived(
        self, operand: Node, variables: tuple[Name, ...], at: Mapping[str, Node], hidden: list[Hidden]
    ) -> Node:
        """A name for the derivative of an operand, whose names have the values that `at` says."""
        inner = self.side(operand)
        if inner.hidden:
            raise CalcanimError("a derivative of a derivative is not worked out here")
        parameters = sorted(free_names(inner.node) | {variable.spelling for variable in variables})
        symbols = tuple(sp.Symbol(parameter, real=True) for parameter in parameters)
        function = Function(inner.node, symbols, to_sympy(inner.node), plain(inner.node))
        for variable in variables:
            function = function.partial(variable.spelling)
        arguments = tuple(self.side(at.get(parameter, _name(parameter))) for parameter in parameters)
        name = Name("hidden", str(len(hidden) + 1))
        hidden.append((name.spelling, function, arguments))
        return name


def _name(spelling: str) -> Name:
    letter, _, subscript = spelling.partition("_")
    return Name(letter, subscript)
