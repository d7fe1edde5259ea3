"""The mathematics of the lessons: parsed, computed, verified. Knows nothing of pictures."""

from calcanim.calculus.deadline import TimeLimitError, time_limit
from calcanim.calculus.function import ComputationError, Function
from calcanim.calculus.meaning import to_sympy
from calcanim.calculus.notation import latex
from calcanim.calculus.parse import ParseError, derivations, parse_expression

__all__ = [
    "ComputationError",
    "Function",
    "ParseError",
    "TimeLimitError",
    "derivations",
    "latex",
    "parse_expression",
    "time_limit",
    "to_sympy",
]
