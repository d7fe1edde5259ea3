"""The exponential and the logarithm, from two limits that define e; powers, by way of the logarithm."""

from __future__ import annotations

from functools import cache

from calcanim.calculus.proofs.sums_and_products import BY_DEFINITION
from calcanim.calculus.verification.derivation import Derivation, Rule, ground, line

ONLY_POSITIVE = (
    r"$\ln(x)$ needs $x > 0$: for $x < 0$ this proof says nothing. Yet the rule holds there, as for $x^3$."
)


@cache
def exponential() -> Derivation:
    """The exponential is its own derivative, since (e^ε − 1)/ε goes to 1: that defines e."""
    return Derivation.of(
        "The derivative of the exponential",
        "f'(x)",
        BY_DEFINITION,
        line("lim(epsilon -> 0, (e^(x+epsilon)-e^x)/epsilon)", "put in the exponential"),
        line("lim(epsilon -> 0, (e^x*e^epsilon-e^x)/epsilon)", "exponents that are added: powers multiply"),
        line("lim(epsilon -> 0, e^x*((e^epsilon-1)/epsilon))", "take out the power with x"),
        line(
            "e^x*lim(epsilon -> 0, (e^epsilon-1)/epsilon)",
            "it does not depend on ε, so it goes before the limit",
            Rule.LIMIT_LAW,
        ),
        line("e^x*1", "this limit is 1: that is how e is defined", Rule.LIMIT),
        line("e^x", "times 1 changes nothing"),
        where=ground(definitions=["f(x) = e^x"]),
    )


@cache
def logarithm() -> Derivation:
    """The logarithm has the derivative 1/x, since (1 + u)^(1/u) goes to e."""
    return Derivation.of(
        "The derivative of the logarithm",
        "f'(x)",
        BY_DEFINITION,
        line("lim(epsilon -> 0, (ln(x+epsilon)-ln(x))/epsilon)", "put in the logarithm"),
        line("lim(epsilon -> 0, ln((x+epsilon)/x)/epsilon)", "ln(a) − ln(b) = ln(a/b)"),
        line("lim(epsilon -> 0, 1/epsilon*ln(1+epsilon/x))", "divide by x; 1/ε in front"),
        line(
            "lim(u -> 0, 1/(x*u)*ln(1+u))",
            "write u for ε/x, so ε = xu: both go to 0 together",
            Rule.SUBSTITUTION,
            by="epsilon = x*u",
        ),
        line("lim(u -> 0, 1/x*(1/u*ln(1+u)))", "two fractions for one"),
        line("lim(u -> 0, 1/x*ln((1+u)^(1/u)))", "a factor before ln is an exponent in it"),
        line("1/x*lim(u -> 0, ln((1+u)^(1/u)))", "1/x does not depend on u", Rule.LIMIT_LAW),
        line("1/x*ln(lim(u -> 0, (1+u)^(1/u)))", "ln is continuous: first the limit", Rule.LIMIT_LAW),
        line("1/x*ln(e)", "this limit is e", Rule.LIMIT),
        line("1/x", "ln(e) = 1"),
        where=ground(definitions=["f(x) = ln(x)"], conditions=["x > 0"]),
    )


@cache
def power_rule() -> Derivation:
    """The power rule for any exponent, where x > 0: `remarks` says so."""
    return Derivation.of(
        "The power rule",
        "f'(x)",
        line("D(e^(r*ln(x)), x)", r"since $x = e^{\ln(x)}$, $x^r = e^{r\ln(x)}$", Rule.DERIVE),
        line("e^(r*ln(x))*D(r*ln(x), x)", "the chain rule: $e^u$ is its own derivative", Rule.DERIVE),
        line("e^(r*ln(x))*(r*D(ln(x), x))", "the constant factor r stays", Rule.DERIVE),
        line("e^(r*ln(x))*(r*(1/x))", "the derivative of the logarithm", Rule.DERIVE),
        line("x^r*(r*(1/x))", "back to the power of x"),
        line("r*x^(r-1)", "divided by x: one less in the exponent"),
        where=ground(definitions=["f(x) = x^r"], conditions=["x > 0"]),
        remarks=[ONLY_POSITIVE],
    )
