"""A theorem on concrete functions: what it says of them, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from calcanim.calculus.constant import Constant
from calcanim.calculus.function import Function
from calcanim.calculus.language.latex_tokens import latex_tokens
from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.plain import plain
from calcanim.calculus.language.syntax import Call, Name, Node, Relation, children, rebuild, substitute
from calcanim.calculus.language.tokens import ParseError
from calcanim.calculus.proofs.theorem import Theorem
from calcanim.calculus.slopes import tangent
from calcanim.calculus.verification.derivation import Derivation, Ground, Rule, Step, tree
from calcanim.calculus.verification.precise import Definition
from calcanim.calculus.verification.verdicts import worst
from calcanim.errors import UnverifiedError, UsageError

NEAR = 0.01


@dataclass(frozen=True)
class Example:
    """The function that the theorem speaks of, made of the given ones, and its derivative by the theorem.

    `given_latex` says what was given; f itself, where that is nothing.
    """

    f: Function
    derivation: Derivation
    given_latex: tuple[str, ...]

    @property
    def ground(self) -> Ground:
        """What it stands on: the given functions and numbers."""
        return self.derivation.where


def example_of(
    theorem: Theorem,
    at: float,
    /,
    *,
    functions: Mapping[str, Function],
    numbers: Mapping[str, Constant],
) -> Example:
    """The theorem's f for these functions and numbers, and f′ by the theorem; `at` is a point of interest.

    Where that cannot be verified for every x, it is for the x near `at`. `NoSlopeError` where f, or a
    function that the theorem derives, has no derivative there.

    >>> from calcanim.calculus.proofs.catalogue import PROOFS
    >>> square, sine = Function.parse("x^2"), Function.parse("sin(x)")
    >>> example = example_of(PROOFS["product"], 1, functions={"g": square, "h": sine}, numbers={})
    >>> example.f.text, example.derivation.lines[2].latex
    ('x^2*sin(x)', '=2x\\\\sin(x)+x^2\\\\cos(x)')
    """
    body, rule = theorem.body, theorem.result[1].node
    if body is None:
        raise UsageError(f"'{theorem.title}' is not about a function")
    known = _Known(functions, {name: number.tree for name, number in numbers.items()})
    f = _of_x(known.put_into(body))
    tangent(f, at)
    for function, place in known.derived(rule):
        tangent(function, float(_of_x(place)(at)))
    lines = tuple(_lines(known, rule, f))
    try:
        derivation = _derivation(theorem, known, lines, ()).require_verified()
    except UnverifiedError:
        derivation = _derivation(theorem, known, lines, _around(at)).require_verified()
    return Example(f, derivation, tuple(known.named()) or (f"f(x) = {f.latex}",))


def _of_x(node: Node) -> Function:
    """The function of x that a formula of ours is; what is wrong is told without a place in a text."""
    try:
        return Function.parse(plain(node), variables="x")
    except ParseError as error:
        raise UsageError(f"{error.text}: {error.reason}") from error


@dataclass(frozen=True)
class _Known:
    """What the names in a theorem stand for."""

    functions: Mapping[str, Function]
    numbers: Mapping[str, Node]

    def named(self) -> Iterator[str]:
        """LaTeX of each function and number, with its name."""
        for name, function in self.functions.items():
            yield f"{name}({function.variable.name}) = {function.latex}"
        for name, number in self.numbers.items():
            yield f"{name} = {latex(number)}"

    def put_into(self, node: Node) -> Node:
        """The node with formulas for the functions and their derivatives."""
        match node:
            case Call(function, (argument,), primes) if function in self.functions:
                known = self.functions[function]
                formula = known.derivative(primes).tree if primes else known.tree
                return substitute(formula, {known.variable.name: self.put_into(argument)})
            case Name():
                return self.numbers.get(node.spelling, node)
        return rebuild(node, self.put_into)

    def derived(self, node: Node) -> Iterator[tuple[Function, Node]]:
        """Every function that is derived in a node, and where."""
        match node:
            case Call(function, (argument,), primes) if primes and function in self.functions:
                yield self.functions[function], self.put_into(argument)
        for child in children(node):
            yield from self.derived(child)


def _lines(known: _Known, rule: Node, f: Function) -> Iterator[tuple[Node, str, Rule]]:
    put_in, short = known.put_into(rule), f.derivative().tree
    yield rule, "what was proved", Rule.DERIVE
    if put_in != rule:
        names = " and ".join(f"${name}$" for name in (*known.functions, *known.numbers))
        yield put_in, f"put in {names}", Rule.DERIVE
    if _length(short) < _length(put_in):
        yield short, "in short", Rule.REWRITE


def _length(node: Node) -> int:
    """Of how many letters, digits, words, signs and strokes it is written."""
    return sum(token.text not in {"{", "}", "^", "_"} for token in latex_tokens(latex(node)))


def _derivation(
    theorem: Theorem, known: _Known, lines: tuple[tuple[Node, str, Rule], ...], near: tuple[Relation, ...]
) -> Derivation:
    definitions = [
        Definition(name, (each.variable.name,), each.tree) for name, each in known.functions.items()
    ]
    f = Definition("f", ("x",), substitute(theorem.body or Name("x"), dict(known.numbers)))
    ground = Ground(
        (*definitions, f), (*theorem.ground.conditions, *near), values=tuple(known.numbers.items())
    )
    subject: Node = Call("f", (Name("x"),), 1)
    nodes = [subject, *(node for node, _, _ in lines)]
    steps = tuple(
        Step(before, after, rule, reason, ground)
        for (before, after), (_, reason, rule) in zip(pairwise(nodes), lines, strict=True)
    )
    return Derivation(theorem.title, subject, steps, worst([]), ground)


def _around(at: float) -> tuple[Relation, ...]:
    found = tree(f"{at - NEAR:.9f} < x < {at + NEAR:.9f}")
    return (found,) if isinstance(found, Relation) else ()
