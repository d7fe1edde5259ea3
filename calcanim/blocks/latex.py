r"""LaTeX math to Typst math, with named parts; what cannot be set is refused with its place, never dropped.

A part is written `\part{name}{…}`. The converter knows nothing of parts: each one goes through it as a
`\cancel` that starts with its number and a question mark, and comes out as a call that stamps the number on
its glyphs. What stands in `\text{…}` is taken out before and put back as a string, because the converter
would hand it on as markup. All that is put in is ASCII: past other characters the converter miscounts, and
splits words (`th eta`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import tylax

from calcanim.errors import FormulaError
from calcanim.tex.by_latex import part
from calcanim.tex.characters import quoted

_MOST_PARTS = 1000
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\s+|.", re.DOTALL)

_KNOWN = """
    frac dfrac tfrac sqrt left right big Big bigg Bigg lim limits min max sup inf sin cos tan cot sec csc
    arcsin arccos arctan sinh cosh tanh ln log exp det underset overset underbrace overbrace text mathrm
    mathbf mathit mathbb mathcal operatorname begin end quad qquad cdot times div pm mp le leq ge geq ne neq
    approx equiv sim to mapsto rightarrow leftarrow Rightarrow Leftarrow Leftrightarrow implies iff infty
    partial nabla int sum prod prime circ dots ldots cdots vdots ddots in notin subset cup cap emptyset forall
    exists alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho
    sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega hat bar vec
    dot ddot tilde lfloor rfloor lceil rceil lvert rvert vert mid ll gg propto perp angle triangle
    displaystyle ell"""
COMMANDS = frozenset(_KNOWN.split())
ENVIRONMENTS = frozenset({"cases", "matrix", "pmatrix", "bmatrix", "vmatrix", "aligned"})
_SYMBOLS = frozenset({"\\,", "\\;", "\\:", "\\!", "\\ ", "\\{", "\\}", "\\\\", "\\%", "\\|"})
_MARK = re.compile(r"cancel\(\s*(\d+)\s*\?")
_ROOT = re.compile(r"root\(\s*(\w+)\s*,")
_BRACKETS = re.compile(r"[_^]\(|frac\(|\(|\)|,|[^(),_^f]+|.", re.DOTALL)
_SHORT_FRACTION = re.compile(r"(\\frac\{[^{}]\}\{[^{}]\})(?=[A-Za-z\\])")
_TEXT_MARK = re.compile(r"#text\[W(\d+)W\]")
_TEXT = re.compile(r"\\(?:text|mathrm)\{([^{}\\]{2,})\}")


@dataclass(frozen=True)
class Part:
    """A named stretch of a formula; `parent` is the number of the part around it, 0 for none."""

    name: str
    parent: int


@dataclass(frozen=True)
class Markup:
    """Typst math and its parts; part k has number k + 1."""

    typst: str
    parts: tuple[Part, ...]


@lru_cache(maxsize=4096)
def to_typst(latex: str) -> Markup:
    r"""Convert LaTeX math; raise `FormulaError` at the first thing that is not known to be set right."""
    _refuse_unknown(latex)
    words: list[str] = []
    spaced = _SHORT_FRACTION.sub(r"\1 ", latex)  # or the converter makes one word of what follows: 1/uln
    marked, parts = _mark_parts(_TEXT.sub(lambda match: _keep(match[1], words), spaced), _canceled)
    result = tylax.latex_to_typst_diagnostics(marked)
    if result.warnings:
        raise FormulaError(f"this formula cannot be set: {result.warnings[0].message}\n  {latex}")
    converted = _MARK.sub(lambda mark: f"part(#{mark[1]}, ", result.output)
    if converted.count("part(#") != len(parts) or len(_TEXT_MARK.findall(converted)) != len(words):
        raise FormulaError(f"a part of this formula was lost on the way to Typst\n  {latex}")
    readable = _no_smaller_than_script(_ROOT.sub(r"root(script(\1),", converted))
    return Markup(_TEXT_MARK.sub(lambda mark: quoted(words[int(mark[1])]), readable), parts)


def _no_smaller_than_script(typst: str) -> str:
    """An index or a fraction in an index or a fraction, as large as an index: nothing smaller can be read.

    A fraction among words is itself set in the size of an index.

    >>> _no_smaller_than_script("e^(x^(2))"), _no_smaller_than_script("frac(x^(2), 3)")
    ('e^(x^(script(2)))', 'frac(x^(script(2)), 3)')
    """
    pieces: list[str] = []
    closings: list[tuple[str, bool]] = []
    for match in _BRACKETS.finditer(typst):
        token = match.group()
        inside = any(is_small for _, is_small in closings)
        if token == ")" and closings:
            token = closings.pop()[0]
        elif token.endswith("("):
            is_small = token in {"_(", "^(", "frac("}
            wraps = inside and is_small
            closings.append(("))" if wraps else ")", is_small))
            token += "script(" if wraps else ""
        elif token == "," and closings and closings[-1][0] == "))":
            token = "), script("
        pieces.append(token)
    return "".join(pieces)


def _keep(words: str, kept: list[str]) -> str:
    kept.append(words)
    return rf"\text{{W{len(kept) - 1}W}}"


def color_symbols(latex: str, names: Mapping[str, str]) -> str:
    r"""Wrap every known symbol (`\Delta x`, `x_A`, …) in a part; symbols inside text or words are left
    alone."""
    pattern = _symbol_pattern(tuple(sorted(names, key=len, reverse=True)))
    parts = {_spaced(symbol): part for symbol, part in names.items()}
    pieces: list[str] = []
    at = 0
    for match in pattern.finditer(latex):
        if match["symbol"] is None:
            continue
        pieces += [
            latex[at : match.start()],
            rf"\part{{{parts[_spaced(match['symbol'])]}}}{{{match['symbol']}}}",
        ]
        at = match.end()
    return "".join([*pieces, latex[at:]])


@lru_cache(maxsize=64)
def _symbol_pattern(symbols: tuple[str, ...]) -> re.Pattern[str]:
    skipped = r"\\(?:text|operatorname|mathrm|begin|end|part)\{[^{}]*\}"
    alternatives = "|".join(_symbol_regex(symbol) for symbol in symbols)
    return re.compile(rf"{skipped}|(?<![A-Za-z\\_^])(?P<symbol>{alternatives})|\\[A-Za-z]+", re.DOTALL)


def _symbol_regex(symbol: str) -> str:
    tokens = [re.escape(token) for token in _TOKEN.findall(symbol) if not token.isspace()]
    return r"\s*".join(tokens) + r"(?![A-Za-z])" if symbol[-1].isalpha() else r"\s*".join(tokens)


def _spaced(symbol: str) -> str:
    """The symbol as it stands in a table of names: one space after a command, none elsewhere."""
    tokens = [token for token in _TOKEN.findall(symbol) if not token.isspace()]
    follows_command = [before.startswith("\\") and now[0].isalpha() for before, now in pairwise(tokens)]
    spaced = [(" " if gap else "") + now for gap, now in zip(follows_command, tokens[1:], strict=True)]
    return "".join([tokens[0], *spaced])


def _refuse_unknown(latex: str) -> None:
    depth = 0
    tokens = [(match.group(), match.start()) for match in _TOKEN.finditer(latex)]
    for index, (token, place) in enumerate(tokens):
        following = tokens[index + 1][0] if index + 1 < len(tokens) else ""
        depth += (token == "{") - (token == "}")
        if depth < 0:
            raise _refusal(latex, place, "this } closes nothing")
        _refuse_token(latex, token, place, following)
    if depth > 0:
        raise _refusal(latex, len(latex), "a { is not closed")


def _refuse_token(latex: str, token: str, place: int, following: str) -> None:
    if token in {"\\sqrt", "\\text", "\\operatorname", "\\frac", "\\dfrac"} and following not in {"{", "["}:
        raise _refusal(latex, place, f"{token} needs its argument in braces: {token}{{…}}")
    if token in {"\\begin", "\\end"}:
        name = re.match(r"\{(\w+)\}", latex[place + len(token) :])
        if name is None or name[1] not in ENVIRONMENTS:
            raise _refusal(
                latex, place, f"this environment is not known; there are {', '.join(sorted(ENVIRONMENTS))}"
            )
    if token.startswith("\\") and token != "\\part" and token not in _SYMBOLS and token[1:] not in COMMANDS:
        raise _refusal(latex, place, f"the command {token} is not known")
    if token in {"$", "#", "&", "@", '"', "`"} and not (token == "&" and "\\begin" in latex):
        raise _refusal(latex, place, f"the character {token} is not used in a formula")


def _refusal(latex: str, place: int, reason: str) -> FormulaError:
    return FormulaError(f"{reason}\n  {latex}\n  {' ' * place}^")


@lru_cache(maxsize=1024)
def to_latex(latex: str) -> str:
    """Mark the parts of LaTeX math for LaTeX itself, by the numbers that `to_typst` gives them."""
    marked, _ = _mark_parts(latex, part)
    return marked


def _canceled(number: int, inner: str) -> str:
    return f"\\cancel{{{number}?{inner}}}"


def _mark_parts(latex: str, marked: Callable[[int, str], str]) -> tuple[str, tuple[Part, ...]]:
    parts: list[Part] = []

    def mark(text: str, parent: int) -> Iterator[str]:
        at = 0
        while (start := text.find("\\part{", at)) >= 0:
            name_end = _closing(text, start + 5)
            body_end = _closing(text, name_end + 1)
            parts.append(Part(text[start + 6 : name_end], parent))
            number = len(parts)
            inner = "".join(mark(text[name_end + 2 : body_end], number))
            is_index = text[start - 1 : start] in {"^", "_"}
            yield text[at:start] + ("{%s}" if is_index else "%s") % marked(number, inner)
            at = body_end + 1
        yield text[at:]

    whole = "".join(mark(latex, 0))
    if len(parts) > _MOST_PARTS:
        raise FormulaError(f"a formula may have at most {_MOST_PARTS} parts")
    return whole, tuple(parts)


def _closing(text: str, start: int) -> int:
    """Index of the brace that closes the one at `start`."""
    if start >= len(text) or text[start] != "{":
        raise _refusal(text, start, r"a part is written \part{name}{…}")
    depth = 0
    for index in range(start, len(text)):
        depth += (text[index] == "{") - (text[index] == "}")
        if depth == 0:
            return index
    raise _refusal(text, start, "this { is not closed")
