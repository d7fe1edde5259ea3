"""Letters, numbers, signs, names of functions, and words in a formula."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from latex2mathml import symbols_parser
from latex2mathml.converter import convert_to_element

from calcanim.tex.characters import DOTS, characters, is_reference, quoted, styled, symbol
from calcanim.tex.order import Mark
from calcanim.tex.writer import MARK, Kind, Piece, Writer, is_column, joined

LIMITS = frozenset(["lim", "max", "min", "sup", "inf", "det", "gcd", "Pr", "limsup", "liminf"])
"""Functions that have what they are taken over below them."""
_THREE = {"…": ".", "⋯": "dot.op"}  # dots that LaTeX puts down one by one
_PRIMES = {"″": 2, "‴": 3, "⁗": 4}
_STRUCK = {"≠": "=", "∉": "∈"}  # signs that LaTeX puts a stroke through
_CLASSES = {
    ("mi", None, None): "normal",
    ("mo", "0.22em", "0.22em"): "binary",
    ("mo", "0em", "0em"): "opening",
    ("mo", "0em", "0.17em"): "punctuation",
}
_SIXTH = "\u2006"
_NO_BREAK = "\u00a0"


def letter(writer: Writer, element: Element) -> Piece:
    """Write a letter, or the name of a function."""
    text = element.text or ""
    if text.startswith("\\"):
        raise writer.unknown(f"the command {text} is not known", text)
    if len(element):
        return classed(writer, element)
    if not text or is_column(element):  # an exponent's place without a letter, as that of a unit
        return Piece("&" if text else "")
    if len(text) > 1 and not is_reference(text):
        return function(writer, characters(text))
    return character(writer, characters(text), element, is_named=is_reference(text))


def character(writer: Writer, text: str, element: Element, *, is_named: bool) -> Piece:
    """Write a letter in its style, primes, or a colon; `is_named` is whether a command stands for it."""
    if text in _PRIMES:
        return joined([writer.atom("prime") for _ in range(_PRIMES[text])])
    if is_named and text == ":":
        colon = writer.atom('class("normal", :)')
        return Piece(f"#h(0.111em){colon.typst}#h(0.333em)", colon.order)
    is_upright = is_named and text.isascii() and text.isalpha()
    return glyph(writer, text, element.get("mathvariant", "normal" if is_upright else ""))


def glyph(writer: Writer, character: str, style: str = "") -> Piece:
    """Write a character; some are several in LaTeX."""
    if character in _THREE:
        dots = joined([writer.atom(_THREE[character]) for _ in range(3)])
        return Piece(f'class("normal", {dots.typst.replace(")part", ")#h(0.1667em)part")})', dots.order)
    if character == "↦":
        return maps_to(writer)
    if character in _STRUCK:
        return struck(writer, symbol(_STRUCK[character]))
    if character in DOTS:
        writer.split.add(writer.next)
    return writer.atom(symbol(character, style))


def struck(writer: Writer, sign: str) -> Piece:
    """Write a sign with a stroke through it, which comes first."""
    colour, first = writer.stroke()
    stroke = f'#(paint: {colour}, thickness: 0.04em, cap: "round")'
    inner = writer.atom(sign)
    typst = f'class("relation", cancel(length: #1.02em, angle: #27deg, stroke: {stroke}, {inner.typst}))'
    return Piece(typst, (*first, *inner.order))


def maps_to(writer: Writer) -> Piece:
    """Write an arrow with a bar at its foot, which comes first."""
    colour, first = writer.stroke()
    stroke, foot = f"#({colour} + 0.068em)", "#box(width: 0.068em, height: 0.5em)"
    arrow = writer.atom("→")
    bar = f"cancel(length: #0.372em, angle: #0deg, stroke: {stroke}, {foot})#h(-0.126em)"
    return Piece(f'class("relation", {bar}{arrow.typst})', (*first, *arrow.order))


def classed(writer: Writer, element: Element) -> Piece:
    r"""Write what is spaced as a sign of some class is: `\mathbin{…}` and the like."""
    inner = writer.row(list(element))
    spaces = (element.tag, element.get("lspace"), element.get("rspace"))
    return Piece(f'class("{_CLASSES.get(spaces, "relation")}", {inner.filled})', inner.order)


def function(writer: Writer, name: str, *, has_limits: bool = False) -> Piece:
    """Write the name of a function."""
    limits = ", limits: #true" if has_limits or name in LIMITS else ""
    return writer.atom(f"op({quoted(name)}{limits})")


def sign(writer: Writer, element: Element) -> Piece:
    """Write a sign, in a size of its own if it has one."""
    text = characters(element.text or "")
    if len(element):
        return classed(writer, element)
    if not text:
        return Piece("")
    if text.startswith("\\"):  # as it stands after a size
        text = _sized(writer, text)
    if element.get("movablelimits") == "true":
        return function(writer, text.replace(_SIXTH, " "), has_limits=True)
    if len(text) > 1:
        return function(writer, text) if text.isalpha() else joined([glyph(writer, each) for each in text])
    size = element.get("minsize")
    return writer.atom(f"lr(size: #{size}, {symbol(text)})") if size else glyph(writer, text)


def _sized(writer: Writer, command: str) -> str:
    """Say which character a command after a size stands for."""
    code = symbols_parser.convert_symbol(command)
    if code is None and len(command) > 2:
        raise writer.unknown(f"the command {command} is not known", command)
    return chr(int(code, 16)) if code else {"|": "‖"}.get(command[1], command[1])


def number(writer: Writer, element: Element) -> Piece:
    """Write a number."""
    return writer.atom(styled(characters(element.text or ""), element.get("mathvariant", "")))


def words(writer: Writer, element: Element) -> Piece:
    """Write words, with what stands in `$…$` among them as formulas; or take a mark."""
    text = characters(element.text or "").replace(_NO_BREAK, " ")
    mark = MARK.fullmatch(text)
    if mark:
        return Piece("", (Mark(int(mark[1])),))
    pieces = []
    for i, part in enumerate(text.split("$")):
        if i % 2:
            pieces.append(writer.small(list(convert_to_element(part))))
        elif part.strip():
            pieces.append(writer.atom(styled(quoted(part), element.get("mathvariant", ""))))
        elif part:
            pieces.append(Piece(f'"{part}"'))
    return joined(pieces)


KINDS: dict[str, Kind] = {"mi": letter, "mo": sign, "mn": number, "mtext": words}
