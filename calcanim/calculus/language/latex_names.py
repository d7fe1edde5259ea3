r"""Whether LaTeX only names something: `x_A`, `f'(x)`, `\Delta x`, `\text{rise}`."""

from __future__ import annotations

import re
from functools import lru_cache

from calcanim.calculus.language.latex_tokens import without_parts
from calcanim.calculus.language.vocabulary import GREEK_LETTERS

_GREEK = "|".join(
    sorted(
        {*GREEK_LETTERS.values(), "zeta", "iota", "upsilon", "varepsilon", "vartheta", "varphi", "ell"}
        - {"pi", "Delta"}
    )
)
_CAPITALS = "Gamma|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega"
_LETTER = rf"(?:[A-Za-z]|\\(?:{_GREEK}|{_CAPITALS})(?![A-Za-z]))"
_DRESSED = (
    rf"(?:{_LETTER}|\\math(?:bf|cal|bb|it|rm)\{{[A-Za-z]\}}|\\operatorname\{{[A-Za-z]+\}}"
    rf"|\\(?:hat|bar|vec|tilde|dot|ddot)\{{{_LETTER}\}})"
)
_INDEX = r"(?:_(?:[A-Za-z0-9]|\\[a-z]+|\{[A-Za-z0-9,+\-\\ ]*\}))?"
_SIGN = r"'*(?:\^(?:[+\-]|\\prime|\{(?:[+\-]|(?:\\prime\s*)+)\}))?"
_SYMBOL = rf"(?:\{{?{_DRESSED}{_INDEX}\}}?{_INDEX}{_SIGN})"
_CHANGE = rf"(?:(?:\\Delta|\\mathrm\{{d\}}|\\nabla)\s*\{{?{_SYMBOL}\}}?)"
_BELOW = rf"(?:\\partial|\\mathrm\{{d\}})\s*{_SYMBOL}"
_LEIBNIZ = rf"(?:\\frac\{{(?:\\partial|\\mathrm\{{d\}})\s*{_SYMBOL}\}}\{{{_BELOW}\}})"
_NAME = rf"(?:{_LEIBNIZ}|{_CHANGE}|{_SYMBOL})"
_ARGUMENTS = rf"(?:\({_NAME}(?:,{_NAME})*\))?"
_WORDS = r"(?:\\text\{[^{}0-9=<>≤≥≠≈+*/^\\]*[A-Za-z][^{}0-9=<>≤≥≠≈+*/^\\]*\})+"
_WHOLE = re.compile(rf"(?:{_NAME}{_ARGUMENTS}|{_WORDS})")
_SPACE = re.compile(r"\\[,;:! ]|\\(?:left|right|q?quad)(?![A-Za-z])|(?<!\\)\s+")
_COMMAND_SPACE = re.compile(r"(\\[A-Za-z]+)\s+(?=[A-Za-z])")


@lru_cache(maxsize=4096)
def is_name(latex: str, /) -> bool:
    r"""Whether a piece of LaTeX names something and states nothing: one symbol, perhaps of names, or words.

    Numbers (π among them), signs of operations and relations make it more than a name.

    >>> [is_name(text) for text in (r"\Delta x", "f'(x)", r"\text{rise}", r"\frac{\partial f}{\partial x}")]
    [True, True, True, True]
    >>> [is_name(text) for text in ("2", "x+1", "x = 1", r"\sin(x)", r"\text{slope 2}", r"\pi", "")]
    [False, False, False, False, False, False, False]
    """
    bare = without_parts(latex).strip()
    if bare.startswith(r"\text"):
        return bool(_WHOLE.fullmatch(re.sub(r"\}\s+", "}", bare)))
    kept = _COMMAND_SPACE.sub(r"\1\0", bare)
    return bool(_WHOLE.fullmatch(_SPACE.sub("", kept).replace("\0", " ")))
