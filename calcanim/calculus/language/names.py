"""The parser's names: variables, constants, functions, and what was meant by an unknown word."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import reduce
from typing import NoReturn

from calcanim.calculus.language.arithmetic import ArithmeticParser
from calcanim.calculus.language.syntax import Mul, Name, Node
from calcanim.calculus.language.tokens import Token
from calcanim.calculus.language.vocabulary import (
    ALIASES,
    CONSTANTS,
    COORDINATES,
    FUNCTION_LETTERS,
    GREEK,
    KNOWN,
    canonical,
)

OPERATORS = frozenset({"lim", "D", "partial"})

_INFINITY = frozenset({"infinity", "oo"})


class NameParser(ArithmeticParser):
    """What a word stands for."""

    def is_function_word(self, token: Token) -> bool:
        word = token.text
        if self._is_declared(word):
            return False
        if word in self.dialect.functions:
            return self._applies(token)
        return canonical(word) is not None or (self.dialect.derivations and word in OPERATORS)

    def _applies(self, token: Token) -> bool:
        """Whether a letter is used as a function: `h(x)`, `h'(x)`, `h^2(x)`, but not in `x+h`, `D(h, x)`."""
        first = self.ahead(0 if token is not self.token else 1)
        if first.kind == "op" and first.text == "^":
            second, third = (self.ahead(n if token is not self.token else n + 1) for n in (1, 2))
            return second.kind == "number" and third.text == "("
        return first.kind == "op" and first.text in ("(", "'")

    def _is_declared(self, word: str) -> bool:
        return self.dialect.variables is not None and word in self.dialect.variables

    def name(self, token: Token) -> Node:
        """The name or the product of letters that a word (just taken) stands for."""
        letter, _, subscript = token.text.partition("_")
        found = Name(letter, subscript.strip("{}"), place=token.place)
        if self._is_declared(found.spelling):
            return found
        if self.dialect.derivations and token.text in _INFINITY:
            return Name("infinity", place=token.place)
        if not self._is_letter(found):
            return self._letters(token)
        if self.sees("(") and not self._may_multiply(found):
            self._refuse_call(token)
        return found

    def _is_letter(self, found: Name) -> bool:
        if found.letter in CONSTANTS and not found.subscript:
            return True
        if self.dialect.variables is not None or (
            found.letter in ("i", "I") and not self.dialect.derivations
        ):
            return False
        return found.letter in GREEK or (len(found.letter) == 1 and found.letter.isalpha())

    def _may_multiply(self, found: Name) -> bool:
        """Whether a bracket after this name makes a product: `x(x+1)`, but not `f(x)`, `e(x)`, `gamma(x)`."""
        is_variable = len(found.letter) == 1 and found.spelling not in {"e", *FUNCTION_LETTERS}
        return is_variable or found.spelling == "pi"

    def _refuse_call(self, token: Token) -> NoReturn:
        if token.text == "e":
            self.fail("e is a number here, not a function", token, suggestion="write e^(…) or e*(…)")
        hint = f"write {token.text}*(…) for a product"
        self.fail(f"'{token.text}' is not a known function", token, suggestion=hint)

    def _letters(self, token: Token) -> Node:
        """`xy` is x·y where every letter is a variable, each of them once."""
        word = token.text
        allowed = COORDINATES if self.dialect.variables is None else self.dialect.variables
        if len(word) < 2 or len(set(word)) < len(word) or not set(word) <= allowed:
            self._refuse_name(token)
        letters: list[Node] = [Name(letter, place=token.place + i) for i, letter in enumerate(word)]
        return reduce(lambda left, right: Mul(left, right, place=right.place), letters)

    def _refuse_name(self, token: Token) -> NoReturn:
        word = token.text
        if word in ("i", "I"):
            self.fail(f"'{word}' is not a variable here: only real functions are known", token)
        variables = self.dialect.variables
        is_function = self.sees("(")
        kind = "function" if is_function else "name"
        if variables is not None and not is_function and len(word) == 1:
            listed = ", ".join(sorted(variables)) or "none"
            self.fail(
                f"'{word}' is not a variable of this function", token, suggestion=f"its variables: {listed}"
            )
        self.fail(f"unknown {kind} '{word}'", token, suggestion=self._meant(word))

    def _meant(self, word: str) -> str:
        digits = re.fullmatch(r"([A-Za-z])([0-9]+)", word)
        if digits:
            letter, number = digits.groups()
            return f"write {letter}^{number}, {number}*{letter} or {letter}_{number}"
        for cut in range(1, len(word)):
            if self._is_known(word[:cut]) and self._is_known(word[cut:]) and len(word) - cut > 1:
                return f"write {word[:cut]}*{word[cut:]} for a product"
        words = [*KNOWN, *ALIASES, *sorted(CONSTANTS | GREEK | (self.dialect.variables or frozenset()))]
        close = get_close_matches(word.lower(), words, 1, 0.6)
        return (
            f"did you mean {close[0]}?"
            if close
            else "known are: x, pi, e, sin, cos, exp, ln, sqrt, cbrt, abs, …"
        )

    def _is_known(self, word: str) -> bool:
        return canonical(word) is not None or word in CONSTANTS | COORDINATES or self._is_declared(word)
