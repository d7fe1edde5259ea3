"""The parser's levels of binding: choices, relations, sums, products, signs, powers."""

from __future__ import annotations

from calcanim.calculus.language.cursor import Cursor
from calcanim.calculus.language.syntax import (
    Add,
    Apply,
    Branch,
    Div,
    Mul,
    Name,
    Neg,
    Node,
    Number,
    Piecewise,
    Pow,
    Relation,
    Sub,
)
from calcanim.calculus.language.tokens import Token

RELATIONS = ("=", "!=", "<", "<=", ">", ">=")


class ArithmeticParser(Cursor):
    """Everything but the operands themselves."""

    def operand(self) -> Node:
        """A number, a name, a bracket or a function with its arguments."""
        raise NotImplementedError

    def choice(self) -> Node:
        """`a if condition else b`, or simply `a`."""
        with self.deeper():
            value = self.sum()
            if not self.sees("if"):
                return value
            place = self.advance().place
            branches = [Branch(value, self.condition(), place=place)]
            otherwise: Node | None = None
            if self.accept("else"):
                otherwise = self.choice()
        if isinstance(otherwise, Piecewise):
            return Piecewise((*branches, *otherwise.branches), otherwise.otherwise, place=place)
        return Piecewise(tuple(branches), otherwise, place=place)

    def condition(self) -> Relation:
        """A chain of comparisons: `0 < x <= 1`."""
        found = self.relation(self.sum())
        if not isinstance(found, Relation):
            self.fail(
                "a condition is missing here", self.token, suggestion="write a comparison such as x < 0"
            )
        return found

    def relation(self, first: Node) -> Node:
        """The chain of comparisons that `first` begins, or `first` itself."""
        operands, operators, place = [first], [], self.token.place
        while self.sees(*RELATIONS):
            operators.append(self.advance().text)
            operands.append(self.sum())
        return Relation(tuple(operands), tuple(operators), place=place) if operators else first

    def sum(self) -> Node:
        """Terms, added and subtracted from left to right."""
        total = self.product()
        while self.sees("+", "-") and not self._ends_target():
            sign = self.advance()
            total = (Add if sign.text == "+" else Sub)(total, self.product(), place=sign.place)
        return total

    def _ends_target(self) -> bool:
        """Whether the sign is the side of a limit: the `+` of `lim(x -> 0+, …)`."""
        return self.dialect.derivations and self.following.kind == "op" and self.following.text == ","

    def product(self) -> Node:
        """Factors, multiplied and divided from left to right; a sign before them is that of the product."""
        sign = self.token
        if self.accept("+", "-"):
            with self.deeper():
                unsigned = self.product()
            return Neg(unsigned, place=sign.place) if sign.text == "-" else unsigned
        total = self.power()
        divided = False
        while True:
            token = self.token
            if self.sees("*", "/"):
                self.advance()
                divided = token.text == "/"
                total = (Div if divided else Mul)(total, self.signed(), place=token.place)
            elif self.starts_operand():
                if divided:
                    self._refuse_after_quotient()
                self._refuse_neighbour(total)
                total = Mul(total, self.power(), place=token.place)
            else:
                return total

    def starts_operand(self) -> bool:
        """Whether what comes next is a factor without a sign before it."""
        if self.token.kind == "name":
            return self.token.text not in ("if", "else", "otherwise")
        return self.token.kind == "number" or self.sees("(", "|", "{")

    def _refuse_after_quotient(self) -> None:
        self.fail(
            "it is not clear whether this is above or below the stroke",
            self.token,
            suggestion="write 1/(2*x) or (1/2)*x",
        )

    def _refuse_neighbour(self, left: Node) -> None:
        token = self.token
        if token.kind == "number":
            self.fail(
                "a sign is missing before this number",
                token,
                suggestion=f"write *{token.text} or ^{token.text}",
            )
        tight = token.kind == "name" and not token.spaced and self.ahead(-1).text != ")"
        if tight and _ends_in_exponent(left) and not self.is_function_word(token):
            self.fail(
                f"it is not clear whether '{token.text}' belongs to the exponent",
                token,
                suggestion="write x^2*y or x^(2*y)",
            )

    def is_function_word(self, token: Token) -> bool:
        """Whether this word is a function, so that arguments must follow."""
        raise NotImplementedError

    def signed(self) -> Node:
        """A power with any signs before it; a sign binds less than a power: -x^2 is -(x^2)."""
        sign = self.token
        if not self.accept("+", "-"):
            return self.power()
        with self.deeper():
            operand = self.signed()
        return Neg(operand, place=sign.place) if sign.text == "-" else operand

    def power(self) -> Node:
        """An operand with its exponent; from the right: 2^3^2 is 2^(3^2)."""
        base = self.operand()
        sign = self.token
        if not self.accept("^"):
            return base
        with self.deeper():
            return Pow(base, self.signed(), place=sign.place)


def _ends_in_exponent(node: Node) -> bool:
    """Whether the text of a factor ends with a bare exponent, which a letter after it may seem to join."""
    if isinstance(node, Mul):
        return _ends_in_exponent(node.right)
    return (
        isinstance(node, Pow)
        and not isinstance(node.base, Apply)
        and isinstance(node.exponent, Number | Name)
    )
