"""The fourteen theorems that the lessons prove."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from calcanim.calculus.proofs import passages
from calcanim.calculus.proofs.theorem import Theorem

BOTH = "where $g$ and $h$ are differentiable"

PROOFS: Mapping[str, Theorem] = MappingProxyType(
    {
        "constant": Theorem(
            "The derivative of a constant",
            "A function that never changes: how steep is it?",
            "What never changes has the derivative 0",
            (passages.CONSTANT,),
        ),
        "sum": Theorem(
            "The sum rule",
            "Add two functions: how steep is the sum?",
            "The slopes add up, as the values do",
            (passages.SUM,),
            supposed=BOTH,
        ),
        "product": Theorem(
            "The product rule",
            "Multiply two functions: both factors change. How fast does the product change?",
            "The factors change in turn",
            (passages.PRODUCT, passages.FACTOR),
            main=0,
            supposed=BOTH,
        ),
        "chain rule": Theorem(
            "The chain rule",
            "One function inside another: why do their slopes multiply?",
            "Slope outside times slope inside",
            (passages.DIVIDED, passages.MENDED),
            supposed="where $h$ is differentiable, and $g$ at the value of $h$",
        ),
        "exponential": Theorem(
            "The derivative of the exponential",
            "Which function is its own derivative? The exponential, and this is why.",
            "The slope of $e^x$ is its value",
            (passages.EXPONENTIAL,),
        ),
        "logarithm": Theorem(
            "The derivative of the logarithm",
            "The logarithm rises ever more slowly. How steep is it at x?",
            "The slope of ln at x is one over x",
            (passages.LOGARITHM,),
        ),
        "power": Theorem(
            "The power rule",
            "Any power of x, even a root or a fraction: what is its derivative?",
            "Exponent in front, one less above",
            (passages.POWER,),
        ),
        "multiplicative inverse": Theorem(
            "The derivative of 1/h(x)",
            "Where h rises, one over h falls. How fast?",
            "Minus the slope, over the square",
            (passages.RECIPROCAL, passages.INVERSE),
            supposed="where $h$ is differentiable and not zero",
        ),
        "quotient": Theorem(
            "The quotient rule",
            "Divide one function by another: what is the derivative of the quotient?",
            "Differentiate a quotient as a product",
            (passages.QUOTIENT,),
            supposed="where $g$ and $h$ are differentiable, and $h$ is not zero",
        ),
        "sine limit": Theorem(
            "The limit of sin(θ)/θ",
            "Close to 0 the sine and its angle both vanish. What does their quotient do?",
            "Near 0, the sine is close to its angle",
            (passages.POSITIVE, passages.NEGATIVE, passages.SQUEEZED, passages.SINE_LIMIT),
        ),
        "cosine limit": Theorem(
            "The limit of (cos(θ) − 1)/θ",
            "The cosine starts at 1. How fast does it leave 1?",
            "Near 0, the cosine hardly changes",
            (passages.COSINE_LIMIT,),
        ),
        "sine": Theorem(
            "The derivative of the sine",
            "The sine goes up and down: its slope does so too. Which function is it?",
            "The slope of the sine is the cosine",
            (passages.SINE,),
        ),
        "cosine": Theorem(
            "The derivative of the cosine",
            "We know the slope of the sine. Does the cosine need all that work again?",
            "The slope of the cosine is minus the sine",
            (passages.COSINE,),
        ),
        "tangent": Theorem(
            "The derivative of the tangent",
            "The tangent is sine over cosine. What is its derivative?",
            "Its slope: one over cosine squared",
            (passages.TANGENT,),
        ),
    }
)
"""The fourteen proofs, in the order in which they build on each other."""
