"""The mathematics of the lessons: parsed, computed, verified. Knows nothing of pictures."""

from calcanim.calculus.analysis.behaviour import Behaviour, Side, Verdict
from calcanim.calculus.analysis.extrema import CriticalPoint, Kind
from calcanim.calculus.analysis.limits import Approach
from calcanim.calculus.constant import Constant
from calcanim.calculus.curves.sampling import sample
from calcanim.calculus.deadline import TimeLimitError, time_limit
from calcanim.calculus.descent import Descent, Outcome, descend
from calcanim.calculus.function import ComputationError, Function
from calcanim.calculus.language.latex_reading import read_latex
from calcanim.calculus.language.meaning import to_sympy
from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.parse import ParseError, derivations, parse_expression
from calcanim.calculus.partials import (
    TangentPlane,
    directional_derivative,
    gradient,
    gradient_functions,
    hessian,
    hessian_functions,
    jacobian,
    jacobian_functions,
    tangent_plane,
)
from calcanim.calculus.slopes import (
    Line,
    NoSlopeError,
    line_between,
    secant,
    secant_limit,
    secant_slope,
    slope_between,
    tangent,
)
from calcanim.calculus.verification.derivation import Derivation, Rule, Step
from calcanim.calculus.verification.statement import Ground, Statement, given, is_name, stated, value_of

__all__ = [
    "Approach",
    "Behaviour",
    "ComputationError",
    "Constant",
    "CriticalPoint",
    "Derivation",
    "Descent",
    "Function",
    "Ground",
    "Kind",
    "Line",
    "NoSlopeError",
    "Outcome",
    "ParseError",
    "Rule",
    "Side",
    "Statement",
    "Step",
    "TangentPlane",
    "TimeLimitError",
    "Verdict",
    "derivations",
    "descend",
    "directional_derivative",
    "given",
    "gradient",
    "gradient_functions",
    "hessian",
    "hessian_functions",
    "is_name",
    "jacobian",
    "jacobian_functions",
    "latex",
    "line_between",
    "parse_expression",
    "read_latex",
    "sample",
    "secant",
    "secant_limit",
    "secant_slope",
    "slope_between",
    "stated",
    "tangent",
    "tangent_plane",
    "time_limit",
    "to_sympy",
    "value_of",
]
