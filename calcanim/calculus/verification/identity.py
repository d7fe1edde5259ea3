"""Proofs that two expressions are equal: by SymPy, or because one is the definition of the other."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from calcanim.calculus.deadline import TimeLimitError, time_limit
from calcanim.calculus.language.meaning import to_sympy
from calcanim.calculus.language.syntax import (
    Derivative,
    Div,
    Limit,
    Name,
    Node,
    Number,
    Partial,
    Relation,
    children,
)
from calcanim.calculus.verification.known_limits import follows, quotient_of, settled
from calcanim.calculus.verification.precise import Definition
from calcanim.calculus.verification.trials import Ground, called, free_names

PATIENCE = 1.0
SYMPY_FAILURES = (
    TimeLimitError,
    NotImplementedError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)


def is_identity(a: Node, b: Node, ground: Ground, /) -> bool:
    """Whether SymPy shows a = b; False says only that it does not."""
    if any(_has_limit_of_unknown(side, ground) for side in (a, b)):
        a, b = settled(a, ground), settled(b, ground)
        if any(_has_limit_of_unknown(side, ground) for side in (a, b)):
            return False
    try:
        with time_limit(PATIENCE):
            difference = symbolic(a, ground) - symbolic(b, ground)
            return _vanishes(difference) or (bool(ground.limits) and _vanishes(_nearby(difference, ground)))
    except SYMPY_FAILURES:
        return False


def symbolic(node: Node, ground: Ground, /) -> sp.Expr:
    """SymPy's expression, with definitions put in and limits and derivatives carried out."""
    symbols = {name: _symbol(name, ground) for name in _variables(node, ground)}
    meaning = to_sympy(node, definitions=_lambdas(ground, symbols), symbols=symbols)
    return meaning.doit()


def _nearby(expr: sp.Expr, ground: Ground) -> sp.Expr:
    """With any positive numbers for what is positive near the targets of the limits, under a logarithm or a
    power, and any number but 0 for what nears 0: it is enough to prove it of these."""
    targets = {sp.Symbol(name.spelling, real=True): to_sympy(at) for name, at in ground.limits}
    inside = {part.args[0] for part in expr.atoms(sp.log, sp.Pow)}
    for part in sorted(inside, key=sp.count_ops, reverse=True):
        moving = part.free_symbols & targets.keys()
        if moving and part.is_rational_function(*moving) and part.subs(targets).is_positive:
            expr = expr.subs(part, sp.Dummy(positive=True))
    for moving in (name for name, at in targets.items() if at == 0):
        expr = expr.subs(moving, sp.Dummy(real=True, nonzero=True))
    return sp.expand_log(expr)


def has_limit(limit: Limit, ground: Ground, /) -> bool:
    """Whether a limit follows from the laws, or SymPy finds it, and a finite one."""
    if _has_limit_of_unknown(limit, ground):
        return follows(limit, ground)
    try:
        with time_limit(PATIENCE):
            found = symbolic(limit, ground)
    except SYMPY_FAILURES:
        return False
    return not found.has(sp.Limit, sp.AccumBounds, sp.oo, -sp.oo, sp.zoo, sp.nan)


def is_positive(node: Node, ground: Ground, /) -> bool:
    """Whether SymPy shows that an expression is positive; acute angles are given by their tangents."""
    try:
        with time_limit(PATIENCE):
            return shown_positive(symbolic(node, ground), ground)
    except SYMPY_FAILURES:
        return False


def shown_positive(expr: sp.Expr, ground: Ground, /) -> bool:
    """The same for an expression of SymPy."""
    for name in sorted(expr.free_symbols, key=str):
        if is_acute(str(name), ground):
            expr = expr.subs(name, sp.atan(sp.Symbol(f"{name}_tangent", positive=True)))
    return bool(expr.is_positive or sp.factor(sp.simplify(expr)).is_positive)


def is_acute(name: str, ground: Ground, /) -> bool:
    """Whether the conditions say that a variable lies between 0 and π/2."""
    ends = (Number("0"), Div(Name("pi"), Number("2")))
    return any(
        condition.operators == ("<", "<")
        and (condition.operands[0], condition.operands[2]) == ends
        and isinstance(condition.operands[1], Name)
        and condition.operands[1].spelling == name
        for condition in ground.conditions
    )


