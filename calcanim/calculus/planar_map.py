"""Maps of the plane to itself, and the linear map that each is like near a point: its Jacobian."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calcanim.calculus.function import Function
from calcanim.calculus.language.reading import to_tree
from calcanim.calculus.partials import jacobian_functions, tangent_plane
from calcanim.calculus.slopes import NoSlopeError

Array = NDArray[np.float64]
FEWEST, MOST = 16, 1024
BEND = 1e-3  # of a path's extent: how far it may leave its chords


@dataclass(frozen=True)
class PlanarMap:
    """Two functions of x and y as one map of the plane, seen from a point.

    >>> f = PlanarMap((Function.parse("x*y"), Function.parse("x+y")), (2.0, 1.0))
    >>> f.jacobian.tolist(), f(np.array([[3.0, 1.0]])).tolist()
    ([[1.0, 2.0], [1.0, 1.0]], [[3.0, 4.0]])
    """

    outputs: tuple[Function, Function]
    at: tuple[float, float]

    def __call__(self, points: Array, /) -> Array:
        """Where points go; shape (n, 2)."""
        return np.column_stack([f(points[:, 0], points[:, 1]) for f in self.outputs])

    @cached_property
    def image(self) -> Array:
        """Where the point itself goes; shape (2,)."""
        return np.asarray(self(np.array([self.at]))[0])

    @cached_property
    def jacobian(self) -> Array:
        """One row for each output, one column for each input; NoSlopeError where no linear map fits."""
        rows = []
        for number, f in enumerate(self.outputs, 1):
            try:
                rows.append(tangent_plane(f, self.at).slopes)
            except NoSlopeError as error:
                raise NoSlopeError(re.sub(r"\bf\b", f"f{number}", str(error))) from None
        return np.array(rows)

    def linear(self, points: Array, /) -> Array:
        """Where the Jacobian carries points, seen from the point; shape (n, 2)."""
        return np.asarray(self.image + (points - self.at) @ self.jacobian.T)

    def square(self, side: float, t: Array, /) -> Array:
        """The border of the square with its lower left corner at the point, for t from 0 to 4."""
        corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]], dtype=float)
        border = np.column_stack([np.interp(t, np.arange(5), corners[:, k]) for k in (0, 1)])
        return np.asarray(self.at + side * border)

    def gap(self, side: float, /) -> float:
        """How far the image of the square's border is from the parallelogram, at most, along the border.

        >>> f1, f2 = (Function.parse(text, variables="x, y") for text in ("x^2", "y"))
        >>> PlanarMap((f1, f2), (0.0, 0.0)).gap(0.5)
        0.25
        """
        border = self.square(side, np.linspace(0, 4, 4 * FEWEST + 1))
        return float(np.hypot(*(self(border) - self.linear(border)).T).max())

    def points_needed(self, side: float, /) -> int | None:
        """How many points a path across the square needs; None where it breaks, or has no value."""
        count = FEWEST
        while count <= MOST:
            if self._is_close(side, count):
                return count
            count *= 2
        return None

    def _is_close(self, side: float, count: int) -> bool:
        """Whether paths of this many points run close to their images, along x and along y."""
        steps = np.linspace(-0.5, 1.5, 2 * count + 1)
        for still in np.linspace(-0.5, 1.5, 5):
            held = np.full_like(steps, still)
            for places in (np.column_stack([steps, held]), np.column_stack([held, steps])):
                path = self(np.asarray(self.at) + side * places)
                off = path[1::2] - (path[:-1:2] + path[2::2]) / 2
                extent = float(np.ptp(path, axis=0).max())
                if not np.isfinite(path).all() or np.hypot(*off.T).max() > BEND * extent:
                    return False
        return True

    @cached_property
    def rows(self) -> tuple[tuple[Function, ...], ...]:
        """The Jacobian as functions."""
        return jacobian_functions(self.outputs)

    def entries_latex(self) -> tuple[tuple[str, ...], ...]:
        """LaTeX of the Jacobian's entries as functions."""
        return tuple(tuple(entry.latex for entry in row) for row in self.rows)


def exact_entries(
    rows: tuple[tuple[Function, ...], ...], at: tuple[float, float], exact: tuple[object, object], /
) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The sign and LaTeX of entries at a point: exact where all are short, else rounded to three decimals.

    >>> entry = Function.parse("x/y", variables="x, y")
    >>> exact_entries(((entry,),), (1.0, 2.0), (1, 2))
    ('=', (('\\\\frac{1}{2}',),))
    """
    from calcanim.calculus.language import notation

    values = [[entry(*at) for entry in row] for row in rows]
    written = [
        [
            notation.latex(to_tree(entry.expr.subs(dict(zip(entry.variables, exact, strict=True)))))
            for entry in row
        ]
        for row in rows
    ]
    if all(len(text) <= 14 for row in written for text in row):
        return "=", tuple(map(tuple, written))
    rounded = tuple(tuple(f"{round(value, 3) + 0.0:.3f}" for value in row) for row in values)
    return r"\approx", rounded


def matrix_latex(entries: tuple[tuple[str, ...], ...], /) -> str:
    r"""LaTeX of a matrix of entries.

    >>> print(matrix_latex((("1", "2"),)))
    \begin{pmatrix} 1 & 2 \end{pmatrix}
    """
    return r"\begin{pmatrix} " + r" \\ ".join(" & ".join(row) for row in entries) + r" \end{pmatrix}"
