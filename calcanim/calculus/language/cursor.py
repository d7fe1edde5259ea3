"""Where a parser is in its text, and which dialect it reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from calcanim.calculus.language.tokens import ParseError, Token, tokens

DEEPEST_NESTING = 30


@dataclass(frozen=True)
class Dialect:
    """What a text may contain.

    `variables` are the names allowed, None for any letter; `functions` are the undefined functions; a text
    with `derivations` may hold limits, derivatives, primes and relations.
    """

    variables: frozenset[str] | None = None
    functions: frozenset[str] = frozenset()
    derivations: bool = False


class Cursor:
    """A place in a row of tokens."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        self.dialect = dialect
        self._tokens = tokens(text)
        self._at = 0
        self._depth = 0

    @property
    def token(self) -> Token:
        """The token that is read next."""
        return self._tokens[self._at]

    @property
    def following(self) -> Token:
        """The token after that one."""
        return self.ahead(1)

    def ahead(self, count: int) -> Token:
        """The token that many places on."""
        return self._tokens[min(self._at + count, len(self._tokens) - 1)]

    def advance(self) -> Token:
        """Take the next token."""
        taken = self.token
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return taken

    def sees(self, *marks: str) -> bool:
        """Whether one of these marks or words comes next."""
        return self.token.kind in ("op", "name") and self.token.text in marks

    def accept(self, *marks: str) -> bool:
        """Take the next token if it is one of these."""
        found = self.sees(*marks)
        if found:
            self.advance()
        return found

    def expect(self, mark: str, *, opened: Token) -> None:
        """Take this mark, which closes what `opened` opened, or say that it is missing."""
        if self.accept(mark):
            return
        if self.token.kind == "end":
            self.fail(f"'{opened.text}' is never closed", opened, suggestion=f"add '{mark}'")
        self.fail(f"'{mark}' is missing before '{self.token.text}'", self.token)

    def fail(self, reason: str, token: Token, *, suggestion: str = "") -> NoReturn:
        """Refuse the text at this token."""
        raise ParseError(reason, self.text, token.place, suggestion=suggestion)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One level of nesting further in, up to the bound."""
        self._depth += 1
        if self._depth > DEEPEST_NESTING:
            self.fail(f"it is nested more than {DEEPEST_NESTING} deep", self.token)
        yield
        self._depth -= 1
