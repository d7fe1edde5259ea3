"""One over a function, and the quotient of two: by the chain rule and the product rule."""

from __future__ import annotations

from functools import cache

from calcanim.calculus.verification.derivation import Derivation, Rule, ground, line


@cache
def reciprocal() -> Derivation:
    """The derivative of 1/u, from the definition: for u < 0 too, unlike the power rule's."""
    return Derivation.of(
        "The derivative of 1/u",
        "g'(u)",
        line("lim(epsilon -> 0, (g(u+epsilon)-g(u))/epsilon)", "by definition", Rule.DEFINITION),
        line("lim(epsilon -> 0, (1/(u+epsilon)-1/u)/epsilon)", "put in $g(u) = 1/u$"),
        line("lim(epsilon -> 0, ((u-(u+epsilon))/((u+epsilon)*u))/epsilon)", "one denominator for both"),
        line("lim(epsilon -> 0, -1/((u+epsilon)*u))", r"$-\epsilon$ is left above, and $\epsilon$ cancels"),
        line("-1/u^2", r"$\epsilon$ goes to 0", Rule.LIMIT),
        where=ground(definitions=["g(u) = 1/u"], conditions=["u != 0"]),
    )


@cache
def multiplicative_inverse() -> Derivation:
    """The derivative of 1/h(x): the chain rule with g(u) = 1/u outside."""
    return Derivation.of(
        "The derivative of a multiplicative inverse",
        "f'(x)",
        line("g'(h(x))*h'(x)", "the chain rule: $f(x) = g(h(x))$ with $g(u) = 1/u$", Rule.DERIVE),
        line("-1/h(x)^2*h'(x)", "we know $g'(u) = -1/u^2$; here $u = h(x)$", Rule.DERIVE),
        line("-h'(x)/h(x)^2", "one fraction"),
        where=ground(definitions=["g(u) = 1/u", "f(x) = g(h(x))"], conditions=["h(x) != 0"]),
    )


@cache
def quotient_rule() -> Derivation:
    """The derivative of g(x)/h(x): a product with the multiplicative inverse."""
    return Derivation.of(
        "The quotient rule",
        "f'(x)",
        line("g'(x)u(x)+g(x)u'(x)", "the product rule: $f(x) = g(x)u(x)$ with $u(x) = 1/h(x)$", Rule.DERIVE),
        line("g'(x)*(1/h(x))+g(x)u'(x)", "put in $u(x) = 1/h(x)$"),
        line(
            "g'(x)*(1/h(x))+g(x)*(-h'(x)/h(x)^2)", "the derivative of a multiplicative inverse", Rule.DERIVE
        ),
        line("(g'(x)h(x))/h(x)^2+g(x)*(-h'(x)/h(x)^2)", "the first term: above and below times $h(x)$"),
        line("(g'(x)h(x))/h(x)^2-(g(x)h'(x))/h(x)^2", "$g(x)$ goes above, the sign in front"),
        line("(g'(x)h(x)-g(x)h'(x))/h(x)^2", "one fraction"),
        where=ground(definitions=["u(x) = 1/h(x)", "f(x) = g(x)*u(x)"], conditions=["h(x) != 0"]),
    )
