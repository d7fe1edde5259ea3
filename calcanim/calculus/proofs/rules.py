"""A partial derivative by the rules, one named rule a line: for any lesson's own function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from calcanim.calculus.function import Function
from calcanim.calculus.language.parse import parse_expression
from calcanim.calculus.language.syntax import (
    Add,
    Apply,
    Div,
    Mul,
    Name,
    Neg,
    Node,
    Number,
    Partial,
    Pow,
    Sub,
    children,
    rebuild,
    substitute,
)
from calcanim.calculus.verification.derivation import Derivation, Ground, Rule, Step
from calcanim.calculus.verification.trials import free_names
from calcanim.calculus.verification.verdicts import worst

LONGEST = 9
ZERO, ONE = Number("0"), Number("1")
OUTER = {
    "sin": "cos(u)",
    "cos": "-sin(u)",
    "tan": "1/cos(u)^2",
    "exp": "exp(u)",
    "ln": "1/u",
    "sqrt": "1/(2*sqrt(u))",
    "cbrt": "1/(3*cbrt(u)^2)",
    "arctan": "1/(1+u^2)",
    "arcsin": "1/sqrt(1-u^2)",
    "arccos": "-1/sqrt(1-u^2)",
    "sinh": "cosh(u)",
    "cosh": "sinh(u)",
    "tanh": "1/cosh(u)^2",
}


@dataclass(frozen=True)
class Ruling:
    """What a rule makes of a derivative, and the rule's name."""

    node: Node
    rule: str


def partial_from_rules(f: Function, variable: str, /) -> Derivation:
    """From ∂f/∂x to its formula, each rule named as it is used; one step where a form has no rule here.

    >>> for entry in partial_from_rules(Function.parse("sin(x*y)"), "x").lines[1:]:
    ...     print(entry.latex, entry.reason)
    =\\cos(xy)\\frac{\\partial}{\\partial x}\\left[xy\\right] the chain rule
    =\\cos(xy)\\left(y\\frac{\\partial x}{\\partial x}\\right) the constant factor stays
    =\\cos(xy)(y \\cdot 1) ∂x/∂x is 1
    =y\\cos(xy) in order
    """
    along = Name(variable)
    subject = Partial(f.tree, (along,))
    result = f.partial(variable).tree
    written = _written_out(subject, variable) or [Ruling(result, "computed by the math core")]
    if written[-1].node != result:
        written.append(Ruling(result, "in order"))
    steps: list[Step] = []
    before: Node = subject
    for ruling in written:
        steps.append(Step(before, ruling.node, Rule.DERIVE, ruling.rule, Ground()))
        before = ruling.node
    return Derivation(f"The derivative of {f.text} by {variable}", subject, tuple(steps), worst([]))


def _written_out(subject: Node, variable: str) -> list[Ruling] | None:
    """The lines until no derivative is left; None if that needs a rule that is missing, or too many lines."""
    found: list[Ruling] = []
    node = subject
    while _has_partial(node):
        ruling = _next(node, variable)
        if ruling is None or len(found) == LONGEST:
            return None
        found.append(ruling)
        node = ruling.node
    return found


def _has_partial(node: Node) -> bool:
    return isinstance(node, Partial) or any(_has_partial(child) for child in children(node))


def _next(node: Node, variable: str) -> Ruling | None:
    """One rule at the first derivative; those of the variable itself and of constants go all at once."""
    trivial = _without_trivial(node, variable)
    if trivial != node:
        only_ones = _without_trivial(node, variable, constants=False)
        return Ruling(
            trivial, f"∂{variable}/∂{variable} is 1" if trivial == only_ones else "constants do not change"
        )
    target = _first_partial(node)
    ruling = None if target is None else _ruled(target.operand, variable)
    if target is None or ruling is None:
        return None
    return Ruling(_replaced(node, target, ruling.node), ruling.rule)


