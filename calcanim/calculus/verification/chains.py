"""Inequalities: whether a chain such as a < b < c holds, and what may be done to it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

import mpmath
import sympy as sp

from calcanim.calculus.deadline import time_limit
from calcanim.calculus.language.meaning import to_sympy
from calcanim.calculus.language.syntax import (
    Div,
    Limit,
    Mul,
    Name,
    Neg,
    Node,
    Number,
    Relation,
    Sub,
    substitute,
)
from calcanim.calculus.verification.comparison import Rule, compare
from calcanim.calculus.verification.identity import (
    PATIENCE,
    SYMPY_FAILURES,
    is_acute,
    is_positive,
    shown_positive,
    symbolic,
)
from calcanim.calculus.verification.precise import Setting, UndefinedValueError, holds
from calcanim.calculus.verification.trials import Ground, Trial, free_names, trials, value_or_none
from calcanim.calculus.verification.verdicts import Finding, Verdict, worst


class Move(StrEnum):
    """What is done to all the sides of a chain at once.

    - ``multiply``, ``divide``: by the same positive expression, `by`;
    - ``reciprocals``: of sides that are positive, which turns the signs;
    - ``turn``: the chain is read from right to left;
    - ``mirror``: the variable `by` is replaced by its negative, in the conditions too;
    - ``limits``: the limit of each side at 0 of the variable `by`; `<` becomes `<=`.
    """

    MULTIPLY = "multiply"
    DIVIDE = "divide"
    RECIPROCALS = "reciprocals"
    TURN = "turn"
    MIRROR = "mirror"
    LIMITS = "limits"


MANY = 120
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def check_chain(chain: Relation, ground: Ground, /) -> Finding:
    """Whether a chain holds wherever the conditions do: its links are tried, then proved if possible."""
    counterexample = chain_counterexample(chain, ground)
    if counterexample is not None:
        return counterexample
    links = zip(chain.operators, chain.operands, chain.operands[1:], strict=False)
    return worst(shown_link(sign, left, right, ground) for sign, left, right in links)


def check_move(
    before: Relation, after: Relation, move: Move, ground: Ground, /, *, by: Node | None = None
) -> Finding:
    """Whether a move leads from one chain to the other; `ground` is where the first one holds."""
    expected, condition = _moved(before, move, by, ground)
    if expected.operators != after.operators or len(expected.operands) != len(after.operands):
        wanted = " ".join(expected.operators)
        return Finding(Verdict.REFUTED, f"the signs must be {wanted}, not {' '.join(after.operators)}")
    ground = mirrored(ground, by) if move is Move.MIRROR and isinstance(by, Name) else ground
    pairs = zip(expected.operands, after.operands, strict=True)
    sides = [compare(ours, theirs, Rule.REWRITE, ground) for ours, theirs in pairs]
    return worst([condition, *sides])


def mirrored(ground: Ground, variable: Name, /) -> Ground:
    """The conditions for the negative of a variable: 0 < θ < π/2 becomes 0 < −θ < π/2."""
    opposite: dict[str, Node] = {variable.spelling: Neg(variable)}
    turned = (substitute(condition, opposite) for condition in ground.conditions)
    return replace(ground, conditions=tuple(c for c in turned if isinstance(c, Relation)))


def same_region(
    first: tuple[tuple[Relation, ...], ...], second: tuple[tuple[Relation, ...], ...], /
) -> Finding:
    """Whether two regions, each a union of sets of conditions, are the same."""
    everything = tuple(relation for group in (*first, *second) for relation in group)
    count = 0
    for trial in trials(everything, Ground(), count=MANY):
        count += 1
        if _is_inside(first, trial) != _is_inside(second, trial):
            return Finding(Verdict.REFUTED, f"the conditions differ at {trial.text}")
    if _are_same_sets(first, second):
        return Finding(Verdict.PROVED, "SymPy shows that the conditions describe the same set")
    return Finding(Verdict.SUPPORTED, f"the conditions agree at {count} points")


def _are_same_sets(first: tuple[tuple[Relation, ...], ...], second: tuple[tuple[Relation, ...], ...]) -> bool:
    try:
        with time_limit(PATIENCE):
            one, other = (
                sp.Union(*(sp.And(*map(to_sympy, group)).as_set() for group in region))
                for region in (first, second)
            )
            return bool(one == other)
    except SYMPY_FAILURES:
        return False


def _is_inside(region: tuple[tuple[Relation, ...], ...], trial: Trial) -> bool:
    return any(all(_holds(relation, trial) for relation in group) for group in region)


def _holds(relation: Relation, trial: Trial) -> bool:
    try:
        return holds(relation, trial.setting)
    except UndefinedValueError:
        return False


def _moved(before: Relation, move: Move, by: Node | None, ground: Ground) -> tuple[Relation, Finding]:
    """The chain after the move, and whether the move was allowed."""
    fine = worst([])
    signs, sides = before.operators, before.operands
    if move is Move.TURN:
        return Relation(sides[::-1], tuple(TURNED[sign] for sign in signs[::-1])), fine
    if move is Move.RECIPROCALS:
        inverses = tuple(Div(Number("1"), side) for side in sides)
        allowed = worst(positive(side, ground) for side in sides)
        return Relation(inverses, tuple(TURNED[sign] for sign in signs)), allowed
    if by is None:
        return before, Finding(Verdict.UNCHECKED, f"'{move}' needs an expression to go by")
    if move is Move.LIMITS:
        return _in_the_limit(before, by, ground)
    if move is Move.MIRROR:
        opposite: dict[str, Node] = {by.spelling: Neg(by)} if isinstance(by, Name) else {}
        return Relation(tuple(substitute(side, opposite) for side in sides), signs), fine
    node = Mul if move is Move.MULTIPLY else Div
    return Relation(tuple(node(side, by) for side in sides), signs), positive(by, ground)


def _in_the_limit(before: Relation, by: Node, ground: Ground) -> tuple[Relation, Finding]:
    """The limits of the sides; by the squeeze theorem they exist, if the outer two exist and are equal."""
    if not isinstance(by, Name):
        return before, Finding(Verdict.UNCHECKED, "'limits' needs the name of a variable")
    limits = tuple(Limit(by, Number("0"), side) for side in before.operands)
    weaker = tuple(sign if sign.endswith("=") else f"{sign}=" for sign in before.operators)
    outer = compare(limits[0], limits[-1], Rule.DEFINITION, ground)
    near = worst(link for link in [outer, _holds_near(before, by, ground)])
    return Relation(limits, weaker), near


def _holds_near(chain: Relation, variable: Name, ground: Ground) -> Finding:
    """Whether the conditions are true, and the chain with them, on both sides of 0 as close as one likes."""
    for distance in ("0.1", "-0.1", "1e-9", "-1e-9"):
        setting = Setting({variable.spelling: mpmath.mpf(distance)}, {})
        if not all(holds(relation, setting) for relation in (*ground.conditions, chain)):
            return Finding(Verdict.REFUTED, f"the chain is not known at {variable.spelling} = {distance}")
    return worst([])


def positive(node: Node, ground: Ground, /) -> Finding:
    """Whether an expression is positive wherever the conditions hold."""
    tried = 0
    for trial in trials((node,), ground):
        value = value_or_none(node, trial)
        if value is not None and not value > 0:
            return Finding(Verdict.REFUTED, f"at {trial.text} it is {mpmath.nstr(value, 8)}, not positive")
        tried += value is not None
    if not tried:
        return Finding(Verdict.UNCHECKED, "no point was found at which to try it")
    if is_positive(node, ground):
        return Finding(Verdict.PROVED, "SymPy shows that it is positive")
    return Finding(Verdict.SUPPORTED, f"it is positive in {tried} trials")


def chain_counterexample(chain: Relation, ground: Ground, /) -> Finding | None:
    """A refutation, or that nothing could be tried; None where the chain holds in all trials."""
    tried = 0
    for trial in trials((chain,), ground, count=MANY // 4):
        try:
            fulfilled = holds(chain, trial.setting)
        except UndefinedValueError:
            return Finding(Verdict.REFUTED, f"at {trial.text} a side has no value")
        if not fulfilled:
            return Finding(Verdict.REFUTED, f"it is false at {trial.text}")
        tried += 1
    return None if tried else Finding(Verdict.UNCHECKED, "no point fulfils the conditions")


def shown_link(sign: str, left: Node, right: Node, ground: Ground, /) -> Finding:
    """What can be proved of a comparison that held in all trials."""
    low, high = (right, left) if sign.startswith(">") else (left, right)
    gap = Sub(high, low)
    if sign in ("<", ">", "<=", ">="):
        if is_positive(gap, ground):
            return Finding(Verdict.PROVED, "SymPy shows that the difference is positive")
        if _grows_from_zero(gap, ground):
            return Finding(Verdict.PROVED, "the difference is 0 at 0, and its derivative is positive")
    return Finding(Verdict.SUPPORTED, "it holds in all trials")


def _grows_from_zero(gap: Node, ground: Ground) -> bool:
    """Whether a difference in one angle θ, 0 < θ < π/2, starts at 0 and only grows."""
    names = free_names(gap)
    if len(names) != 1 or not is_acute(next(iter(names)), ground):
        return False
    try:
        with time_limit(PATIENCE):
            expr = symbolic(gap, ground)
            (angle,) = expr.free_symbols
            starts = sp.simplify(expr.subs(angle, 0)) == 0
            return bool(starts and shown_positive(sp.diff(expr, angle), ground))
    except SYMPY_FAILURES:
        return False
