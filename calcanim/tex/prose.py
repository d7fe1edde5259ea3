r"""LaTeX's text, as `Tex` takes it, as Typst markup: words, formulas in `$…$`, and some commands.

Each word is an atom. What is not known is an error with its place.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from calcanim.errors import FormulaError
from calcanim.tex.mathml import Numbered, numbered
from calcanim.tex.order import Atom, Mark
from calcanim.tex.refusals import mistaken, needs_latex
from calcanim.tex.writer import MARK, without_marks

_TOKEN = re.compile(
    r"(?P<environment>\\(?:begin|end)\s*\{[^}]*\})|\\(?P<command>[A-Za-z]+)\s*|\\(?P<sign>.)"
    r"|(?P<mark>\ue000\d+\ue001)|(?P<math>\$\$?[^$]*\$\$?)|(?P<open>\{)|(?P<close>\})|(?P<space>[ \t\n]+)"
    r"|(?P<special>[~^_#&%$])|(?P<word>[^\\${}\s~^_#&%\ue000]+)",
    re.DOTALL,
)
_AROUND = {
    **{"textbf": "strong", "textit": "emph", "emph": "emph", "underline": "underline", "textsc": "smallcaps"},
    **{"textrm": "", "text": "", "mbox": "", "textnormal": "", "textup": ""},
    "texttt": 'text.with(font: "DejaVu Sans Mono", size: 0.85em)',
    "textsf": 'text.with(font: "Inter")',
}
_ON = {
    **{"bfseries": 'text.with(weight: "bold")', "bf": 'text.with(weight: "bold")', "itshape": "emph"},
    **{"it": "emph", "em": "emph", "sc": "smallcaps", "scshape": "smallcaps", "centering": "", "rm": ""},
}
_SIZES = [
    "tiny",
    "scriptsize",
    "footnotesize",
    "small",
    "normalsize",
    "large",
    "Large",
    "LARGE",
    "huge",
    "Huge",
]
_ON |= {
    name: f"text.with(size: {points}pt)"
    for name, points in zip(_SIZES, (5, 7, 8, 9, 10, 12, 14.4, 17.28, 20.74, 24.88), strict=True)
}
_WORDS = {
    **{
        "ldots": "…",
        "dots": "…",
        "textbackslash": "\\",
        "ss": "ß",
        "ae": "æ",
        "oe": "œ",
        "o": "ø",
        "aa": "å",
    },
    **{
        "textasciitilde": "~",
        "copyright": "©",
        "S": "§",
        "pounds": "£",
        "textbullet": "•",
        "l": "ł",
        "i": "ı",
    },
    **{"LaTeX": "LaTeX", "TeX": "TeX"},
}
_SPACES = {
    **{"quad": "#h(1em)", "qquad": "#h(2em)", "newline": " \\\n", "par": "\n\n", "noindent": "", "hfill": ""},
    **{"\\": " \\\n", " ": "~", ",": "#h(0.167em)", ";": "#h(0.278em)", ":": "#h(0.222em)", "/": "", "-": ""},
    "!": "#h(-0.167em)",
}
_ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304"}
_ACCENTS |= {".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a"}
_ESCAPED = frozenset("%&$#_{}")
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("'", "’"))
_MARKUP = re.compile(r"[\\#*_$`<>@=\-+/\[\]~'\".]")


def numbered_text(latex: str, /) -> Numbered:
    """Convert LaTeX's text; its atoms have numbers from 1 on. A FormulaError tells what is not known."""
    prose = _Prose(latex, list(_TOKEN.finditer(latex)))
    markup = prose.group(is_outermost=True)
    split, merged = frozenset(prose.split), frozenset(prose.merged)
    return Numbered(markup, tuple(prose.order), prose.next - 1, split, merged, prose.colours, prose.raised)


