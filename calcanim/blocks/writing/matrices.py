"""LaTeX of matrices whose entries are parts that can travel."""

from __future__ import annotations

from collections.abc import Sequence

from calcanim.blocks.theme import Role
from calcanim.calculus.planar_map import matrix_latex

_ROLES = (Role.RUN, Role.RISE)


def entry_part(row: int, column: int, kind: str = "entry") -> str:
    """Name of the part that holds an entry."""
    return f"{kind} {row} {column}"


def named_entries(entries: Sequence[Sequence[str]], *, first: int = 0, kind: str = "entry") -> str:
    """A matrix whose entries are parts, each column in the colour of its variable."""
    return matrix_latex(
        tuple(
            tuple(
                rf"\part{{{entry_part(i, j, kind)}}}{{\part{{{_ROLES[j]}}}{{{entry}}}}}"
                for j, entry in enumerate(row)
            )
            for i, row in enumerate(entries, first)
        )
    )


def partial_names(
    functions: Sequence[str], variables: Sequence[str] = ("x", "y")
) -> tuple[tuple[str, ...], ...]:
    """The partial derivatives by name: a row for each function, a column for each variable."""
    return tuple(tuple(rf"\frac{{\partial {f}}}{{\partial {v}}}" for v in variables) for f in functions)
