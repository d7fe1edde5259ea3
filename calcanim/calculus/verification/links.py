"""One link of a stated chain: tried first, then proved if that is soon done."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from calcanim.calculus.language.syntax import Limit, Neg, Node, Relation, Sub
from calcanim.calculus.verification.chains import chain_counterexample, shown_link
from calcanim.calculus.verification.comparison import counterexample
from calcanim.calculus.verification.expansion import expanded
from calcanim.calculus.verification.growth import growth
from calcanim.calculus.verification.identity import is_definition, is_identity, is_positive, symbolic
from calcanim.calculus.verification.precise import INFINITY, Real, Setting, precise_value
from calcanim.calculus.verification.rounding import has_decimals, is_rounded, undefined
from calcanim.calculus.verification.trials import Ground, free_names, trials, value_or_none
from calcanim.calculus.verification.verdicts import UNCHANGED, Finding, Verdict

_HELD = Finding(Verdict.SUPPORTED, "it holds in all trials")
_NUMBERS_ONLY = Finding(Verdict.UNCHECKED, "what is rounded must be a number: a name here has no value")


@dataclass(frozen=True)
class Link:
    """`left sign right` on a ground, with everything put in that is known.

    `written` are the two sides as they were written, `basis` is the ground before anything was put in.
    """

    sign: str
    left: Node
    right: Node
    ground: Ground
    written: tuple[Node, Node]
    basis: Ground

    @classmethod
    def of(cls, sign: str, left: Node, right: Node, basis: Ground, /) -> Link:
        """The link between two sides as they were written."""
        found = expanded((left, right), basis)
        return cls(sign, found.nodes[0], found.nodes[1], found.ground, (left, right), basis)

    def tried(self) -> Finding:
        """What trials show: a refutation, support, or that there was nothing to try."""
        if self.sign == "~":
            return self._rounded()
        if self._infinite() is not None:
            return self._unbounded()
        if self.sign == "=":
            return counterexample(self.left, self.right, self.ground) or _HELD
        if self._is_given():
            return Finding(Verdict.PROVED, "it is one of the conditions")
        if self.sign == "!=":
            return self._different()
        return chain_counterexample(Relation((self.left, self.right), (self.sign,)), self.ground) or _HELD

    def proved(self) -> Finding:
        """What SymPy can show of a link that trials support."""
        if self._infinite() is not None:
            grown = symbolic(self._other(), self.ground) == self._infinite()
            return Finding(Verdict.PROVED, "SymPy finds the same limit") if grown else _HELD
        if self.sign != "=":
            return shown_link(self.sign, self.left, self.right, self.ground)
        if self.left == self.right:
            return UNCHANGED
        if is_definition(self.left, self.right):
            return Finding(Verdict.PROVED, "one is the definition of the other")
        if is_identity(self.left, self.right, self.ground):
            return Finding(Verdict.PROVED, "SymPy shows that both are equal")
        return _HELD

    def _is_given(self) -> bool:
        return any(
            (self.left, self.right) == sides and self.sign == sign
            for condition in self.ground.conditions
            for sides, sign in zip(
                zip(condition.operands, condition.operands[1:], strict=False),
                condition.operators,
                strict=True,
            )
        )

    def _different(self) -> Finding:
        """Whether two sides are never equal; trials alone cannot tell, they would have to hit a zero."""
        found = chain_counterexample(Relation((self.left, self.right), ("!=",)), self.ground)
        if found is not None:
            return found
        gaps = (Sub(self.left, self.right), Sub(self.right, self.left))
        if any(is_positive(gap, self.ground) for gap in gaps):
            return Finding(Verdict.PROVED, "SymPy shows that one side is larger")
        return Finding(Verdict.UNCHECKED, "it could not be shown that the two sides are never equal")

    def _rounded(self) -> Finding:
        if free_names(self.left) | free_names(self.right):
            return _NUMBERS_ONLY
        return undefined(*self.written, self._number)

    def _number(self, written: Node) -> Real:
        """The value of a side as it was written, or of one with a digit moved."""
        found = expanded((written,), self.basis)
        setting = Setting({}, dict(found.ground.defined))
        return precise_value(found.nodes[0], setting)

    def _infinite(self) -> sp.Expr | None:
        """The infinity that one of the sides is."""
        for side in (self.left, self.right):
            if side in (INFINITY, Neg(INFINITY)):
                return sp.oo if side == INFINITY else -sp.oo
        return None

    def _other(self) -> Node:
        return self.right if self.left in (INFINITY, Neg(INFINITY)) else self.left

    def _unbounded(self) -> Finding:
        """Whether the other side is a limit that grows, or falls, without end."""
        other, wanted = self._other(), 1 if self._infinite() == sp.oo else -1
        if self.sign != "=":
            return Finding(Verdict.UNCHECKED, "only a limit can be compared with infinity")
        tried = 0
        for trial in trials((other,), self.ground):
            found = growth(other, trial.setting) if isinstance(other, Limit) else {0}
            if -wanted in found or (0 in found and value_or_none(other, trial) is not None):
                return Finding(Verdict.REFUTED, f"at {trial.text or 'any point'} it is not so")
            if 0 in found:
                return Finding(Verdict.UNCHECKED, "it could not be told whether this grows without end")
            tried += 1
        return _HELD if tried else Finding(Verdict.UNCHECKED, "no point fulfils the conditions")


def links_of(chain: Relation, ground: Ground, /) -> list[Link]:
    """The links of a chain; where numbers are rounded, each is also compared with the first exact side."""
    sides, signs = chain.operands, chain.operators
    found = [
        Link.of(sign, left, right, ground) for sign, left, right in zip(signs, sides, sides[1:], strict=False)
    ]
    if "~" not in signs:
        return found
    exact = next((index for index, side in enumerate(sides) if not has_decimals(side)), None)
    for index, side in enumerate(sides):
        between = set(signs[min(index, exact or 0) : max(index, exact or 0)])
        if exact is not None and abs(index - exact) > 1 and between <= {"~", "="} and is_rounded(side):
            found.append(Link.of("~", sides[exact], side, ground))
    return found