@dataclass
class _Prose:
    """Reads a text from left to right."""

    latex: str
    tokens: list[re.Match[str]]
    at: int = 0
    next: int = 1
    order: list[Atom | Mark] = field(default_factory=list)
    split: set[int] = field(default_factory=set)
    merged: set[int] = field(default_factory=set)
    colours: dict[int, str] = field(default_factory=dict)
    raised: dict[int, float] = field(default_factory=dict)
    colour: str = ""

    def group(self, *, is_outermost: bool = False) -> str:
        """Read up to the brace that closes a group, or to the end."""
        written: list[str] = []
        before = self.colour
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token["close"]:
                if is_outermost:
                    raise self.mistaken(token, "this } closes nothing")
                break
            written.append(self.one(token))
        else:
            if not is_outermost:
                raise self.mistaken(self.tokens[-1], "a { is not closed")
        self.colour = before
        return "".join(written)

    def one(self, token: re.Match[str]) -> str:
        """Write what a token stands for."""
        written = ""
        match token.lastgroup:
            case "word":
                written = self.word(token.group())
            case "space":
                written = " "
            case "mark":
                self.order.append(Mark(int(token.group()[1:-1])))
            case "math":
                written = self.math(token.group())
            case "open":
                written = f"#[{self.group()}]"
            case "special" | "environment":
                written = self.tie(token)
            case _:
                written = self.command(token, token["command"] or token["sign"])
        return written

    def tie(self, token: re.Match[str]) -> str:
        """Write a space where no line is broken; refuse what is no text."""
        if token["environment"]:
            raise self.unknown(token, "there is no way to set this environment in a text")
        if token.group() != "~":
            raise self.mistaken(token, f"a {token.group()} in a text is written \\{token.group()}")
        return "~"

    def command(self, token: re.Match[str], name: str) -> str:
        """Write what a command does."""
        written = ""
        if name in _AROUND:
            written = _called(_AROUND[name], self.argument(token))
        elif name in _ON:
            written = _called(_ON[name], self.rest())
        elif name == "color":
            self.colour = self.raw(token)
        elif name == "textcolor":
            before, self.colour = self.colour, self.raw(token)
            written = self.argument(token)
            self.colour = before
        elif name in _SPACES:
            written = _SPACES[name]
        elif name in _WORDS or (name in _ESCAPED and token["sign"]):
            written = self.word(_WORDS.get(name, name))
        elif name in _ACCENTS:
            letter = (self.raw(token) if self.opens() else self.letter(token)).replace("\\i", "i")
            written = self.word(unicodedata.normalize("NFC", letter + _ACCENTS[name]))
        else:
            raise self.unknown(token, f"the command \\{name} is not known")
        return written

    def word(self, text: str) -> str:
        """Write a word."""
        for written, character in _LIGATURES:
            text = text.replace(written, character)
        number = self.atom()
        return f"#part({number})[{_MARKUP.sub(lambda match: chr(92) + match.group(), text)}]"

    def math(self, text: str) -> str:
        """Write a formula among words."""
        is_display = text.startswith("$$")
        inner = MARK.sub(lambda match: rf"\text{{{match.group()}}}", text.strip("$"))
        if not inner.strip():
            return ""
        found = numbered(inner, first=self.next, is_display=is_display)
        self.next = found.last + 1
        self.order += found.order
        self.split |= found.split
        self.merged |= found.merged
        self.raised |= found.raised
        self.colours |= found.colours
        return f"$ {found.typst} $" if is_display else f"${found.typst}$"

    def atom(self) -> int:
        """Count another atom."""
        number, self.next = self.next, self.next + 1
        self.order.append(Atom(number))
        if self.colour:
            self.colours[number] = self.colour
        return number

    def opens(self) -> bool:
        """Whether a group begins here."""
        return self.at < len(self.tokens) and bool(self.tokens[self.at]["open"])

    def argument(self, token: re.Match[str]) -> str:
        """Read the group that a command is about."""
        if not self.opens():
            raise self.mistaken(token, f"{token.group().strip()} needs its argument in braces")
        self.at += 1
        return self.group()

    def rest(self) -> str:
        """Read up to the end of the group that this is in, but not its brace."""
        written = []
        while self.at < len(self.tokens) and not self.tokens[self.at]["close"]:
            self.at += 1
            written.append(self.one(self.tokens[self.at - 1]))
        return "".join(written)

    def raw(self, token: re.Match[str]) -> str:
        """Read a group as it stands."""
        if not self.opens():
            raise self.mistaken(token, f"{token.group().strip()} needs its argument in braces")
        end = self.at + 1
        while end < len(self.tokens) and not self.tokens[end]["close"]:
            end += 1
        text = "".join(each.group() for each in self.tokens[self.at + 1 : end])
        self.at = end + 1
        return text

    def letter(self, token: re.Match[str]) -> str:
        """Take the first letter of the word that follows."""
        if self.at == len(self.tokens) or not self.tokens[self.at]["word"]:
            raise self.mistaken(token, f"{token.group()} is put before a letter")
        word = self.tokens[self.at]["word"]
        rest = _TOKEN.match(word[1:])
        self.tokens[self.at : self.at + 1] = [rest] if rest else []
        return word[0]

    def unknown(self, token: re.Match[str], reason: str) -> FormulaError:
        """Say what only LaTeX can set, and where it stands."""
        return needs_latex(reason, without_marks(self.latex), at=self.place(token))

    def mistaken(self, token: re.Match[str], reason: str) -> FormulaError:
        """Say what is wrong, and where it stands."""
        return mistaken(reason, without_marks(self.latex), at=self.place(token))

    def place(self, token: re.Match[str]) -> int:
        """Where it stands in the source."""
        return len(without_marks(self.latex[: token.start()]))


def _called(function: str, written: str) -> str:
    return f"#({function})([{written}])" if function else f"#[{written}]"
