"""A derivative by the rules, line by line, each rule named as it is used: for any lesson's own function.

One engine for d/dx and for ∂/∂x. In every line each derivative that is left takes one step. A step holds for
every point at which the function has a value; where a part of it has a corner or a jump, at every point at
which all the parts have a derivative, and the remarks say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from calcanim.calculus.differentiation_rules import CHAIN, CONSTANT, TABLE, DifferentiationRule
from calcanim.calculus.function import Function
from calcanim.calculus.further_rules import BY_THE_CORE, FACTORS, IDENTITY
from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.syntax import (
    Add,
    Call,
    Derivative,
    Div,
    Name,
    Neg,
    Node,
    Partial,
    Piecewise,
    Sub,
    children,
)
from calcanim.calculus.proofs.ruled import Differentiation, Ruled, tidied, without_zeros
from calcanim.calculus.verification.derivation import Derivation, Ground, Rule, Step
from calcanim.calculus.verification.precise import Definition
from calcanim.calculus.verification.verdicts import worst
from calcanim.errors import UsageError
from calcanim.remembering import remembered

LONGEST = 7  # lines by rules; what is left then is carried out in one more
MOST_NAMED = 3  # rules in a reason
LONGEST_INNER = 30  # characters of LaTeX: a longer u is not named
SMALL = frozenset({CONSTANT, IDENTITY, *FACTORS})
WHERE_SMOOTH = "This holds wherever each part of the function has a derivative."
AND_SO_ON = "and so on, by the same rules"
SIMPLIFIED = "simplified"


@dataclass(frozen=True)
class Wave:
    """A line: what stands there, why, and which rules led to it."""

    node: Node
    reason: str
    rules: tuple[DifferentiationRule, ...] = ()


def derivative_from_rules(f: Function, /) -> Derivation:
    """From f′(x) to its formula.

    >>> for entry in derivative_from_rules(Function.parse("x*exp(2x)")).lines[3:]:
    ...     print(entry.latex, "|", entry.reason)
    =x\\exp(2x) \\cdot 2+\\exp(2x) | constant factor
    =(2x+1)e^{2x} | simplified
    """
    x = f.variable.name
    return _derivation(f, x, Call("f", (Name(x),), 1))


def partial_from_rules(f: Function, variable: str, /) -> Derivation:
    """From ∂f/∂x to its formula; the other variables are constants.

    >>> for entry in partial_from_rules(Function.parse("sin(x*y)"), "x").lines[1:]:
    ...     print(entry.latex, "|", entry.reason)
    =\\cos(xy)\\frac{\\partial}{\\partial x}\\left[xy\\right] | chain rule with $u = xy$, derivative of sine
    =\\cos(xy)y | constant factor
    =y\\cos(xy) | in the usual order
    """
    return _derivation(f, variable, Partial(f.tree, (Name(variable),)))


def as_the_rules_give_it(f: Function, /) -> str:
    """LaTeX of f′(x) as the rules leave it: in the usual order, but taken no further apart.

    >>> as_the_rules_give_it(Function.parse("sin(x)/x"))
    '\\\\frac{x\\\\cos(x)-\\\\sin(x)}{x^2}'
    """
    waves = _waves(f, f.variable.name, Derivative)
    last = waves[-2] if len(waves) > 1 and waves[-1].reason == SIMPLIFIED else waves[-1]
    return latex(last.node)


def rules_used(f: Function, /) -> tuple[DifferentiationRule, ...]:
    """The rules that a derivation of f′(x) uses, in the order in which they are first needed."""
    waves = _waves(f, f.variable.name, Derivative)
    return tuple(dict.fromkeys(rule for wave in waves for rule in wave.rules))


def rows_needed(f: Function, /) -> tuple[DifferentiationRule, ...]:
    """The rows of the table among them, and those that the others rest on, in the same order.

    >>> [rule.name for rule in rows_needed(Function.parse("sin(2x^2)+1"))]
    ['Sum', 'Constant', 'Chain rule', 'Sine', 'Product', 'Power']
    """
    rows = {row.name: row for row in TABLE}
    names = [name for rule in rules_used(f) for name in (rule.name, *rule.rests_on) if name in rows]
    return tuple(rows[name] for name in dict.fromkeys(names))


def rules_missing(f: Function, /) -> tuple[DifferentiationRule, ...]:
    """The rules used that are neither a row of the table nor rest on one.

    >>> [rule.words for rule in rules_missing(Function.parse("x*arctan(x)"))]
    ['derivative of arctan']
    """
    return tuple(rule for rule in rules_used(f) if not rule.proof and not rule.rests_on)


@remembered(maxsize=256)
def _derivation(f: Function, variable: str, subject: Node) -> Derivation:
    kind = Partial if isinstance(subject, Partial) else Derivative
    waves = _waves(f, variable, kind)
    everywhere = _standing_on(f, waves, subject, ())
    if everywhere.finding.holds:
        return everywhere
    parts = (subject, *(wave.node for wave in waves))
    return _standing_on(f, waves, subject, parts, remarks=(WHERE_SMOOTH,))


def _standing_on(
    f: Function,
    waves: Sequence[Wave],
    subject: Node,
    parts: tuple[Node, ...],
    *,
    remarks: tuple[str, ...] = (),
) -> Derivation:
    """The derivation where the function has a value, and these parts of it have one."""
    definition = Definition("f", tuple(symbol.name for symbol in f.variables), f.tree)
    definitions = (definition,) if isinstance(subject, Call) else ()
    where = Ground(definitions, domain=(f.tree, *parts))
    nodes = [subject, *(wave.node for wave in waves)]
    steps = tuple(
        Step(before, after, Rule.DERIVE, wave.reason, where)
        for (before, after), wave in zip(pairwise(nodes), waves, strict=True)
    )
    return Derivation(f"The derivative of {f.text}", subject, steps, worst([]), where, remarks)


@remembered(maxsize=256)
def _waves(f: Function, variable: str, kind: type[Derivative] | type[Partial]) -> tuple[Wave, ...]:
    """The lines after the subject."""
    result = f.partial(variable).tree
    rules = Differentiation(Name(variable), kind, f.variables)
    try:
        found = _shortened(list(_by_rules(rules, f.tree)))
    except UsageError:
        found = [Wave(result, BY_THE_CORE.words, (BY_THE_CORE,))]
    if found[-1].node != result:
        found.append(Wave(result, SIMPLIFIED if _is_built_up(found[-1].node) else "in the usual order"))
    return tuple(found)


def _by_rules(rules: Differentiation, operand: Node) -> Iterator[Wave]:
    """Lines until no derivative is left."""
    node: Node = rules.kind(operand, (rules.along,))
    is_whole = True
    while any(rules.left(node)):
        used: list[Ruled] = []

        def stepped(part: Node, used: list[Ruled] = used, is_whole: bool = is_whole) -> Node:
            used.append(rules.ruled(part, is_whole=is_whole))
            return used[-1].node

        node, is_whole = tidied(rules.replaced(without_zeros(node), stepped)), False
        yield Wave(node, _reason(used), tuple(dict.fromkeys(rule for each in used for rule in each.rules)))


def _shortened(waves: list[Wave]) -> list[Wave]:
    """At most so many lines: those in the middle of a long way are left out."""
    if len(waves) <= LONGEST:
        return waves
    rest = waves[LONGEST - 1 :]
    rules = tuple(dict.fromkeys(rule for wave in rest for rule in wave.rules))
    return [*waves[: LONGEST - 1], Wave(rest[-1].node, AND_SO_ON, rules)]


def _reason(used: Sequence[Ruled]) -> str:
    """The names of the rules of a line: the large ones first where there are too many."""
    rules = list(dict.fromkeys(rule for each in used for rule in each.rules))
    large = [rule for rule in rules if rule not in SMALL]
    named = rules if len(_words(rules)) <= MOST_NAMED or not large else large
    words = _words(named)
    inner = {each for ruled in used for each in ruled.inner}
    if len(inner) == 1 and len(latex(*inner)) <= LONGEST_INNER:
        words = [f"{w} with $u = {latex(*inner)}$" if w == CHAIN.words else w for w in words]
    return ", ".join(words[:MOST_NAMED]) + (" …" if len(words) > MOST_NAMED else "")


def _words(rules: Sequence[DifferentiationRule]) -> list[str]:
    return list(dict.fromkeys(rule.words for rule in rules))


def _is_built_up(node: Node) -> bool:
    """Whether there is more to do than to order factors."""
    return isinstance(node, Add | Sub | Div | Piecewise) or (
        not isinstance(node, Neg) and any(map(_is_built_up, children(node)))
    )
