r"""The slope of a function of two variables in every direction at a point, and the gradient that gives it.

The formulas with ∇ that the lessons show are printed here, by objects that check themselves as they are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import sympy as sp

from calcanim.calculus.constant import Constant
from calcanim.calculus.function import Function
from calcanim.calculus.language.syntax import Number, substitute
from calcanim.calculus.law import Law
from calcanim.calculus.partials import TangentPlane, tangent_plane
from calcanim.calculus.verification.statement import Ground, given
from calcanim.errors import UnverifiedError

STEP, NEAR = 1e-5, 1e-3
LEVEL = 1e-9
ANGLES = 12


@dataclass(frozen=True, eq=False)
class Steepness:
    """How steep f is at a point, in every direction.

    The slope in the direction of the angle θ is ∂f/∂x·cos θ + ∂f/∂y·sin θ. It is compared with difference
    quotients as this is made: `UnverifiedError` where they disagree, `NoSlopeError` where no plane touches f.

    >>> point = Constant.parse("0.1"), Constant.parse("-1")
    >>> hill = Steepness(Function.parse("sin(x*y)"), point)
    >>> round(hill.slope, 5), round(hill.angle, 2), round(hill.slope_along(0), 5)
    (0.99997, 174.29, -0.995)
    """

    f: Function
    at: tuple[Constant, Constant]

    def __post_init__(self) -> None:
        """Compare the slopes with difference quotients, and with the law of the product."""
        for angle in np.linspace(0, 360, ANGLES, endpoint=False).tolist():
            slope, size = self.slope_along(angle), max(1.0, self.slope)
            quotient = self._quotient(angle)
            by_law = self.slope * np.cos(np.radians(angle - self.angle))
            is_off = np.isfinite(quotient) and abs(slope - quotient) > NEAR * size
            if is_off or abs(slope - by_law) > LEVEL * size:
                raise UnverifiedError(f"the slope of {self.f.text} along {angle:g}° is not {slope:g}")

    def _quotient(self, angle: float) -> float:
        """The slope between two places close to the point, on both sides."""
        (x, y), (u, v) = self.place, direction(angle)
        step = STEP * (1 + abs(x) + abs(y))
        ahead, behind = (float(self.f(x + k * step * u, y + k * step * v)) for k in (1, -1))
        return (ahead - behind) / (2 * step)

    @property
    def place(self) -> tuple[float, float]:
        """The point in floats."""
        return float(self.at[0]), float(self.at[1])

    @cached_property
    def plane(self) -> TangentPlane:
        """The plane that touches f there."""
        return tangent_plane(self.f, self.place)

    @property
    def gradient(self) -> tuple[float, float]:
        """The partial derivatives there."""
        u, v = self.plane.slopes
        return u, v

    @property
    def slope(self) -> float:
        """The largest slope: the length of the gradient."""
        return float(np.hypot(*self.gradient))

    @property
    def is_level(self) -> bool:
        """Whether no direction leads up."""
        return self.slope <= LEVEL

    @property
    def angle(self) -> float:
        """The direction of the gradient, in degrees from the x-axis, from 0 to below 360."""
        return float(np.degrees(np.arctan2(self.gradient[1], self.gradient[0])) % 360)

    def slope_along(self, angle: float, /) -> float:
        """The slope in the direction of an angle in degrees."""
        return float(np.dot(self.gradient, direction(angle)))

    @cached_property
    def over_angle(self) -> Function:
        """The slope as a function of the angle in degrees."""
        x = sp.Symbol("x", real=True)
        turned = sp.pi * x / 180
        u, v = (sp.Float(slope, 17) for slope in self.gradient)
        return Function.from_expr(u * sp.cos(turned) + v * sp.sin(turned), [x])

    @property
    def ground(self) -> Ground:
        """What formulas stand on: f, and what `slope` is at any place in the direction of any θ."""
        x, y = self.f.variables
        t, theta = sp.symbols("t theta", real=True)
        moved = self.f.expr.subs({x: x + t * sp.cos(theta), y: y + t * sp.sin(theta)}, simultaneous=True)
        along = Function.from_expr(moved, [x, y, t, theta]).partial("t")
        return given(f=self.f, slope=substitute(along.tree, {"t": Number("0")}))

    @property
    def gradient_formula(self) -> Law:
        """What the gradient is."""
        parts = ", ".join(rf"\frac{{\partial f}}{{\partial {name}}}" for name in self.f.variables)
        return Law(rf"\nabla f = \left( {parts} \right)")

    @property
    def slope_formula(self) -> Law:
        """The slope along u as a product with the gradient."""
        return Law(
            r"\begin{aligned} \text{slope} &= \nabla f \cdot u \\ "
            r"u &= (\cos\theta, \sin\theta) \end{aligned}"
        )

    @property
    def product(self) -> Law:
        """The slope along u, φ away from the gradient."""
        return Law(r"\text{slope} = \nabla f \cdot u = \left| \nabla f \right| \cos\varphi")

    @property
    def sum_of_partials(self) -> str:
        """LaTeX of the slope along u by the partial derivatives; to be verified on `ground`."""
        first, second = (rf"\frac{{\partial f}}{{\partial {name}}}" for name in self.f.variables)
        return rf"\text{{slope}} = {first}\cos\theta + {second}\sin\theta"


@dataclass(frozen=True)
class ArrowScale:
    """How many times as long as it is an arrow is drawn.

    >>> ArrowScale.fitting(0.99997, 0.45, 1.3).factor, ArrowScale.fitting(2000.0, 0.45, 1.3).text
    (1.0, 'the arrow is drawn at 1/2000 of its length')
    >>> ArrowScale.fitting(0.01, 0.45, 1.3).text
    'the arrow is drawn at 100 times its length'
    """

    factor: float

    @classmethod
    def fitting(cls, length: float, low: float, high: float, /) -> ArrowScale:
        """None for a length between two others, or the largest round one that brings it below the higher."""
        if low <= length <= high:
            return cls(1.0)
        power = int(np.floor(np.log10(high / length)))
        return cls(max(d * 10.0**power for d in (1, 2, 5) if d * 10.0**power * length <= high))

    @property
    def text(self) -> str:
        """In words."""
        share = f"{self.factor:g} times" if self.factor > 1 else f"1/{1 / self.factor:g} of"
        return f"the arrow is drawn at {share} its length"


def direction(angle: float, /) -> tuple[float, float]:
    """The arrow of length 1 at an angle in degrees from the x-axis.

    >>> direction(90)
    (0.0, 1.0)
    """
    turned = np.radians(angle)
    return float(np.round(np.cos(turned), 15)) + 0.0, float(np.round(np.sin(turned), 15)) + 0.0
