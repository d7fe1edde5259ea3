"""Limits that follow from the laws alone, where a function only has a name: it is taken to be differentiable.

So its difference quotient goes to its derivative, and its values go to its value, since what is
differentiable is continuous. Sums and products follow; a divisor must not move.
"""

from __future__ import annotations

from dataclasses import replace

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
    Sub,
    rebuild,
    substitute,
)
from calcanim.calculus.verification.trials import Ground, free_names


def settled(node: Node, ground: Ground, /) -> Node:
    """The node with the value for each limit that follows from the laws.

    >>> from calcanim.calculus.verification.derivation import tree
    >>> from calcanim.calculus.language.notation import latex
    >>> latex(settled(tree("lim(epsilon -> 0, g(x)*h(x+epsilon))"), Ground()))
    'g(x)h(x+0)'
    """
    if isinstance(node, Limit):
        return _value(node, ground) or node
    return rebuild(node, lambda child: settled(child, ground))


def follows(limit: Limit, ground: Ground, /) -> bool:
    """Whether a limit exists by the laws alone."""
    return _value(limit, ground) is not None


def quotient_of(derivative: Node, limit: Limit, /) -> Node | None:
    """The difference quotient of what is derived, in the variable of the limit."""
    lower: Node
    moved: Node
    match derivative:
        case Call() | Apply() if derivative.primes and len(derivative.arguments) == 1:
            (at,) = derivative.arguments
            primes = derivative.primes - 1
            lower = replace(derivative, primes=primes)
            moved = replace(derivative, primes=primes, arguments=(_moved(at, limit),))
        case Derivative() | Partial() if len(derivative.variables) == 1:
            (at,) = derivative.variables
            lower = derivative.operand
            moved = substitute(lower, {at.spelling: _moved(at, limit)})
        case _:
            return None
    if limit.target == at:
        return Div(Sub(moved, lower), Sub(limit.variable, at))
    return Div(Sub(moved, lower), limit.variable) if limit.target == Number("0") else None


def _moved(at: Node, limit: Limit) -> Node:
    return limit.variable if limit.target == at else Add(at, limit.variable)


def _value(limit: Limit, ground: Ground) -> Node | None:
    """Where the body goes, None where the laws do not say."""
    body = limit.body
    if limit.variable.spelling not in free_names(body):
        return body
    match body:
        case Name():
            return limit.target
        case Div(Sub(_, Call(function, _, 0) as low), _) if function not in ground.defined:
            derivative = replace(low, primes=1)
            return derivative if quotient_of(derivative, limit) == body else None
        case Call(function, (argument,), 0) if function not in ground.defined:
            inner = _value(replace(limit, body=argument), ground)
            return None if inner is None else replace(body, arguments=(inner,))
    return _by_the_laws(limit, ground)


def _by_the_laws(limit: Limit, ground: Ground) -> Node | None:
    match limit.body:
        case Add(left, right) | Sub(left, right) | Mul(left, right):
            one, other = (_value(replace(limit, body=part), ground) for part in (left, right))
            return None if one is None or other is None else type(limit.body)(one, other)
        case Neg(operand):
            inner = _value(replace(limit, body=operand), ground)
            return None if inner is None else Neg(inner)
    return None
