"""Functions of one variable that feed each other, and how a small change passes through them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, reduce

from calcanim.calculus.analysis.behaviour import Verdict
from calcanim.calculus.function import Function
from calcanim.calculus.slopes import NoSlopeError, secant_slope
from calcanim.errors import UnverifiedError, UsageError

TOLERANCE = 1e-9
HALVINGS = 20
PLACES = 33  # where a step's stretch of x is looked at


@dataclass(frozen=True)
class Composition:
    """`functions[0]` is applied first, and the last one's output is the value.

    >>> chain = Composition((Function.parse("2x^2"), Function.parse("sin(u)+1")))
    >>> chain.whole.text
    'sin(2*x^2) + 1'
    >>> [round(value, 5) for value in chain.values(0.5)]
    [0.5, 0.5, 1.47943]
    >>> [round(rate, 5) for rate in chain.rates(0.5)], round(chain.rate(0.5), 5)
    ([2.0, 0.87758], 1.75517)
    """

    functions: tuple[Function, ...]

    def __post_init__(self) -> None:
        """Refuse an empty chain, and functions of several variables."""
        if not self.functions:
            raise UsageError("a composition needs at least one function")
        for function in self.functions:
            _ = function.variable

    @cached_property
    def whole(self) -> Function:
        """The composition as one function of x."""
        return reduce(lambda inner, outer: outer.of(inner), self.functions)

    def values(self, x: float, /) -> tuple[float, ...]:
        """The input, then what each function gives on; NaN from where it is undefined."""
        found = [float(x)]
        for function in self.functions:
            found.append(float(function(found[-1])))
        return tuple(found)

    def changes(self, x: float, step: float, /) -> tuple[float, ...]:
        """How far each of the `values` moves when x becomes x + step."""
        before, after = self.values(x), self.values(x + step)
        return (float(step), *(b - a for a, b in zip(before[1:], after[1:], strict=True)))

    def secant_rates(self, x: float, step: float, /) -> tuple[float, ...]:
        """Change of the output for each unit of change of the input, function by function.

        NaN where a function's input has not moved; close to no step the differences are taken in 60 digits.
        """
        before, after = self.values(x), self.values(x + step)
        inputs = zip(self.functions, before, after, strict=False)
        return tuple(_secant_rate(f, a, b) for f, a, b in inputs)

    def rates(self, x: float, /) -> tuple[float, ...]:
        """The derivative of each function at the value that reaches it; `NoSlopeError` where one has none."""
        return tuple(_rate(f, value) for f, value in zip(self.functions, self.values(x), strict=False))

    def rate(self, x: float, /) -> float:
        """The product of the rates, which is the derivative of the whole: found in both ways, and compared.

        `UnverifiedError` if the two disagree.
        """
        product: float = math.prod(self.rates(x))
        direct = _rate(self.whole, float(x))
        if not math.isclose(product, direct, rel_tol=TOLERANCE, abs_tol=TOLERANCE):
            raise UnverifiedError(
                f"at x = {x:g} the rates multiply to {product:g}, "
                f"but the derivative of {self.whole.text} is {direct:g}"
            )
        return product

    def has_rate(self, x: float, /) -> bool:
        """Whether each function has a derivative where it is fed."""
        try:
            self.rate(x)
        except NoSlopeError:
            return False
        return True

    def defined_step(self, x: float, largest: float, /) -> float:
        """The largest of `largest`, `largest/2`, … so that all is defined within that distance of x."""
        for halving in range(HALVINGS):
            step = math.ldexp(largest, -halving)
            stretch = [x + step * (2 * place / (PLACES - 1) - 1) for place in range(PLACES)]
            if all(math.isfinite(value) for at in stretch for value in self.values(at)):
                return step
        raise NoSlopeError(f"{self.whole.text} is not defined on both sides of x = {x:g}")


def _secant_rate(f: Function, a: float, b: float) -> float:
    defined = all(math.isfinite(value) for value in (a, b, f(a), f(b)))
    return float(secant_slope(f, a, b)) if defined and a != b else math.nan


def _rate(f: Function, at: float) -> float:
    place = f"{f.variable} = {at:.6g}"
    if not math.isfinite(f(at)):
        raise NoSlopeError(f"{f.text} has no value at {place}")
    behaviour = f.behaviour(at)
    if behaviour.verdict != Verdict.DIFFERENTIABLE:
        raise NoSlopeError(f"{f.text} has no derivative at {place} ({behaviour.verdict})")
    slope = float(f.derivative()(at))
    if not math.isfinite(slope):
        raise NoSlopeError(f"no derivative of {f.text} was found at {place}")
    return slope
