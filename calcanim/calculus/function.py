"""A real function of one or more real variables: from text to tree, to SymPy, to NumPy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import sympy as sp

from calcanim.calculus.analysis.differentiate import differentiated, doubtful_places, tidied
from calcanim.calculus.deadline import TimeLimitError, time_limit
from calcanim.calculus.language import notation
from calcanim.calculus.language.cursor import Dialect
from calcanim.calculus.language.meaning import to_sympy
from calcanim.calculus.language.numeric import Values, evaluate
from calcanim.calculus.language.parse import ParseError, parse_expression
from calcanim.calculus.language.plain import plain
from calcanim.calculus.language.reading import to_tree
from calcanim.calculus.language.syntax import Node, names, substitute
from calcanim.calculus.language.vocabulary import CONSTANTS
from calcanim.errors import UsageError

if TYPE_CHECKING:
    from calcanim.calculus.analysis.behaviour import Behaviour
    from calcanim.calculus.analysis.extrema import CriticalPoint

LONGEST_COMPUTATION = 2.0
MOST_JOINS = 8
MOST_MET = 1000  # values at numbers that are remembered


class ComputationError(UsageError):
    """A function is too involved for what was asked of it."""


@dataclass(frozen=True)
class Function:
    """A function; on numbers or arrays (that broadcast) it gives real values, NaN where it has none.

    `tree` is what was written, `expr` what it means to SymPy, `origin` the function that this is the
    derivative of: where that one has no value, a corner or a step, the derivative has no value either.

    >>> f = Function.parse("sin(2*x^2)+1")
    >>> f.latex, f.derivative().latex, f(0)
    ('\\\\sin(2x^2)+1', '4x\\\\cos(2x^2)', 1.0)
    """

    tree: Node
    variables: tuple[sp.Symbol, ...]
    expr: sp.Expr = field(compare=False)
    text: str = field(compare=False)
    origin: Function | None = field(default=None, repr=False)

    @classmethod
    def parse(cls, text: str, /, *, variables: str | Iterable[str | sp.Symbol] | None = None) -> Function:
        """The function that a text describes; its variables are those it names, in order, unless given.

        >>> Function.parse("x^2*y").variables, Function.parse("3").variables
        ((x, y), (x,))
        >>> Function.parse("cbrt(x)")(-8)
        -2.0
        """
        given = None if variables is None else _symbols(variables)
        allowed = None if given is None else frozenset(symbol.name for symbol in given)
        tree = parse_expression(text, dialect=Dialect(variables=allowed))
        found = given or _symbols(sorted(names(tree) - CONSTANTS) or ["x"])
        return cls(tree, found, _meaning(tree, found, text), text.strip())

    @classmethod
    def from_expr(cls, expr: sp.Expr, variables: Iterable[sp.Symbol] | None = None, /) -> Function:
        """The function of a real SymPy expression; its formula is printed as a textbook would.

        >>> Function.from_expr(sp.log(sp.Symbol("x", real=True))).latex
        '\\\\ln(x)'
        """
        real = {symbol: sp.Symbol(symbol.name, real=True) for symbol in expr.free_symbols}
        meant = expr.subs(real)
        found = _symbols(sorted(s.name for s in real.values()) or ["x"] if variables is None else variables)
        tree = to_tree(meant)
        return cls(tree, found, meant, plain(tree))

    @property
    def latex(self) -> str:
        """The formula as it was written."""
        return notation.latex(self.tree)

    @property
    def variable(self) -> sp.Symbol:
        """The variable of a function that has only one; UsageError for others."""
        if len(self.variables) != 1:
            listed = ", ".join(symbol.name for symbol in self.variables)
            raise UsageError(f"{self.text} has the variables {listed}; a function of one variable is needed")
        return self.variables[0]

    def __call__(self, *values: Any) -> Any:
        """A float for numbers, an array for arrays; one argument per variable."""
        if len(values) != len(self.variables):
            raise UsageError(f"{self.text} takes {len(self.variables)} number(s), not {len(values)}")
        if all(isinstance(value, float) for value in values):
            return self._number(values)
        return self._array(values)

    def _number(self, values: tuple[float, ...]) -> float:
        """The value at numbers; in an animation many ask for the same one."""
        if values not in self._met:
            if len(self._met) >= MOST_MET:
                self._met.clear()
            self._met[values] = float(self._array(values))
        return self._met[values]

    @cached_property
    def _met(self) -> dict[tuple[float, ...], float]:
        return {}

    def _array(self, values: Iterable[Any]) -> Any:
        arrays = [np.asarray(value, dtype=np.float64) for value in values]
        found = self.values(*arrays)
        if self.origin is not None and len(arrays) == 1:
            found = self._mended(found, arrays[0])
        return float(found) if found.ndim == 0 else found

    def _mended(self, found: Values, at: Values) -> Values:
        """With the slopes where the pieces of the origin join smoothly, as those of x|x| do at 0."""
        origin = cast(Function, self.origin)
        missing = np.isnan(found)
        joins = np.unique(at[missing][np.isfinite(origin(at[missing]))]) if missing.any() else at[missing]
        for join in joins if len(joins) <= MOST_JOINS else ():
            slope = origin.behaviour(float(join)).slope
            found[missing & (at == join)] = np.nan if slope is None else float(slope)
        return found

    def values(self, *arrays: Values | float) -> Values:
        """The values by the formula alone: a derivative has none where its origin may have a corner."""
        at = {s.name: np.asarray(array) for s, array in zip(self.variables, arrays, strict=True)}
        found = evaluate(self.tree, at)
        if self.origin is not None:
            found = np.where(self.origin._doubtful(*arrays), np.nan, found)
        return np.array(np.broadcast_to(found, np.broadcast_shapes(*(np.shape(a) for a in arrays))))

    def _doubtful(self, *arrays: Values | float) -> Values:
        """Where the function has no value, or may have a corner or a step."""
        at = {s.name: np.asarray(array) for s, array in zip(self.variables, arrays, strict=True)}
        doubtful = np.isnan(self.values(*arrays))
        for place in self._doubtful_places:
            doubtful = doubtful | (evaluate(place, at) == 0)
        return np.asarray(doubtful)

    @cached_property
    def _doubtful_places(self) -> tuple[Node, ...]:
        return tuple(to_tree(place) for place in doubtful_places(self.expr))

    def derivative(self, n: int = 1) -> Function:
        """The n-th derivative of a function of one variable.

        >>> Function.parse("abs(x)").derivative()(np.array([-2.0, 0.0, 3.0])).tolist()
        [-1.0, nan, 1.0]
        """
        if n < 0 or n > 20:
            raise UsageError(f"the order of a derivative is a whole number from 0 to 20, not {n}")
        found = self
        for _ in range(n):
            found = found.partial(self.variable)
        return found

    def partial(self, variable: str | sp.Symbol, /) -> Function:
        """The derivative along one of the variables."""
        (symbol,) = _symbols([variable])
        if symbol not in self.variables:
            listed = ", ".join(s.name for s in self.variables)
            raise UsageError(f"'{symbol.name}' is not a variable of {self.text}; its variables: {listed}")
        try:
            with time_limit(LONGEST_COMPUTATION):
                expr = tidied(differentiated(self.expr, symbol))
                tree = to_tree(expr)
        except TimeLimitError:
            raise ComputationError(
                f"the derivative of {self.text} is too involved; try a simpler function"
            ) from None
        return Function(tree, self.variables, expr, plain(tree), origin=self)

    def of(self, inner: Function, /) -> Function:
        """The composition: this function of the values of another.

        >>> Function.parse("sin(x)").of(Function.parse("x^2")).text
        'sin(x^2)'
        """
        tree = substitute(self.tree, {self.variable.name: inner.tree})
        text = plain(tree)
        return Function(tree, inner.variables, _meaning(tree, inner.variables, text), text)

    def limit(self, at: float | str | sp.Expr, /, *, side: str = "both") -> sp.Expr | None:
        """The limit as the variable nears `at`, from "both" sides, the "left" or the "right".

        A number, `oo` or `-oo`; None where there is no limit or where none was found.

        >>> Function.parse("sin(x)/x").limit(0), Function.parse("1/x").limit(0, side="left")
        (1, -oo)
        """
        from calcanim.calculus.analysis.limits import limit

        return limit(self, at, side=side)

    def behaviour(self, at: float | str | sp.Expr, /) -> Behaviour:
        """What happens at a point: `behaviour.behaviour`."""
        from calcanim.calculus.analysis.behaviour import behaviour

        return behaviour(self, at)

    def zeros(self, interval: tuple[float, float], /) -> tuple[sp.Expr, ...]:
        """Where the function is zero in an interval, ends included: `extrema.zeros`."""
        from calcanim.calculus.analysis.extrema import zeros

        return zeros(self, interval)

    def critical_points(self, interval: tuple[float, float], /) -> tuple[CriticalPoint, ...]:
        """Minima, maxima and level inflections in an interval: `extrema.critical_points`."""
        from calcanim.calculus.analysis.extrema import critical_points

        return critical_points(self, interval)


def _symbols(variables: str | Iterable[str | sp.Symbol]) -> tuple[sp.Symbol, ...]:
    """Real symbols for names, given one by one or in a text: "x, y"."""
    words = variables.replace(",", " ").split() if isinstance(variables, str) else list(variables)
    found = tuple(sp.Symbol(w if isinstance(w, str) else w.name, real=True) for w in words)
    if not found or len(set(found)) < len(found):
        raise UsageError("a function needs one or more different variables")
    return found


def _meaning(tree: Node, variables: tuple[sp.Symbol, ...], text: str) -> sp.Expr:
    """SymPy's expression of a tree; ParseError where it has no real value anywhere."""
    try:
        with time_limit(LONGEST_COMPUTATION / 4):
            expr = to_sympy(tree, symbols={symbol.name: symbol for symbol in variables})
    except TimeLimitError:
        raise ParseError("this takes too long to work out", text, 0) from None
    if expr.has(sp.I, sp.zoo, sp.nan, sp.oo, -sp.oo):
        raise ParseError("this has no finite real value", text, tree.place)
    return expr
