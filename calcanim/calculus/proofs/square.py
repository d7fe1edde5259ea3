"""The derivative of x², from the definition with two points and from the one with a difference ε."""

from __future__ import annotations

from functools import cache

from calcanim.calculus.verification.derivation import Derivation, Rule, ground, line

SQUARE = ("f(x) = x^2",)


@cache
def square_with_two_points() -> Derivation:
    """B moves to A: nine lines, from f′(x_A) to 2x_A."""
    return Derivation.of(
        "The derivative of x², with two points",
        "f'(x_A)",
        line("lim(x_B -> x_A, (f(x_B)-f(x_A))/(x_B-x_A))", "by definition", Rule.DEFINITION),
        line("lim(x_B -> x_A, (x_B^2-x_A^2)/(x_B-x_A))", "put in f(x) = x²"),
        line("lim(x_B -> x_A, ((x_B-x_A)(x_B+x_A))/(x_B-x_A))", "a² − b² = (a − b)(a + b)"),
        line("lim(x_B -> x_A, x_B+x_A)", "the common factor cancels: it is not 0 on the way"),
        line(
            "lim(x_B -> x_A, x_B) + lim(x_B -> x_A, x_A)",
            "the limit of a sum is the sum of the limits",
            Rule.LIMIT_LAW,
        ),
        line("x_A + lim(x_B -> x_A, x_A)", "B moves onto A", Rule.LIMIT),
        line("x_A + x_A", "A stays where it is", Rule.LIMIT),
        line("2x_A", "add up"),
        where=ground(definitions=SQUARE),
    )


@cache
def square_with_difference() -> Derivation:
    """The difference ε goes to 0: from f′(x) to 2x."""
    return Derivation.of(
        "The derivative of x², with a difference",
        "f'(x)",
        line("lim(epsilon -> 0, (f(x+epsilon)-f(x))/epsilon)", "by definition", Rule.DEFINITION),
        line("lim(epsilon -> 0, ((x+epsilon)^2-x^2)/epsilon)", "put in f(x) = x²"),
        line("lim(epsilon -> 0, (x^2+2x*epsilon+epsilon^2-x^2)/epsilon)", "multiply out the square"),
        line("lim(epsilon -> 0, (2x*epsilon+epsilon^2)/epsilon)", "x² − x² is 0"),
        line("lim(epsilon -> 0, 2x+epsilon)", "divide by ε, which is not 0 on the way"),
        line("2x", "ε goes to 0", Rule.LIMIT),
        where=ground(definitions=SQUARE),
    )
