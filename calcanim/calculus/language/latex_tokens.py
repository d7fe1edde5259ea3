r"""LaTeX to tokens: spaces taken out, brackets that grow made plain ones; and LaTeX without its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from calcanim.calculus.language.tokens import ParseError

LONGEST_LATEX = 3000
DEEPEST = 40

_TOKEN = re.compile(
    r"""
    \\(?:text|operatorname|mathrm|begin|end|part)\*?\s*\{[^{}]*\}
  | \\[A-Za-z]+
  | \\.
  | \s+
  | .
    """,
    re.VERBOSE | re.DOTALL,
)
_SPACES = frozenset(
    {r"\,", r"\;", r"\:", r"\!", r"\ ", "~", r"\quad", r"\qquad", r"\displaystyle", r"\limits"}
)
_SIZES = frozenset({r"\left", r"\right", r"\big", r"\Big", r"\bigg", r"\Bigg", r"\middle"})
_OPENING = {"|": r"\lvert", r"\vert": r"\lvert"}
_CLOSING = {"|": r"\rvert", r"\vert": r"\rvert"}


class LatexError(ParseError):
    """A formula cannot be read back; says in one line what is wrong, and where."""

    def _message(self) -> str:
        rest = self.text[self.place : self.place + 24]
        where = f", at '{rest}'" if rest.strip() else ""
        return f"cannot read the formula: {self.reason}{where}"


@dataclass(frozen=True)
class Piece:
    """A token of LaTeX and its column; one with words in braces, such as `\\text{rise}`, is one token."""

    text: str
    place: int

    @property
    def command(self) -> str:
        r"""`\text` of `\text{rise}`; the token itself where it holds no words."""
        return self.text.partition("{")[0].rstrip(" *") if self.holds_words else self.text

    @property
    def words(self) -> str:
        r"""`rise` of `\text{rise}`."""
        return self.text.partition("{")[2][:-1].strip() if self.holds_words else ""

    @property
    def holds_words(self) -> bool:
        """Whether it is a command with words in braces."""
        return self.text.startswith("\\") and self.text.endswith("}") and len(self.text) > 2


def without_parts(latex: str, /) -> str:
    r"""The same formula with no part named; the braces stay where they hold an index or an exponent.

    >>> without_parts(r"\part{rise}{3}x^\part{power}{12}")
    '3x^{12}'
    """
    if r"\part" not in latex:
        return latex
    found = ""
    for piece in _unwrapped(_pieces(latex)):
        glued = re.search(r"\\[A-Za-z]+$", found) and piece.text[0].isalpha()
        found += (" " if glued else "") + piece.text
    return found


def without_breaks(latex: str, /) -> str:
    r"""The same formula in one line.

    >>> without_breaks(r"\begin{aligned}y =& a \\ &+ b\end{aligned}")
    'y = a  + b'

    Rows of matrices and of cases stay.
    """
    if r"\begin{aligned}" not in latex:
        return latex
    found, inside = "", [""]
    for piece in re.split(r"(\\(?:begin|end)\{[a-z]+\}|\\\\|&)", latex):
        if piece.startswith(r"\begin{"):
            inside.append(piece[len(r"\begin{") : -1])
        is_break = inside[-1] == "aligned" and piece.startswith((r"\begin{", r"\end{", r"\\", "&"))
        found += "" if is_break else piece
        if piece.startswith(r"\end{"):
            inside = inside[:-1] or [""]
    return found


def latex_tokens(latex: str, /) -> list[Piece]:
    """The tokens that mean something, with an empty one at the end."""
    if len(latex) > LONGEST_LATEX:
        raise LatexError(f"it has {len(latex)} characters; {LONGEST_LATEX} are the most", latex, 0)
    found: list[Piece] = []
    size = ""
    for piece in _pieces(latex):
        if piece.text.isspace() or piece.text in _SPACES:
            continue
        if piece.text in _SIZES:
            size = piece.text
            continue
        marks = {r"\left": _OPENING, r"\right": _CLOSING}.get(size, {})
        found.append(Piece(marks.get(piece.text, piece.text), piece.place))
        size = ""
    return [*found, Piece("", len(latex))]


def _pieces(latex: str) -> list[Piece]:
    return [Piece(match.group(), match.start()) for match in _TOKEN.finditer(latex)]


def _unwrapped(pieces: list[Piece]) -> list[Piece]:
    r"""Without `\part{name}` and the braces after it; these stay where they hold an index or an exponent."""
    found: list[Piece] = []
    dropped: list[bool] = []
    after_part = False
    for piece in pieces:
        if piece.command == r"\part" and piece.holds_words:
            after_part = True
            continue
        drop = False
        if piece.text == "{":
            drop = after_part and not (found and found[-1].text in ("^", "_"))
            dropped.append(drop)
        elif piece.text == "}" and dropped:
            drop = dropped.pop()
        after_part = after_part and piece.text.isspace()
        if not drop:
            found.append(piece)
    return found


class LatexCursor:
    """A place in a row of tokens."""

    def __init__(self, latex: str) -> None:
        self.latex = without_parts(latex)
        self._tokens = latex_tokens(self.latex)
        self._at = 0
        self._depth = 0

    @property
    def token(self) -> Piece:
        """The token that is read next."""
        return self._tokens[self._at]

    def ahead(self, count: int) -> str:
        """The text of the token that many places on."""
        return self._tokens[min(self._at + count, len(self._tokens) - 1)].text

    def advance(self) -> Piece:
        """Take the next token."""
        taken = self.token
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return taken

    def sees(self, *texts: str) -> bool:
        """Whether one of these comes next."""
        return self.token.text in texts

    def accept(self, *texts: str) -> bool:
        """Take the next token if it is one of these."""
        found = self.token.text in texts
        if found:
            self.advance()
        return found

    def expect(self, text: str) -> None:
        """Take this token, or say that it is missing."""
        if not self.accept(text):
            self.fail(f"'{text}' is missing")

    def fail(self, reason: str) -> NoReturn:
        """Refuse the formula at the next token."""
        raise LatexError(reason, self.latex, self.token.place)
