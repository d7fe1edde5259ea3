"""Is a rewritten expression equal to what it was before? By its parts first, then as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

import mpmath

from calcanim.calculus.language.syntax import (
    Add,
    Derivative,
    Div,
    Limit,
    Mul,
    Name,
    Neg,
    Node,
    Partial,
    Sub,
    children,
    rebuild,
)
from calcanim.calculus.verification.identity import has_limit, is_definition, is_identity
from calcanim.calculus.verification.trials import Ground, Trial, agree, free_names, trials, value_or_none
from calcanim.calculus.verification.verdicts import Finding, Verdict, worst


class Rule(StrEnum):
    """What a step does; it decides what has to agree.

    - ``rewrite``: algebra and definitions put in; inside a limit the bodies must agree, not just the limits;
    - ``definition``: a derivative and the limit that defines it, whatever the function is;
    - ``limit law``: a limit is split or joined, or a constant, or a continuous function, is taken out;
    - ``limit``: limits are carried out;
    - ``substitution``: a limit gets a new variable (see `substitution`);
    - ``derive``: derivatives are carried out, or split by a rule.
    """

    REWRITE = "rewrite"
    DEFINITION = "definition"
    LIMIT_LAW = "limit law"
    LIMIT = "limit"
    DERIVE = "derive"
    SUBSTITUTION = "substitution"


_OPAQUE: dict[Rule, tuple[type[Node], ...]] = {
    Rule.REWRITE: (Limit, Derivative, Partial),
    Rule.DERIVE: (Limit,),
    Rule.LIMIT_LAW: (Limit, Derivative, Partial),
    Rule.DEFINITION: (),
    Rule.LIMIT: (),
    Rule.SUBSTITUTION: (Limit, Derivative, Partial),
}


def compare(before: Node, after: Node, rule: Rule, ground: Ground, /) -> Finding:
    """Whether `after` may be written for `before`.

    Parts that stand in the same place are compared first: if each of them agrees, so does the whole. Where
    they do not, the whole is compared as one.
    """
    if before == after:
        return worst([])
    if rule is Rule.DEFINITION:
        ground = replace(ground, definitions=())
    by_parts = _compare_parts(before, after, rule, ground)
    if by_parts is not None and by_parts.verdict is Verdict.PROVED:
        return by_parts
    whole = _compare_whole(before, after, rule, ground)
    if by_parts is not None and by_parts.holds and whole.verdict is not Verdict.PROVED:
        return by_parts
    return whole


def _compare_parts(before: Node, after: Node, rule: Rule, ground: Ground) -> Finding | None:
    """The finding on the parts, None where the two are not built alike."""
    ours, theirs = children(before), children(after)
    if not ours or _without_children(before) != _without_children(after) or len(ours) != len(theirs):
        return None
    if isinstance(before, Limit) and isinstance(after, Limit):
        if (before.variable, before.target) != (after.variable, after.target):
            return None
        ground = replace(ground, limits=(*ground.limits, (before.variable, before.target)))
        return compare(before.body, after.body, rule, ground)
    if isinstance(before, Derivative | Partial):
        return None
    findings = []
    for ours_part, their_part in zip(ours, theirs, strict=True):
        findings.append(compare(ours_part, their_part, rule, ground))
        if not findings[-1].holds:
            return None
    return worst(findings)


def _without_children(node: Node) -> tuple[object, ...]:
    """The type and everything that is not a part: names of functions, primes, signs."""
    values = (getattr(node, entry.name) for entry in fields(node) if entry.name != "place")
    plain = (v for v in values if not isinstance(v, Node) and not _holds_nodes(v))
    return (type(node), *plain)


def _holds_nodes(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(item, Node) for item in value)


def _compare_whole(before: Node, after: Node, rule: Rule, ground: Ground) -> Finding:
    if rule is Rule.LIMIT_LAW:
        return _compare_law(before, after, ground)
    if rule is Rule.LIMIT and not _limits(after) <= _limits(before):
        return Finding(Verdict.REFUTED, "a limit stands here that did not stand there before")
    if rule is Rule.LIMIT:
        kept = {limit: Name("kept", str(k)) for k, limit in enumerate(_limits(after))}
        before, after = _renamed(before, kept), _renamed(after, kept)
    hidden = _Hidden(_OPAQUE[rule])
    before, after = hidden(before), hidden(after)
    refuted = counterexample(before, after, ground)
    if refuted is not None:
        return refuted
    if is_definition(before, after):
        return Finding(Verdict.PROVED, "one is the definition of the other")
    if is_identity(before, after, ground):
        return Finding(Verdict.PROVED, "SymPy shows that both are equal")
    count = sum(value_or_none(before, trial) is not None for trial in trials((before, after), ground))
    return Finding(Verdict.SUPPORTED, f"both agree to 12 digits in {count} trials")


def _renamed(node: Node, names: Mapping[Limit, Name]) -> Node:
    """With a name for each limit that stays: the rest is what is worked out, whatever value that one has."""
    if isinstance(node, Limit) and node in names:
        return names[node]
    return rebuild(node, lambda child: _renamed(child, names))


def counterexample(before: Node, after: Node, ground: Ground, /) -> Finding | None:
    """A refutation, or that nothing could be tried; None where all the trials agree."""
    tried = 0
    for trial in trials((before, after), ground):
        ours, theirs = value_or_none(before, trial), value_or_none(after, trial)
        if ours is None and theirs is None:
            continue
        if ours is None or theirs is None or not agree(ours, theirs):
            return Finding(Verdict.REFUTED, _refutation(trial, ours, theirs))
        tried += 1
    return None if tried else Finding(Verdict.UNCHECKED, "no point was found at which both have a value")


def _refutation(trial: Trial, ours: object, theirs: object) -> str:
    shown = ["undefined" if value is None else mpmath.nstr(value, 8) for value in (ours, theirs)]
    return f"at {trial.text or 'any point'} one side is {shown[0]}, the other {shown[1]}"


def _compare_law(before: Node, after: Node, ground: Ground) -> Finding:
    """Without their limits both sides must be equal, and every limit must exist.

    Sums and products of limits always follow them; where a limit stands in a function, or below a fraction
    bar, the values must be the same as well.
    """
    limits = _limits(before) | _limits(after)
    targets = {(limit.variable, limit.target, limit.side) for limit in limits}
    if len(targets) != 1:
        return Finding(Verdict.REFUTED, "the limits are not taken of the same variable to the same target")
    variable, target, _ = next(iter(targets))
    if variable.spelling in free_names(before) | free_names(after):
        return Finding(Verdict.REFUTED, f"{variable.spelling} stands outside the limits")
    inside = replace(ground, limits=(*ground.limits, (variable, target)))
    bodies = compare(_stripped(before), _stripped(after), Rule.REWRITE, inside)
    found = [bodies, *(_exists(limit, before, ground) for limit in limits)]
    if not (_only_sums_and_products(before) and _only_sums_and_products(after)):
        found.append(_same_values(before, after, ground))
    return worst(found)


def _only_sums_and_products(node: Node) -> bool:
    """Whether the limits in a node are joined by nothing else."""
    if isinstance(node, Limit) or not _limits(node):
        return True
    if isinstance(node, Div):
        return not _limits(node.right) and _only_sums_and_products(node.left)
    return isinstance(node, Add | Sub | Mul | Neg) and all(map(_only_sums_and_products, children(node)))


def _same_values(before: Node, after: Node, ground: Ground) -> Finding:
    refuted = counterexample(before, after, ground)
    if refuted is not None:
        return refuted
    if is_identity(before, after, ground):
        return Finding(Verdict.PROVED, "SymPy shows that both limits are equal")
    return Finding(Verdict.SUPPORTED, "in all trials the function is continuous at the limit")


def _exists(limit: Limit, before: Node, ground: Ground) -> Finding:
    """Whether a limit exists wherever the expression does that the law is used on."""
    for trial in trials((before, limit), ground):
        if value_or_none(before, trial) is not None and value_or_none(limit, trial) is None:
            return Finding(Verdict.REFUTED, f"at {trial.text} a limit that the law needs does not exist")
    if has_limit(limit, ground):
        return Finding(Verdict.PROVED, "the limits exist, and without them both sides are equal")
    return Finding(Verdict.SUPPORTED, "in all trials the limits exist; without them both sides are equal")


def _limits(node: Node) -> set[Limit]:
    if isinstance(node, Limit):
        return {node}
    return set[Limit]().union(*(_limits(child) for child in children(node)))


def _stripped(node: Node) -> Node:
    return _stripped(node.body) if isinstance(node, Limit) else rebuild(node, _stripped)


@dataclass
class _Hidden:
    """Replaces parts of some kinds by names, equal parts by the same name."""

    kinds: tuple[type[Node], ...]

    def __post_init__(self) -> None:
        self._names: dict[Node, Name] = {}

    def __call__(self, node: Node) -> Node:
        if isinstance(node, self.kinds):
            return self._names.setdefault(node, Name("hidden", str(len(self._names) + 1)))
        return rebuild(node, self)
