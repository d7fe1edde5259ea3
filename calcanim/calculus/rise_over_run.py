"""The slope of the line through two points, worked out exactly and written as one writes it by hand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import sympy as sp

from calcanim.calculus.analysis.wording import in_signs
from calcanim.calculus.deadline import TimeLimitError, time_limit
from calcanim.calculus.language import notation
from calcanim.calculus.language.meaning import to_sympy
from calcanim.calculus.language.plain import plain
from calcanim.calculus.language.reading import to_tree
from calcanim.calculus.language.syntax import Div, Name, Neg, Node, Number, Sub, children
from calcanim.calculus.slopes import NoSlopeError
from calcanim.calculus.verification.statement import Ground, given

Coordinates = tuple[Node, Node]

RISE, RUN = "y_B - y_A", "x_B - x_A"
LONGEST = 10  # characters of an exact value; beyond, a rounded one says more
DIGITS = 5  # of a rounded one: two numbers of as many stand beside each other
PATIENCE = 1.0  # seconds to simplify


@dataclass(frozen=True)
class Written:
    """A number as it is shown: exact, or rounded to five digits where the exact form is long."""

    tree: Node
    is_exact: bool

    @property
    def latex(self) -> str:
        """For a formula."""
        return notation.latex(self.tree)

    @property
    def text(self) -> str:
        """For a sentence."""
        return in_signs(plain(self.tree))

    @property
    def spoken(self) -> str:
        """For a sentence that does not claim more than is so."""
        return self.text if self.is_exact else f"about {self.text}"

    @property
    def relation(self) -> str:
        """LaTeX of the sign before it."""
        return "=" if self.is_exact else r"\approx"


@dataclass(frozen=True)
class RiseOverRun:
    r"""The slope of the line from A to B, step by step; `NoSlopeError` where the run is 0.

    The points are trees, as they were written.

    >>> from calcanim.calculus.language.parse import parse_expression
    >>> a, b = ((parse_expression(x), parse_expression(y)) for x, y in (("1", "1"), ("7", "4")))
    >>> slope = RiseOverRun(a, b)
    >>> slope.rise.latex, slope.run.latex, slope.quotient.latex, slope.value.latex
    ('3', '6', '\\frac{3}{6}', '\\frac{1}{2}')
    """

    a: Coordinates
    b: Coordinates

    def __post_init__(self) -> None:
        if self._differences[0] == 0:
            place = plain(self.a[0])
            raise NoSlopeError(
                f"A and B have the same x-coordinate, {place}: the run is 0, so the line through them is "
                "vertical and has no slope; give A and B different x-coordinates"
            )

    @property
    def run(self) -> Written:
        """x_B − x_A."""
        return self._written(self._differences[0])

    @property
    def rise(self) -> Written:
        """y_B − y_A."""
        return self._written(self._differences[1])

    @property
    def quotient(self) -> Written:
        """Rise over run, not yet reduced."""
        return Written(Div(self.rise.tree, self.run.tree), self.rise.is_exact and self.run.is_exact)

    @cached_property
    def value(self) -> Written:
        """The slope."""
        run, rise = self._differences
        return self._written(_simplified(rise / run))

    @property
    def is_level(self) -> bool:
        """Whether the rise is 0."""
        return bool(self._differences[1] == 0)

    @property
    def rise_terms(self) -> tuple[str, str]:
        """LaTeX of y_B and of y_A as they stand in y_B − y_A: the second in brackets where it needs them."""
        return _terms(self.b[1], self.a[1])

    @property
    def run_terms(self) -> tuple[str, str]:
        """LaTeX of x_B and of x_A as they stand in x_B − x_A."""
        return _terms(self.b[0], self.a[0])

    @property
    def ground(self) -> Ground:
        """What a formula about the line stands on: A and B, rise, run and slope."""
        return given(x_B=self.b[0], y_B=self.b[1], **self._known)

    @property
    def upright_ground(self) -> Ground:
        """The same where B is over A."""
        return given(x_B="x_A", y_B=self.b[1], **self._known)

    @property
    def _known(self) -> dict[str, Node | str]:
        x_a, y_a = self.a
        quotients = dict.fromkeys(("rise", "Delta_y"), RISE) | dict.fromkeys(("run", "Delta_x"), RUN)
        return {"x_A": x_a, "y_A": y_a, "slope": f"({RISE})/({RUN})", **quotients}

    @cached_property
    def _differences(self) -> tuple[sp.Expr, sp.Expr]:
        pairs = zip(self.a, self.b, strict=True)
        run, rise = (_simplified(to_sympy(end) - to_sympy(start)) for start, end in pairs)
        return run, rise

    def _written(self, value: sp.Expr) -> Written:
        coordinates = (*self.a, *self.b)
        return written(value, in_decimals=any(_has_decimals(coordinate) for coordinate in coordinates))


def written(value: sp.Expr, /, *, in_decimals: bool = False) -> Written:
    """A number as it is shown; a fraction `in_decimals`, if they end.

    >>> written(sp.Rational(1, 2)).latex, written(sp.Rational(1, 2), in_decimals=True).latex
    ('\\\\frac{1}{2}', '0.5')
    """
    tree = (_in_decimals(value) if in_decimals else None) or to_tree(value)
    if len(plain(tree)) <= LONGEST:
        return Written(tree, True)
    digits = f"{float(value):.{DIGITS}g}"
    is_exact = value.is_Rational and Fraction(digits) == Fraction(value.p, value.q)
    return Written(_number(digits), bool(is_exact))


def on_one_line(number: Node, /) -> str:
    """LaTeX of a number, its fraction written with a slash.

    >>> on_one_line(Neg(Div(Number("1"), Number("3"))))
    '-1/3'
    """
    match number:
        case Neg(Div() as fraction):
            return f"-{on_one_line(fraction)}"
        case Div(Number(above), Number(below)):
            return f"{above}/{below}"
    return notation.latex(number)


def _simplified(value: sp.Expr) -> sp.Expr:
    """The value in its simplest form; as it is, where that takes too long."""
    try:
        with time_limit(PATIENCE):
            return sp.simplify(value)
    except TimeLimitError:
        return value


def _terms(first: Node, second: Node) -> tuple[str, str]:
    left = notation.latex(Sub(first, Name("z"))).removesuffix("-z")
    right = notation.latex(Sub(Number("0"), second)).removeprefix("0-")
    return left, right


def _has_decimals(node: Node) -> bool:
    own = isinstance(node, Number) and "." in node.digits
    return own or any(_has_decimals(child) for child in children(node))


def _in_decimals(value: sp.Expr) -> Node | None:
    """A fraction whose decimals end, written with them; None for another value."""
    if not value.is_Rational or value.is_Integer:
        return None
    digits = Decimal(abs(value.p)) / Decimal(value.q)
    if Fraction(digits) != Fraction(abs(value.p), value.q):
        return None
    number = Number(f"{digits:f}")
    return Neg(number) if value < 0 else number


def _number(digits: str) -> Node:
    return Neg(Number(digits[1:])) if digits.startswith("-") else Number(digits)
