"""The equation of the tangent: a line of the right slope, its offset solved for, and both put together.

The lines are equations. Each is true of the tangent, whatever f is; and each is shown to follow from those
above it while α and β are still unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

import sympy as sp

from calcanim.calculus.function import Function
from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.reading import to_tree
from calcanim.calculus.language.syntax import Add, Mul, Name, Neg, Node, Relation, Sub, substitute
from calcanim.calculus.verification.comparison import Rule, compare
from calcanim.calculus.verification.derivation import DerivationLine, tree
from calcanim.calculus.verification.grounds import given
from calcanim.calculus.verification.statement import stated
from calcanim.calculus.verification.trials import Ground
from calcanim.calculus.verification.verdicts import Finding, worst

SLOPE, OFFSET = "f'(x_A)", "f(x_A) - f'(x_A)*x_A"
LONGEST = 40  # characters of LaTeX: a longer last form tells nothing
_ASSUMED = worst([])


@lru_cache(maxsize=64)
def tangent_equation(f: Function, /) -> tuple[DerivationLine, ...]:
    """From y = αx + β to the equation of the tangent at A, and to what it is for this function.

    That last part is left out where it does not hold for every x_A, as with |x|.

    >>> for line in tangent_equation(Function.parse("x^2"))[-3:]:
    ...     print(line.latex, line.verdict)
    y = f(x_A)+f'(x_A)(x-x_A) proved
    y = x_A^2+2x_A(x-x_A) proved
    y = 2x_Ax-x_A^2 proved
    """
    return (*_general(), *takewhile(_holds, _special(f)))


def _holds(line: DerivationLine) -> bool:
    return Finding(line.verdict, line.evidence).holds


@lru_cache(maxsize=1)
def _general() -> tuple[DerivationLine, ...]:
    """The lines for any function."""
    to_a: dict[str, Node] = {"x": Name("x", "A")}
    straight, on_curve = _equation("y = alpha*x + beta"), _equation("alpha*x_A + beta = f(x_A)")
    solved, put_in = _equation("beta = f(x_A) - alpha*x_A"), _equation(f"beta = {OFFSET}")
    both, ordered = _equation(f"y = {SLOPE}*x + {OFFSET}"), _equation(f"y = f(x_A) + {SLOPE}*(x - x_A)")
    slope = {"alpha": tree(SLOPE)}
    return (
        _line(straight, "any line that is not upright", _ASSUMED),
        _line(_equation(f"alpha = {SLOPE}"), "its slope is that of the curve at A", _ASSUMED),
        _line(on_curve, "A lies on it", _same(substitute(_right(straight), to_a), on_curve)),
        _line(solved, r"take $\alpha x_A$ from both sides", _equivalent(on_curve, solved)),
        _line(put_in, "put in α", _agree(substitute(_right(solved), slope), _right(put_in))),
        _line(
            both,
            "put α and β into the line",
            _agree(substitute(_right(straight), {**slope, "beta": _right(put_in)}), _right(both)),
        ),
        _line(ordered, "gather the terms with the slope", _agree(_right(both), _right(ordered))),
    )


def _special(f: Function) -> Iterator[DerivationLine]:
    """The last line with the function put in; and multiplied out, where that is short."""
    at_a: dict[str, Node] = {f.variable.name: Name("x", "A")}
    value, slope = substitute(f.tree, at_a), substitute(f.derivative().tree, at_a)
    here = given(f=f).definitions
    general = tree(f"f(x_A) + {SLOPE}*(x - x_A)")
    special = Add(value, Mul(slope, Sub(Name("x"), Name("x", "A"))))
    follows = compare(general, special, Rule.DERIVE, Ground(here))
    yield _line(_y_is(special), "put in the function", follows, f)
    ordered = _ordered(f, slope)
    if ordered is not None and ordered != special and len(latex(ordered)) <= LONGEST:
        yield _line(_y_is(ordered), "multiply out", _agree(special, ordered), f)


def _ordered(f: Function, slope: Node) -> Node | None:
    """The slope times x, and the offset."""
    a = sp.Symbol("x_A", real=True)
    value, rate = (g.expr.subs(f.variable, a) for g in (f, f.derivative()))
    offset = sp.expand(value - rate * a)
    if not f.expr.is_polynomial(f.variable):
        return None
    line = Mul(slope, Name("x"))
    if rate == 0:
        return to_tree(offset)
    if offset == 0:
        return line
    if not offset.is_Add and offset.could_extract_minus_sign():
        return Sub(line, to_tree(-offset))
    return _joined(line, to_tree(offset))


def _joined(first: Node, node: Node) -> Node:
    """Two sums as one, without brackets."""
    if isinstance(node, Add | Sub):
        return type(node)(_joined(first, node.left), node.right)
    return Sub(first, node.operand) if isinstance(node, Neg) else Add(first, node)


def _line(equation: Relation, reason: str, follows: Finding, f: Function | None = None) -> DerivationLine:
    known = {"alpha": SLOPE, "beta": OFFSET, "y": "alpha*x + beta"}
    on = given(**known) if f is None else given(f=f, **known)
    finding = worst([follows, stated(latex(equation), on=on).finding])
    return DerivationLine(equation, reason, finding.verdict, finding.evidence)


def _equation(text: str) -> Relation:
    found = tree(text)
    if not isinstance(found, Relation):
        raise TypeError("an equation has two sides")
    return found


def _y_is(right: Node) -> Relation:
    return Relation((Name("y"), right), ("=",))


def _right(equation: Relation) -> Node:
    return equation.operands[1]


def _agree(before: Node, after: Node) -> Finding:
    return compare(before, after, Rule.REWRITE, Ground())


def _same(left: Node, equation: Relation) -> Finding:
    """Whether the left side of an equation is this."""
    return _agree(left, equation.operands[0])


def _equivalent(before: Relation, after: Relation) -> Finding:
    """Whether both equations say that the same difference is 0."""
    (one, other), (first, second) = before.operands, after.operands
    return _agree(Sub(one, other), Sub(first, second))
