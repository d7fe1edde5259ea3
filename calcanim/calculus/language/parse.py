"""Text to tree. Two dialects share one grammar.

`FUNCTIONS` is what a user may type: real functions of real variables. `derivations(…)` adds what a proof
needs: named functions `f(x)` and their primes, `lim(x -> a, …)`, `D(…, x)`, `partial(…, x)`, `infinity` and
relations.

Decided once, where habits differ:

- `log` of one argument is the natural logarithm, `log(x, b)` the one to base b; `log2` and `log10` exist.
- `x^(1/3)` is the principal power, undefined for x < 0; `cbrt(x)` is the real root.
- `xy` is a product if all its letters are variables (of x, y, z, t, or of those declared), each there once.
- `sin x` is refused, `sin(x)` it is; `sin^2(x)` is a square; `sin^-1(x)` is refused.
- `1/2x` and `x^2y` are refused, being read in two ways; `x^2 y` and `x^2(y+1)` are products.
- `1e-3` is a number; `2e` is twice Euler's number.
- A bar after a complete operand closes: `||x|-1|` is nested, `|x||y|` is a product.
- `{-1 if x<0; 1 otherwise}` and `-1 if x<0 else 1` are piecewise, undefined where no condition holds.
"""

from __future__ import annotations

from collections.abc import Iterable

from calcanim.calculus.language.bounds import check_bounds
from calcanim.calculus.language.cursor import Dialect
from calcanim.calculus.language.operands import OperandParser
from calcanim.calculus.language.syntax import Node
from calcanim.calculus.language.tokens import ParseError

__all__ = ["FUNCTIONS", "Dialect", "ParseError", "derivations", "parse_expression"]

FUNCTIONS = Dialect()


def derivations(functions: Iterable[str] = ("f", "g", "h", "u", "v"), /) -> Dialect:
    """The dialect of proofs, with these letters as undefined functions where a bracket or a prime follows."""
    return Dialect(functions=frozenset(functions), derivations=True)


def parse_expression(text: str, /, *, dialect: Dialect = FUNCTIONS) -> Node:
    """The tree of a text; ParseError, with the place marked, where it is not an expression of the dialect.

    >>> parse_expression("2x")
    Mul(left=Number(digits='2'), right=Name(letter='x', subscript=''))
    >>> parse_expression("f'(x) = 2x", dialect=derivations()).operators
    ('=',)
    """
    parser = OperandParser(text, dialect)
    found = parser.choice()
    if dialect.derivations:
        found = parser.relation(found)
    if parser.token.kind != "end":
        parser.refuse_rest()
    check_bounds(found, text)
    return found
