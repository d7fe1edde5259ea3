"""What an expression may grow to, checked on the tree before anything is computed from it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from calcanim.calculus.language.numeric import evaluate
from calcanim.calculus.language.syntax import (
    Add,
    Apply,
    Div,
    Mul,
    Name,
    Neg,
    Node,
    Number,
    Pow,
    Sub,
    children,
)
from calcanim.calculus.language.tokens import ParseError
from calcanim.calculus.language.vocabulary import CONSTANTS

MOST_NODES = 300
TALLEST = 110
LARGEST_EXPONENT = 1000
LARGEST_CONSTANT = 1e100
TALLEST_TOWER = 4
MOST_BITS = 4000


@dataclass(frozen=True)
class _Size:
    """How large a part is.

    `bits` bounds the digits of the exact number that it folds to, `degree` its power of a variable,
    `tower` counts exponents standing on exponents.
    """

    nodes: int
    height: int
    constant: bool
    bits: float
    degree: float
    tower: int


def check_bounds(node: Node, text: str, /) -> None:
    """Refuse a tree that is too large, or that holds a constant without a finite real value."""
    _Check(text).size(node)


class _Check:
    def __init__(self, text: str) -> None:
        self.text = text

    def size(self, node: Node) -> _Size:
        """The size of a part, all of it within bounds."""
        parts = [self.size(child) for child in children(node)]
        found = _Size(
            nodes=1 + sum(p.nodes for p in parts),
            height=1 + max((p.height for p in parts), default=0),
            constant=_is_arithmetic(node) and all(p.constant for p in parts),
            bits=_bits(node, parts),
            degree=_degree(node, parts),
            tower=max([p.tower for p in parts] + [1 + parts[1].tower if isinstance(node, Pow) else 0]),
        )
        self._refuse_large(node, found)
        if found.constant and not isinstance(node, Number | Name):
            self._refuse_value(node)
        if isinstance(node, Pow) and parts[1].constant:
            self._refuse_exponent(node, parts[1])
        return found

    def _refuse_large(self, node: Node, size: _Size) -> None:
        if size.nodes > MOST_NODES or size.height > TALLEST:
            self._fail("it is too long: split it into several functions", node)
        if size.tower > TALLEST_TOWER:
            self._fail(f"more than {TALLEST_TOWER} exponents stand on each other", node)
        if size.bits > MOST_BITS:
            self._fail("this constant has too many digits", node)
        if size.degree > LARGEST_EXPONENT:
            self._fail(f"its degree is more than {LARGEST_EXPONENT}", node)

    def _refuse_value(self, node: Node) -> None:
        value = float(evaluate(node, {}))
        if isinstance(node, Div) and float(evaluate(node.right, {})) == 0:
            self._fail("this divides by zero", node)
        if math.isnan(value):
            self._fail("this has no finite real value", node)
        if abs(value) > LARGEST_CONSTANT:
            self._fail("this number is too large", node)

    def _refuse_exponent(self, node: Pow, exponent: _Size) -> None:
        if abs(float(evaluate(node.exponent, {}))) > LARGEST_EXPONENT or exponent.bits > 40:
            self._fail(f"exponents from -{LARGEST_EXPONENT} to {LARGEST_EXPONENT} are allowed", node.exponent)

    def _fail(self, reason: str, node: Node) -> None:
        raise ParseError(reason, self.text, node.place)


def _is_arithmetic(node: Node) -> bool:
    if isinstance(node, Name):
        return node.spelling in CONSTANTS
    if isinstance(node, Apply):
        return node.primes == 0
    return isinstance(node, Number | Neg | Add | Sub | Mul | Div | Pow)


def _bits(node: Node, parts: list[_Size]) -> float:
    if isinstance(node, Number):
        digits, _, exponent = node.digits.lower().partition("e")
        return 3.4 * (len(digits) + abs(int(exponent or 0)))
    if isinstance(node, Apply) or not all(p.constant for p in parts):
        return 0
    if isinstance(node, Pow):
        return parts[0].bits * abs(float(evaluate(node.exponent, {})))
    return sum(p.bits for p in parts)


def _degree(node: Node, parts: list[_Size]) -> float:
    if isinstance(node, Name):
        return 0 if node.spelling in CONSTANTS else 1
    if isinstance(node, Pow):
        exponent = abs(float(evaluate(node.exponent, {}))) if parts[1].constant else 1
        return max(parts[0].degree * exponent, parts[1].degree)
    degrees = [p.degree for p in parts]
    return sum(degrees) if isinstance(node, Mul | Div) else max(degrees, default=0)
