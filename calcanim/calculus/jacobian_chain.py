"""The Jacobians of a network's layers as they are shown: matrices in decimals, and what they multiply to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from calcanim.calculus.network import Array, Network
from calcanim.errors import UnverifiedError

STEP, TOLERANCE = 1e-5, 1e-7
_APART, _TIGHT = r" & \; ", " & "  # between columns: a minus in a row of its own must not subtract


@dataclass(frozen=True)
class WrittenMatrix:
    """A Jacobian in decimals over its name and shape; `link` is the sign before it, if there is one. Its
    columns stand apart, or where there is no room for that, tight.

    >>> WrittenMatrix("J", ((0.125, -0.001),), places=1).latex
    '\\\\underset{J: \\\\, 1 \\\\times 2}{\\\\begin{pmatrix} 0.1 & \\\\; 0.0 \\\\end{pmatrix}}'
    """

    name: str
    entries: tuple[tuple[float, ...], ...]
    link: str = ""
    places: int = 2
    is_tight: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the decimals say all."""
        return all(round(entry, self.places) == entry for row in self.entries for entry in row)

    @property
    def latex(self) -> str:
        """The link and the matrix."""
        gap = _TIGHT if self.is_tight else _APART
        rows = (gap.join(self._decimal(entry) for entry in row) for row in self.entries)
        body = r" \\ ".join(rows)
        shape = rf"{len(self.entries)} \times {len(self.entries[0])}"
        matrix = rf"\underset{{{self.name}: \, {shape}}}{{\begin{{pmatrix}} {body} \end{{pmatrix}}}}"
        return f"{self.link} {matrix}".strip()

    def _decimal(self, entry: float) -> str:
        return f"{round(entry, self.places) + 0.0:.{self.places}f}"


@dataclass(frozen=True)
class JacobianChain:
    """The layers' Jacobians at an input, and the Jacobian of the whole, which is their product.

    Each is compared with difference quotients as it is made, and the product with the exact partials of the
    whole: `UnverifiedError` where they disagree.

    >>> from calcanim.calculus.network import small_network
    >>> [matrix.name for matrix in JacobianChain(small_network(), (0.5, -1.0)).factors]
    ['J_{1}', 'J_{2}', 'J_{3}']
    """

    network: Network
    at: tuple[float, ...]
    is_tight: bool = False

    def __post_init__(self) -> None:
        """Compare every matrix with difference quotients."""
        network, values = self.network, self.network.values(self.at)
        for layer, matrix, value in zip(network.layers, network.jacobians(self.at), values, strict=False):
            _compare(matrix, layer, value)
        _compare(network.jacobian(self.at), lambda x: network.values(x)[-1], values[0])

    @cached_property
    def factors(self) -> tuple[WrittenMatrix, ...]:
        """The layers' Jacobians, the first layer's first."""
        found = self.network.jacobians(self.at)
        return tuple(
            WrittenMatrix(f"J_{{{k}}}", _rows(matrix), is_tight=self.is_tight)
            for k, matrix in enumerate(found, 1)
        )

    @cached_property
    def product(self) -> tuple[WrittenMatrix, ...]:
        """The factors in the order in which they multiply: the last layer's first."""
        return self.factors[::-1]

    @cached_property
    def result(self) -> WrittenMatrix:
        """What they multiply to, after its sign."""
        whole = WrittenMatrix("J", _rows(self.network.jacobian(self.at)))
        is_exact = all(matrix.is_exact for matrix in (*self.factors, whole))
        return WrittenMatrix("J", whole.entries, "=" if is_exact else r"\approx", is_tight=self.is_tight)


def _rows(matrix: Array) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(entry) for entry in row) for row in matrix)


def _compare(matrix: Array, function: Callable[[Array], Array], at: Array) -> None:
    moves = STEP * np.eye(at.size)
    columns = [(function(at + move) - function(at - move)) / (2 * STEP) for move in moves]
    differences = np.stack(columns, axis=1)
    if not np.allclose(matrix, differences, rtol=TOLERANCE, atol=TOLERANCE):
        raise UnverifiedError(f"the Jacobian {matrix.tolist()} is not {differences.tolist()}")
