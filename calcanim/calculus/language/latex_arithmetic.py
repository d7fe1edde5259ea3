"""The levels of binding of LaTeX: relations, sums, products, powers, and TeX's arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from calcanim.calculus.language.latex_tokens import DEEPEST, LatexCursor
from calcanim.calculus.language.syntax import Add, Div, Mul, Neg, Node, Number, Pow, Relation, Sub

RELATIONS = {
    "=": "=",
    r"\neq": "!=",
    r"\ne": "!=",
    "<": "<",
    ">": ">",
    r"\leq": "<=",
    r"\le": "<=",
    r"\geq": ">=",
    r"\ge": ">=",
    r"\approx": "~",
    r"\leftarrow": "<-",
}
CLOSING = frozenset(
    {
        "",
        ")",
        "]",
        "}",
        "&",
        ",",
        ";",
        ":",
        ".",
        r"\\",
        r"\rvert",
        r"\rfloor",
        r"\rceil",
        r"\}",
        r"\end{pmatrix}",
    }
)
_TIMES = (r"\cdot", r"\times", "*")


class LatexArithmetic(LatexCursor):
    """Everything but the operands themselves."""

    _in_bars = False

    def operand(self) -> Node:
        """A number, a name, a bracket or a function with its arguments."""
        raise NotImplementedError

    @contextmanager
    def deeper(self, *, in_bars: bool = False) -> Iterator[None]:
        """One level of nesting further in, up to a bound; `in_bars` where a bar closes it."""
        if self._depth >= DEEPEST:
            self.fail(f"it is nested more than {DEEPEST} deep")
        outside, self._in_bars = self._in_bars, in_bars
        self._depth += 1
        yield
        self._depth -= 1
        self._in_bars = outside

    def relation(self) -> Node:
        """A chain of comparisons, or what its first side alone is."""
        if self.sees(*RELATIONS):
            self.fail("nothing stands before this sign")
        operands, signs = [self.sum()], []
        while self.sees(*RELATIONS):
            signs.append(RELATIONS[self.advance().text])
            operands.append(self.sum())
        return Relation(tuple(operands), tuple(signs)) if signs else operands[0]

    def sum(self) -> Node:
        """Terms, added and subtracted from left to right."""
        total = self.product()
        while self.sees("+", "-"):
            total = (Add if self.advance().text == "+" else Sub)(total, self.product())
        return total

    def product(self) -> Node:
        """Factors from left to right; a sign before them is that of the product."""
        if self.sees("+", "-"):
            return self._signed(self.product)
        total = self.power()
        while True:
            if self.accept(*_TIMES):
                total = _times(total, self._factor())
            elif self.accept("/"):
                total = Div(total, self._factor())
            elif self.starts_operand():
                if self.token.text.isdigit():
                    self.fail("a sign is missing before this number")
                total = Mul(total, self.power())
            else:
                return total

    def _factor(self) -> Node:
        return self._signed(self._factor) if self.sees("+", "-") else self.power()

    def _signed(self, rest: Callable[[], Node]) -> Node:
        sign = self.advance().text
        with self.deeper(in_bars=self._in_bars):
            operand = rest()
        return Neg(operand) if sign == "-" else operand

    def starts_operand(self) -> bool:
        """Whether a factor comes next without a sign before it."""
        text = self.token.text
        ends = text in CLOSING or text in RELATIONS or (text == "|" and self._in_bars)
        return not ends and text not in ("+", "-", "^", "_", "'", r"\to", "/", *_TIMES)

    def power(self) -> Node:
        """An operand with its exponent."""
        base = self.operand()
        if not self.sees("^") or self.sees_side():
            return base
        self.advance()
        exponent = self.argument()
        if self.sees("^") and not self.sees_side():
            self.fail("two exponents stand on one base; put the base in brackets")
        return Pow(base, exponent)

    def sees_side(self) -> bool:
        """Whether what comes next is the side of a limit: `^+`, `^{-}`."""
        texts = (self.ahead(1), self.ahead(2), self.ahead(3))
        bare = texts[0] in ("+", "-") or (texts[0] == "{" and texts[1] in ("+", "-") and texts[2] == "}")
        return self.sees("^") and bare

    def argument(self) -> Node:
        """What TeX takes as one argument: a group in braces, or a single token."""
        text = self.token.text
        if text == "{":
            return self.group()
        if text.isdigit():
            return Number(self.advance().text)
        if not text.isalpha() and (not text.startswith("\\") or text in CLOSING):
            self.fail("braces are missing here")
        return self.operand()

    def group(self) -> Node:
        """What stands in braces."""
        self.expect("{")
        with self.deeper():
            inner = self.sum()
        self.expect("}")
        return inner


def _times(left: Node, right: Node) -> Node:
    """A product; a decimal number times a power of ten is one number."""
    match right:
        case Pow(Number("10"), Number(digits)) if digits.isdigit():
            power = digits
        case Pow(Number("10"), Neg(Number(digits))) if digits.isdigit():
            power = f"-{digits}"
        case _:
            return Mul(left, right)
    if isinstance(left, Number) and "e" not in left.digits and len(power) <= 3:
        return Number(f"{left.digits}e{power}")
    return Mul(left, right)
