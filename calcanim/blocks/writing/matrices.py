"""LaTeX of matrices whose entries are parts that can travel."""

from __future__ import annotations

from collections.abc import Sequence

from calcanim.blocks.theme import Role
from calcanim.calculus.planar_map import matrix_latex

_ROLES = (Role.RUN, Role.RISE)


def entry_part(row: int, column: int) -> str:
    """Name of the part that holds an entry."""
    return f"entry {row} {column}"


def named_entries(entries: Sequence[Sequence[str]], *, first: int = 0) -> str:
    """A matrix whose entries are parts, each column in the colour of its variable."""
    return matrix_latex(
        tuple(
            tuple(
                rf"\part{{{entry_part(i, j)}}}{{\part{{{_ROLES[j]}}}{{{entry}}}}}"
                for j, entry in enumerate(row)
            )
            for i, row in enumerate(entries, first)
        )
    )


def partials_latex(functions: Sequence[str], variables: Sequence[str] = ("x", "y")) -> str:
    """The matrix of partial derivatives: a row for each function, a column for each variable."""
    rows = (tuple(rf"\frac{{\partial {f}}}{{\partial {v}}}" for v in variables) for f in functions)
    return matrix_latex(tuple(rows))
