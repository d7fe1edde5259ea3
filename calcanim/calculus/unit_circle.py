"""An angle in the unit circle: the triangle inside its sector, the sector, the triangle around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from calcanim.calculus.function import Function
from calcanim.calculus.proofs.squeeze import LIMIT
from calcanim.calculus.verification.derivation import Derivation, Rule, line

Outline = npt.NDArray[np.float64]

ARC_POINTS = 49


@dataclass(frozen=True)
class SectorAreas:
    """Areas as functions of the angle, for 0 < θ < π/2, the smallest first."""

    inner: Function
    sector: Function
    outer: Function


@dataclass(frozen=True)
class Squeeze:
    """`low` < `middle` < `high` for 0 < |θ| < π/2; where the bounds meet, the middle one has no choice."""

    low: Function
    middle: Function
    high: Function

    @property
    def limit(self) -> float:
        """Where the middle one goes as θ goes to 0, from both sides."""
        limit = self.middle.limit(0)
        return float("nan") if limit is None else float(limit)


@cache
def sector_areas() -> SectorAreas:
    """Half of base times height, θ/(2π) of the disc, and half of base times height again.

    >>> areas = sector_areas()
    >>> [round(f(0.5), 4) for f in (areas.inner, areas.sector, areas.outer)]
    [0.2104, 0.25, 0.2732]
    """
    return SectorAreas(
        _of_angle("1/2*sin(theta)cos(theta)"), _of_angle("theta/2"), _of_angle("1/2*tan(theta)")
    )


@cache
def sine_squeeze() -> Squeeze:
    """sin(θ)/θ between cos(θ) and 1/cos(θ).

    >>> squeeze = sine_squeeze()
    >>> [round(f(0.5), 4) for f in (squeeze.low, squeeze.middle, squeeze.high)]
    [0.8776, 0.9589, 1.1395]
    """
    return Squeeze(_of_angle("cos(theta)"), _of_angle("sin(theta)/theta"), _of_angle("1/cos(theta)"))


@cache
def limit_at_zero() -> Derivation:
    """What the squeeze leaves for the quotient, as one statement.

    >>> str(limit_at_zero().verdict)
    'proved'
    """
    return Derivation.of("The limit of sin θ/θ", LIMIT, line("1", "by the squeeze", Rule.LIMIT))


def inner_triangle(angle: float, /) -> Outline:
    """Corners of the triangle under the radius at `angle`, shape (3, 2).

    >>> inner_triangle(0.0).tolist()
    [[0.0, 0.0], [1.0, 0.0], [1.0, 0.0]]
    """
    return np.array([[0.0, 0.0], [np.cos(angle), 0.0], [np.cos(angle), np.sin(angle)]])


def arc(first: float, last: float, /, *, points: int = ARC_POINTS) -> Outline:
    """Points of the unit circle between two angles, shape (points, 2).

    >>> arc(0.0, 1.0)[0].tolist()
    [1.0, 0.0]
    """
    angles = np.linspace(first, last, points)
    return np.column_stack([np.cos(angles), np.sin(angles)])


def rest_of_sector(angle: float, /) -> Outline:
    """Outline of what the sector has beyond the inner triangle, shape (n, 2).

    >>> rest_of_sector(0.5).shape
    (50, 2)
    """
    return np.vstack([[[np.cos(angle), 0.0]], arc(0.0, angle)])


def rest_of_outer(angle: float, /) -> Outline:
    """Outline of what the outer triangle has beyond the sector, shape (n, 2).

    >>> rest_of_outer(0.5).shape
    (50, 2)
    """
    return np.vstack([arc(0.0, angle), [[1.0, np.tan(angle)]]])


def _of_angle(text: str) -> Function:
    return Function.parse(text, variables=("theta",))
