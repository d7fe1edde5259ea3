"""The derivative of a given function at a given point, from the definition: for any lesson's own example."""

from __future__ import annotations

import sympy as sp

from calcanim.calculus.deadline import TimeLimitError, time_limit
from calcanim.calculus.function import Function
from calcanim.calculus.language.reading import to_tree
from calcanim.calculus.language.syntax import Add, Call, Div, Limit, Mul, Name, Node, Sub, substitute
from calcanim.calculus.slopes import tangent
from calcanim.calculus.verification.derivation import Derivation, Ground, Rule, Step
from calcanim.calculus.verification.precise import Definition
from calcanim.calculus.verification.verdicts import worst
from calcanim.errors import UsageError

PATIENCE = 0.5


def derivative_from_definition(f: Function, at: float | sp.Expr, /) -> Derivation:
    """From f′(a) over the limit of the difference quotient, written out, to its value.

    `NoSlopeError`, naming the verdict, where f has no derivative.

    >>> proof = derivative_from_definition(Function.parse("x^2"), -1)
    >>> str(proof.verdict), proof.lines[-1].latex
    ('proved', '=-2')
    """
    tangent(f, float(at))
    place = _exact(at)
    a, x = to_tree(place), Name(f.variable.name)
    b = _second_point(x)
    ground = Ground((Definition("f", (x.spelling,), f.tree),))
    lines: list[tuple[Node, str, Rule]] = [
        (_quotient(Call("f", (b,)), Call("f", (a,)), a, b), "by definition", Rule.DEFINITION),
        (
            _quotient(substitute(f.tree, {x.spelling: b}), substitute(f.tree, {x.spelling: a}), a, b),
            "put in the function",
            Rule.REWRITE,
        ),
        *_simplified(f, place, a, b),
        (to_tree(_value(f, place)), "the limit", Rule.LIMIT),
    ]
    subject: Node = Call("f", (a,), 1)
    return _derivation(f, subject, lines, ground)


def _derivation(
    f: Function, subject: Node, lines: list[tuple[Node, str, Rule]], ground: Ground
) -> Derivation:
    steps: list[Step] = []
    before = subject
    for node, reason, rule in lines:
        steps.append(Step(before, node, rule, reason, ground))
        before = node
    return Derivation(f"The derivative of {f.text}", subject, tuple(steps), worst([]), ground)


def _exact(at: float | sp.Expr) -> sp.Expr:
    """A number as it was meant: 0.1 is one tenth."""
    if isinstance(at, sp.Expr) and not at.has(sp.Float):
        return at
    return sp.Rational(str(float(at))) if float(at) != int(float(at)) else sp.Integer(int(float(at)))


def _second_point(x: Name) -> Name:
    if x.subscript:
        raise UsageError(f"the variable {x.spelling} already has a subscript; use a single letter")
    return Name(x.letter, "B")


def _quotient(high: Node, low: Node, a: Node, b: Name) -> Limit:
    return Limit(b, a, Div(Sub(high, low), Sub(b, a)))


def _simplified(f: Function, place: sp.Expr, a: Node, b: Name) -> list[tuple[Node, str, Rule]]:
    """The quotient in lowest terms, if there is a shorter form without the difference below the stroke."""
    symbol = sp.Symbol(b.spelling, real=True)
    try:
        with time_limit(PATIENCE):
            rise = f.expr.subs(f.variable, symbol) - f.expr.subs(f.variable, place)
            if not rise.is_rational_function(symbol):
                return []
            short = sp.cancel(rise / (symbol - place), extension=True)
            if sp.denom(sp.together(short)).subs(symbol, place) == 0:
                return []
    except (TimeLimitError, NotImplementedError):
        return []
    reason = "the common factor cancels: it is not 0 on the way"
    return [*_factored(short, place, a, b), (Limit(b, a, to_tree(short)), reason, Rule.REWRITE)]


def _factored(short: sp.Expr, place: sp.Expr, a: Node, b: Name) -> list[tuple[Node, str, Rule]]:
    """The quotient with the run as a factor of the rise, where that is a product of polynomials."""
    if short.is_number or not short.is_polynomial():
        return []
    run = b if place == 0 else Add(b, to_tree(-place)) if place.is_negative else Sub(b, a)
    line = Limit(b, a, Div(Mul(run, to_tree(short)), run))
    return [(line, "the run is a factor of the rise", Rule.REWRITE)]


def _value(f: Function, place: sp.Expr) -> sp.Expr:
    exact = f.derivative().expr.subs(f.variable, place)
    try:
        with time_limit(PATIENCE):
            return sp.simplify(exact)
    except TimeLimitError:
        return exact
