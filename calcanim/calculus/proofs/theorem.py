"""A theorem: what is given, the derivations that prove it, and how these fall into passages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.syntax import Node, Relation
from calcanim.calculus.verification.derivation import Derivation, DerivationLine, Ground, tree


@dataclass(frozen=True)
class Passage:
    """Some lines of a derivation that belong together, and what happens in them, in words."""

    name: str
    words: str
    lines: int


@dataclass(frozen=True)
class Remark:
    """A sentence on what a derivation leaves open, or on how that is mended."""

    sentence: str


@dataclass(frozen=True)
class Part:
    """A derivation, what stands above it, and its passages.

    `given` are formulas in the dialect of derivations that hold on its ground. `aside` says in words what its
    remarks say.
    """

    derive: Callable[[], Derivation]
    given: tuple[str, ...]
    passages: tuple[Passage, ...]
    aside: str = ""

    @property
    def derivation(self) -> Derivation:
        """The derivation, all of whose lines are verified."""
        return self.derive().require_verified()

    @property
    def given_latex(self) -> tuple[str, ...]:
        """LaTeX of what is given."""
        return tuple(latex(tree(text)) for text in self.given)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What has to be said of the derivation."""
        return tuple(map(Remark, self.derivation.remarks))

    def ground_of(self, number: int, /) -> Ground:
        """Where a line holds; 0 is the subject."""
        derivation = self.derivation
        grounds = [step.ground for step in derivation.steps] or [derivation.where]
        return grounds[min(number, len(grounds) - 1)]


@dataclass(frozen=True)
class Theorem:
    """What is proved, in one or more parts; `main` is the number of the one that ends with it.

    `question` is what it answers, and `sentence` the one to keep, with formulas between dollars; `supposed`
    is what the functions must be.

    >>> from calcanim.calculus.proofs.catalogue import PROOFS
    >>> PROOFS["product"].claim
    ("f'(x)", "=g'(x)h(x)+g(x)h'(x)")
    """

    title: str
    question: str
    sentence: str
    parts: tuple[Part, ...]
    main: int = -1
    supposed: str = ""

    @property
    def words(self) -> str:
        """The sentence to keep, as it is said."""
        return f"{self.sentence.replace('$', '')}."

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        """The derivations of all parts."""
        return tuple(part.derivation for part in self.parts)

    @property
    def result(self) -> tuple[DerivationLine, DerivationLine]:
        """The subject and the last line of the main part: what is proved."""
        lines = self.parts[self.main].derivation.lines
        return lines[0], lines[-1]

    @property
    def claim(self) -> tuple[str, str]:
        """LaTeX of both sides of what is proved."""
        before, after = self.result
        return before.latex, after.latex

    @property
    def ground(self) -> Ground:
        """What the result stands on."""
        return self.parts[self.main].derivation.where

    @property
    def body(self) -> Node | None:
        """The right side of what is given first, such as g(x)h(x); None if nothing is."""
        given = self.parts[self.main].given
        relation = tree(given[0]) if given else None
        return relation.operands[-1] if isinstance(relation, Relation) else None

    @property
    def conditions(self) -> tuple[str, ...]:
        """LaTeX of the conditions under which the result holds."""
        return self.parts[self.main].derivation.conditions

    @property
    def remarks(self) -> tuple[str, ...]:
        """What has to be said of its derivations."""
        return tuple(remark for derivation in self.derivations for remark in derivation.remarks)
