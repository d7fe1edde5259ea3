"""What a function must fulfil at a point to have a slope there, asked in the order of the notebook."""

from __future__ import annotations

from enum import StrEnum

from calcanim.calculus.analysis.behaviour import Behaviour, Side, Verdict
from calcanim.calculus.analysis.limits import same


class Demand(StrEnum):
    """The four demands; each is asked if those before it are fulfilled."""

    DEFINED = "defined"
    CONTINUOUS = "continuous"
    SIDES_AGREE = "sides agree"
    NOT_UPRIGHT = "not upright"


class Answer(StrEnum):
    """What is to be said of a demand at a point."""

    FULFILLED = "fulfilled"
    FAILED = "failed"
    NOT_ASKED = "not asked"


def failed_demand(found: Behaviour, /) -> Demand | None:
    """The first demand that a function fails at a point; None where it fulfils all four.

    >>> from calcanim.calculus.function import Function
    >>> texts = ("1/x", "{-1 if x<0; 1 otherwise}", "abs(x)", "cbrt(x)", "x^2")
    >>> [str(failed_demand(Function.parse(text).behaviour(0))) for text in texts]
    ['defined', 'continuous', 'sides agree', 'not upright', 'None']
    """
    sides = [side for side in (found.left, found.right) if side.is_defined]
    if not found.has_value:
        return Demand.DEFINED
    if not all(_arrives(side, found) for side in sides):
        return Demand.CONTINUOUS
    slopes = [side.slope.value for side in sides]
    if len(slopes) < 2 or None in slopes or not same(*slopes):
        return Demand.SIDES_AGREE
    return None if sides[0].slope.is_finite else Demand.NOT_UPRIGHT


def answers(found: Behaviour, /) -> tuple[Answer, ...]:
    """An answer to each demand; after one that failed the others are not asked.

    >>> from calcanim.calculus.function import Function
    >>> [str(answer) for answer in answers(Function.parse("abs(x)").behaviour(0))]
    ['fulfilled', 'fulfilled', 'failed', 'not asked']
    """
    failed = failed_demand(found)
    if failed is None:
        return (Answer.FULFILLED,) * len(Demand)
    before = list(Demand).index(failed)
    return (
        *(Answer.FULFILLED,) * before,
        Answer.FAILED,
        *(Answer.NOT_ASKED,) * (len(Demand) - 1 - before),
    )


def in_a_word(found: Behaviour, /) -> str:
    """The verdict; `undefined` where that is what matters.

    >>> from calcanim.calculus.function import Function
    >>> in_a_word(Function.parse("1/x").behaviour(0)), in_a_word(Function.parse("abs(x)").behaviour(0))
    ('undefined', 'kink')
    """
    if failed_demand(found) is Demand.DEFINED and found.verdict is not Verdict.OUTSIDE_DOMAIN:
        return "undefined"
    return str(found.verdict)


def _arrives(side: Side, found: Behaviour) -> bool:
    """Whether the curve comes to its own point from this side."""
    return side.value.is_finite and same(side.value.value, found.value)
