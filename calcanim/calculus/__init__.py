"""The mathematics of the lessons: parsed, computed, verified. Knows nothing of pictures."""

from calcanim.calculus.meaning import to_sympy
from calcanim.calculus.notation import latex
from calcanim.calculus.parse import ParseError, derivations, parse_expression

__all__ = ["ParseError", "derivations", "latex", "parse_expression", "to_sympy"]
