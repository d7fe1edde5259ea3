"""What LaTeX writes with large signs: limits, Leibniz's derivatives, cases."""

from __future__ import annotations

from dataclasses import replace

from calcanim.calculus.language.latex_arithmetic import LatexArithmetic
from calcanim.calculus.language.syntax import (
    Branch,
    Call,
    Derivative,
    Evaluated,
    Limit,
    Matrix,
    Name,
    Node,
    Number,
    Partial,
    Piecewise,
    Relation,
)

EULER, NEWTON = r"\mathrm{D}", (r"\dot", r"\ddot")
DIFFERENTIALS = (r"\mathrm{d}", r"\partial")
_SIDES = {"+": "right", "-": "left"}
_CONDITIONAL = ("if", "for", "when", "where")
_OTHERWISE = ("otherwise", "else")


class LatexCalculus(LatexArithmetic):
    """Limits, derivatives and cases."""

    functions: frozenset[str]

    def name(self) -> Name:
        """A variable with its subscript."""
        raise NotImplementedError

    def arguments(self) -> tuple[Node, ...]:
        """What stands in round brackets, with commas between."""
        raise NotImplementedError

    def calculus(self) -> Node | None:
        """A limit, cases, a matrix, Newton's or Euler's derivative; None where none of these begins."""
        text = self.token.text
        if text in (r"\lim", r"\underset"):
            return self.limit()
        if text in (r"\begin{cases}", r"\begin{pmatrix}"):
            return self.cases() if text == r"\begin{cases}" else self.matrix()
        if text in NEWTON:
            return self.newton()
        if text == EULER and self.ahead(1) in {*self.functions, "^"}:
            return self.euler()
        return None

    def limit(self) -> Node:
        r"""`\lim_{x \to a}` or `\underset{x \to a}{\lim}`, and the product after it."""
        under = self.advance().text == r"\underset"
        if not under:
            self.expect("_")
        found = self._approach()
        if under:
            self.expect("{")
            self.expect(r"\lim")
            self.expect("}")
        return replace(found, body=self.product())

    def _approach(self) -> Limit:
        self.expect("{")
        variable = self.name()
        self.expect(r"\to")
        target, side = self.sum(), "both"
        if self.accept("^"):
            braced = self.accept("{")
            side = _SIDES[self.advance().text]
            if braced:
                self.expect("}")
        self.expect("}")
        return Limit(variable, target, target, side)

    def fraction(self) -> Node | None:
        r"""A derivative after `\frac`; None where it is an ordinary fraction."""
        sign = self.ahead(1)
        if not self.sees("{") or sign not in DIFFERENTIALS:
            return None
        self.advance()
        self.advance()
        order = self._order()
        operand = None if self.sees("}") else self.sum()
        self.expect("}")
        variables = self._below(sign)
        if order != len(variables):
            self.fail(f"the derivative is of order {order} above the stroke, {len(variables)} below it")
        kind = Derivative if sign == r"\mathrm{d}" else Partial
        if operand is None:
            return self._behind_bar(kind(self._operand_of_operator(), variables))
        derivative = kind(operand, variables)
        if isinstance(operand, Name) and self.sees("("):
            return Evaluated(derivative, self.arguments())
        return self._behind_bar(derivative)

    def _behind_bar(self, derivative: Derivative | Partial) -> Node:
        r"""The derivative where `\rvert_{x = a}` says; itself where no bar with a place follows."""
        if not (self.sees(r"\rvert") and self.ahead(1) == "_"):
            return derivative
        self.advance()
        self.advance()
        self.expect("{")
        if self.name() != derivative.variables[0] or len(set(derivative.variables)) > 1:
            self.fail("behind the bar stands a value of what is derived by")
        self.expect("=")
        place = self.sum()
        self.expect("}")
        return Evaluated(derivative, (place,), is_behind_bar=True)

    def _below(self, sign: str) -> tuple[Name, ...]:
        """The variables below the stroke: what is derived last stands first."""
        found: list[Name] = []
        self.expect("{")
        while self.accept(sign):
            variable = self.name()
            found += [variable] * self._order()
        self.expect("}")
        if not found:
            self.fail("the variable of this derivative is missing")
        return tuple(reversed(found))

    def euler(self) -> Node:
        r"""`\mathrm{D} f(x)`: the derivative of a function, at its argument."""
        self.advance()
        order, function = self._order(), self.operand()
        if not isinstance(function, Call) or len(function.arguments) != 1 or function.primes:
            self.fail("after D stands a function of one variable, with its argument in brackets")
        return replace(function, primes=order)

    def newton(self) -> Node:
        r"""`\dot{y}`, `\ddot{y}`: derivatives of a variable by x; `\dot{y}\rvert_{x = 1}` is one's value."""
        order = NEWTON.index(self.advance().text) + 1
        braced = self.accept("{")
        variable = self.name()
        if braced:
            self.expect("}")
        return self._behind_bar(Derivative(variable, (Name("x"),) * order))

    def _order(self) -> int:
        if not self.accept("^"):
            return 1
        order = self.argument()
        if not (isinstance(order, Number) and order.digits.isdigit() and 0 < int(order.digits) <= 20):
            self.fail("the order of a derivative is a whole number")
        return int(order.digits)

    def _operand_of_operator(self) -> Node:
        if not self.sees("["):
            return self.product()
        self.advance()
        with self.deeper():
            operand = self.sum()
        self.expect("]")
        return operand

    def cases(self) -> Piecewise:
        r"""`\begin{cases} a & \text{if } x < 0 \\ b & \text{otherwise} \end{cases}`."""
        self.advance()
        branches: list[Branch] = []
        otherwise: Node | None = None
        with self.deeper():
            while otherwise is None and not self.sees(r"\end{cases}"):
                value = self.sum()
                self.expect("&")
                if self._said(_OTHERWISE):
                    otherwise = value
                else:
                    self._said(_CONDITIONAL)
                    branches.append(Branch(value, self._condition()))
                if not self.accept(r"\\"):
                    break
        self.expect(r"\end{cases}")
        if not branches:
            self.fail("there is no condition in these cases")
        return Piecewise(tuple(branches), otherwise)

    def matrix(self) -> Matrix:
        r"""`\begin{pmatrix} a & b \\ c & d \end{pmatrix}`."""
        self.advance()
        rows = [self._row()]
        while self.accept(r"\\"):
            rows.append(self._row())
        self.expect(r"\end{pmatrix}")
        if any(len(row) != len(rows[0]) for row in rows):
            self.fail("the rows of this matrix are not equally long")
        return Matrix(tuple(entry for row in rows for entry in row), len(rows[0]))

    def _row(self) -> list[Node]:
        with self.deeper():
            row = [self.sum()]
            while self.accept("&"):
                row.append(self.sum())
        return row

    def _said(self, words: tuple[str, ...]) -> bool:
        found = self.token.command == r"\text" and self.token.words in words
        if found:
            self.advance()
        return found

    def _condition(self) -> Relation:
        found = self.relation()
        if not isinstance(found, Relation):
            self.fail("a condition is missing here")
        return found
