"""What a function does at a point: differentiable, or the way in which it is not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import sympy as sp

from calcanim.calculus.analysis.exact import FAILURES, Point, exact_point, exact_value
from calcanim.calculus.analysis.germ import DISTANCE, UndecidedError, germ, is_analytic
from calcanim.calculus.analysis.limits import (
    UNKNOWN,
    Approach,
    Method,
    approach,
    formula_limit,
    is_defined_beside,
    same,
)
from calcanim.calculus.deadline import TimeLimitError, time_limit
from calcanim.errors import UsageError
from calcanim.remembering import remembered

if TYPE_CHECKING:
    from calcanim.calculus.function import Function

LONGEST_STUDY = 2.0


class Verdict(StrEnum):
    """What a function can do at a point. UNKNOWN: it could not be told, or no other name fits."""

    DIFFERENTIABLE = "differentiable"
    KINK = "kink"
    VERTICAL_TANGENT = "vertical tangent"
    CUSP = "cusp"
    JUMP = "jump"
    POLE = "pole"
    HOLE = "hole"
    OSCILLATING = "oscillating"
    OUTSIDE_DOMAIN = "outside domain"
    EDGE_OF_DOMAIN = "edge of domain"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Side:
    """A function on one side of a point: the value and the slope that it arrives with.

    Each is a number, `oo` or `-oo`, or None in its `Approach`. The slope is taken towards the value that this
    side arrives at, so a jump does not make it infinite.
    """

    name: str
    is_defined: bool
    value: Approach = UNKNOWN
    slope: Approach = UNKNOWN

    @property
    def oscillates(self) -> bool:
        """Whether it is known to swing for ever instead of arriving, with its value or with its slope."""
        return self.value.oscillates or self.slope.oscillates

    @property
    def method(self) -> Method:
        """How value and slope were found."""
        numeric = Method.NUMERIC in (self.value.method, self.slope.method) and self.value.is_finite
        return Method.NUMERIC if numeric or self.value.method is Method.NUMERIC else Method.EXACT


@dataclass(frozen=True)
class Behaviour:
    """What a function does at a point; `value` is None where it has none, `sentence` says it to a student."""

    at: sp.Expr
    verdict: Verdict
    value: sp.Expr | None
    left: Side
    right: Side
    variable: str = "x"

    @property
    def has_value(self) -> bool:
        """Whether the function is defined at the point."""
        return self.value is not None

    @property
    def method(self) -> Method:
        """Whether the sides were studied exactly or by numbers."""
        sides = [side.method for side in (self.left, self.right) if side.is_defined]
        return Method.NUMERIC if Method.NUMERIC in sides else Method.EXACT

    @property
    def left_value(self) -> sp.Expr | None:
        """The limit from the left."""
        return self.left.value.value

    @property
    def right_value(self) -> sp.Expr | None:
        """The limit from the right."""
        return self.right.value.value

    @property
    def left_slope(self) -> sp.Expr | None:
        """The slope on the left."""
        return self.left.slope.value

    @property
    def right_slope(self) -> sp.Expr | None:
        """The slope on the right."""
        return self.right.slope.value

    @property
    def slope(self) -> sp.Expr | None:
        """The slope of the tangent; None unless the function is differentiable here."""
        return self.right_slope if self.verdict is Verdict.DIFFERENTIABLE else None

    @property
    def sentence(self) -> str:
        """The verdict and its reason in plain words."""
        from calcanim.calculus.analysis.wording import sentence

        return sentence(self)


def behaviour(f: Function, at: Point, /) -> Behaviour:
    """What a function of one variable does at a point, within about two seconds.

    >>> from calcanim.calculus.function import Function
    >>> found = behaviour(Function.parse("abs(x)"), 0)
    >>> str(found.verdict), found.left_slope, found.right_slope
    ('kink', -1, 1)
    """
    point = exact_point(at)
    if point in (sp.oo, -sp.oo):
        raise UsageError("a function is studied at a real number; use limit for what it does far out")
    return _studied(f, point)


@remembered(maxsize=512)
def _studied(f: Function, point: sp.Expr) -> Behaviour:
    name = f.variable.name
    value, left, right = None, Side("left", is_defined=True), Side("right", is_defined=True)
    try:
        with time_limit(LONGEST_STUDY):
            value = _value(f, point)
            left, right = _side(f, point, "left"), _side(f, point, "right")
            return Behaviour(point, _verdict(value, left, right), value, left, right, name)
    except (*FAILURES, TimeLimitError):
        return Behaviour(point, Verdict.UNKNOWN, value, left, right, name)


def _value(f: Function, point: sp.Expr) -> sp.Expr | None:
    """The exact value at the point; a derivative has one only where its origin is differentiable."""
    if f.origin is not None and behaviour(f.origin, point).verdict is not Verdict.DIFFERENTIABLE:
        return None
    return exact_value(f.tree, f.variable, point)


def _side(f: Function, point: sp.Expr, name: str) -> Side:
    if not is_defined_beside(f, point, name):
        return Side(name, is_defined=False)
    arrives = approach(f, point, name)
    if not arrives.is_finite:
        return Side(name, is_defined=True, value=arrives)
    return Side(name, is_defined=True, value=arrives, slope=_slope(f, point, name, arrives))


def _slope(f: Function, point: sp.Expr, name: str, arrives: Approach) -> Approach:
    direction = 1 if name == "right" else -1
    try:
        formula = germ(f.expr, f.variable, point, name)
    except UndecidedError:
        return UNKNOWN
    if is_analytic(formula):
        return Approach(direction * formula.diff(DISTANCE).subs(DISTANCE, 0))
    return formula_limit(direction * (formula - arrives.value) / DISTANCE)


def _verdict(value: sp.Expr | None, left: Side, right: Side) -> Verdict:
    if not (left.is_defined or right.is_defined or value is not None):
        return Verdict.OUTSIDE_DOMAIN
    if not (left.is_defined and right.is_defined):
        return Verdict.EDGE_OF_DOMAIN
    if left.value.is_finite and right.value.is_finite:
        return _verdict_of_values(value, left, right)
    if left.value.oscillates or right.value.oscillates:
        return Verdict.OSCILLATING
    return Verdict.UNKNOWN if None in (left.value.value, right.value.value) else Verdict.POLE


def _verdict_of_values(value: sp.Expr | None, left: Side, right: Side) -> Verdict:
    if not same(left.value.value, right.value.value):
        return Verdict.JUMP
    if value is None or not same(value, left.value.value):
        return Verdict.HOLE
    return _verdict_of_slopes(left.slope, right.slope)


def _verdict_of_slopes(left: Approach, right: Approach) -> Verdict:
    if left.oscillates or right.oscillates:
        return Verdict.OSCILLATING
    if left.is_finite and right.is_finite:
        return Verdict.DIFFERENTIABLE if same(left.value, right.value) else Verdict.KINK
    if None in (left.value, right.value) or left.is_finite or right.is_finite:
        return Verdict.UNKNOWN
    return Verdict.VERTICAL_TANGENT if left.value == right.value else Verdict.CUSP
