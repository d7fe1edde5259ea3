"""Texts in a fifth of the time: Pango draws each of a text's letters anew, and each is read once only.

A number that changes is a new text in every frame. Its drawing consists of symbols and of where each is used;
Manim parses all of it, with thirty groups for five digits. What comes of it here is the same, bit for bit.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt
import svgelements
from manim import RIGHT, UL, VGroup
from manim.mobject.svg.svg_mobject import SVGMobject, VMobjectFromSVGPath

from calcanim.engine.paths import Points
from calcanim.tex.copies import flat_copy

KEPT = 1000
"""How many letters are kept, in each colour; the one that was used longest ago goes first."""

_CLOSED = 1e-4  # how near its begin an outline may end to need no line there
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_by_manim = SVGMobject.generate_mobject
_letters: OrderedDict[tuple[str, str, str], VMobjectFromSVGPath] = OrderedDict()


@dataclass(frozen=True)
class _Drawing:
    """Groups of symbols in one that has a name."""

    name: str
    groups: list[list[_Use]]


@dataclass(frozen=True)
class _Use:
    """A symbol in a place: its outline, as SVG writes it, and the style of the group that it is in."""

    name: str
    outline: str
    style: str
    x: float
    y: float


def generate(mobject: SVGMobject) -> SVGMobject:
    """Make a text's letters of those that were read before; as Manim does, where one is new."""
    drawing = None if mobject.path_string_config else _read(mobject)
    uses = [use for group in drawing.groups for use in group] if drawing else []
    seen = [use for use in uses if use.outline]
    style = str(mobject.generate_config_style_dict())
    keys = [(use.outline, use.style, style) for use in seen]
    if not seen or not all(key in _letters for key in keys):
        _by_manim(mobject)
        if len(mobject.submobjects) == len(seen):
            _remember(keys, mobject.submobjects)
        return mobject
    assert drawing is not None
    for key in keys:
        _letters.move_to_end(key)
    _put(mobject, drawing, style)
    mobject.flip(RIGHT)
    return mobject


def _remember(keys: Iterable[tuple[str, str, str]], letters: Iterable[Any]) -> None:
    for key, letter in zip(keys, letters, strict=True):
        _letters[key] = flat_copy(letter)
        _letters.move_to_end(key)
    while len(_letters) > KEPT:
        _letters.popitem(last=False)


def _put(mobject: SVGMobject, drawing: _Drawing, style: str) -> None:
    """Put letters in their places, and into the groups that Manim makes of the elements of a drawing."""
    named: dict[str, VGroup] = {}
    count = 0

    def unnamed() -> str:
        nonlocal count
        count += 1
        return f"numbered_group_{count - 1}"

    around = ["root", unnamed(), unnamed(), unnamed(), drawing.name]
    inside: dict[str, list[Any]] = {name: [] for name in around}
    letters: list[VMobjectFromSVGPath] = []
    for group in drawing.groups:
        name = unnamed()
        inside[name] = []
        for use in group:
            used = unnamed()
            inside.update({used: [], use.name: [], unnamed(): []})
            if use.outline:
                letter = flat_copy(_letters[use.outline, use.style, style])
                letter.points = _points(use.outline, use.x, use.y)
                letter.sheen_direction = UL  # before it is turned over
                letters.append(letter)
                for parent in (*around, name, used):
                    inside[parent].append(letter)
    for name, within in inside.items():
        named[name] = flat_copy(_EMPTY)
        named[name].submobjects = within
    mobject.add(*letters)
    mobject.id_to_vgroup_dict = named


_EMPTY = VGroup()


def _read(mobject: SVGMobject) -> _Drawing | None:
    """Read a drawing of Pango's; None if it is any other."""
    root = ElementTree.parse(mobject.get_file_path()).getroot()
    if [child.tag for child in root] != [f"{_SVG}defs", f"{_SVG}g"] or set(root[1].attrib) != {"id"}:
        return None
    outlines = {}
    for symbol in root[0].iter(f"{_SVG}symbol"):
        if [path.tag for path in symbol] != [f"{_SVG}path"] or set(symbol[0].attrib) != {"style", "d"}:
            return None
        outlines[symbol.get("id", "")] = symbol[0].get("d", "")
    groups = _used(root[1], outlines)
    return None if groups is None else _Drawing(root[1].get("id", ""), groups)


def _used(surface: ElementTree.Element, outlines: dict[str, str]) -> list[list[_Use]] | None:
    groups: list[list[_Use]] = []
    for group in surface:
        if group.tag != f"{_SVG}g" or set(group.attrib) != {"style"}:
            return None
        groups.append([])
        for use in group:
            name = use.get(_HREF, "")[1:]
            if use.tag != f"{_SVG}use" or set(use.attrib) != {_HREF, "x", "y"} or name not in outlines:
                return None
            place = float(use.get("x", 0)), float(use.get("y", 0))
            groups[-1].append(_Use(name, outlines[name], group.get("style", ""), *place))
    return groups


def _points(outline: str, x: float, y: float) -> Points:
    """Cubic Bézier points of an outline in a place, shape (4n, 3), as Manim reckons them."""
    corners, is_line = _curves(outline)
    placed = corners + np.array([x, y, 0.0])
    start, end = placed[is_line, 0], placed[is_line, 3]
    placed[is_line, 1] = (start + start + end) / 3
    placed[is_line, 2] = (start + end + end) / 3
    return np.asarray(placed.reshape(-1, 3))


@lru_cache(maxsize=KEPT)
def _curves(outline: str) -> tuple[Points, npt.NDArray[np.bool_]]:
    """The curves of an outline, shape (n, 4, 3), and which of them are straight."""
    curves: list[list[tuple[float, float, float]]] = []
    lines: list[bool] = []
    here = begun = (0.0, 0.0, 0.0)
    for segment in svgelements.Path(outline):
        match segment:
            case svgelements.Move():
                here = begun = _corner(segment.end)
            case svgelements.CubicBezier():
                end = _corner(segment.end)
                curves.append([here, _corner(segment.control1), _corner(segment.control2), end])
                lines.append(False)
                here = end
            case svgelements.Line() | svgelements.Close():
                is_end = isinstance(segment, svgelements.Close)
                end = begun if is_end else _corner(segment.end)
                if not is_end or math.dist(here, end) > _CLOSED:
                    curves.append([here, here, end, end])
                    lines.append(True)
                    here = end
    return np.array(curves), np.array(lines)


def _corner(point: Any) -> tuple[float, float, float]:
    return float(point.x), float(point.y), 0.0
