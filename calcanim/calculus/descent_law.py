"""The rule of gradient descent in several variables, printed for a descent that keeps it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from calcanim.calculus.descent import Descent
from calcanim.calculus.function import Function
from calcanim.calculus.law import Law
from calcanim.calculus.partials import gradient_functions
from calcanim.errors import UnverifiedError

NEAR = 1e-9


def descent_law(f: Function, run: Descent, /, *, x: str = r"\mathbf{x}", name: str = "f") -> Law:
    """x_t = x_{t−1} − η∇f(x_{t−1}); `UnverifiedError` where a step of the descent is another.

    `x` and `name` are what LaTeX calls the point and the function.

    >>> from calcanim.calculus.descent import descend
    >>> bowl = Function.parse("x^2 + y^2")
    >>> descent_law(bowl, descend(bowl, (1, 2), rate=0.1, steps=5)).latex[:14]
    '\\\\mathbf{x}_t ='
    """
    partials = gradient_functions(f)
    path = run.path.reshape(len(run.path), -1)
    for before, after in pairwise(path):
        step = run.rate * np.array([float(partial(*before)) for partial in partials])
        if not np.allclose(before - step, after, rtol=NEAR, atol=NEAR * (1 + np.abs(before).max())):
            raise UnverifiedError(
                f"the step from {before.tolist()} to {after.tolist()} is not -{step.tolist()}"
            )
    return Law(rf"{x}_t = {x}_{{t-1}} - \eta \, \nabla {name}({x}_{{t-1}})")
