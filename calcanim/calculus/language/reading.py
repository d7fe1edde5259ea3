"""SymPy's expressions as trees, written as a textbook would: `4x cos(2x²)`, `ln`, roots as roots."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import sympy as sp

from calcanim.calculus.language.meaning import MEANINGS
from calcanim.calculus.language.realroot import Cbrt
from calcanim.calculus.language.syntax import (
    Add,
    Apply,
    Branch,
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
from calcanim.errors import UsageError

_NAMES: dict[type[sp.Basic], str] = {
    **{meaning: name for name, meaning in MEANINGS.items() if isinstance(meaning, type)},
    sp.log: "ln",
    Cbrt: "cbrt",
}
_RELATIONS: dict[type[sp.Basic], str] = {
    sp.Eq: "=",
    sp.Ne: "!=",
    sp.StrictLessThan: "<",
    sp.LessThan: "<=",
    sp.StrictGreaterThan: ">",
    sp.GreaterThan: ">=",
}
_TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_CONSTANTS = {sp.pi: "pi", sp.E: "e"}


def to_tree(expr: sp.Expr, /) -> Node:
    """The tree of a real SymPy expression; UsageError if it holds what the language has no name for.

    >>> from calcanim.calculus.language.plain import plain
    >>> x = sp.Symbol("x", real=True)
    >>> plain(to_tree(sp.diff(sp.sin(2 * x**2) + 1, x)))
    '4*x*cos(2*x^2)'
    """
    for kinds, read in _READERS:
        if isinstance(expr, kinds):
            return read(expr)
    if expr in _CONSTANTS:
        return Name(_CONSTANTS[expr])
    if type(expr) in _NAMES:
        return Apply(_NAMES[type(expr)], tuple(to_tree(argument) for argument in expr.args))
    raise UsageError(f"this result cannot be written as a function: {expr}")


def _number(value: sp.Rational) -> Node:
    if value < 0:
        return Neg(_number(-value))
    whole = Number(str(value.p))
    return whole if value.q == 1 else Div(whole, Number(str(value.q)))


def _decimal(value: sp.Float) -> Node:
    digits = Number(repr(abs(float(value))))
    return Neg(digits) if value < 0 else digits


def _symbol(symbol: sp.Symbol) -> Node:
    letter, _, subscript = symbol.name.partition("_")
    return Name(letter, subscript)


def _sum(expr: sp.Add) -> Node:
    first, *others = expr.as_ordered_terms()
    return reduce(_with_term, others, to_tree(first))


def _with_term(total: Node, term: sp.Expr) -> Node:
    return Sub(total, to_tree(-term)) if _is_negative(term) else Add(total, to_tree(term))


def _is_negative(term: sp.Expr) -> bool:
    return bool(term.as_coeff_Mul()[0].is_negative)


def _product(expr: sp.Mul) -> Node:
    if _is_negative(expr):
        return Neg(to_tree(-expr))
    above, below = sp.fraction(expr, exact=True)
    if below != 1:
        return Div(to_tree(above), to_tree(below))
    first, *others = expr.as_ordered_factors()
    return reduce(lambda total, factor: Mul(total, to_tree(factor)), others, to_tree(first))


def _power(expr: sp.Pow) -> Node:
    base, exponent = expr.as_base_exp()
    if exponent.is_Rational and exponent < 0:
        return Div(Number("1"), to_tree(1 / expr))
    if exponent == sp.Rational(1, 2):
        return Apply("sqrt", (to_tree(base),))
    return Pow(to_tree(base), to_tree(exponent))


def _exponential(expr: sp.exp) -> Node:
    return Pow(Name("e"), to_tree(expr.args[0]))


def _pieces(expr: sp.Piecewise) -> Node:
    branches = [Branch(to_tree(value), _condition(when)) for value, when in expr.args if when != sp.true]
    others = [to_tree(value) for value, when in expr.args if when == sp.true]
    return Piecewise(tuple(branches), others[0] if others else None) if branches else others[0]


def _condition(when: sp.Basic) -> Relation:
    if type(when) in _RELATIONS:
        return Relation((to_tree(when.lhs), to_tree(when.rhs)), (_RELATIONS[type(when)],))
    if isinstance(when, sp.And) and len(when.args) == 2:
        joined = _chain(*(_condition(part) for part in when.args))
        if joined is not None:
            return joined
    raise UsageError(f"this condition cannot be written as a chain of comparisons: {when}")


def _chain(one: Relation, other: Relation) -> Relation | None:
    """`a < x` and `x < b` as `a < x < b`."""
    for first in (one, _turned(one)):
        for second in (other, _turned(other)):
            rising = first.operators[0][0] == second.operators[0][0] == "<"
            for low, high in ((first, second), (second, first)):
                if rising and low.operands[1] == high.operands[0]:
                    return Relation((*low.operands, high.operands[1]), (*low.operators, *high.operators))
    return None


def _turned(relation: Relation) -> Relation:
    return Relation(relation.operands[::-1], (_TURNED[relation.operators[0]],))


_READERS: tuple[tuple[type[sp.Basic], Callable[..., Node]], ...] = (
    (sp.Rational, _number),
    (sp.Float, _decimal),
    (sp.Symbol, _symbol),
    (sp.Add, _sum),
    (sp.Mul, _product),
    (sp.Pow, _power),
    (sp.exp, _exponential),
    (sp.Piecewise, _pieces),
)
