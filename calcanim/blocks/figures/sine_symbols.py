"""The colours of θ, sin(θ), cos(θ), tan(θ) and sin(θ)/θ: in pictures, read-outs and formulas alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from calcanim.blocks.latex import color_symbols
from calcanim.blocks.theme import Role
from calcanim.blocks.writing.board import Row, WrittenLine

SINE, COSINE, TANGENT, ANGLE, QUOTIENT = Role.RISE, Role.RUN, Role.DERIVATIVE, Role.CURVE, Role.SLOPE
_FUNCTION_ROLES = (("sin", SINE), ("cos", COSINE), ("tan", TANGENT))


def tinted(latex: str) -> str:
    r"""LaTeX in which sin(θ), cos(θ), tan(θ), θ and the quotient sin(θ)/θ are coloured as in the picture."""
    functions = {rf"\{name}({sign}\theta)": role for name, role in _FUNCTION_ROLES for sign in ("", "-")}
    quotients = {rf"\frac{{\sin({sign}\theta)}}{{{sign}\theta}}": QUOTIENT for sign in ("", "-")}
    return color_symbols(latex, {**functions, **quotients, r"\theta": ANGLE})


def tinted_rows(lines: Sequence[WrittenLine]) -> tuple[Row, ...]:
    """Verified lines with the same colours."""
    return tuple(replace(Row.of(line), latex=tinted(line.latex)) for line in lines)
