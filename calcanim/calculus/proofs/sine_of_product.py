"""The partial derivatives of sin(xy): by the limit that defines them, and by the rules."""

from __future__ import annotations

from functools import cache

from calcanim.calculus.function import Function
from calcanim.calculus.proofs.rules import partial_from_rules
from calcanim.calculus.verification.derivation import Derivation, Rule, line

MOVED = {"x": "(x+epsilon)*y", "y": "x*(y+epsilon)"}
OTHER = {"x": "y", "y": "x"}


@cache
def partial_by_limit(variable: str, /) -> Derivation:
    """The partial derivative of sin(xy) by "x" or "y", from its definition."""
    other = OTHER[variable]
    level = f"lim(epsilon -> 0, (cos({other}*epsilon)-1)/epsilon)"
    steep = f"lim(epsilon -> 0, sin({other}*epsilon)/epsilon)"
    return Derivation.of(
        f"The partial derivative of sin(xy) by {variable}, from its definition",
        f"partial(sin(x*y), {variable})",
        line(
            f"lim(epsilon -> 0, (sin({MOVED[variable]})-sin(x*y))/epsilon)",
            f"by definition: only {variable} moves",
            Rule.DEFINITION,
        ),
        line(
            f"lim(epsilon -> 0, (sin(x*y)cos({other}*epsilon)"
            f"+cos(x*y)sin({other}*epsilon)-sin(x*y))/epsilon)",
            "sin(a + b) = sin a cos b + cos a sin b",
        ),
        line(
            f"lim(epsilon -> 0, sin(x*y)*((cos({other}*epsilon)-1)/epsilon)"
            f"+cos(x*y)*(sin({other}*epsilon)/epsilon))",
            "gather the terms with sin(xy)",
        ),
        line(
            f"sin(x*y)*({level})+cos(x*y)*({steep})",
            "limits of a sum, with constant factors",
            Rule.LIMIT_LAW,
        ),
        line(f"sin(x*y)*0+cos(x*y)*{other}", "two known limits", Rule.LIMIT),
        line(f"{other}*cos(x*y)", "the first term is 0"),
    )


@cache
def partial_by_rules(variable: str, /) -> Derivation:
    """The partial derivative of sin(xy) by "x" or "y", by the chain rule and the rules it needs."""
    return partial_from_rules(Function.parse("sin(x*y)"), variable)
