"""What would be lost on the way from LaTeX to MathML or from there to Typst, and is told of instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from calcanim.tex.refusals import needs_latex
from calcanim.tex.writer import without_marks

_AMBIGUOUS = re.compile(
    r"\\(?:mathop|tag|mathchoice|sideset|unicode|href|newcommand|def|renewcommand|hdashline|pmb"
    r"|nolimits)(?![A-Za-z])"
)
"""Commands of which MathML does not keep all."""
_REWRITTEN = (
    (re.compile(r"(\\[io]*int)\s*\\nolimits(?![A-Za-z])"), r"\1 "),
    (re.compile(r"\\arg(?![A-Za-z])"), r"\\operatorname{arg}"),
    (re.compile(r"\\(?:notag|nonumber|allowbreak|relax)(?![A-Za-z])"), ""),
    (re.compile(r"\\copyright(?![A-Za-z])"), "©"),
    (re.compile(r"\\P(?![A-Za-z])"), "¶"),
    (re.compile(r"\\dag(?![A-Za-z])"), r"\\dagger"),
    (re.compile(r"\\ddag(?![A-Za-z])"), r"\\ddagger"),
)
_PLACED = frozenset({"width", "lspace", "voffset", "height", "depth"})
_SIGN = frozenset(
    ["stretchy", "fence", "form", "minsize", "maxsize", "lspace", "rspace", "separator", "movablelimits"]
)
_LOOKED_AT: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("mi", "mn", "mtext"), frozenset({"mathvariant"})),
    "mo": _SIGN | {"accent", "mathvariant"},
    "mspace": frozenset({"width", "linebreak", "depth"}),
    "mstyle": frozenset({"displaystyle", "scriptlevel", "mathcolor", "mathsize"}),
    "mtable": frozenset({"displaystyle", "columnspacing", "rowspacing"}),
    "mtd": frozenset({"columnalign"}),
    "mpadded": _PLACED,
    "mfrac": frozenset({"linethickness"}),
    "menclose": frozenset({"notation"}),
    "mover": frozenset({"accent"}),
    "munder": frozenset({"accentunder"}),
    "math": frozenset({"display", "xmlns"}),
}
_SAID = {
    **{"columnlines": "lines in a table", "rowlines": "lines in a table", "frame": "a frame of a table"},
    "mathbackground": "a background or a rule",
}


def rewritten(latex: str, /) -> str:
    r"""Write by other commands what latex2mathml does not know.

    >>> rewritten(r"\arg z")
    '\\operatorname{arg} z'
    """
    for command, other in _REWRITTEN:
        latex = command.sub(other, latex)
    return latex


def check_nothing_is_lost(latex: str, math: Element, /) -> None:
    """Look for what no kind of element takes notice of; a FormulaError tells of it."""
    source = without_marks(latex)
    found = _AMBIGUOUS.search(rewritten(source))
    if found:
        command = found.group()
        raise needs_latex(f"the command {command} cannot be set here", source, at=source.find(command))
    for element in math.iter():
        unknown = set(element.attrib) - _LOOKED_AT.get(element.tag, frozenset())
        if unknown:
            said = [_SAID[name] for name in sorted(unknown) if name in _SAID]
            what = said[0] if said else f"{min(unknown)} of {element.tag}"
            raise needs_latex(f"{what} cannot be set", source)
        if element.get("lspace", "").startswith("-"):
            raise needs_latex("what goes back over what stands before it cannot be set", source)
