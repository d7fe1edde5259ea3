"""The derivations that the lessons show, each with what is given and passage by passage."""

from __future__ import annotations

from calcanim.calculus.proofs import squeeze
from calcanim.calculus.proofs.chain_rule import COMPOSITION, chain_rule, chain_rule_by_division
from calcanim.calculus.proofs.chain_rule import QUOTIENT as Q
from calcanim.calculus.proofs.circular import cosine, cosine_limit, sine, tangent_function
from calcanim.calculus.proofs.exponentials import exponential, logarithm, power_rule
from calcanim.calculus.proofs.fractions import multiplicative_inverse, quotient_rule, reciprocal
from calcanim.calculus.proofs.sums_and_products import (
    constant_factor,
    constant_rule,
    product_rule,
    sum_rule,
)
from calcanim.calculus.proofs.theorem import Part, Passage
from calcanim.calculus.unit_circle import limit_at_zero

DEFINITION = "Start from the definition of the derivative, and put in the function."
E_BY_SLOPE = "lim(epsilon -> 0, (e^epsilon-1)/epsilon) = 1"
E_BY_POWERS = "lim(u -> 0, (1+u)^(1/u)) = e"
SINE_TO_ONE = "lim(theta -> 0, sin(theta)/theta) = 1"
COSINE_TO_ZERO = "lim(theta -> 0, (cos(theta)-1)/theta) = 0"

