"""Indices and exponents, limits, accents, braces: what stands at, above or below something."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from calcanim.tex.characters import characters
from calcanim.tex.letters import LIMITS
from calcanim.tex.writer import HIGHER, Kind, Piece, Writer

_ACCENTS = {
    **{"^": "hat", "~": "tilde", "˙": "dot", "¨": "dot.double", "¯": "macron", "ˇ": "caron"},
    **{"˘": "breve", "´": "acute", "`": "grave", "→": "arrow", "ˉ": "macron", "˚": "circle"},
    **{"\u20db": "dot.triple", "\u20dc": "dot.quad"},
    "←": "arrow.l",
}
_DOTS = frozenset("\u20db\u20dc")  # LaTeX puts them down one by one
_BAR = 0.025  # em by which LaTeX's bars are nearer
_LINE, _OVERBRACE, _UNDERBRACE = "―", "⏞", "⏟"
_BIG = frozenset("∑∏∐⋃⋂⨁⨂⋁⋀⨀⨄⨆") | LIMITS
_INTEGRALS = frozenset("∫∮∬∭")
_SINGLE = frozenset({"mi", "mn", "mo", "mtext"})
_WHERE = {"msub": "_", "msup": "^", "msubsup": "_^", "munder": "_", "munderover": "_^"}
_SCRIPTS = frozenset({"msub", "msup", "msubsup"})


def indices(writer: Writer, element: Element) -> Piece:
    """Write something with an index, an exponent or both, or with limits."""
    nucleus, where = element[0], _WHERE[element.tag]
    is_movable = _is_movable(nucleus)
    is_told = element.tag not in _SCRIPTS and "\\limits" in writer.latex
    has_limits = is_movable and (writer.is_display or is_told)
    base = writer.one(nucleus)
    lifts = {"^": HIGHER, "_": 0.0}
    written = {
        place: writer.argument(each, of="an index", lift=lifts[place])
        for place, each in zip(where, element[1:], strict=True)
    }
    for place, up in _ups(writer, nucleus, where, has_limits=has_limits).items():
        writer.raise_by(written[place], up)
    places = "limits" if has_limits else "scripts"
    typst = f"{places}({base.typst})" if is_movable else base.typst
    typst += "".join(f"{place}({piece.filled})" for place, piece in written.items())
    above, below = (written.get(place, Piece("")) for place in "^_")
    # A limit above comes before what it is of.
    order = (above, base, below) if has_limits else (base, above, below)
    return Piece(typst, tuple(entry for piece in order for entry in piece.order))


def _is_movable(nucleus: Element) -> bool:
    """Whether what stands at it are limits in a formula on a line of its own."""
    return characters(nucleus.text or "") in _BIG or nucleus.get("movablelimits") == "true"


def _ups(writer: Writer, nucleus: Element, where: str, *, has_limits: bool) -> dict[str, float]:
    """Say how far what stands at a nucleus is to be raised, to be where TeX has it: in em."""
    while nucleus.tag == "mrow" and len(nucleus) == 1:  # braces around one thing
        nucleus = nucleus[0]
    text = characters(nucleus.text or "")
    if text in LIMITS:
        ups = {}
    elif has_limits:
        ups = {"^": 0.094, "_": -0.098} if text in _BIG else {}
    elif text in _BIG:
        ups = {"^": 0.05, "_": 0.05} if writer.is_display else {"^": 0.0, "_": 0.15}
    elif text in _INTEGRALS or nucleus.find(".//mfrac") is not None or nucleus.find(".//mtable") is not None:
        ups = {"^": 0.0 if text else -0.05, "_": 0.15 if text else 0.05}
    elif "^" in where:
        ups = {"^": writer.lift}
    else:  # an index alone is higher than with an exponent: TeX's `sub2` less `sub1`
        ups = {"_": 0.097} if nucleus.tag in _SINGLE and len(text) < 2 else {}
    return {place: up for place, up in ups.items() if place in where}


def over(writer: Writer, element: Element) -> Piece:
    """Write something with something above it."""
    body, mark = element
    above = characters(mark.text or "") if mark.tag == "mo" else ""
    if above in _ACCENTS or above == _LINE:
        return _accented(writer, element, above)
    if above == _OVERBRACE:
        inner = writer.row([body])
        brace = writer.atom(f"overbrace({inner.filled})")
        return Piece(brace.typst, (*brace.order, *inner.order))
    if body.tag == "mover" and characters(body[1].text or "") == _OVERBRACE:
        label, inner = writer.small([mark]), writer.row([body[0]])
        brace = writer.atom(f"overbrace({inner.filled}, {label.filled})")
        return Piece(brace.typst, (*label.order, *brace.order, *inner.order))
    base, label = writer.one(body), writer.small([mark])
    if body.tag == "mstyle":  # an arrow, as long as what stands on it
        base = Piece(f"stretch({base.typst})", base.order)
    return Piece(f"limits({base.typst})^({label.filled})", (*label.order, *base.order))


def _accented(writer: Writer, element: Element, above: str) -> Piece:
    """Write an accent or a line above something; arrows are put together of many pieces here."""
    body, mark = element
    inner = writer.row([body])
    (writer.split if above in _DOTS else writer.merged).add(writer.next)
    if above == _LINE:
        accent = writer.atom(f"overline({inner.filled})")
        writer.raise_by(accent, -_BAR)
    else:
        is_wide = not (element.get("accent") or mark.get("stretchy"))
        size = "" if is_wide else ", size: #0%"
        accent = writer.atom(f"accent({inner.filled}, {_ACCENTS[above]}{size})")
    return Piece(accent.typst, (*accent.order, *inner.order))


def under(writer: Writer, element: Element) -> Piece:
    """Write something with something below it."""
    body, mark = element
    below = characters(mark.text or "") if mark.tag == "mo" else ""
    if below in {_LINE, _UNDERBRACE}:
        inner = writer.row([body])
        line = writer.atom(f"{'underline' if below == _LINE else 'underbrace'}({inner.filled})")
        writer.raise_by(line, _BAR if below == _LINE else 0.0)
        return Piece(line.typst, (*inner.order, *line.order))
    if body.tag == "munder" and characters(body[1].text or "") == _UNDERBRACE:
        inner, label = writer.row([body[0]]), writer.small([mark])
        brace = writer.atom(f"underbrace({inner.filled}, {label.filled})")
        return Piece(brace.typst, (*inner.order, *brace.order, *label.order))
    if _is_movable(body):
        return indices(writer, element)
    base, label = writer.one(body), writer.small([mark])
    return Piece(f"limits({base.typst})_({label.filled})", (*base.order, *label.order))


def under_and_over(writer: Writer, element: Element) -> Piece:
    """Write something with something above and something below it."""
    if _is_movable(element[0]):
        return indices(writer, element)
    base = writer.one(element[0])
    below, above = (writer.small([each]) for each in element[1:])
    typst = f"limits({base.typst})_({below.filled})^({above.filled})"
    return Piece(typst, (*above.order, *base.order, *below.order))


KINDS: dict[str, Kind] = {
    **{"msub": indices, "msup": indices, "msubsup": indices},
    **{"mover": over, "munder": under, "munderover": under_and_over},
}
