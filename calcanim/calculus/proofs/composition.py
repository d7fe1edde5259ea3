"""The chain rule on two given functions, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from calcanim.calculus.function import Function
from calcanim.calculus.language.syntax import Call, Mul, Name, Neg, Node, Number, Relation
from calcanim.calculus.verification.comparison import Rule
from calcanim.calculus.verification.derivation import Derivation, Ground, Step
from calcanim.calculus.verification.precise import Definition
from calcanim.calculus.verification.verdicts import worst
from calcanim.errors import UnverifiedError

PLACES = 9


def derivative_of_composition(
    outer: Function, inner: Function, /, *, near: tuple[float, float] | None = None
) -> Derivation:
    """f'(x) for f(x) = g(h(x)): the rule, then the two derivatives put in, then the product in order.

    Where that cannot be verified for every x, as with |x|, it is for the x of `near`, and the lines say so;
    `UnverifiedError` where not even that succeeds.

    >>> outer, inner = Function.parse("sin(u)+1"), Function.parse("2x^2")
    >>> [line.latex for line in derivative_of_composition(outer, inner).lines]
    ["f'(x)", "=g'(h(x))h'(x)", '=\\\\cos(2x^2)(4x)', '=4x\\\\cos(2x^2)']
    """
    try:
        return _derived(outer, inner, None).require_verified()
    except UnverifiedError:
        if near is None:
            raise
        return _derived(outer, inner, near).require_verified()


def _derived(outer: Function, inner: Function, near: tuple[float, float] | None) -> Derivation:
    x, u = inner.variable.name, outer.variable.name
    body = Call("g", (Call("h", (Name(x),)),))
    definitions = (
        Definition("h", (x,), inner.tree),
        Definition("g", (u,), outer.tree),
        Definition("f", (x,), body),
    )
    ground = Ground(definitions, () if near is None else (_between(x, *near),))
    subject = Call("f", (Name(x),), 1)
    lines = list(_lines(outer, inner, "" if near is None else " here"))
    trees = (subject, *(tree for tree, _, _ in lines))
    steps = tuple(
        Step(before, after, rule, reason, ground)
        for (before, after), (_, rule, reason) in zip(pairwise(trees), lines, strict=True)
        if after != before
    )
    return Derivation("The chain rule on two functions", subject, steps, worst([]))


def _lines(outer: Function, inner: Function, where: str) -> Iterator[tuple[Node, Rule, str]]:
    """Each line's tree, how it follows, and the reason that is shown."""
    x, u = Name(inner.variable.name), outer.variable.name
    of_u, of_x = outer.derivative(), inner.derivative()
    yield Mul(Call("g", (Call("h", (x,)),), 1), Call("h", (x,), 1)), Rule.DERIVE, "by the chain rule"
    reason = f"since $g'({u}) = {of_u.latex}$ and $h'({x.spelling}) = {of_x.latex}${where}"
    if r"\frac" in reason or r"\begin" in reason:  # too small in a line of text
        reason = f"from the derivatives of $g$ and $h${where}"
    yield Mul(of_u.of(inner).tree, of_x.tree), Rule.DERIVE, reason
    yield outer.of(inner).derivative().tree, Rule.REWRITE, "in the usual order"


def _between(name: str, low: float, high: float) -> Relation:
    return Relation((_number(low), Name(name), _number(high)), ("<", "<"))


def _number(value: float) -> Node:
    digits = Number(f"{abs(value):.{PLACES}f}")
    return Neg(digits) if value < 0 else digits
