"""Statements on matrices, entry by entry: `J = …` of two by two matrices is four equations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from calcanim.calculus.language.syntax import (
    Call,
    Matrix,
    Name,
    Node,
    Relation,
    children,
    substitute,
)
from calcanim.calculus.verification.trials import Ground
from calcanim.errors import CalcanimError


def entrywise(nodes: tuple[Node, ...], ground: Ground, /) -> tuple[Node, ...]:
    """Formulas with each chain of matrices replaced by a chain for each entry.

    A matrix is a whole side of a chain: one that is written out, or a name of the ground for one, with or
    without a place. All sides of a chain have the same shape, or this is an error.

    >>> from calcanim.calculus.language.latex_reading import read_relations
    >>> chain = r"\\begin{pmatrix} a & b \\end{pmatrix} = \\begin{pmatrix} 1 & 2 \\end{pmatrix}"
    >>> [node.operands[1].digits for node in entrywise(read_relations(chain), Ground())]
    ['1', '2']
    """
    return tuple(entry for node in nodes for entry in _entries(node, ground))


def without_matrices(ground: Ground, /) -> Ground:
    """The ground less what it says of matrices."""
    kept = tuple(each for each in ground.definitions if not isinstance(each.body, Matrix))
    return replace(ground, definitions=kept)


def _entries(node: Node, ground: Ground) -> Iterator[Node]:
    sides = node.operands if isinstance(node, Relation) else (node,)
    found = [_matrix(side, ground) for side in sides]
    whole = [matrix for matrix in found if matrix is not None]
    if any(map(_holds_matrix, (each for m in whole for each in m.entries))) or (
        not whole and _holds_matrix(node)
    ):
        raise CalcanimError("a matrix can be checked only where it is a whole side of an equation")
    if not whole:
        yield node
        return
    shapes = {(len(matrix.entries), matrix.columns) for matrix in whole}
    if len(whole) < len(sides) or len(shapes) > 1:
        raise CalcanimError("the sides are not matrices of the same shape")
    if not isinstance(node, Relation) or set(node.operators) - {"=", "~"}:
        raise CalcanimError("of matrices it can only be said that they are equal")
    for operands in zip(*(matrix.entries for matrix in whole), strict=True):
        yield Relation(operands, node.operators)


def _matrix(side: Node, ground: Ground) -> Matrix | None:
    """The matrix that a side is, or that its name stands for."""
    if isinstance(side, Matrix):
        return side
    known = ground.defined.get(side.function if isinstance(side, Call) else _spelling(side))
    if known is None or not isinstance(known.body, Matrix):
        return None
    if not isinstance(side, Call):
        return known.body
    if side.primes or len(side.arguments) != len(known.parameters):
        raise CalcanimError(f"{known.function} takes {len(known.parameters)} numbers")
    at = dict(zip(known.parameters, side.arguments, strict=True))
    found = substitute(known.body, at)
    assert isinstance(found, Matrix)
    return found


def _spelling(side: Node) -> str:
    return side.spelling if isinstance(side, Name) else ""


def _holds_matrix(node: Node) -> bool:
    return isinstance(node, Matrix) or any(_holds_matrix(child) for child in children(node))
