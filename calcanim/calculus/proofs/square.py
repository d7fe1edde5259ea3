"""The derivative of x², from the definition with two points and from the one with a difference ε."""

from __future__ import annotations

from calcanim.calculus.proofs.powers import power_with_difference, power_with_two_points
from calcanim.calculus.verification.derivation import Derivation


def square_with_two_points() -> Derivation:
    """B moves to A: nine lines, from f′(x_A) to 2x_A."""
    return power_with_two_points(2)


def square_with_difference() -> Derivation:
    """The difference ε goes to 0: from f′(x) to 2x."""
    return power_with_difference(2)
