"""Fractions, roots, boxes, spaces, and what is set in another size or colour."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from calcanim.tex.order import Atom, Take
from calcanim.tex.writer import Kind, Piece, Writer

_LENGTH = re.compile(r"[-+]?[\d.]+(em|pt|cm|mm|in)")
_SPACES = {"thin": 0.167, "medium": 0.222, "thick": 0.278}  # em
_NAMED = re.compile(r"(negative)?(thin|medium|thick)mathspace")
_MU = 1 / 18  # em
_TIGHT = '#set text(top-edge: "bounds", bottom-edge: "bounds");'
_LEVELS = {"1": "script", "2": "sscript"}
_DISPLAY = {"true": "display({})", "false": "inline({})"}


def row(writer: Writer, element: Element) -> Piece:
    """Write what stands in a row; a sign alone in braces has no room around it."""
    written = writer.row(list(element))
    is_sign = len(element) == 1 and element[0].tag == "mo" and not len(element[0])
    return Piece(f'class("normal", {written.filled})', written.order) if is_sign else written


def padded(writer: Writer, element: Element) -> Piece:
    """Write what may take no room."""
    written = writer.row(list(element))
    if element.get("width") in {"0", "0px"}:
        return Piece(f"#box(width: 0pt)[${written.typst}$]", written.order)
    return written


def fraction(writer: Writer, element: Element) -> Piece:
    """Write a fraction: its bar comes after what is above it."""
    if element.get("linethickness") == "0":
        raise writer.unknown("a fraction without a bar cannot be set")
    above, below = (writer.argument(each, of="a fraction") for each in element)
    bar = writer.atom(f"frac({above.filled}, {below.filled})")
    return Piece(bar.typst, (*above.order, *bar.order, *below.order))


def binomial(writer: Writer, element: Element) -> Piece:
    """Write a binomial coefficient; `element` is what stands in its parentheses."""
    opening = writer.atom("\\(")
    above, below = (writer.small([each]) for each in element)
    closing = writer.atom("\\)")
    column = f"mat(delim: #none, row-gap: #0.35em, {above.filled} ; {below.filled})"
    typst = f"lr(size: #2.4em, {opening.typst}{column}{closing.typst})"
    return Piece(typst, (*opening.order, *above.order, *below.order, *closing.order))


def root(writer: Writer, element: Element) -> Piece:
    """Write a root: its index, its sign, its roof, and what it is of."""
    body = writer.small([element[0]] if element.tag == "mroot" else list(element))
    index = writer.small([element[1]]) if element.tag == "mroot" else None
    sign = writer.atom(f"root({index.filled}, {body.filled})" if index else f"sqrt({body.filled})")
    number = writer.next - 1
    first = index.order if index else ()
    return Piece(sign.typst, (*first, Atom(number, Take.INK), Atom(number), *body.order))


def space(writer: Writer, element: Element) -> Piece:
    """Write a space, or a new line."""
    if element.get("linebreak") == "newline":
        return Piece(" \\ ")
    width = element.get("width", "0em")
    named = _NAMED.fullmatch(width)
    if named:
        width = f"{-_SPACES[named[2]] if named[1] else _SPACES[named[2]]}em"
    elif width.endswith("mu"):
        width = f"{float(width.removesuffix('mu')) * _MU:.3f}em"
    if not _LENGTH.fullmatch(width):
        raise writer.unknown(f"a space of {width} cannot be set")
    return Piece(f"#h({width})")


def style(writer: Writer, element: Element) -> Piece:
    """Write what has another colour, size or style."""
    colour, size = element.get("mathcolor"), element.get("mathsize")
    before, is_display = writer.is_display, element.get("displaystyle")
    writer.is_display = before if is_display is None else is_display == "true"
    piece = writer.coloured(colour, list(element)) if colour else writer.row(list(element))
    writer.is_display = before
    if size:
        return Piece(f"#text(size: {size})[${piece.typst}$]", piece.order)
    if element.get("scriptlevel", "0") != "0":
        return Piece(f"{_LEVELS[element.get('scriptlevel', '1')]}({piece.filled})", piece.order)
    return Piece(_DISPLAY[is_display].format(piece.filled), piece.order) if is_display else piece


def phantom(writer: Writer, element: Element) -> Piece:
    """Leave room for something, and draw nothing."""
    return Piece(f"#hide[${writer.row(list(element)).typst}$]")


def enclosed(writer: Writer, element: Element) -> Piece:
    """Write something in a box, or struck out."""
    inner = writer.row(list(element))
    notation = element.get("notation", "")
    if notation == "box":
        writer.split.add(writer.next)
        colour, box = writer.stroke()
        typst = f"#rect(stroke: 0.4pt + {colour}, inset: 3pt)[{_TIGHT}$display({inner.filled})$]"
        return Piece(typst, (*box, *inner.order))
    if notation == "updiagonalstrike":
        stroke = writer.atom(f"cancel({inner.filled})")
        return Piece(stroke.typst, (*inner.order, *stroke.order))
    raise writer.unknown(f"what is marked by {notation} cannot be set")


KINDS: dict[str, Kind] = {
    **{"mrow": row, "mpadded": padded, "mfrac": fraction, "msqrt": root, "mroot": root, "mspace": space},
    **{"mstyle": style, "mphantom": phantom, "menclose": enclosed},
}
