"""The inequalities around sin(θ)/θ: for positive angles, for negative ones, for both, and in the limit."""

from __future__ import annotations

from functools import cache

from calcanim.calculus.language.syntax import Name
from calcanim.calculus.verification.chains import mirrored, same_region
from calcanim.calculus.verification.derivation import Derivation, Ground, Move, Rule, ground, line
from calcanim.calculus.verification.verdicts import worst

POSITIVE = ("0 < theta < pi/2",)
BOTH = ("-(pi/2) < theta < pi/2", "theta != 0")
SQUEEZED = "cos(theta) < sin(theta)/theta < 1/cos(theta)"
LIMIT = "lim(theta -> 0, sin(theta)/theta)"


@cache
def inequalities() -> Derivation:
    """From the areas to cos θ < sin θ/θ < 1/cos θ, for 0 < θ < π/2.

    The areas in the picture give the first chain; what is verified of it is that its differences are 0 at
    θ = 0 and grow.
    """
    return Derivation.of(
        "The squeeze, for positive angles",
        "1/2*sin(theta)cos(theta) < theta/2 < 1/2*tan(theta)",
        line("sin(theta)cos(theta) < theta < tan(theta)", "multiply by 2", Move.MULTIPLY, by="2"),
        line(
            "cos(theta) < theta/sin(theta) < tan(theta)/sin(theta)",
            r"divide by $\sin(\theta)$, which is positive",
            Move.DIVIDE,
            by="sin(theta)",
        ),
        line("cos(theta) < theta/sin(theta) < 1/cos(theta)", r"$\tan(\theta) = \sin(\theta)/\cos(\theta)$"),
        line(
            "1/cos(theta) > sin(theta)/theta > cos(theta)",
            "reciprocals of positive numbers: the signs turn",
            Move.RECIPROCALS,
        ),
        line(SQUEEZED, "read from right to left", Move.TURN),
        where=ground(conditions=POSITIVE),
    )


@cache
def inequalities_for_negative_angles() -> Derivation:
    """The same chain for −π/2 < θ < 0: its sides do not change when θ changes its sign."""
    positive = ground(conditions=POSITIVE)
    negative = mirrored(positive, Name("theta"))
    return Derivation.of(
        "The squeeze, for negative angles",
        SQUEEZED,
        line(
            "cos(-theta) < sin(-theta)/(-theta) < 1/cos(-theta)",
            r"put $-\theta$ for $\theta$",
            Move.MIRROR,
            by="theta",
        ),
        line(
            "cos(theta) < (-sin(theta))/(-theta) < 1/cos(theta)",
            r"$\cos(-\theta) = \cos(\theta)$ and $\sin(-\theta) = -\sin(\theta)$",
            where=negative,
        ),
        line(SQUEEZED, "the two signs cancel", where=negative),
        where=positive,
        shown=inequalities().finding,
    )


@cache
def inequalities_for_both_signs(conditions: tuple[str, ...] = BOTH, /) -> Derivation:
    """Both cases in one: the conditions must be those of the two cases together, no more and no less."""
    positive = ground(conditions=POSITIVE)
    cases = (positive.conditions, mirrored(positive, Name("theta")).conditions)
    joined: Ground = ground(conditions=conditions)
    shown = worst(
        [
            inequalities().finding,
            inequalities_for_negative_angles().finding,
            same_region(cases, (joined.conditions,)),
        ]
    )
    return Derivation.of("The squeeze", SQUEEZED, where=joined, shown=shown)


@cache
def limit_of_the_quotient() -> Derivation:
    """The squeeze theorem: sin θ/θ goes to 1, since both its bounds do."""
    return Derivation.of(
        "The limit of sin θ/θ",
        SQUEEZED,
        line(
            f"lim(theta -> 0, cos(theta)) <= {LIMIT} <= lim(theta -> 0, 1/cos(theta))",
            "in the limit, if the quotient has one",
            Move.LIMITS,
            by="theta",
        ),
        line(
            f"cos(0) <= {LIMIT} <= 1/cos(0)", r"$\cos$ is continuous at 0, and $\cos(0)$ is not 0", Rule.LIMIT
        ),
        line(
            f"1 <= {LIMIT} <= 1",
            r"$\cos(0) = 1$: by the squeeze theorem the limit exists: it is 1",
        ),
        where=ground(conditions=BOTH),
        shown=inequalities_for_both_signs().finding,
    )
