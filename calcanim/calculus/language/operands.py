"""The parser's operands: numbers, names, brackets, bars, braces and functions."""

from __future__ import annotations

from typing import NoReturn

from calcanim.calculus.language.names import OPERATORS, NameParser
from calcanim.calculus.language.syntax import (
    Apply,
    Branch,
    Call,
    Derivative,
    Limit,
    Name,
    Node,
    Number,
    Partial,
    Piecewise,
    Pow,
)
from calcanim.calculus.language.tokens import Token
from calcanim.calculus.language.vocabulary import KNOWN, canonical

_SIDES = {"+": "right", "-": "left"}


class OperandParser(NameParser):
    """What stands between the signs."""

    _in_bars = False

    def operand(self) -> Node:
        token = self.token
        if token.kind == "number":
            self.advance()
            return Number(token.text, place=token.place)
        if token.kind == "name":
            return self._word()
        if self.accept("("):
            return self._closed(token, ")")
        if self.accept("|"):
            return Apply("abs", (self._closed(token, "|"),), place=token.place)
        if self.accept("{"):
            return self._braces(token)
        return self._nothing()

    def _nothing(self) -> Node:
        token = self.token
        if token.kind == "end":
            self.fail("something is missing at the end" if self.text.strip() else "it is empty", token)
        hint = "write 1.5 with a point" if token.text == "," else ""
        self.fail(f"a number, a name or a bracket is missing before '{token.text}'", token, suggestion=hint)

    def starts_operand(self) -> bool:
        return super().starts_operand() and not (self.sees("|") and self._in_bars)

    def _closed(self, opened: Token, closing: str) -> Node:
        """What stands in brackets or bars; inside bars, a bar after a complete operand closes them."""
        outside, self._in_bars = self._in_bars, closing == "|"
        inner = self.choice()
        self._in_bars = outside
        self.expect(closing, opened=opened)
        return inner

    def _braces(self, opened: Token) -> Node:
        """`{value if condition; …; value otherwise}`."""
        branches: list[Branch] = []
        otherwise: Node | None = None
        outside, self._in_bars = self._in_bars, False
        while otherwise is None:
            with self.deeper():
                value = self.sum()
                token = self.token
                if self.accept("otherwise", "else"):
                    otherwise = value
                elif self.accept("if"):
                    branches.append(Branch(value, self.condition(), place=token.place))
                else:
                    self.fail("'if' is missing here", token, suggestion="write {-1 if x<0; 1 otherwise}")
            if not self.accept(";"):
                break
        self._in_bars = outside
        self.expect("}", opened=opened)
        if not branches:
            self.fail(
                "there is no condition in these braces", opened, suggestion="write {-1 if x<0; 1 otherwise}"
            )
        return Piecewise(tuple(branches), otherwise, place=opened.place)

    def refuse_rest(self) -> NoReturn:
        """Say why the text cannot go on as it does."""
        token = self.token
        hints = {
            "=": "write only the right-hand side: x^2, not y = x^2",
            ",": "write 1.5 with a point",
            ")": "remove it, or open a bracket before it",
        }
        self.fail(f"'{token.text}' is not expected here", token, suggestion=hints.get(token.text, ""))

    def _word(self) -> Node:
        token = self.token
        if self.is_function_word(token):
            return self._operator() if token.text in OPERATORS else self._application()
        self.advance()
        return self.name(token)

    def _operator(self) -> Node:
        """`lim(x -> a, …)`, `D(…, x, …)` or `partial(…, x, …)`."""
        word, opened = self.advance(), self.token
        if not self.accept("("):
            self.fail(f"'{word.text}' needs brackets", word)
        outside, self._in_bars = self._in_bars, False
        found = self._limit(word) if word.text == "lim" else self._derivative(word)
        self._in_bars = outside
        self.expect(")", opened=opened)
        return found

    def _limit(self, word: Token) -> Limit:
        variable = self._variable()
        if not self.accept("->"):
            self.fail("'->' is missing here", self.token, suggestion="write lim(x -> 0, sin(x)/x)")
        target = self.sum()
        side = _SIDES[self.advance().text] if self.sees("+", "-") else "both"
        self._comma()
        return Limit(variable, target, self.choice(), side, place=word.place)

    def _derivative(self, word: Token) -> Derivative | Partial:
        operand = self.choice()
        self._comma()
        variables = [self._variable()]
        while self.accept(","):
            variables.append(self._variable())
        return (Derivative if word.text == "D" else Partial)(operand, tuple(variables), place=word.place)

    def _comma(self) -> None:
        if not self.accept(","):
            self.fail("',' is missing here", self.token)

    def _variable(self) -> Name:
        token = self.advance()
        found = self.name(token) if token.kind == "name" else None
        if not isinstance(found, Name):
            self.fail("the name of a variable is missing here", token)
        return found

    def _application(self) -> Node:
        """A function with its arguments: `sin(x)`, `sin^2(x)`, `f''(x)`."""
        function = self.advance()
        primes, power, caret = 0, None, self.token
        while self.dialect.derivations and self.accept("'"):
            primes += 1
        if self.accept("^"):
            power = self._function_power(function)
        if not self.sees("("):
            word = function.text
            self.fail(f"'{word}' needs brackets", function, suggestion=f"write {word}(…), as in {word}(x)")
        arguments = self._arguments()
        applied = self._applied(function, arguments, primes)
        return applied if power is None else Pow(applied, power, place=caret.place)

    def _applied(self, function: Token, arguments: tuple[Node, ...], primes: int) -> Node:
        known = None if function.text in self.dialect.functions else canonical(function.text)
        if known is None:
            return Call(function.text, arguments, primes, place=function.place)
        least, most = KNOWN[known].least, KNOWN[known].most
        if not least <= len(arguments) <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            self.fail(f"'{function.text}' takes {wanted} argument(s), not {len(arguments)}", function)
        return Apply(known, arguments, primes, place=function.place)

    def _function_power(self, function: Token) -> Node:
        token, word = self.advance(), function.text
        if token.kind != "number" or not token.text.isdigit() or int(token.text) == 0:
            inverse = word in ("sin", "cos", "tan")
            hint = f"write 1/{word}(x) or arc{word}(x)" if inverse else f"write ({word}(x))^n"
            self.fail(
                f"only a whole number may stand between '{word}' and its bracket", token, suggestion=hint
            )
        return Number(token.text, place=token.place)

    def _arguments(self) -> tuple[Node, ...]:
        opened = self.advance()
        outside, self._in_bars = self._in_bars, False
        arguments = [self.choice()]
        while self.accept(","):
            arguments.append(self.choice())
        self._in_bars = outside
        self.expect(")", opened=opened)
        return tuple(arguments)
