"""A new variable in a limit: ε is written as φ(u), and u goes to where φ(u) is what ε goes to."""

from __future__ import annotations

from calcanim.calculus.language.reading import to_tree
from calcanim.calculus.language.syntax import (
    Derivative,
    Limit,
    Mul,
    Name,
    Node,
    Relation,
    children,
    rebuild,
    substitute,
)
from calcanim.calculus.verification.chains import positive
from calcanim.calculus.verification.comparison import Rule, compare
from calcanim.calculus.verification.identity import symbolic
from calcanim.calculus.verification.trials import Ground, free_names
from calcanim.calculus.verification.verdicts import Finding, Verdict, worst


def check_substitution(before: Node, after: Node, ground: Ground, /, *, by: Node | None = None) -> Finding:
    """Whether `after` is `before` with ε = φ(u) put into its limits; `by` is that equation.

    φ must take u's target to ε's, and its slope must not be 0 there: then ε comes as close to its target as
    one likes, and does not meet it on the way, just when u does.
    """
    if not isinstance(by, Relation) or by.operators != ("=",) or not isinstance(by.operands[0], Name):
        return Finding(Verdict.UNCHECKED, "a substitution needs what the old variable is: epsilon = x*u")
    old, expression = by.operands
    found = [limit for limit in _limits(after) if limit.variable.spelling in free_names(expression)]
    targets = {(limit.variable, limit.target) for limit in found if limit.side == "both"}
    if len(targets) != 1 or not isinstance(old, Name):
        return Finding(Verdict.REFUTED, "there is no limit in the new variable, or more than one")
    ((new, target),) = targets
    if new.spelling in free_names(before):
        return Finding(Verdict.REFUTED, f"{new.spelling} already stands for something else")
    expected = _with_variable(before, old, Limit(new, target, expression))
    arrives = [
        compare(substitute(expression, {new.spelling: target}), limit.target, Rule.REWRITE, ground)
        for limit in _limits(before)
        if limit.variable == old
    ]
    slope = to_tree(symbolic(Derivative(expression, (new,)), ground))
    there = substitute(slope, {new.spelling: target})
    one_to_one = positive(Mul(there, there), ground)
    return worst([compare(expected, after, Rule.REWRITE, ground), *arrives, one_to_one])


def _with_variable(node: Node, old: Name, new: Limit) -> Node:
    """The node with the new limit for each limit in the old variable; the new one's body is what it is."""
    if isinstance(node, Limit) and node.variable == old and node.side == "both":
        return Limit(new.variable, new.target, substitute(node.body, {old.spelling: new.body}))
    return rebuild(node, lambda child: _with_variable(child, old, new))


def _limits(node: Node) -> list[Limit]:
    own = [node] if isinstance(node, Limit) else []
    return own + [limit for child in children(node) for limit in _limits(child)]
