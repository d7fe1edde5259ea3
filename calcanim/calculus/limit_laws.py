"""Limits of a constant, of x, of a sum and of a product: each law, and what it says of given functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import sympy as sp

from calcanim.calculus.analysis.limits import is_defined_beside
from calcanim.calculus.constant import Constant
from calcanim.calculus.function import Function
from calcanim.calculus.language import notation
from calcanim.calculus.language.plain import plain
from calcanim.calculus.language.syntax import Add, Mul, Name, Node
from calcanim.calculus.rise_over_run import Written, written
from calcanim.calculus.verification.derivation import Derivation, Rule, line
from calcanim.errors import UsageError

_JOINED: Mapping[str, tuple[Callable[[Node, Node], Node], str]] = MappingProxyType(
    {"sum": (Add, "+"), "product": (Mul, "*")}
)

SIDES = ("left", "right")
_DIGITS = 20


class NoLimitError(UsageError):
    """A function has no finite limit here; the text says so."""


@dataclass(frozen=True)
class Limited:
    """A function that has a finite limit at k, what it is called, and the sides from which x can come."""

    f: Function
    name: Written
    limit: sp.Expr
    sides: tuple[str, ...]

    @property
    def value(self) -> Written:
        """The limit as it is shown: in decimals, rounded where it is no fraction."""
        return written(self.limit if self.limit.is_Rational else self.limit.evalf(_DIGITS), in_decimals=True)


@dataclass(frozen=True)
class LimitLaw:
    """A law by name: the functions that it is about, and the one that is made of them."""

    name: str
    parts: tuple[Limited, ...]
    whole: Limited

    @property
    def is_exact(self) -> bool:
        """Whether no limit had to be rounded to be shown."""
        return all(each.value.is_exact for each in (*self.parts, self.whole))

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides from which x can come in all of its functions."""
        return tuple(side for side in SIDES if all(side in each.sides for each in (*self.parts, self.whole)))

    @property
    def target(self) -> str:
        """LaTeX of what x comes to: k, or k from one side where there is no other."""
        return "k" if self.sides == SIDES else ("k^-" if "left" in self.sides else "k^+")

    @property
    def joined(self) -> str:
        """LaTeX of the limits of the parts, put together: `2+3`."""
        first, second = (part.value.tree for part in self.parts)
        return notation.latex(_JOINED[self.name][0](first, second))


@cache
def general_law(name: str, /) -> Derivation:
    """The law for any functions that have limits, verified.

    >>> general_law("sum").require_verified().lines[1].latex
    '=\\\\underset{x \\\\to k}{\\\\lim}\\\\,f(x)+\\\\underset{x \\\\to k}{\\\\lim}\\\\,g(x)'
    """
    if name not in _JOINED:
        before, after = {"constant": ("lim(x -> k, c)", "c"), "identity": ("lim(x -> k, x)", "k")}[name]
        return Derivation.of(f"The limit: {name}", before, line(after, "by definition", Rule.LIMIT))
    sign, reason = _JOINED[name][1], f"the limit of a {name} is the {name} of the limits"
    before, after = f"lim(x -> k, f(x){sign}g(x))", f"lim(x -> k, f(x)){sign}lim(x -> k, g(x))"
    return Derivation.of(f"The limit of a {name}", before, line(after, reason, Rule.LIMIT_LAW))


def limit_laws(c: Constant, k: Constant, f: Function, g: Function, /) -> tuple[LimitLaw, ...]:
    """The four laws for a constant c and functions f and g as x comes to k; `NoLimitError` where f or g has
    no finite limit, or where x cannot come to k in both.

    >>> number, function = Constant.parse, Function.parse
    >>> laws = limit_laws(number("1.5"), number("2"), function("x/2+1"), function("x^2/4+2"))
    >>> [str(law.whole.limit) for law in laws], laws[2].joined, laws[3].joined
    (['3/2', '2', '5', '6'], '2+3', '2 \\\\cdot 3')
    """
    x = Function.parse("x")
    alone = (Function.parse(plain(c.tree), variables="x"), Name("c")), (x, Name("x"))
    constant, identity = (_limited(each, name, k) for each, name in alone)
    parts = tuple(_limited(each, Name(letter), k) for each, letter in ((f, "f"), (g, "g")))
    return (
        LimitLaw("constant", (), constant),
        LimitLaw("identity", (), identity),
        *(LimitLaw(name, parts, _together(name, parts, k)) for name in _JOINED),
    )


def _together(name: str, parts: tuple[Limited, ...], k: Constant) -> Limited:
    join = _JOINED[name][0]
    (first, second), (f, g) = (part.name.tree for part in parts), (part.f for part in parts)
    whole = Function.parse(plain(join(f.tree, g.tree)), variables="x")
    return _limited(whole, join(first, second), k)


def _limited(f: Function, name: Node, k: Constant) -> Limited:
    limit = f.limit(k.expr)
    if limit is None or limit in (sp.oo, -sp.oo):
        found = "no limit" if limit is None else "no finite limit"
        raise NoLimitError(f"{plain(name)} = {f.text} has {found} as x comes to {float(k):g}")
    sides = tuple(side for side in SIDES if is_defined_beside(f, k.expr, side))
    return Limited(f, Written(name, True), limit, sides)
