"""What single characters of MathML are in Typst, and what letters in other alphabets are made from."""

from __future__ import annotations

import re
import string
import unicodedata

_REFERENCE = re.compile(r"&#x([0-9A-Fa-f]+);")
_PLAIN = frozenset(string.ascii_letters + string.digits + "+=<>!?*:")
_OTHERWISE = {
    "-": "−",
    "'": "prime",
    "′": "prime",
    "√": "\\√",
    "∘": "◦",  # as large as LaTeX's
    "∅": "emptyset.zero",
    "‖": 'class("normal", ∥)',
    ";": 'class("punctuation", \\;)',
}
_STYLES = {
    "normal": "upright({})",
    "bold": "bold(upright({}))",
    "italic": "italic({})",
    "bold-italic": "bold({})",
    "double-struck": "bb({})",
    "script": "cal({})",
    "bold-script": "bold(cal({}))",
    "fraktur": "frak({})",
    "bold-fraktur": "bold(frak({}))",
    "sans-serif": "sans({})",
    "monospace": "mono({})",
}
_NAMED = (
    *(("DOUBLE-STRUCK", "double-struck"), ("BOLD SCRIPT", "bold-script"), ("SCRIPT", "script")),
    *(("BOLD FRAKTUR", "bold-fraktur"), ("FRAKTUR", "fraktur"), ("BLACK-LETTER", "fraktur")),
    *(("BOLD ITALIC", "bold-italic"), ("BOLD", "bold"), ("SANS-SERIF", "sans-serif")),
    *(("MONOSPACE", "monospace"), ("ITALIC", "italic")),
)
DOTS = frozenset("…⋯⋮⋱")
"""One character each, three glyphs in LaTeX."""


def characters(text: str, /) -> str:
    """Replace references, as latex2mathml leaves them, by what they stand for.

    >>> characters("&#x003B1;")
    'α'
    """
    return _REFERENCE.sub(lambda match: chr(int(match[1], 16)), text)


def is_reference(text: str, /) -> bool:
    """Tell whether a text is one reference: of a letter, it is one that stands upright."""
    return _REFERENCE.fullmatch(text) is not None


def symbol(character: str, style: str = "", /) -> str:
    """Write a character in Typst's math; in a style of MathML's `mathvariant`, if one is named.

    >>> symbol("("), symbol("α"), symbol("ℝ"), symbol("v", "bold")
    ('\\\\(', 'α', 'bb(R)', 'bold(upright(v))')
    """
    letter = unicodedata.normalize("NFKC", character)
    if not style and letter != character and len(letter) == 1:
        style, character = _style_of(character), letter
    written = _OTHERWISE.get(character) or (character if _is_plain(character) else f"\\{character}")
    return _STYLES[style].format(written) if style in _STYLES else written


def styled(written: str, style: str, /) -> str:
    """Put Typst's math in a style of MathML's `mathvariant`; as it is, where there is none."""
    return _STYLES[style].format(written) if style in _STYLES else written


def quoted(words: str) -> str:
    """A Typst string: nothing in it is markup."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_plain(character: str) -> bool:
    return character in _PLAIN or not (character.isascii() or unicodedata.category(character)[0] == "P")


def _style_of(character: str) -> str:
    name = unicodedata.name(character, "")
    is_letter = (
        "MATHEMATICAL" in name or "SCRIPT" in name or "DOUBLE-STRUCK" in name or "BLACK-LETTER" in name
    )
    return next((style for words, style in _NAMED if is_letter and words in name), "")
