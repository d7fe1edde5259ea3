"""Sine, cosine and tangent, from the two limits at 0."""

from __future__ import annotations

from functools import cache

from calcanim.calculus.verification.derivation import Derivation, Rule, ground, line

BY_DEFINITION = line("lim(theta -> 0, (f(x+theta)-f(x))/theta)", "by definition", Rule.DEFINITION)
SINE_LIMIT = "(lim(theta -> 0, sin(theta)/theta))"
COSINE_LIMIT = "(lim(theta -> 0, (cos(theta)-1)/theta))"
REST = "lim(theta -> 0, sin(theta)/(cos(theta)+1))"


@cache
def cosine_limit() -> Derivation:
    """(cos θ − 1)/θ goes to 0, since sin θ/θ goes to 1."""
    return Derivation.of(
        "The limit of (cos θ − 1)/θ",
        "lim(theta -> 0, (cos(theta)-1)/theta)",
        line(
            "lim(theta -> 0, (cos(theta)-1)/theta*((cos(theta)+1)/(cos(theta)+1)))",
            r"multiply and divide by $\cos(\theta)+1$",
        ),
        line("lim(theta -> 0, (cos^2(theta)-1)/(theta*(cos(theta)+1)))", "$(a-1)(a+1) = a^2-1$"),
        line(
            "lim(theta -> 0, (-sin^2(theta))/(theta*(cos(theta)+1)))", r"$\cos^2(\theta)+\sin^2(\theta) = 1$"
        ),
        line("lim(theta -> 0, -(sin(theta)/theta*(sin(theta)/(cos(theta)+1))))", "two fractions for one"),
        line(
            f"-({SINE_LIMIT}*{REST})",
            "the limit of a product is the product of the limits",
            Rule.LIMIT_LAW,
        ),
        line(f"-(1*{REST})", r"we know that $\sin(\theta)/\theta$ goes to 1", Rule.LIMIT),
        line("-(1*(0/(1+1)))", r"$\sin(\theta)$ goes to 0, and $\cos(\theta)$ to 1", Rule.LIMIT),
        line("0", "above stands 0, below 2"),
        where=ground(conditions=["-(pi/2) < theta < pi/2"]),
    )


@cache
def sine() -> Derivation:
    """The derivative of the sine is the cosine."""
    return Derivation.of(
        "The derivative of the sine",
        "f'(x)",
        BY_DEFINITION,
        line("lim(theta -> 0, (sin(x+theta)-sin(x))/theta)", r"put in $f(x) = \sin(x)$"),
        line(
            "lim(theta -> 0, (sin(x)cos(theta)+cos(x)sin(theta)-sin(x))/theta)",
            r"$\sin(a+b) = \sin(a)\cos(b)+\cos(a)\sin(b)$",
        ),
        line(
            "lim(theta -> 0, sin(x)*((cos(theta)-1)/theta)+cos(x)*(sin(theta)/theta))",
            r"take out $\sin(x)$, and $\cos(x)$",
        ),
        line(
            f"sin(x)*{COSINE_LIMIT}+cos(x)*{SINE_LIMIT}",
            r"limits of a sum; $\sin(x)$ and $\cos(x)$ do not depend on $\theta$",
            Rule.LIMIT_LAW,
        ),
        line(
            f"sin(x)*0+cos(x)*{SINE_LIMIT}", r"we know that $(\cos(\theta)-1)/\theta$ goes to 0", Rule.LIMIT
        ),
        line("sin(x)*0+cos(x)*1", r"we know that $\sin(\theta)/\theta$ goes to 1", Rule.LIMIT),
        line("cos(x)", "the first term is 0"),
        where=ground(definitions=["f(x) = sin(x)"]),
    )


@cache
def cosine() -> Derivation:
    """The derivative of the cosine: the cosine is the sine, a quarter turn ahead."""
    return Derivation.of(
        "The derivative of the cosine",
        "f'(x)",
        BY_DEFINITION,
        line("lim(theta -> 0, (cos(x+theta)-cos(x))/theta)", r"put in $f(x) = \cos(x)$"),
        line(
            "lim(theta -> 0, (sin(x+pi/2+theta)-sin(x+pi/2))/theta)",
            r"$\cos(x) = \sin(x+\pi/2)$: a quarter turn ahead",
        ),
        line("lim(theta -> 0, (sin(z+theta)-sin(z))/theta)", r"write $z$ for $x+\pi/2$"),
        line("sin'(z)", "the definition of the derivative of the sine", Rule.DEFINITION),
        line("cos(z)", "we know the derivative of the sine", Rule.DERIVE),
        line("cos(x+pi/2)", r"put $x+\pi/2$ back"),
        line("-sin(x)", "another quarter turn"),
        where=ground(definitions=["f(x) = cos(x)"], names=["z = x+pi/2"]),
    )


@cache
def tangent_function() -> Derivation:
    """The derivative of the tangent, by the quotient rule."""
    return Derivation.of(
        "The derivative of the tangent",
        "f'(x)",
        line("D(sin(x)/cos(x), x)", r"$\tan(x) = \sin(x)/\cos(x)$", Rule.DERIVE),
        line("(sin'(x)cos(x)-sin(x)cos'(x))/cos^2(x)", "the quotient rule", Rule.DERIVE),
        line("(cos(x)cos(x)-sin(x)cos'(x))/cos^2(x)", "the derivative of the sine", Rule.DERIVE),
        line("(cos(x)cos(x)-sin(x)*(-sin(x)))/cos^2(x)", "the derivative of the cosine", Rule.DERIVE),
        line("(cos^2(x)+sin^2(x))/cos^2(x)", "minus times minus: squares"),
        line("1/cos^2(x)", r"$\cos^2(x)+\sin^2(x) = 1$"),
        where=ground(definitions=["f(x) = tan(x)"], conditions=["cos(x) != 0"]),
    )
