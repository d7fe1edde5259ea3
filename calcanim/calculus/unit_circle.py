"""An angle in the unit circle: the triangle inside its sector, the sector, the triangle around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import sympy as sp

from calcanim.calculus.analysis.wording import number
from calcanim.calculus.function import Function
from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.syntax import Div, Node
from calcanim.calculus.proofs.squeeze import LIMIT, POSITIVE
from calcanim.calculus.verification.derivation import Derivation, Rule, line
from calcanim.calculus.verification.grounds import given
from calcanim.calculus.verification.trials import Ground

Outline = npt.NDArray[np.float64]

ARC_POINTS = 49


@dataclass(frozen=True)
class SectorAreas:
    """Areas as functions of the angle, for 0 < θ < π/2, the smallest first."""

    inner: Function
    sector: Function
    outer: Function


@dataclass(frozen=True)
class Sides:
    """What is named in the picture: the lengths of its sides, and the angle, as functions of the angle."""

    angle: Function
    sine: Function
    cosine: Function
    tangent: Function


@dataclass(frozen=True)
class Saying:
    """One sentence about the squeeze, built from what was computed."""

    sentence: str


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

    @property
    def question(self) -> Saying:
        """What is asked of the middle one."""
        return Saying(rf"Where does ${_on_one_line(self.middle.tree)}$ go as $\theta \to 0$?")

    @property
    def answer(self) -> Saying:
        r"""Where it goes.

        >>> print(sine_squeeze().answer.sentence)
        As $\theta \to 0$, $\sin(\theta)/\theta$ goes to 1
        """
        goal = number(self.middle.limit(0))
        return Saying(rf"As $\theta \to 0$, ${_on_one_line(self.middle.tree)}$ goes to {goal}")


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
def areas_from_corners() -> Ground:
    """The areas A, B and C that make up the three figures, from the corners of the triangles and the arc.

    >>> dict(areas_from_corners().values).keys()
    dict_keys(['A', 'B', 'C'])
    """
    theta, turn = sp.symbols("theta t", real=True)
    inner = _triangle((sp.cos(theta), sp.S.Zero), (sp.cos(theta), sp.sin(theta)))
    sector = sp.integrate(sp.Rational(1, 2), (turn, 0, theta))
    outer = _triangle((sp.S.One, sp.S.Zero), (sp.S.One, sp.tan(theta)))
    return given(*POSITIVE, A=inner, B=sector - inner, C=outer - sector)


@cache
def sides() -> Sides:
    r"""The angle, and the sides of both triangles that depend on it.

    >>> print(sides().sine.latex)
    \sin(\theta)
    """
    return Sides(*(_of_angle(text) for text in ("theta", "sin(theta)", "cos(theta)", "tan(theta)")))


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


def _triangle(first: tuple[sp.Expr, sp.Expr], second: tuple[sp.Expr, sp.Expr]) -> sp.Expr:
    """The area of the triangle from the centre to two corners, the second one counterclockwise."""
    return (first[0] * second[1] - first[1] * second[0]) / 2


def _on_one_line(node: Node) -> str:
    """LaTeX with a slash for the line of a fraction of short terms."""
    return f"{latex(node.left)}/{latex(node.right)}" if isinstance(node, Div) else latex(node)


def _of_angle(text: str) -> Function:
    return Function.parse(text, variables=("theta",))
