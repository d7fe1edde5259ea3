"""Constants, sums and products, from the definition of the derivative."""

from __future__ import annotations

from functools import cache

from calcanim.calculus.verification.derivation import Derivation, Rule, ground, line

BY_DEFINITION = line("lim(epsilon -> 0, (f(x+epsilon)-f(x))/epsilon)", "by definition", Rule.DEFINITION)
SLOPE_OF_G = "(g(x+epsilon)-g(x))/epsilon"
SLOPE_OF_H = "(h(x+epsilon)-h(x))/epsilon"
FIRST_G = "g(x+epsilon)h(x+epsilon)-g(x)h(x+epsilon)"
THEN_H = "g(x)h(x+epsilon)-g(x)h(x)"
IN_THE_LIMIT_G = f"(lim(epsilon -> 0, {SLOPE_OF_G}))"
IN_THE_LIMIT_H = f"(lim(epsilon -> 0, {SLOPE_OF_H}))"
IN_TURN = f"lim(epsilon -> 0, ({FIRST_G}+{THEN_H})/epsilon)"
ONE_LEFT_EACH = f"{IN_THE_LIMIT_G}*h(x)+g(x)*{IN_THE_LIMIT_H}"


@cache
def constant_rule() -> Derivation:
    """A function that never changes has the derivative 0."""
    return Derivation.of(
        "The derivative of a constant",
        "f'(x)",
        BY_DEFINITION,
        line("lim(epsilon -> 0, (c-c)/epsilon)", "$f$ has the value $c$ everywhere"),
        line("lim(epsilon -> 0, 0)", r"$c-c = 0$, and $\epsilon$ is not 0 on the way"),
        line("0", "the limit of a constant is that constant", Rule.LIMIT),
        where=ground(definitions=["f(x) = c"]),
    )


@cache
def sum_rule() -> Derivation:
    """The derivative of a sum is the sum of the derivatives."""
    return Derivation.of(
        "The sum rule",
        "f'(x)",
        BY_DEFINITION,
        line(
            "lim(epsilon -> 0, ((g(x+epsilon)+h(x+epsilon))-(g(x)+h(x)))/epsilon)",
            "put in $f(x) = g(x)+h(x)$",
        ),
        line(
            "lim(epsilon -> 0, ((g(x+epsilon)-g(x))+(h(x+epsilon)-h(x)))/epsilon)",
            "$g$ to $g$, and $h$ to $h$",
        ),
        line(f"lim(epsilon -> 0, {SLOPE_OF_G}+{SLOPE_OF_H})", "one fraction for each"),
        line(
            f"{IN_THE_LIMIT_G}+{IN_THE_LIMIT_H}",
            "the limit of a sum is the sum of the limits",
            Rule.LIMIT_LAW,
        ),
        line("g'(x)+h'(x)", "the definitions of $g'(x)$ and $h'(x)$", Rule.DEFINITION),
        where=ground(definitions=["f(x) = g(x)+h(x)"]),
    )


@cache
def product_rule() -> Derivation:
    """One factor changes while the other one stays, and the other way round."""
    return Derivation.of(
        "The product rule",
        "f'(x)",
        BY_DEFINITION,
        line("lim(epsilon -> 0, (g(x+epsilon)h(x+epsilon)-g(x)h(x))/epsilon)", "put in $f(x) = g(x)h(x)$"),
        line(IN_TURN, r"subtract $g(x)h(x+\epsilon)$, and add it again"),
        line(
            f"lim(epsilon -> 0, ({FIRST_G})/epsilon+({THEN_H})/epsilon)",
            "two fractions: in the first only $g$ changes, in the second only $h$",
        ),
        line(
            f"lim(epsilon -> 0, {SLOPE_OF_G}*h(x+epsilon)+g(x)*({SLOPE_OF_H}))",
            r"take out $h(x+\epsilon)$, and $g(x)$",
        ),
        line(
            f"lim(epsilon -> 0, {SLOPE_OF_G}*h(x+epsilon))+lim(epsilon -> 0, g(x)*({SLOPE_OF_H}))",
            "the limit of a sum is the sum of the limits",
            Rule.LIMIT_LAW,
        ),
        line(
            f"{IN_THE_LIMIT_G}*lim(epsilon -> 0, h(x+epsilon))+g(x)*{IN_THE_LIMIT_H}",
            r"limits of products; $g(x)$ does not depend on $\epsilon$",
            Rule.LIMIT_LAW,
        ),
        line(ONE_LEFT_EACH, "$h$ has a slope at $x$, so it is continuous there", Rule.LIMIT),
        line("g'(x)h(x)+g(x)h'(x)", "the definitions of $g'(x)$ and $h'(x)$", Rule.DEFINITION),
        where=ground(definitions=["f(x) = g(x)*h(x)"]),
    )


@cache
def constant_factor() -> Derivation:
    """A constant factor stays: the product rule for a g that is constant."""
    return Derivation.of(
        "A constant factor",
        "f'(x)",
        line("h(x)*0+c*h'(x)", "the product rule for $g(x) = c$: the derivative of $c$ is 0", Rule.DERIVE),
        line("c*h'(x)", "the first term is 0"),
        where=ground(definitions=["f(x) = c*h(x)"]),
    )
