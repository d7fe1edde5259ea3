"""Wrong variants of a line: one sign, operand, exponent, prime, function or number changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import sympy as sp

from calcanim.calculus.language.meaning import to_sympy
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
    Pow,
    Relation,
    Sub,
    children,
    rebuild,
)
from calcanim.calculus.verification.derivation import Derivation, Verdict
from calcanim.calculus.verification.trials import free_names

TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "!=": "="}
EXCHANGED = {"sin": ("cos", "tan"), "cos": ("sin", "tan"), "tan": ("sin", "cos")}
OTHER_SIDE = {"left": "right", "right": "left"}
x = sp.Symbol("x", real=True)
CONCRETE = {
    "f": sp.Lambda(x, sp.exp(x) + x**2),
    "g": sp.Lambda(x, sp.sin(x) + x**3),
    "h": sp.Lambda(x, x**2 / 2 + sp.cos(x)),
}


def mutants(node: Node, letters: tuple[str, ...]) -> Iterator[Node]:
    """The node with one change, at every place where one can be made."""
    yield from _changed(node, letters)
    for index, child in enumerate(children(node)):
        if child in _binders(node) and not isinstance(node, Limit):
            continue
        if isinstance(node, Limit) and index == 0:
            continue
        for changed in mutants(child, letters):
            yield _with_child(node, index, changed)


def _binders(node: Node) -> tuple[Node, ...]:
    return node.variables if isinstance(node, Derivative | Partial) else ()


def _with_child(node: Node, index: int, changed: Node) -> Node:
    counter = iter(range(len(children(node))))
    return rebuild(node, lambda child: changed if next(counter) == index else child)


def _changed(node: Node, letters: tuple[str, ...]) -> Iterator[Node]:
    match node:
        case Add(left, right):
            yield from (Sub(left, right), left)
        case Sub(left, right):
            yield from (Add(left, right), Sub(right, left))
        case Mul(left, right):
            yield from (Add(left, right), left)
        case Div(left, right):
            yield from (Mul(left, right), Div(right, left))
        case Pow(base, Number(digits)) if digits.isdigit():
            yield from (Pow(base, Number(str(int(digits) + 1))), base)
        case Neg(operand):
            yield operand
        case _:
            yield from _changed_word(node, letters)


def _changed_word(node: Node, letters: tuple[str, ...]) -> Iterator[Node]:
    match node:
        case Number(digits):
            yield Number(_other_digits(digits))
        case Name():
            yield from _other_names(node, letters)
        case Apply(function) if function in EXCHANGED:
            yield from (replace(node, function=other) for other in EXCHANGED[function])
        case Call(_, arguments, primes):
            yield from _other_calls(node, arguments, primes)
        case Limit(side=side) if side in OTHER_SIDE:
            yield replace(node, side=OTHER_SIDE[side])
        case Relation(_, operators):
            yield from _other_signs(node, operators)
        case _:
            return


def _other_digits(digits: str) -> str:
    """A whole number one larger; a decimal with another last digit."""
    if digits.isdigit():
        return str(int(digits) + 1)
    mantissa, _, exponent = digits.partition("e")
    last = "8" if mantissa[-1] == "9" else str(int(mantissa[-1]) + 1)
    return mantissa[:-1] + last + (f"e{exponent}" if exponent else "")


def _other_calls(node: Call, arguments: tuple[Node, ...], primes: int) -> Iterator[Node]:
    """A prime more or less; the arguments in another order."""
    if len(arguments) == 1:
        yield replace(node, primes=primes - 1 if primes else 1)
    else:
        yield replace(node, arguments=arguments[::-1])


def _other_signs(node: Relation, operators: tuple[str, ...]) -> Iterator[Node]:
    for index, sign in enumerate(operators):
        if sign in TURNED:
            yield replace(node, operators=(*operators[:index], TURNED[sign], *operators[index + 1 :]))


def _other_names(node: Name, letters: tuple[str, ...]) -> Iterator[Node]:
    for letter in letters:
        if letter != node.spelling:
            base, _, subscript = letter.partition("_")
            yield Name(base, subscript)


def letters_of(proof: Derivation) -> tuple[str, ...]:
    """The variables of a derivation, those of its limits among them."""
    found: set[str] = set()
    for entry in proof.lines:
        found |= _all_letters(entry.node)
    return tuple(sorted(found))


def _all_letters(node: Node) -> set[str]:
    bound = {node.variable.spelling} if isinstance(node, Limit) else set()
    return set(free_names(node)) | bound | {n for child in children(node) for n in _all_letters(child)}


def changes_meaning(line: Node, mutant: Node, proof: Derivation) -> bool:
    """Whether two lines differ, with SymPy alone: their limits in target, or what stands in them in value."""
    if isinstance(line, Relation) and isinstance(mutant, Relation):
        if line.operators != mutant.operators:
            return True
        sides = zip(line.operands, mutant.operands, strict=True)
        return any(changes_meaning(a, b, proof) for a, b in sides)
    if _targets(line) != _targets(mutant):
        return True
    try:
        ours, theirs = (_numbers(_bare(node), proof) for node in (line, mutant))
    except TypeError:  # a derivative that has no value: that of a letter by another one
        return True
    return any(abs(a - b) > 1e-9 * (1 + abs(a)) for a, b in zip(ours, theirs, strict=True))


def _targets(node: Node) -> list[Node]:
    own = [node.target] if isinstance(node, Limit) else []
    return own + [target for child in children(node) for target in _targets(child)]


def _bare(node: Node) -> Node:
    return _bare(node.body) if isinstance(node, Limit) else rebuild(node, _bare)


def _numbers(node: Node, proof: Derivation) -> list[complex]:
    definitions = dict(CONCRETE)
    for definition in proof.where.definitions:
        parameters = [sp.Symbol(name, real=True) for name in definition.parameters]
        body = to_sympy(definition.body, definitions=definitions)
        definitions[definition.function] = sp.Lambda(tuple(parameters), body)
    expr = to_sympy(node, definitions=definitions).doit()
    random = Random(7)
    found = []
    for _ in range(3):
        point = {s: sp.Rational(random.randint(20, 140), 100) for s in sorted(expr.free_symbols, key=str)}
        names = sorted(letters_of(proof))
        values = {sp.Symbol(n, real=True): sp.Rational(random.randint(20, 140), 100) for n in names}
        found.append(complex(expr.subs({**point, **values}).evalf(20)))
    return found


def in_other_words(node: Node) -> Iterator[Node]:
    """The node with the two sides of one sum or product exchanged, at every place where that can be done."""
    if isinstance(node, Add | Mul):
        yield type(node)(node.right, node.left)
    for index, child in enumerate(children(node)):
        if not (isinstance(node, Limit) and index == 0) and child not in _binders(node):
            for changed in in_other_words(child):
                yield _with_child(node, index, changed)


def is_caught(proof: Derivation, number: int, mutant: Node) -> bool:
    """Whether a step to or from line `number` is refuted when the mutant stands there."""
    steps = proof.steps
    around = []
    if number > 0:
        around.append(replace(steps[number - 1], after=mutant))
    if number < len(steps):
        around.append(replace(steps[number], before=mutant))
    return any(step.verdict is Verdict.REFUTED for step in around)
