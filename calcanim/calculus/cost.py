r"""The cost of a small model on fixed data: a function of the model's parameters alone.

The model is the line ŷ = w₁x + w₂. Its cost is the mean of the squared errors ŷ − y.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from calcanim.calculus.descent import Descent, descend
from calcanim.calculus.function import Function
from calcanim.calculus.law import Law
from calcanim.calculus.partials import gradient_functions
from calcanim.errors import UnverifiedError, UsageError

Array = NDArray[np.float64]

TRIALS, NEAR = 8, 1e-9


@dataclass(frozen=True, eq=False)
class LineCost:
    """The mean squared error of a line on data, as a function of its weights w₁ and w₂.

    `xs` and `ys` are the data, exact. The gradient of the function is compared with
    2/n·Xᵀ(Xw − y) at many weights as this is made: `UnverifiedError` where they disagree.

    >>> cost = LineCost((Fraction(0), Fraction(1)), (Fraction(1), Fraction(3)))
    >>> cost.function(2, 1), cost.best.round(6).tolist()
    (0.0, [2.0, 1.0])
    """

    xs: tuple[Fraction, ...]
    ys: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        """Check the data, and the gradient."""
        if len(self.xs) != len(self.ys) or len(set(self.xs)) < 2:
            raise UsageError("a line needs as many y as x, and two x that differ")
        partials = gradient_functions(self.function)
        for weights in np.random.default_rng(3).normal(size=(TRIALS, 2)):
            errors = self._inputs @ weights - self._labels
            by_matrix = 2 / len(errors) * self._inputs.T @ errors
            by_rules = [float(partial(*weights)) for partial in partials]
            if not np.allclose(by_matrix, by_rules, rtol=NEAR, atol=NEAR):
                raise UnverifiedError(f"the gradient {by_rules} of the cost is not {by_matrix.tolist()}")

    @cached_property
    def function(self) -> Function:
        """The cost of the weights w_1 and w_2."""
        weights = sp.symbols("w_1 w_2", real=True)
        pairs = [(_exact(x), _exact(y)) for x, y in zip(self.xs, self.ys, strict=True)]
        total = sum((weights[0] * x + weights[1] - y) ** 2 for x, y in pairs)
        return Function.from_expr(sp.expand(total / len(pairs)), weights)

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """The data as points of the plane."""
        return tuple(zip(self._inputs[:, 0].tolist(), self._labels.tolist(), strict=True))

    @cached_property
    def best(self) -> Array:
        """The weights of the smallest cost, by least squares."""
        return np.asarray(np.linalg.lstsq(self._inputs, self._labels)[0])

    @property
    def model(self) -> Law:
        """What the model predicts."""
        return Law(r"\hat{y} = w_1 x + w_2")

    @property
    def law(self) -> Law:
        """What the cost is."""
        return Law(rf"L(w) = \frac{{1}}{{{len(self.xs)}}} \sum_i \left( w_1 x_i + w_2 - y_i \right)^2")

    def learn(self, start: tuple[float, float], /, *, rate: float, steps: int) -> Descent:
        """Gradient descent on the cost, from some weights."""
        return descend(self.function, start, rate=rate, steps=steps)

    @cached_property
    def _inputs(self) -> Array:
        """A row (x, 1) for each example."""
        return np.array([[float(x), 1.0] for x in self.xs])

    @cached_property
    def _labels(self) -> Array:
        return np.array([float(y) for y in self.ys])


def mean_square(errors: Array, /) -> float:
    """The mean of the squares.

    >>> mean_square(np.array([1.0, -2.0]))
    2.5
    """
    return float((np.asarray(errors) ** 2).mean())


def small_data() -> LineCost:
    """Five points near a line, as an example.

    >>> small_data().best.round(3).tolist()
    [0.51, 1.09]
    """
    tenths = (5, 15, 12, 20, 28)
    return LineCost(tuple(map(Fraction, range(-1, 4))), tuple(Fraction(y, 10) for y in tenths))


def _exact(number: Fraction) -> sp.Rational:
    return sp.Rational(number.numerator, number.denominator)
