"""Tables, and what stands between fences: elements of a row that are one thing."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from calcanim.tex.characters import characters, symbol
from calcanim.tex.fences import fence_size
from calcanim.tex.letters import struck
from calcanim.tex.stacks import binomial
from calcanim.tex.writer import Kind, Piece, Writer, joined

_CLOSING = {"(": ")", "[": "]", "{": "}", "|": "|", "‖": "‖"}
_STROKE = "\u29f8"
_ROW = " ; "  # after a call, a semicolon that follows at once only ends that
_AROUND_TALL_ROWS = "#(90% + 0.1em)"
_OF_A_ROW, _OF_ONE_ROW = 1.2, 1.25  # em; or Typst takes a size that TeX does not have
"""How large fences are; around rows, each of which has room for a line in LaTeX, or more."""
_TALL = ("mfrac", "mtable", "munder", "munderover")


def together(writer: Writer, elements: Sequence[Element], at: int) -> tuple[Piece, int]:
    """Write the element at a place, with those after it that are one thing with it; say how many they are."""
    element = elements[at]
    three = elements[at : at + 3]
    if [each.tag for each in three] in (["mo", "mtable", "mo"], ["mo", "mfrac", "mo"]):
        opening = characters(element.text or "")
        if three[1].tag == "mtable" and opening in _CLOSING and not _is_opening(element):
            return matrix(writer, three[1], opening), 3
        if three[1].get("linethickness") == "0" and opening == "(":
            return binomial(writer, three[1]), 3
    if _is_stroke(element) and at + 1 < len(elements):
        return _struck(writer, elements[at + 1]), 2
    end = _closing(elements, at) if _is_opening(element) else None
    if end is not None:
        return _fenced(writer, elements[at : end + 1]), end + 1 - at
    return writer.write(element), 1


def matrix(writer: Writer, table: Element, fence: str) -> Piece:
    """Write a table between fences."""
    opening = writer.atom(symbol(fence))
    written, cells = _cells(writer, table, _ROW, ", ")
    closing = writer.atom(symbol(_CLOSING[fence]))
    rows = Piece(f"mat(delim: #none, column-gap: #1em, {written})")
    whole = joined([opening, rows, *(Piece("", cell.order) for cell in cells), closing])
    return Piece(f"lr(size: {_around(table)}, {whole.typst})", whole.order)


def array(writer: Writer, element: Element) -> Piece:
    """Write a table without fences. LaTeX's array has half a gap on both sides, its matrix has none."""
    if element.get("columnspacing") == "0em":
        return aligned(writer, element)
    sides = {cell.get("columnalign", "") for row in element for cell in row}
    align = f", align: #{sides.pop()}" if len(sides) == 1 and "" not in sides else ""
    written, cells = _cells(writer, element, _ROW, ", ")
    margin = "#box(width: 0.5em)" if align else ""
    gap = element.get("columnspacing", "1em")
    table = Piece(f"{margin}mat(delim: #none, column-gap: #{gap}{align}, {written}){margin}")
    return joined([table, *(Piece("", cell.order) for cell in cells)])


def aligned(writer: Writer, table: Element) -> Piece:
    """Write lines that are aligned at the signs between their columns."""
    written, cells = _cells(writer, table, " \\ ", " & ")
    return Piece(written, tuple(entry for cell in cells for entry in cell.order))


def cases(writer: Writer, table: Element) -> Piece:
    """Write a table behind a brace."""
    written, cells = _cells(writer, table, ", ", " #h(1em) & ")
    return writer.around(f"cases(gap: #0.45em, {written})", cells)


def _cells(writer: Writer, table: Element, row: str, column: str) -> tuple[str, list[Piece]]:
    rows = [[writer.small(list(cell)) for cell in each] for each in table]
    written = row.join(column.join(cell.filled for cell in each) for each in rows)
    return written, [cell for each in rows for cell in each]


def _around(rows: Element) -> str:
    """How large fences around rows are: of TeX's sizes, that for so many lines."""
    is_tall = any(rows.find(f".//{tag}") is not None for tag in _TALL)
    return _AROUND_TALL_ROWS if is_tall else f"#{max(_OF_ONE_ROW, _OF_A_ROW * len(rows)):.2f}em"


def _is_stroke(element: Element) -> bool:
    """Tell whether it is the stroke through the sign that follows."""
    inside = element[0] if len(element) == 1 else element
    return element.tag == "mpadded" and characters(inside.text or "") == _STROKE


def _struck(writer: Writer, element: Element) -> Piece:
    """Write a sign with a stroke through it; latex2mathml puts the stroke before."""
    sign = characters(element.text or "")
    if len(sign) != 1:
        raise writer.unknown(f"\\not cannot be set before {sign or element.tag}", "\\not")
    return struck(writer, symbol(sign))


def _fenced(writer: Writer, elements: Sequence[Element]) -> Piece:
    if len(elements) == 2:  # nothing closes the brace
        return cases(writer, elements[1])
    number = writer.next
    pieces = [_fence(writer, elements[0])]
    inner = elements[1:-1]
    at = 0
    while at < len(inner):
        if _is_fence(inner[at]) and not inner[at].get("minsize") and not inner[at].get("form"):
            middle = _fence(writer, inner[at])
            piece, count = Piece(f'class("normal", mid({middle.typst}))', middle.order), 1
        else:
            piece, count = together(writer, inner, at)
        pieces.append(piece)
        at += count
    whole = joined([*pieces, _fence(writer, elements[-1])])
    holds_rows = [each.tag for each in inner] == ["mtable"]
    size = _around(inner[0]) if holds_rows else fence_size(number)
    return Piece(f"lr(size: {size}, {whole.typst})", whole.order)


def _fence(writer: Writer, element: Element) -> Piece:
    text = characters(element.text or "")
    return writer.atom(symbol(text)) if text else Piece("")


def _closing(elements: Sequence[Element], at: int) -> int | None:
    """Where the fence there is closed; a table may stand behind a brace that nothing closes."""
    depth = 0
    for place in range(at, len(elements)):
        if _is_fence(elements[place]):
            depth += {"prefix": 1, "postfix": -1}.get(elements[place].get("form", ""), 0)
        if not depth:
            return place
    has_table = at + 1 < len(elements) and elements[at + 1].tag == "mtable"
    return at + 1 if has_table else None


def _is_fence(element: Element) -> bool:
    return element.tag == "mo" and element.get("fence") == "true" and element.get("stretchy") == "true"


def _is_opening(element: Element) -> bool:
    return _is_fence(element) and element.get("form") == "prefix"


KINDS: dict[str, Kind] = {"mtable": array}
