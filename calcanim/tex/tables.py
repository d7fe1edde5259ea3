"""Tables, and what stands between fences: elements of a row that are one thing."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from calcanim.tex.characters import characters, symbol
from calcanim.tex.letters import struck
from calcanim.tex.stacks import binomial
from calcanim.tex.writer import Kind, Piece, Writer, joined

_FENCES = {"(": '"("', "[": '"["', "{": '"{"', "|": '"|"', "‖": '"||"'}


def together(writer: Writer, elements: Sequence[Element], at: int) -> tuple[Piece, int]:
    """Write the element at a place, with those after it that are one thing with it; say how many they are."""
    element = elements[at]
    three = elements[at : at + 3]
    if [each.tag for each in three] in (["mo", "mtable", "mo"], ["mo", "mfrac", "mo"]):
        opening = characters(element.text or "")
        if three[1].tag == "mtable" and opening in _FENCES and not _is_opening(element):
            return matrix(writer, three[1], _FENCES[opening]), 3
        if three[1].get("linethickness") == "0" and opening == "(":
            return binomial(writer, three[1]), 3
    if element.get("width") == "0" and at + 1 < len(elements):
        return _struck(writer, elements[at + 1]), 2
    end = _closing(elements, at) if _is_opening(element) else None
    if end is not None:
        return _fenced(writer, elements[at : end + 1]), end + 1 - at
    return writer.write(element), 1


def matrix(writer: Writer, table: Element, fence: str) -> Piece:
    """Write a table between fences."""
    written, cells = _cells(writer, table, "; ", ", ")
    return writer.around(f"mat(delim: {fence}, column-gap: #1em, {written})", cells)


def array(writer: Writer, element: Element) -> Piece:
    """Write a table without fences. LaTeX's array has half a gap on both sides, its matrix has none."""
    sides = {cell.get("columnalign", "") for row in element for cell in row}
    align = f", align: #{sides.pop()}" if len(sides) == 1 and "" not in sides else ""
    written, cells = _cells(writer, element, "; ", ", ")
    margin = "#box(width: 0.5em)" if align else ""
    table = Piece(f"{margin}mat(delim: #none, column-gap: #1em{align}, {written}){margin}")
    return joined([table, *(Piece("", cell.order) for cell in cells)])


def cases(writer: Writer, table: Element) -> Piece:
    """Write a table behind a brace."""
    written, cells = _cells(writer, table, ", ", " #h(1em) & ")
    return writer.around(f"cases(gap: #0.45em, {written})", cells)


def _cells(writer: Writer, table: Element, row: str, column: str) -> tuple[str, list[Piece]]:
    rows = [[writer.small(list(cell)) for cell in each] for each in table]
    written = row.join(column.join(cell.filled for cell in each) for each in rows)
    return written, [cell for each in rows for cell in each]


def _struck(writer: Writer, element: Element) -> Piece:
    """Write a sign with a stroke through it; latex2mathml puts the stroke before."""
    sign = characters(element.text or "")
    if len(sign) != 1:
        raise writer.refusal(f"\\not cannot be set before {sign or element.tag}")
    return struck(writer, symbol(sign))


def _fenced(writer: Writer, elements: Sequence[Element]) -> Piece:
    opens_cases = characters(elements[0].text or "") == "{" and elements[1].tag == "mtable"
    if opens_cases and not any(each.text for each in elements[2:]):
        return cases(writer, elements[1])
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
    return Piece(f"lr(size: #90%, {whole.typst})", whole.order)


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
