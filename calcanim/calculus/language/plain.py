"""The tree as text that reads back to the same tree."""

from __future__ import annotations

from calcanim.calculus.language.syntax import (
    Add,
    Apply,
    Call,
    Derivative,
    Div,
    Limit,
    Matrix,
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

_SUM, _PRODUCT, _POWER, _ATOM = range(4)
_BINARY = {Add: ("+", _SUM), Sub: ("-", _SUM), Mul: ("*", _PRODUCT), Div: ("/", _PRODUCT)}
_SIDES = {"left": "-", "right": "+", "both": ""}


def plain(node: Node, /) -> str:
    """Text for a tree.

    >>> from calcanim.calculus.language.parse import parse_expression
    >>> plain(parse_expression("2x(x+1)^2"))
    '2*x*(x + 1)^2'
    """
    match node:
        case Number(digits):
            return digits
        case Name():
            return node.spelling
        case Neg(operand):
            return "-" + _bind(operand, _PRODUCT)
        case Pow(base, exponent):
            return f"{_bind(base, _ATOM)}^{_bind(exponent, _ATOM)}"
        case Apply(function, arguments, primes) | Call(function, arguments, primes):
            return function + "'" * primes + f"({', '.join(map(plain, arguments))})"
    return _compound(node)


def _compound(node: Node) -> str:
    match node:
        case Add(left, right) | Sub(left, right) | Mul(left, right) | Div(left, right):
            return _binary(node, left, right)
        case Relation(operands, operators):
            first, *others = map(plain, operands)
            return first + "".join(f" {o} {text}" for o, text in zip(operators, others, strict=True))
        case Piecewise(branches, otherwise):
            lines = [f"{plain(branch.value)} if {plain(branch.condition)}" for branch in branches]
            return "{" + "; ".join(lines + ([f"{plain(otherwise)} otherwise"] if otherwise else [])) + "}"
        case Limit(variable, target, body, side):
            return f"lim({variable.spelling} -> {plain(target)}{_SIDES[side]}, {plain(body)})"
        case Derivative(operand, variables) | Partial(operand, variables):
            word = "D" if isinstance(node, Derivative) else "partial"
            return f"{word}({', '.join(map(plain, (operand, *variables)))})"
        case Matrix(entries, columns):
            rows = (entries[k : k + columns] for k in range(0, len(entries), columns))
            return f"[{'; '.join(', '.join(map(plain, row)) for row in rows)}]"
    raise TypeError(f"{type(node).__name__} has no text")


def _binary(node: Node, left: Node, right: Node) -> str:
    sign, level = _BINARY[type(node)]
    gap = " " if level == _SUM else ""
    return f"{_bind(left, level)}{gap}{sign}{gap}{_bind(right, level + 1)}"


def _bind(node: Node, level: int) -> str:
    return plain(node) if _level(node) >= level else f"({plain(node)})"


def _level(node: Node) -> int:
    if isinstance(node, Neg):
        return _SUM
    if type(node) in _BINARY:
        return _BINARY[type(node)][1]
    return _POWER if isinstance(node, Pow) else _ATOM
