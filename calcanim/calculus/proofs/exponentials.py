"""The exponential and the logarithm, from two limits that define e; powers, by way of the logarithm."""

from __future__ import annotations

from functools import cache

from calcanim.calculus.proofs.sums_and_products import BY_DEFINITION
from calcanim.calculus.verification.derivation import Derivation, Rule, ground, line

ONLY_POSITIVE = (
    r"$\ln(x)$ needs $x > 0$: for $x < 0$ this proof says nothing. "
    r"Where $x^r$ exists there, the rule holds too, as for $x^3$."
)


@cache
def exponential() -> Derivation:
    """The exponential is its own derivative, since (e^ε − 1)/ε goes to 1: that defines e."""
    return Derivation.of(
        "The derivative of the exponential",
        "f'(x)",
        BY_DEFINITION,
        line("lim(epsilon -> 0, (e^(x+epsilon)-e^x)/epsilon)", "put in $f(x) = e^x$"),
        line("lim(epsilon -> 0, (e^x*e^epsilon-e^x)/epsilon)", r"$e^{a+b} = e^a e^b$"),
        line("lim(epsilon -> 0, e^x*((e^epsilon-1)/epsilon))", "take out $e^x$"),
        line(
            "e^x*lim(epsilon -> 0, (e^epsilon-1)/epsilon)",
            r"$e^x$ does not depend on $\epsilon$: it goes before the limit",
            Rule.LIMIT_LAW,
        ),
        line("e^x*1", "this limit is 1: that is how $e$ is defined", Rule.LIMIT),
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
        line("lim(epsilon -> 0, (ln(x+epsilon)-ln(x))/epsilon)", r"put in $f(x) = \ln(x)$"),
        line(
            "lim(epsilon -> 0, 1/epsilon*ln((x+epsilon)/x))",
            r"$\ln(a)-\ln(b) = \ln(a/b)$; $1/\epsilon$ in front",
        ),
        line("lim(epsilon -> 0, 1/epsilon*ln(1+epsilon/x))", "divide by $x$"),
        line(
            "lim(u -> 0, 1/(x*u)*ln(1+u))",
            r"write $u$ for $\epsilon/x$, so $\epsilon = xu$: both go to 0 together",
            Rule.SUBSTITUTION,
            by="epsilon = x*u",
        ),
        line("lim(u -> 0, 1/x*(1/u*ln(1+u)))", "two fractions for one"),
        line("lim(u -> 0, 1/x*ln((1+u)^(1/u)))", r"$a\ln(b) = \ln(b^a)$"),
        line("1/x*lim(u -> 0, ln((1+u)^(1/u)))", "$1/x$ does not depend on $u$", Rule.LIMIT_LAW),
        line("1/x*ln(lim(u -> 0, (1+u)^(1/u)))", r"$\ln$ is continuous: first the limit", Rule.LIMIT_LAW),
        line("1/x*ln(e)", "this limit is $e$", Rule.LIMIT),
        line("1/x", r"$\ln(e) = 1$"),
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
        line("e^(r*ln(x))*(r*D(ln(x), x))", "the constant factor $r$ stays", Rule.DERIVE),
        line("e^(r*ln(x))*(r*(1/x))", "the derivative of the logarithm", Rule.DERIVE),
        line("x^r*(r*(1/x))", r"back to the power: $e^{r\ln(x)} = x^r$"),
        line("r*x^(r-1)", "divided by $x$: one less in the exponent"),
        where=ground(definitions=["f(x) = x^r"], conditions=["x > 0"]),
        remarks=[ONLY_POSITIVE],
    )