def _without_trivial(node: Node, variable: str, *, constants: bool = True) -> Node:
    if isinstance(node, Partial):
        if node.operand == Name(variable):
            return ONE
        return ZERO if constants and _is_constant(node.operand, variable) else node
    return rebuild(node, lambda child: _without_trivial(child, variable, constants=constants))


def _first_partial(node: Node) -> Partial | None:
    if isinstance(node, Partial):
        return node
    found = (_first_partial(child) for child in children(node))
    return next((partial for partial in found if partial is not None), None)


def _replaced(node: Node, target: Node, by: Node) -> Node:
    return by if node == target else rebuild(node, lambda child: _replaced(child, target, by))


def _is_constant(node: Node, variable: str) -> bool:
    return variable not in free_names(node)


def _ruled(operand: Node, variable: str) -> Ruling | None:
    """The rule for the outermost form of what is derived."""
    for kinds, rule in _RULES:
        if isinstance(operand, kinds):
            return rule(operand, variable)
    return None


def _d(node: Node, variable: str) -> Node:
    """The derivative of a part; of another variable it is 0 at once, lest it be taken for a function."""
    if isinstance(node, Name) and node != Name(variable):
        return ZERO
    return Partial(node, (Name(variable),))


def _sum(node: Node, variable: str) -> Ruling:
    assert isinstance(node, Add | Sub)
    both = _d(node.left, variable), _d(node.right, variable)
    return Ruling(type(node)(*both), "the sum rule")


def _negative(node: Node, variable: str) -> Ruling:
    assert isinstance(node, Neg)
    return Ruling(Neg(_d(node.operand, variable)), "the sign stays")


def _product(node: Node, variable: str) -> Ruling:
    assert isinstance(node, Mul)
    left, right = node.left, node.right
    if _is_constant(left, variable):
        return Ruling(Mul(left, _d(right, variable)), "the constant factor stays")
    if _is_constant(right, variable):
        return Ruling(Mul(right, _d(left, variable)), "the constant factor stays")
    return Ruling(Add(Mul(_d(left, variable), right), Mul(left, _d(right, variable))), "the product rule")


def _quotient(node: Node, variable: str) -> Ruling:
    assert isinstance(node, Div)
    above, below = node.left, node.right
    if _is_constant(below, variable):
        return Ruling(Div(_d(above, variable), below), "the constant divisor stays")
    rise = Sub(Mul(_d(above, variable), below), Mul(above, _d(below, variable)))
    return Ruling(Div(rise, Pow(below, Number("2"))), "the quotient rule")


def _power(node: Node, variable: str) -> Ruling | None:
    assert isinstance(node, Pow)
    base, exponent = node.base, node.exponent
    if base == Name("e"):
        return Ruling(Mul(node, _d(exponent, variable)), "the exponential and the chain rule")
    if not _is_constant(exponent, variable):
        return None
    outer = Mul(exponent, _lowered(base, exponent))
    if base == Name(variable):
        return Ruling(outer, "the power rule")
    return Ruling(Mul(outer, _d(base, variable)), "the power rule and the chain rule")


def _lowered(base: Node, exponent: Node) -> Node:
    if isinstance(exponent, Number) and exponent.digits.isdigit():
        left = int(exponent.digits) - 1
        return base if left == 1 else Pow(base, Number(str(left)))
    return Pow(base, Sub(exponent, ONE))


def _applied(node: Node, variable: str) -> Ruling | None:
    assert isinstance(node, Apply)
    if node.function not in OUTER or len(node.arguments) != 1:
        return None
    (inner,) = node.arguments
    outer = substitute(parse_expression(OUTER[node.function]), {"u": inner})
    if inner == Name(variable):
        return Ruling(outer, f"the derivative of {node.function}")
    return Ruling(Mul(outer, _d(inner, variable)), "the chain rule")


_RULES: tuple[tuple[type[Node] | tuple[type[Node], ...], Callable[[Node, str], Ruling | None]], ...] = (
    ((Add, Sub), _sum),
    (Neg, _negative),
    (Mul, _product),
    (Div, _quotient),
    (Pow, _power),
    (Apply, _applied),
)
