"""What the rules make of one derivative: the first rule that fits, and what can be said in the same line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sympy as sp

from calcanim.calculus.differentiation_rules import CHAIN, CONSTANT, SUM, DifferentiationRule
from calcanim.calculus.function import Function
from calcanim.calculus.further_rules import BY_THE_CORE, DIFFERENCE, FACTORS, IDENTITY, PIECES, RULES
from calcanim.calculus.language.meaning import to_sympy
from calcanim.calculus.language.plain import plain
from calcanim.calculus.language.reading import to_tree
from calcanim.calculus.language.syntax import (
    Add,
    Apply,
    Branch,
    Derivative,
    Div,
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
from calcanim.calculus.verification.trials import free_names

ZERO, ONE = Number("0"), Number("1")
LINEAR = frozenset({SUM, DIFFERENCE, *FACTORS})

Kind = type[Derivative] | type[Partial]


@dataclass(frozen=True)
class Ruled:
    """What became of a derivative, the rules that were used, and the inner parts that the chain rule met."""

    node: Node
    rules: tuple[DifferentiationRule, ...]
    inner: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Differentiation:
    """The rules along one variable; `kind` says which d is written for a derivative that is left."""

    along: Name
    kind: Kind
    variables: tuple[sp.Symbol, ...]

    def ruled(self, operand: Node, /, *, is_whole: bool = False) -> Ruled:
        """A derivative after one rule. Sums and constant factors of what is known go in the same line, but
        for a sum that is the whole function: its rule has a line of its own.
        """
        found = self._trivial(operand) or self._by_pieces(operand) or self._by_rules(operand)
        if found is None:
            return self._by_the_core(operand)
        if found.rules[0] in LINEAR and self._is_direct(operand) and not (is_whole and _is_sum(operand)):
            return self._carried_out(found)
        return found

    def written(self, part: Node) -> Node:
        """The derivative of a part, to be found in a later line; that of the variable is 1 at once."""
        return ONE if part == self.along else self.in_full(part)

    def in_full(self, part: Node) -> Node:
        """The derivative of any part, to be found in a later line; a letter that is held still has none."""
        still = isinstance(part, Name) and part != self.along
        return ZERO if still else self.kind(part, (self.along,))

    def left(self, node: Node) -> Iterator[Node]:
        """What is still to be derived in a line, from left to right."""
        if isinstance(node, self.kind):
            yield node.operand
        else:
            for child in children(node):
                yield from self.left(child)

    def replaced(self, node: Node, change: Callable[[Node], Node]) -> Node:
        """A line with `change` made of every derivative in it."""
        if isinstance(node, self.kind):
            return change(node.operand)
        return rebuild(node, lambda child: self.replaced(child, change))

    def _varies(self, node: Node) -> bool:
        return self.along.spelling in free_names(node)

    def _trivial(self, operand: Node) -> Ruled | None:
        if not self._varies(operand):
            return Ruled(ZERO, (CONSTANT,))
        return Ruled(ONE, (IDENTITY,)) if operand == self.along else None

    def _by_rules(self, operand: Node) -> Ruled | None:
        for rule in RULES:
            if (rule in LINEAR) and _is_sum(operand):
                return self._spread(operand)
            binding = rule.bound(operand, self.along)
            if binding is not None:
                derived = tidied(rule.filled(binding, self.written))
                return self._chained(rule, derived, binding.get("x", self.along))
        return None

    def _chained(self, rule: DifferentiationRule, outer: Node, inner: Node) -> Ruled:
        """The rule for what stands outside; where that is not taken of the variable itself, the chain rule
        as well."""
        if inner == self.along or outer == ZERO:
            return Ruled(outer, (rule,))
        return Ruled(tidied(Mul(outer, self.written(inner))), (CHAIN, rule), (inner,))

    def _spread(self, operand: Node) -> Ruled:
        """The derivative of each term of a sum; those of constants and of the variable are known at once."""
        if isinstance(operand, Add | Sub):
            left, right = self._spread(operand.left), self._spread(operand.right)
            rules = dict.fromkeys((SUM, *left.rules, *right.rules))
            return Ruled(type(operand)(left.node, right.node), tuple(rules))
        return self._trivial(operand) or Ruled(self.in_full(operand), ())

    def _by_pieces(self, operand: Node) -> Ruled | None:
        match operand:
            case Piecewise(branches, otherwise):
                pieces = tuple(Branch(self.in_full(b.value), b.condition) for b in branches)
                rest = None if otherwise is None else self.in_full(otherwise)
                return Ruled(Piecewise(pieces, rest), (PIECES,))
            case Apply("max" | "min" as word, (first, *others), 0):
                rest = others[0] if len(others) == 1 else Apply(word, tuple(others))
                taken = Relation((first, rest), (">=" if word == "max" else "<=",))
                branch = Branch(self.in_full(first), taken)
                return Ruled(Piecewise((branch,), self.in_full(rest)), (PIECES,))
        return None

    def _by_the_core(self, operand: Node) -> Ruled:
        symbols = tuple(v for v in self.variables if v.name in free_names(operand))
        found = Function.parse(plain(operand), variables=symbols).partial(self.along.spelling)
        return Ruled(found.tree, (BY_THE_CORE,))

    def _is_direct(self, operand: Node) -> bool:
        """Whether it is a sum of constant multiples of functions whose derivatives the rules know."""
        if not self._varies(operand) or operand == self.along:
            return True
        found = self._by_rules(operand)
        if found is None or found.rules[0] not in LINEAR:
            return found is not None and not any(self.left(found.node))
        return all(map(self._is_direct, self.left(found.node)))

    def _carried_out(self, found: Ruled) -> Ruled:
        """The same with all that is left carried out."""
        rules = list(found.rules)

        def carried_out(part: Node) -> Node:
            ruled = self.ruled(part)
            rules.extend(ruled.rules)
            return ruled.node

        node = self.replaced(found.node, carried_out)
        return Ruled(without_zeros(tidied(node)), tuple(dict.fromkeys(rules)))


def _is_sum(node: Node) -> bool:
    return isinstance(node, Add | Sub)


def without_zeros(node: Node, /) -> Node:  # noqa: PLR0911 - one case for each kind of node
    """The line without the terms that are 0."""
    node = rebuild(node, without_zeros)
    match node:
        case Add(left, right) | Sub(left, right) if right == ZERO:
            return left
        case Add(left, right) if left == ZERO:
            return right
        case Sub(left, right) if left == ZERO:
            return Neg(right)
        case Mul(left, right) if ZERO in (left, right):
            return ZERO
        case Div(left, _) if left == ZERO:
            return ZERO
        case Neg(operand) if operand == ZERO:
            return ZERO
    return node


def tidied(node: Node, /) -> Node:  # noqa: PLR0911 - one case for each kind of node
    """Factors that are 1 and exponents counted down; signs in front of their products; one fraction for a
    product with one."""
    if isinstance(node, Derivative | Partial | Relation):
        return node
    node = rebuild(node, tidied)
    match node:
        case Mul(left, right):
            return _product(left, right)
        case Div(Neg(left), right):
            return Neg(Div(left, right))
        case Div(Div(left, first), second):
            return Div(left, _product(first, second))
        case Neg(Neg(operand)):
            return operand
        case Add(left, Neg(right)):
            return Sub(left, right)
        case Sub(left, Neg(right)):
            return Add(left, right)
        case Pow(base, exponent) if not free_names(exponent):
            return _raised(base, exponent)
    return node


def _product(left: Node, right: Node) -> Node:
    if ONE in (left, right):
        return right if left == ONE else left
    match left, right:
        case Neg(operand), _:
            return Neg(_product(operand, right))
        case _, Neg(operand):
            return Neg(_product(left, operand))
        case (Div(Number("1"), below), other) | (other, Div(Number("1"), below)) if not _is_quotient(other):
            return Div(other, below)
        case _, Mul(first, second):
            return Mul(_product(left, first), second)
    return Mul(left, right)


def _is_quotient(node: Node) -> bool:
    return isinstance(node, Div) or (
        isinstance(node, Mul) and (_is_quotient(node.left) or _is_quotient(node.right))
    )


def _raised(base: Node, exponent: Node) -> Node:
    value = to_sympy(exponent)
    if not isinstance(value, sp.Rational):
        return Pow(base, exponent)
    match base:
        case Pow(lower, Number(digits)) if value.is_integer and digits.isdigit():
            return _raised(lower, to_tree(value * int(digits)))
    return {0: ONE, 1: base}.get(value, Pow(base, to_tree(value)))