def is_definition(a: Node, b: Node, /) -> bool:
    """Whether one side is a derivative and the other its difference quotient in the limit."""
    for limit, derivative in ((a, b), (b, a)):
        if isinstance(limit, Limit) and limit.side == "both":
            expected = quotient_of(derivative, limit)
            if expected is not None and is_identity(limit.body, expected, Ground()):
                return True
    return False


def _vanishes(difference: sp.Expr) -> bool:
    if difference == 0 or sp.expand(difference) == 0:
        return True
    pieces = difference.atoms(sp.Piecewise)
    if len(pieces) == 1:
        return _vanishes_by_cases(difference, pieces.pop())
    return bool(sp.simplify(difference) == 0)


def _vanishes_by_cases(difference: sp.Expr, pieces: sp.Piecewise) -> bool:
    """For `… if a ≠ b, … otherwise`: in the second case b is put for a."""
    (value, condition), *others = pieces.args
    if not isinstance(condition, sp.Ne) or len(others) != 1 or others[0].cond != sp.true:
        return bool(sp.simplify(difference) == 0)
    equal = difference.subs(pieces, others[0].expr).subs(condition.lhs, condition.rhs)
    return _vanishes(difference.subs(pieces, value)) and _vanishes(equal)


def _has_limit_of_unknown(node: Node, ground: Ground) -> bool:
    if isinstance(node, Limit) and _unknown(node.body, ground):
        return True
    return any(_has_limit_of_unknown(child, ground) for child in children(node))


def _unknown(node: Node, ground: Ground) -> bool:
    defined = ground.defined
    return any(
        name not in defined or _unknown(defined[name].body, replace_without(ground, name))
        for name in called(node)
    )


def replace_without(ground: Ground, name: str, /) -> Ground:
    """The ground without the definition of a function."""
    kept = tuple(definition for definition in ground.definitions if definition.function != name)
    return replace(ground, definitions=kept)


def _variables(node: Node, ground: Ground) -> frozenset[str]:
    bodies = (free_names(definition.body) for definition in ground.definitions)
    bound = (variable.spelling for variable, _ in ground.limits)
    return frozenset[str]().union(_all_names(node), *bodies, bound)


def _all_names(node: Node) -> frozenset[str]:
    own = frozenset({node.spelling}) if isinstance(node, Name) else frozenset[str]()
    return own.union(*(_all_names(child) for child in children(node))) - {"pi", "e", "infinity"}


def _symbol(name: str, ground: Ground) -> sp.Symbol:
    return (
        sp.Symbol(name, real=True, positive=True)
        if _is_said_positive(name, ground)
        else sp.Symbol(name, real=True)
    )


def _is_said_positive(name: str, ground: Ground) -> bool:
    return any(_says_positive(condition, name) for condition in ground.conditions)


def _says_positive(condition: Relation, name: str) -> bool:
    links = list(zip(condition.operators, condition.operands, condition.operands[1:], strict=False))
    turned = [({"<": ">", ">": "<"}.get(sign, sign), right, left) for sign, left, right in links]
    return any(
        sign == "<" and left == Number("0") and isinstance(right, Name) and right.spelling == name
        for sign, left, right in (*links, *turned)
    )


def _lambdas(ground: Ground, symbols: dict[str, sp.Symbol]) -> dict[str, sp.Lambda]:
    """Definitions as functions of SymPy; a later one may use an earlier one."""
    found: dict[str, sp.Lambda] = {}
    for definition in ground.definitions:
        found[definition.function] = _lambda(definition, found, symbols)
    return found


def _lambda(
    definition: Definition, earlier: dict[str, sp.Lambda], symbols: dict[str, sp.Symbol]
) -> sp.Lambda:
    parameters = {name: sp.Dummy(name, real=True) for name in definition.parameters}
    body = to_sympy(definition.body, definitions=earlier, symbols={**symbols, **parameters})
    body = body.doit() if isinstance(definition.body, Derivative | Partial) else body
    return sp.Lambda(tuple(parameters.values()), body)
