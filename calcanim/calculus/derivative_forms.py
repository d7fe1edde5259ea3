"""The definition of the derivative in the three forms that books give it."""

from __future__ import annotations

from dataclasses import dataclass

from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.syntax import Call, Div, Limit, Name, Node, Number, Relation, Sub
from calcanim.calculus.verification.derivation import tree


@dataclass(frozen=True)
class Term:
    """A piece of a formula, as the core prints it.

    >>> Term(tree("x_B - x_A")).latex
    'x_B-x_A'
    """

    node: Node

    @property
    def latex(self) -> str:
        """LaTeX, as written."""
        return latex(self.node)


@dataclass(frozen=True)
class DerivativeForm:
    """One spelling of the definition: A is over `at`, B over `second`, and `moving` goes to `target`.

    >>> DIFFERENCE.rise.latex, DIFFERENCE.run.latex
    ('f(x_A+\\\\epsilon)-f(x_A)', '\\\\epsilon')
    """

    at: Term
    second: Term
    run: Term
    moving: Name
    target: Node

    @property
    def derivative(self) -> Term:
        """What is defined."""
        return Term(Call("f", (self.at.node,), 1))

    @property
    def low(self) -> Term:
        """The value at A."""
        return Term(Call("f", (self.at.node,)))

    @property
    def high(self) -> Term:
        """The value at B."""
        return Term(Call("f", (self.second.node,)))

    @property
    def rise(self) -> Term:
        """The difference of the values."""
        return Term(Sub(self.high.node, self.low.node))

    @property
    def quotient(self) -> Term:
        """Rise over run."""
        return Term(Div(self.rise.node, self.run.node))

    @property
    def limit(self) -> Limit:
        """The limit of rise over run."""
        return Limit(self.moving, self.target, self.quotient.node)

    @property
    def equation(self) -> Term:
        """The definition."""
        return Term(Relation((self.derivative.node, self.limit), ("=",)))


TWO_POINTS = DerivativeForm(
    Term(tree("x_A")), Term(tree("x_B")), Term(tree("x_B - x_A")), Name("x", "B"), Name("x", "A")
)
DIFFERENCE = DerivativeForm(
    Term(tree("x_A")), Term(tree("x_A + epsilon")), Term(Name("epsilon")), Name("epsilon"), Number("0")
)
RENAMED = DerivativeForm(
    Term(tree("x")), Term(tree("x + epsilon")), Term(Name("epsilon")), Name("epsilon"), Number("0")
)
FORMS = (TWO_POINTS, DIFFERENCE, RENAMED)
