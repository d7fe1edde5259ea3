"""The derivative of x^n for a whole n, from the definition with two points and from that with a difference.

Each line is generated for its n and verified as it is made; for n = 2 these are the lines of `square`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import comb

from calcanim.calculus.verification.derivation import Derivation, Rule, ground, line
from calcanim.errors import UsageError

SMALLEST, LARGEST = 2, 5
RAISED = {2: "²", 3: "³", 4: "⁴", 5: "⁵"}
MULTIPLY_OUT = {2: "multiply out the square", 3: "multiply out the cube"}
FACTORS = {
    2: "a² − b² = (a − b)(a + b)",
    3: "a³ − b³ = (a − b)(a² + ab + b²)",
    4: "a⁴ − b⁴ = (a − b)(a³ + a²b + ab² + b³)",
    5: "a⁵ − b⁵ = (a − b)(a⁴ + a³b + a²b² + ab³ + b⁴)",
}
A, B = "x_A", "x_B"


@cache
def power_with_two_points(n: int, /) -> Derivation:
    """B moves to A: from f′(x_A) to n·x_A^(n−1).

    >>> power_with_two_points(3).lines[-1].latex, str(power_with_two_points(3).verdict)
    ('=3x_A^2', 'proved')
    """
    _require_known(n)
    terms = [(n - 1 - k, k) for k in range(n)]
    return Derivation.of(
        f"The derivative of x{RAISED[n]}, with two points",
        f"f'({A})",
        line(_to_a(f"(f({B})-f({A}))/({B}-{A})"), "by definition", Rule.DEFINITION),
        line(_to_a(f"({B}^{n}-{A}^{n})/({B}-{A})"), f"put in f(x) = x{RAISED[n]}"),
        line(_to_a(f"(({B}-{A})({_sum(terms, _mixed)}))/({B}-{A})"), FACTORS[n]),
        line(_to_a(_sum(terms, _mixed)), "the common factor cancels: it is not 0 on the way"),
        line(
            " + ".join(_to_a(_mixed(*term)) for term in terms),
            "the limit of a sum is the sum of the limits",
            Rule.LIMIT_LAW,
        ),
        line(_sum(terms, _arrived), "B moves onto A", Rule.LIMIT),
        line(_sum(terms, _at_a), "A stays where it is", Rule.LIMIT),
        line(_result(n, A), "add up"),
        where=ground(definitions=(f"f(x) = x^{n}",)),
    )


@cache
def power_with_difference(n: int, /) -> Derivation:
    """The difference ε goes to 0: from f′(x) to n·x^(n−1).

    >>> power_with_difference(3).lines[-1].latex, str(power_with_difference(3).verdict)
    ('=3x^2', 'proved')
    """
    _require_known(n)
    rest = [_binomial(n, k) for k in range(1, n + 1)]
    divided = [_binomial(n, k, less=1) for k in range(1, n + 1)]
    multiplied = MULTIPLY_OUT.get(n, "multiply out the power")
    return Derivation.of(
        f"The derivative of x{RAISED[n]}, with a difference",
        "f'(x)",
        line(_to_0("(f(x+epsilon)-f(x))/epsilon"), "by definition", Rule.DEFINITION),
        line(_to_0(f"((x+epsilon)^{n}-x^{n})/epsilon"), f"put in f(x) = x{RAISED[n]}"),
        line(_to_0(f"(x^{n}+{'+'.join(rest)}-x^{n})/epsilon"), multiplied),
        line(_to_0(f"({'+'.join(rest)})/epsilon"), f"x{RAISED[n]} − x{RAISED[n]} is 0"),
        line(_to_0("+".join(divided)), "divide by ε, which is not 0 on the way"),
        line(_result(n, "x"), "ε goes to 0", Rule.LIMIT),
        where=ground(definitions=(f"f(x) = x^{n}",)),
    )


def _require_known(n: int) -> None:
    if not SMALLEST <= n <= LARGEST:
        raise UsageError(f"the derivations are written for powers from {SMALLEST} to {LARGEST}, not {n}")


def _to_a(body: str) -> str:
    return f"lim({B} -> {A}, {body})"


def _to_0(body: str) -> str:
    return f"lim(epsilon -> 0, {body})"


def _sum(terms: list[tuple[int, int]], written: Callable[[int, int], str]) -> str:
    return " + ".join(written(*term) for term in terms)


def _mixed(high: int, low: int) -> str:
    """x_B^high · x_A^low."""
    return "*".join(_power(name, exponent) for name, exponent in ((B, high), (A, low)) if exponent)


def _arrived(high: int, low: int) -> str:
    """The same with x_A for x_B; a limit without B is still to be taken."""
    return _at_a(high, low) if high else _to_a(_power(A, low))


def _at_a(high: int, low: int) -> str:
    return "*".join(_power(A, exponent) for exponent in (high, low) if exponent)


def _power(name: str, exponent: int) -> str:
    return name if exponent == 1 else f"{name}^{exponent}"


def _binomial(n: int, k: int, *, less: int = 0) -> str:
    """The term of (x + ε)^n with ε^k, divided by ε^less."""
    factors = (
        str(comb(n, k)) if comb(n, k) > 1 else "",
        _power("x", n - k) if n > k else "",
        _power("epsilon", k - less) if k > less else "",
    )
    head, *rest = [factor for factor in factors if factor]
    return head + "".join(f"{'' if head.isdigit() and not i else '*'}{each}" for i, each in enumerate(rest))


def _result(n: int, name: str) -> str:
    return f"{n}{_power(name, n - 1)}"
