r"""Formulas split in every way that Manim offers: several strings, `{{ … }}`, what is looked for in them.

Each is split where authors split: between signs, letters and commands with their arguments, never inside
one.
"""

from __future__ import annotations

import re

from tests.tex.formulas import MATH, Case

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_BEGINS, _ENDS = frozenset({"{", "[", "\\begin", "\\left"}), frozenset({"}", "]", "\\end", "\\right"})
_GOES_ON = frozenset({"_", "^", "\\right"})
_WORD = re.compile(
    r"\\begin\{array\}\{\w+\}|\\(?:begin|end|text|mathrm|operatorname|phantom)\*?\{[^}]*\}"
    r"|[_^](?:\w|\\[A-Za-z]+)|\\[A-Za-z]+"
)
_SYMBOLS = frozenset(
    rf"\{name}"
    for name in ("alpha", "beta", "gamma", "pi", "tau", "theta", "Gamma", "Delta", "partial", "nabla")
)
_COLOURS = ("#FF0000", "#00FF00", "#0000FF")


def pieces(latex: str, /) -> list[str]:
    r"""Where a formula can be split: each piece is whole by itself.

    >>> pieces(r"x_1^2 + \frac{a}{b}")
    ['x_1^2', '+', '\\frac{a}{b}']
    """
    found: list[str] = []
    depth, open_to = 0, False
    for token in _TOKEN.findall(latex):
        joins = depth or token in {"_", "^", "'"} or open_to or token in {"{", "["}
        depth += (token in _BEGINS) - (token in _ENDS)
        if token.isspace() and not depth:
            open_to = False
        elif joins and found:
            found[-1] += token
            open_to = token in _GOES_ON and not depth
        else:
            found.append(token)
            open_to = False
    return found


def names(latex: str, /) -> list[str]:
    r"""What can be looked for: symbols, and letters that no command and no word has too.

    LaTeX takes no exponent without braces that is looked for, nor does Manim take what a phantom hides.

    >>> names(r"\max_{x} f(a^2) = \pi")
    ['\\pi', 'f']
    """
    words = _WORD.findall(latex)
    letters = {each for each in re.findall(r"[A-Za-z0-9]", latex) if each not in "".join(words)}
    return sorted({*letters, *_SYMBOLS.intersection(words)})


def splittings(latex: str, /) -> tuple[Case, ...]:
    """Split a formula in each way; none, where it cannot be split in all of them."""
    parts, found = pieces(latex), names(latex)
    if len(parts) < 2 or not found:
        return ()
    return (
        Case(tuple(parts)),
        Case((" ".join(f"{{{{ {part} }}}}" for part in parts),)),
        Case((latex,), given={"substrings_to_isolate": found}),
        Case((latex,), given={"tex_to_color_map": dict(zip(found, _COLOURS * 9, strict=False))}),
    )


SPLITTINGS = {line: cases for line in MATH.strip().splitlines() if (cases := splittings(line))}
"""By the formula that is split."""
