"""The words of the language: functions, constants and letters that a text may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A known function: its LaTeX and how many arguments it takes."""

    latex: str
    least: int = 1
    most: int = 1


def _operator(name: str) -> Word:
    return Word(rf"\operatorname{{{name}}}")


KNOWN = {
    "abs": Word(""),
    "sqrt": Word(r"\sqrt"),
    "cbrt": Word(r"\sqrt[3]"),
    "sign": _operator("sign"),
    "floor": Word(""),
    "ceil": Word(""),
    "exp": Word(r"\exp"),
    "ln": Word(r"\ln"),
    "log": Word(r"\log", 1, 2),
    "log2": Word(r"\log_{2}"),
    "log10": Word(r"\log_{10}"),
    "sin": Word(r"\sin"),
    "cos": Word(r"\cos"),
    "tan": Word(r"\tan"),
    "cot": Word(r"\cot"),
    "sec": Word(r"\sec"),
    "csc": Word(r"\csc"),
    "arcsin": Word(r"\arcsin"),
    "arccos": Word(r"\arccos"),
    "arctan": Word(r"\arctan"),
    "sinh": Word(r"\sinh"),
    "cosh": Word(r"\cosh"),
    "tanh": Word(r"\tanh"),
    "coth": Word(r"\coth"),
    "sech": _operator("sech"),
    "csch": _operator("csch"),
    "arsinh": _operator("arsinh"),
    "arcosh": _operator("arcosh"),
    "artanh": _operator("artanh"),
    "min": Word(r"\min", 2, 8),
    "max": Word(r"\max", 2, 8),
}
"""Canonical names. `log` of one argument is the natural logarithm, `log(x, b)` the one to base b."""

ALIASES = {
    "sgn": "sign",
    "ceiling": "ceil",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "asinh": "arsinh",
    "acosh": "arcosh",
    "atanh": "artanh",
    "arcsinh": "arsinh",
    "arccosh": "arcosh",
    "arctanh": "artanh",
    "tg": "tan",
    "cosec": "csc",
}

CONSTANTS = frozenset({"pi", "e"})

GREEK_LETTERS = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ϵ": "epsilon",
    "η": "eta",
    "θ": "theta",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "Δ": "Delta",
}
GREEK = frozenset(GREEK_LETTERS.values()) - CONSTANTS

COORDINATES = frozenset("xyzt")
"""Letters that multiply when they stand side by side: `xy` is x·y."""

FUNCTION_LETTERS = frozenset("fgh")
"""Letters that a reader takes for a function before a bracket: `f(x)` is never read as a product."""


def canonical(word: str, /) -> str | None:
    """The canonical name of a known function, or None.

    >>> canonical("asin"), canonical("banana")
    ('arcsin', None)
    """
    name = ALIASES.get(word, word)
    return name if name in KNOWN else None
