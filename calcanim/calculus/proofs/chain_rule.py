"""The chain rule: the textbook's short proof with its gap named, and the proof without the gap."""

from __future__ import annotations

from functools import cache

from calcanim.calculus.verification.derivation import Derivation, Rule, ground, line

COMPOSITION = "f(x) = g(h(x))"
QUOTIENT = "q(u) = {(g(u)-g(h(x)))/(u-h(x)) if u != h(x); g'(h(x)) otherwise}"
GAP = r"A gap where $h'(x) = 0$: there $h(x+\epsilon)-h(x)$ may be 0 for $\epsilon$ as small as one likes."
MENDING = "It is mended by a quotient $q$ that has the value $g'(h(x))$ where that difference is 0."


@cache
def chain_rule_by_division() -> Derivation:
    """The short proof. It only holds where h(x+ε) ≠ h(x) for all small ε ≠ 0, as it is where
    h'(x) ≠ 0; `remarks` says what that leaves out."""
    return Derivation.of(
        "The chain rule, where h moves",
        "f'(x)",
        line("lim(epsilon -> 0, (f(x+epsilon)-f(x))/epsilon)", "by definition", Rule.DEFINITION),
        line("lim(epsilon -> 0, (g(h(x+epsilon))-g(h(x)))/epsilon)", "put in $f(x) = g(h(x))$"),
        line(
            "lim(epsilon -> 0, (g(h(x+epsilon))-g(h(x)))/epsilon*((h(x+epsilon)-h(x))/(h(x+epsilon)-h(x))))",
            r"multiply and divide by $h(x+\epsilon)-h(x)$, not 0 for small $\epsilon$",
        ),
        line(
            "lim(epsilon -> 0, (g(h(x+epsilon))-g(h(x)))/(h(x+epsilon)-h(x))*((h(x+epsilon)-h(x))/epsilon))",
            "swap the denominators",
        ),
        line(
            "lim(epsilon -> 0, (g(h(x+epsilon))-g(h(x)))/(h(x+epsilon)-h(x)))"
            "*lim(epsilon -> 0, (h(x+epsilon)-h(x))/epsilon)",
            "the limit of a product is the product of the limits",
            Rule.LIMIT_LAW,
        ),
        line(
            "lim(epsilon -> 0, (g(h(x+epsilon))-g(h(x)))/(h(x+epsilon)-h(x)))*h'(x)",
            "the definition of $h'(x)$",
            Rule.DEFINITION,
        ),
        line("g'(h(x))*h'(x)", r"$h(x+\epsilon)$ goes to $h(x)$: the definition of $g'$ there", Rule.LIMIT),
        where=ground(definitions=[COMPOSITION], conditions=["h'(x) != 0"]),
        remarks=[GAP, MENDING],
    )


@cache
def chain_rule() -> Derivation:
    """The proof that holds for all differentiable g and h: the quotient q has no gap."""
    return Derivation.of(
        "The chain rule",
        "f'(x)",
        line("lim(epsilon -> 0, (f(x+epsilon)-f(x))/epsilon)", "by definition", Rule.DEFINITION),
        line("lim(epsilon -> 0, (g(h(x+epsilon))-g(h(x)))/epsilon)", "put in $f(x) = g(h(x))$"),
        line(
            "lim(epsilon -> 0, q(h(x+epsilon))*((h(x+epsilon)-h(x))/epsilon))",
            "$g(u)-g(h(x)) = q(u)(u-h(x))$, even where $u = h(x)$",
        ),
        line(
            "lim(epsilon -> 0, q(h(x+epsilon)))*lim(epsilon -> 0, (h(x+epsilon)-h(x))/epsilon)",
            "the limit of a product is the product of the limits",
            Rule.LIMIT_LAW,
        ),
        line(
            "q(h(x))*lim(epsilon -> 0, (h(x+epsilon)-h(x))/epsilon)",
            "$h$ is continuous at $x$, and $q$ at $h(x)$",
            Rule.LIMIT,
        ),
        line("q(h(x))*h'(x)", "the definition of $h'(x)$", Rule.DEFINITION),
        line("g'(h(x))*h'(x)", "the value of $q$ at $h(x)$"),
        where=ground(definitions=[COMPOSITION, QUOTIENT]),
    )
