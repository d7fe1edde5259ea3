"""HTML in which no text can become markup: what is not made by `element` is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

EMPTY = frozenset({"img", "link", "meta"})


class Html(str):
    """A text that is markup already."""

    __slots__ = ()


def element(name: str, /, *content: str, **attributes: str) -> Html:
    """An element; `kind` becomes its class. Plain strings in it are escaped, elements are kept."""
    given = {"class" if key == "kind" else key: value for key, value in attributes.items()}
    written = "".join(f' {key}="{escape(value)}"' for key, value in given.items())
    if name in EMPTY:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{together(content)}</{name}>")


def together(parts: Iterable[str], /) -> Html:
    """Parts one after the other."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in parts))


def table(headings: Iterable[str], rows: Iterable[Iterable[str]], /, *, kind: str = "") -> Html:
    """A table; each row is the content of its cells."""
    head = element("tr", *(element("th", heading) for heading in headings))
    body = [element("tr", *(element("td", cell) for cell in row)) for row in rows]
    return element("table", element("thead", head), element("tbody", *body), kind=kind)
