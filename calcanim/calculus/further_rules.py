"""Rules beside the table: cases of its rows, what follows from them, and functions that it leaves out."""

from __future__ import annotations

from calcanim.calculus.differentiation_rules import (
    CONSTANT,
    COSINE,
    EXPONENTIAL,
    LOGARITHM,
    POWER,
    PRODUCT,
    QUOTIENT,
    SINE,
    SUM,
    TANGENT,
    DifferentiationRule,
)

_FACTOR = (PRODUCT.name, CONSTANT.name)
_OF_EXPONENTIALS = (EXPONENTIAL.name, "Chain rule", *_FACTOR)


def _case(
    row: DifferentiationRule, pattern: str, result: str, *conditions: str, also: tuple[str, ...] = ()
) -> DifferentiationRule:
    """A case of a row of the table, called like it."""
    return DifferentiationRule(
        f"{row.name}, {pattern}", row.words, pattern, result, conditions, rests_on=(row.name, *also)
    )


def _other(
    function: str, result: str, *conditions: str, rests_on: tuple[str, ...] = ()
) -> DifferentiationRule:
    """The derivative of a function that the table leaves out."""
    return DifferentiationRule(
        function, f"derivative of {function}", f"{function}(x)", result, conditions, rests_on=rests_on
    )


def _factor(pattern: str, result: str) -> DifferentiationRule:
    return DifferentiationRule(pattern, "constant factor", pattern, result, rests_on=_FACTOR)


IDENTITY = _case(POWER, "x", "1")
DIFFERENCE = _case(SUM, "g(x)-h(x)", "g'(x)-h'(x)", also=_FACTOR)
FACTORS = (
    DifferentiationRule("Sign", "the sign stays", "-g(x)", "-g'(x)", rests_on=_FACTOR),
    _factor("c*g(x)", "c*g'(x)"),
    _factor("g(x)*c", "c*g'(x)"),
    _factor("g(x)/c", "g'(x)/c"),
)
RECIPROCAL = _case(QUOTIENT, "c/g(x)", "-(c*g'(x))/g(x)^2", "g(x) != 0", also=(CONSTANT.name,))

POWERS = (
    _case(POWER, "sqrt(x)", "1/(2*sqrt(x))"),
    _case(POWER, "cbrt(x)", "1/(3*cbrt(x)^2)", "x != 0"),
    _case(EXPONENTIAL, "e^x", "e^x"),
    DifferentiationRule(
        "Other base",
        "derivative of $a^x$",
        "a^x",
        "a^x*ln(a)",
        ("a > 0",),
        rests_on=_OF_EXPONENTIALS,
    ),
    DifferentiationRule(
        "Variable exponent",
        "written as a power of $e$",
        "g(x)^h(x)",
        "g(x)^h(x)*(h'(x)*ln(g(x))+h(x)*g'(x)/g(x))",
        ("g(x) > 0",),
        rests_on=(*_OF_EXPONENTIALS, LOGARITHM.name),
    ),
)
LOGARITHMS = (
    _case(LOGARITHM, "log(x)", "1/x", "x > 0"),
    _case(LOGARITHM, "log(x, a)", "1/(x*ln(a))", "x > 0", "a > 1", also=_FACTOR),
    _case(LOGARITHM, "log2(x)", "1/(x*ln(2))", "x > 0", also=_FACTOR),
    _case(LOGARITHM, "log10(x)", "1/(x*ln(10))", "x > 0", also=_FACTOR),
)
ANGLES = (
    _other("cot", "-1/sin(x)^2", rests_on=(QUOTIENT.name, SINE.name, COSINE.name)),
    _other("sec", "sin(x)/cos(x)^2", rests_on=(QUOTIENT.name, COSINE.name)),
    _other("csc", "-cos(x)/sin(x)^2", rests_on=(QUOTIENT.name, SINE.name)),
    _other("arcsin", "1/sqrt(1-x^2)"),
    _other("arccos", "-1/sqrt(1-x^2)"),
    _other("arctan", "1/(1+x^2)"),
)
HYPERBOLIC = (
    _other("sinh", "cosh(x)", rests_on=(SUM.name, *_OF_EXPONENTIALS)),
    _other("cosh", "sinh(x)", rests_on=(SUM.name, *_OF_EXPONENTIALS)),
    _other("tanh", "1/cosh(x)^2", rests_on=(QUOTIENT.name, SUM.name, *_OF_EXPONENTIALS)),
    _other("coth", "-1/sinh(x)^2", "x != 0", rests_on=(QUOTIENT.name, SUM.name, *_OF_EXPONENTIALS)),
    _other("sech", "-sinh(x)/cosh(x)^2", rests_on=(QUOTIENT.name, SUM.name, *_OF_EXPONENTIALS)),
    _other("csch", "-cosh(x)/sinh(x)^2", "x != 0", rests_on=(QUOTIENT.name, SUM.name, *_OF_EXPONENTIALS)),
    _other("arsinh", "1/sqrt(x^2+1)"),
    _other("arcosh", "1/sqrt(x^2-1)", "x > 1"),
    _other("artanh", "1/(1-x^2)", "-1 < x < 1"),
)
STEPS = (
    DifferentiationRule("abs", "slope of the absolute value", "abs(x)", "sign(x)", ("x != 0",)),
    DifferentiationRule("sign", "flat on both sides", "sign(x)", "0", ("x != 0",)),
    DifferentiationRule("floor", "flat between the steps", "floor(x)", "0", ("x != floor(x)",)),
    DifferentiationRule("ceil", "flat between the steps", "ceil(x)", "0", ("x != ceil(x)",)),
)
PIECES = DifferentiationRule("Pieces", "each piece by itself", "g(x)", "g'(x)")
BY_THE_CORE = DifferentiationRule("Core", "computed by the math core", "g(x)", "g'(x)")

RULES = (
    SUM,
    DIFFERENCE,
    *FACTORS,
    PRODUCT,
    RECIPROCAL,
    QUOTIENT,
    POWERS[2],
    POWER,
    POWERS[0],
    POWERS[1],
    *POWERS[3:],
    EXPONENTIAL,
    LOGARITHM,
    *LOGARITHMS,
    SINE,
    COSINE,
    TANGENT,
    *ANGLES,
    *HYPERBOLIC,
    *STEPS,
)
"""The rules for what is neither constant nor the variable, in the order in which they are tried."""
