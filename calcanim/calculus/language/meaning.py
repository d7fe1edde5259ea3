"""What a tree means to SymPy: real symbols, exact numbers, limits and derivatives left to be carried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce

import sympy as sp

from calcanim.calculus.language.realroot import Cbrt
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
)

MEANINGS: dict[str, Callable[..., sp.Expr]] = {
    "abs": sp.Abs,
    "sqrt": sp.sqrt,
    "cbrt": Cbrt,
    "sign": sp.sign,
    "floor": sp.floor,
    "ceil": sp.ceiling,
    "exp": sp.exp,
    "ln": sp.log,
    "log": sp.log,
    "log2": lambda x: sp.log(x, 2),
    "log10": lambda x: sp.log(x, 10),
    "sin": sp.sin,
    "cos": sp.cos,
    "tan": sp.tan,
    "cot": sp.cot,
    "sec": sp.sec,
    "csc": sp.csc,
    "arcsin": sp.asin,
    "arccos": sp.acos,
    "arctan": sp.atan,
    "sinh": sp.sinh,
    "cosh": sp.cosh,
    "tanh": sp.tanh,
    "coth": sp.coth,
    "sech": sp.sech,
    "csch": sp.csch,
    "arsinh": sp.asinh,
    "arcosh": sp.acosh,
    "artanh": sp.atanh,
    "min": sp.Min,
    "max": sp.Max,
}

_RELATIONS: dict[str, Callable[[sp.Expr, sp.Expr], sp.Basic]] = {
    "=": sp.Eq,
    "!=": sp.Ne,
    "<": sp.Lt,
    "<=": sp.Le,
    ">": sp.Gt,
    ">=": sp.Ge,
}
_CONSTANTS = {"pi": sp.pi, "e": sp.E, "infinity": sp.oo}
_DIRECTIONS = {"left": "-", "right": "+", "both": "+-"}


def to_sympy(
    node: Node,
    /,
    *,
    definitions: Mapping[str, sp.Lambda] | None = None,
    symbols: Mapping[str, sp.Symbol] | None = None,
) -> sp.Basic:
    """The SymPy expression of a tree; a relation gives a relation, a chain of them `And`.

    A name becomes a real symbol of its spelling unless `symbols` has another one for it (with assumptions,
    say). A function `f` becomes its definition, or an undefined real function. Limits, derivatives and primes
    are not carried out: `.doit()` does that.

    >>> from calcanim.calculus.language.parse import derivations, parse_expression
    >>> to_sympy(parse_expression("lim(h -> 0, ((x+h)^2-x^2)/h)", dialect=derivations())).doit()
    2*x
    """
    return _Translation(definitions or {}, symbols or {}).read(node)


@dataclass(frozen=True)
class _Translation:
    definitions: Mapping[str, sp.Lambda]
    symbols: Mapping[str, sp.Symbol] = field(default_factory=dict)

    def read(self, node: Node) -> sp.Basic:  # noqa: PLR0911, PLR0912 - one case for each kind of node
        match node:
            case Number(digits):
                return sp.Rational(digits)
            case Name():
                return self.name(node)
            case Neg(operand):
                return -self.read(operand)
            case Add(left, right):
                return self.read(left) + self.read(right)
            case Sub(left, right):
                return self.read(left) - self.read(right)
            case Mul(left, right):
                return self.read(left) * self.read(right)
            case Div(left, right):
                return self.read(left) / self.read(right)
            case Pow(base, exponent):
                return sp.Pow(self.read(base), self.read(exponent))
            case Apply() | Call():
                return self.application(node)
            case Relation():
                return self.chain(node)
            case Piecewise():
                return self.pieces(node)
            case Limit(variable, target, body, side):
                return sp.Limit(
                    self.read(body), self.name(variable), self.read(target), dir=_DIRECTIONS[side]
                )
            case Derivative(operand, variables) | Partial(operand, variables):
                return self.derivative(operand, variables)
        raise TypeError(f"{type(node).__name__} has no meaning")

    def name(self, name: Name) -> sp.Expr:
        word = name.spelling
        if word in self.symbols:
            return self.symbols[word]
        return _CONSTANTS.get(word) or sp.Symbol(word, real=True)

    def function(self, node: Apply | Call) -> Callable[..., sp.Expr]:
        if isinstance(node, Apply):
            return MEANINGS[node.function]
        found: Callable[..., sp.Expr] = self.definitions.get(node.function) or sp.Function(
            node.function, real=True
        )
        return found

    def application(self, node: Apply | Call) -> sp.Expr:
        """The value, or the derivative of the function at its argument, not carried out."""
        arguments = [self.read(argument) for argument in node.arguments]
        function = self.function(node)
        if not node.primes:
            return function(*arguments)
        (at,) = arguments
        if isinstance(at, sp.Symbol):
            return sp.Derivative(function(at), (at, node.primes))
        inner = sp.Dummy("xi", real=True)
        return sp.Subs(sp.Derivative(function(inner), (inner, node.primes)), inner, at)

    def derivative(self, operand: Node, variables: tuple[Name, ...]) -> sp.Expr:
        """A bare name, as in `D(f, x)`, is the function of that name, at the variables themselves."""
        symbols = [self.name(variable) for variable in variables]
        if isinstance(operand, Name) and operand.spelling in self.definitions:
            definition = self.definitions[operand.spelling]
            return sp.Derivative(definition(*definition.variables), *symbols)
        if isinstance(operand, Name) and operand not in variables:
            return sp.Derivative(sp.Function(operand.spelling, real=True)(*dict.fromkeys(symbols)), *symbols)
        return sp.Derivative(self.read(operand), *symbols)

    def chain(self, node: Relation) -> sp.Basic:
        sides = [self.read(operand) for operand in node.operands]
        links = [_RELATIONS[o](a, b) for o, a, b in zip(node.operators, sides, sides[1:], strict=False)]
        return reduce(sp.And, links)

    def pieces(self, node: Piecewise) -> sp.Expr:
        branches = [(self.read(branch.value), self.chain(branch.condition)) for branch in node.branches]
        if node.otherwise is not None:
            branches.append((self.read(node.otherwise), sp.true))
        return sp.Piecewise(*branches)
