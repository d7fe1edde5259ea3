"""A number that a user wrote."""

from __future__ import annotations

import sympy as sp

from calcanim.calculus.function import Function
from calcanim.calculus.language.syntax import Node
from calcanim.errors import ParameterError


class Constant(float):
    """A real number that also knows its exact value and how it was written."""

    expr: sp.Expr
    tree: Node
    latex: str

    @classmethod
    def parse(cls, text: str) -> Constant:
        """The value of an expression without variables; it may be NaN.

        >>> float(Constant.parse("-1/4")), Constant.parse("pi/5").latex
        (-0.25, '\\\\frac{\\\\pi}{5}')
        """
        function = Function.parse(text)
        if function.expr.free_symbols:
            raise ParameterError(f"{text.strip()!r} holds a variable")
        return cls._of(function)

    @classmethod
    def from_expr(cls, expr: sp.Expr) -> Constant:
        """The value of an expression that was found, not written.

        >>> Constant.from_expr(sp.sqrt(2)).latex
        '\\\\sqrt{2}'
        """
        return cls._of(Function.from_expr(expr, (sp.Symbol("x", real=True),)))

    @classmethod
    def _of(cls, function: Function) -> Constant:
        constant = cls(function(0.0))
        constant.expr, constant.tree, constant.latex = function.expr, function.tree, function.latex
        return constant