CONSTANT = Part(
    constant_rule,
    ("f(x) = c",),
    (
        Passage("definition", DEFINITION, 2),
        Passage("nothing changes", "f never changes, so the difference is 0, and so is every quotient.", 2),
    ),
)
SUM = Part(
    sum_rule,
    ("f(x) = g(x)+h(x)",),
    (
        Passage("definition", DEFINITION, 2),
        Passage("sort", "Sort the terms: the change of f is the change of g and the change of h.", 2),
        Passage("limits", "Each fraction has its own limit, and each limit is a derivative.", 2),
    ),
)
PRODUCT = Part(
    product_rule,
    ("f(x) = g(x)*h(x)",),
    (
        Passage("definition", DEFINITION, 2),
        Passage("one at a time", "Both factors change at once. A new term lets them change in turn.", 3),
        Passage("limits", "Now take the limits one by one, of the sum, and of each product in it.", 2),
        Passage("derivatives", "What is left are values at x, and two derivatives.", 2),
    ),
)
FACTOR = Part(
    constant_factor,
    ("f(x) = c*h(x)",),
    (Passage("constant factor", "If one factor is constant, one term is left: the constant stays.", 2),),
)
DIVIDED = Part(
    chain_rule_by_division,
    (COMPOSITION,),
    (
        Passage("definition", DEFINITION, 2),
        Passage("two quotients", "Multiply and divide by the change of h, to see two slopes.", 2),
        Passage("limits", "The second limit is the slope of h; the first, that of g at h(x).", 3),
    ),
    "But where h′(x) = 0, h(x+ε) − h(x) may be 0: a gap. It can be mended.",
)
MENDED = Part(
    chain_rule,
    (COMPOSITION, Q),
    (
        Passage(
            "the quotient q",
            "q is a secant's slope; where there is no secant, the slope of g.",
            3,
        ),
        Passage("the gap is closed", "Nothing is divided by 0 any more, and the limits are the same.", 4),
    ),
)
EXPONENTIAL = Part(
    exponential,
    ("f(x) = e^x", E_BY_SLOPE),
    (
        Passage("definition", DEFINITION, 2),
        Passage("split the power", "A sum in the exponent: a product of powers. One is without ε.", 3),
        Passage("the number e", "What is left is the slope at 0. It is 1, and that makes e so special.", 2),
    ),
)
LOGARITHM = Part(
    logarithm,
    ("f(x) = ln(x)", E_BY_POWERS),
    (
        Passage("definition", DEFINITION, 2),
        Passage("one logarithm", "The difference of two logarithms is the logarithm of a quotient.", 2),
        Passage("a new variable", "Write u for ε over x: then only u is in the logarithm.", 2),
        Passage("into the logarithm", "Bring the factor into the logarithm, and the limit as well.", 3),
        Passage("the number e", "The limit inside is e, and its logarithm is 1.", 2),
    ),
)
POWER = Part(
    power_rule,
    ("f(x) = x^r",),
    (
        Passage("by the logarithm", "Write the power with e: then the exponent is a function of x.", 1),
        Passage("chain rule", "The chain rule, then the derivative of the logarithm.", 3),
        Passage("back to powers", "Write it as a power of x again, and divide by x.", 2),
    ),
    "This proof covers positive x alone, because of the logarithm. Negative x need another one.",
)
RECIPROCAL = Part(
    reciprocal,
    ("g(u) = 1/u",),
    (
        Passage("one over u", "First the simplest inverse, one over u. Again by the definition.", 2),
        Passage("one fraction", "With one denominator for both, ε cancels, and the limit is easy.", 3),
    ),
)
INVERSE = Part(
    multiplicative_inverse,
    ("f(x) = 1/h(x)",),
    (Passage("chain rule", "Now h(x) takes the place of u: the chain rule gives its slope as a factor.", 3),),
)
QUOTIENT = Part(
    quotient_rule,
    ("f(x) = g(x)/h(x)",),
    (
        Passage("a product", "A quotient is a product with an inverse: the product rule applies.", 2),
        Passage("the inverse", "We know the derivative of the inverse. Put it in.", 1),
        Passage("one fraction", "Bring both terms to one denominator.", 3),
    ),
)
POSITIVE = Part(
    squeeze.inequalities,
    (),
    (
        Passage("areas", "The lesson on sin(θ)/θ found this chain: three areas in the unit circle.", 0),
        Passage("divide", "Divide by sin θ, which is positive: the signs stay.", 3),
        Passage("turn over", "Take the reciprocals: the signs turn.", 2),
    ),
)
NEGATIVE = Part(
    squeeze.inequalities_for_negative_angles,
    (),
    (Passage("negative angles", "For negative θ the chain holds for −θ, and the signs cancel.", 3),),
)
SQUEEZED = Part(
    squeeze.limit_of_the_quotient,
    (),
    (Passage("squeeze", "Both bounds go to 1, so what is squeezed between them goes there too.", 3),),
)
SINE_LIMIT = Part(
    limit_at_zero,
    (),
    (Passage("the limit", "So this limit is 1, although the quotient has no value at 0.", 1),),
)
COSINE_LIMIT = Part(
    cosine_limit,
    (SINE_TO_ONE,),
    (
        Passage("expand", "Multiply above and below by the same number, to get a square.", 2),
        Passage("the sine comes in", "Pythagoras turns the square into one of the sine.", 2),
        Passage("limits", "Split off the limit that we know. The rest goes to 0.", 4),
    ),
)
SINE = Part(
    sine,
    ("f(x) = sin(x)", SINE_TO_ONE, COSINE_TO_ZERO),
    (
        Passage("definition", DEFINITION, 2),
        Passage("addition formula", "Write out the sine of the sum, and sort by sin(x) and cos(x).", 2),
        Passage("two limits", "Two limits are left, and we know both.", 4),
    ),
)
COSINE = Part(
    cosine,
    ("f(x) = cos(x)",),
    (
        Passage("definition", DEFINITION, 2),
        Passage("a sine", "The cosine is a sine, a quarter turn ahead. Call that angle z.", 2),
        Passage("known derivative", "We know the derivative of the sine: the cosine, here of z.", 2),
        Passage("back", "Put x + π/2 back for z: another quarter turn makes a minus.", 2),
    ),
)
TANGENT = Part(
    tangent_function,
    ("f(x) = tan(x)",),
    (
        Passage("quotient rule", "The tangent is a quotient, so take the quotient rule.", 2),
        Passage("known derivatives", "Put in the derivatives of sine and cosine.", 2),
        Passage("Pythagoras", "The squares add up to 1.", 2),
    ),
)
