"""The slope of the secant from a point to one at a distance h, as a formula in h."""

from __future__ import annotations

import sympy as sp

from calcanim.calculus.deadline import TimeLimitError, time_limit
from calcanim.calculus.function import Function
from calcanim.calculus.language.reading import to_tree
from calcanim.calculus.language.realroot import Cbrt
from calcanim.calculus.language.syntax import Add, Call, Div, Name, Node, Relation, Sub
from calcanim.calculus.verification.derivation import Derivation, Ground, Rule, Step, tree
from calcanim.calculus.verification.precise import Definition
from calcanim.calculus.verification.verdicts import worst
from calcanim.errors import UsageError

PATIENCE = 3.0  # seconds; the first call loads much of SymPy


def difference_quotient(f: Function, at: sp.Expr, /) -> Derivation:
    """(f(a+h) − f(a)) / h for h > 0, and the shortest form that is found for it.

    >>> difference_quotient(Function.parse("cbrt(x)"), sp.Integer(0)).lines[-1].latex
    '=\\\\frac{1}{h^{2/3}}'
    """
    place, h = to_tree(at), Name("h")
    ground = Ground((Definition("f", (f.variable.name,), f.tree),), (_positive(),))
    high = h if at == 0 else Add(place, h)
    subject: Node = Div(Sub(Call("f", (high,)), Call("f", (place,))), h)
    short = to_tree(_shortest(f, at))
    step = Step(subject, short, Rule.REWRITE, "put in the function, for $h > 0$", ground)
    return Derivation(f"The secant's slope on {f.text}", subject, (step,), worst([]), ground)


def _positive() -> Relation:
    found = tree("h > 0")
    if not isinstance(found, Relation):
        raise TypeError("a condition is a relation")
    return found


def _shortest(f: Function, at: sp.Expr) -> sp.Expr:
    h = sp.Symbol("h", positive=True)
    rise = f.expr.subs(f.variable, at + h) - f.expr.subs(f.variable, at)
    plain = rise.replace(Cbrt, lambda x: sp.Pow(x, sp.Rational(1, 3)) if x.is_nonnegative else Cbrt(x))
    try:
        with time_limit(PATIENCE):
            return sp.simplify(plain / h)
    except TimeLimitError as error:
        raise UsageError(f"the slope of the secants of {f.text} has no short form") from error
