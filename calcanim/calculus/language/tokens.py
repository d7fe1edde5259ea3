"""Text to tokens, and the error that marks a place in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from calcanim.calculus.language.vocabulary import GREEK_LETTERS
from calcanim.errors import UsageError

LONGEST_TEXT = 500
LONGEST_NUMBER = 30

_WINDOW = 60

_LOOKALIKES = {
    "−": "-",
    "–": "-",
    "·": "*",
    "⋅": "*",
    "∙": "*",
    "×": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "==": "=",
    "**": "^",
    "→": "->",
    "′": "'",
    "″": "''",
    "’": "'",
}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\u00a0]+)
  | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<name>[A-Za-z]+[0-9]*(?:_(?:[A-Za-z0-9]+|\{[A-Za-z0-9]+\}))?)
  | (?P<op>\*\*|->|<=|>=|==|!=|[-+*/^(),|{};<>='−–·⋅∙×÷≤≥≠→′″’])
  | (?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
  | (?P<greek>[αβγδεϵηθκλμνξπρστφχψωΔ](?:_(?:[A-Za-z0-9]+|\{[A-Za-z0-9]+\}))?)
    """,
    re.VERBOSE,
)


class ParseError(UsageError):
    """A text is not an expression: says what is wrong, marks the place and suggests what to write instead.

    `text` is what was to be read, `place` a column of it, counted from 0, `suggestion` may be empty.
    """

    def __init__(self, reason: str, text: str, place: int, *, suggestion: str = "") -> None:
        self.reason = reason
        self.text = text
        self.place = min(max(place, 0), len(text))
        self.suggestion = suggestion
        super().__init__(self._message())

    def _message(self) -> str:
        start = max(0, self.place - _WINDOW // 2)
        shown = "".join(c if c.isprintable() else "?" for c in self.text[start : start + _WINDOW])
        before, after = "… " * (start > 0), " …" * (start + _WINDOW < len(self.text))
        lines = [
            f"cannot read the expression: {self.reason}",
            f"    {before}{shown}{after}",
            " " * (4 + len(before) + self.place - start) + "^",
        ]
        return "\n".join([*lines, f"  {self.suggestion}"] if self.suggestion else lines)


@dataclass(frozen=True)
class Token:
    """A word of the text; `spaced` says that a blank stands before it."""

    kind: str
    text: str
    place: int
    spaced: bool = False


def tokens(text: str, /) -> list[Token]:
    """The tokens of a text, with an "end" token as the last one."""
    if len(text) > LONGEST_TEXT:
        raise ParseError(
            f"it has {len(text)} characters; {LONGEST_TEXT} are the most", text, LONGEST_TEXT, suggestion=""
        )
    found: list[Token] = []
    place, spaced = 0, False
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise _unknown_character(text, place)
        if match.lastgroup != "space":
            found += _read(match, text, spaced)
        spaced = match.lastgroup in ("space", "power")
        place = match.end()
    return [*found, Token("end", "", len(text), spaced)]


def _read(match: re.Match[str], text: str, spaced: bool) -> list[Token]:
    kind, word, place = str(match.lastgroup), match.group(), match.start()
    if kind == "op":
        mark = _LOOKALIKES.get(word, word)
        return (
            [Token("op", c, place, spaced) for c in mark]
            if mark == "''"
            else [Token("op", mark, place, spaced)]
        )
    if kind == "power":
        return [Token("op", "^", place, spaced), Token("number", word.translate(_SUPERSCRIPTS), place)]
    if kind == "greek":
        return [Token("name", GREEK_LETTERS[word[0]] + word[1:], place, spaced)]
    if kind == "number":
        _refuse_huge(word, text, place)
    return [Token(kind, word, place, spaced)]


def _refuse_huge(word: str, text: str, place: int) -> None:
    digits, _, exponent = word.lower().partition("e")
    if len(digits) > LONGEST_NUMBER:
        raise ParseError(f"this number has more than {LONGEST_NUMBER} digits", text, place)
    if exponent and (len(exponent) > 4 or abs(int(exponent)) > 99):
        raise ParseError("this number is too large or too small (1e-99 to 1e99)", text, place)


_ADVICE = {
    "!": "factorials are not known here",
    "%": "write a/100 for per cent",
    "√": "write sqrt(x)",
    "∛": "write cbrt(x)",
    "[": "write round brackets",
    "]": "write round brackets",
    "\\": "write sin(x), not LaTeX",
    "$": "write the formula without $",
    ":": "write * for a product, / for a quotient",
    ".": "write a number as 0.5",
    "∞": "a function takes finite numbers only",
}


def _unknown_character(text: str, place: int) -> ParseError:
    character = text[place]
    shown = f"'{character}'" if character.isprintable() else f"the character U+{ord(character):04X}"
    return ParseError(f"{shown} has no meaning here", text, place, suggestion=_ADVICE.get(character, ""))
