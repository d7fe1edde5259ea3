"""Functions of several variables of which some hold still, are numbers from the start, or move along a
line."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from calcanim.calculus.analysis.exact import Point, exact_point
from calcanim.calculus.constant import Constant
from calcanim.calculus.function import Function
from calcanim.calculus.language.plain import plain
from calcanim.calculus.language.syntax import substitute
from calcanim.errors import UsageError


def section(f: Function, along: str, at: Sequence[Point], /) -> Function:
    """The function of one variable that is left when the others keep the values they have at a point.

    `at` has a coordinate for each of `f.variables`; the one of the variable that moves is not used.

    >>> section(Function.parse("sin(x*y)"), "x", (0.1, -1)).latex
    '-\\\\sin(x)'
    """
    names = [symbol.name for symbol in f.variables]
    if along not in names or len(at) != len(names):
        raise UsageError(
            f"a section of {f.text} goes along one of {', '.join(names)}, through {len(names)} coordinates"
        )
    held = {
        symbol: exact_point(place)
        for symbol, place in zip(f.variables, at, strict=True)
        if symbol.name != along
    }
    return Function.from_expr(f.expr.subs(held), [sp.Symbol(along, real=True)])


def line_section(f: Function, at: Sequence[Point], step: Sequence[Point], /, *, along: str = "t") -> Function:
    """The function of t that f is at the place at + t·step: what one meets who walks straight on.

    >>> line_section(Function.parse("sqrt(abs(x*y))"), (0, 0), (1, 1)).latex
    '\\\\left|t\\\\right|'
    """
    if not len(at) == len(step) == len(f.variables):
        raise UsageError(f"a point and a step of {f.text} have {len(f.variables)} coordinates each")
    t = sp.Symbol(along, real=True)
    moved = {
        symbol: exact_point(place) + t * exact_point(way)
        for symbol, place, way in zip(f.variables, at, step, strict=True)
    }
    return Function.from_expr(f.expr.subs(moved, simultaneous=True), [t])


def with_numbers(f: Function, /, **numbers: Constant) -> Function:
    """The function of the other variables, with these numbers written where their letters stood.

    >>> with_numbers(Function.parse("v*t - g*t^2/2"), v=Constant.parse("20"), g=Constant.parse("9.81")).text
    '20*t - 9.81*t^2/2'
    """
    left = [symbol.name for symbol in f.variables if symbol.name not in numbers]
    tree = substitute(f.tree, {name: number.tree for name, number in numbers.items()})
    return Function.parse(plain(tree), variables=left)
