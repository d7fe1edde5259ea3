"""Typst source in, glyph outlines out: the one place that asks for typesetting.

System fonts are ignored: formulas are set in New Computer Modern, which the `typst` package carries, and
prose in the font bundled beside this file. So a frame has the same pixels on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt
import svgelements
import typst

from calcanim.errors import FormulaError
from calcanim.remembering import remembered

Points = npt.NDArray[np.float64]

FONTS = Path(__file__).parent / "fonts"
POINTS_PER_EM = 10.0
PROSE_SCALE = 0.84  # Inter's x-height is larger than New Computer Modern's
MATH_X_HEIGHT, PROSE_X_HEIGHT = 0.431, 0.546  # em: New Computer Modern, Inter
_MATH_SIZES = (1.0, 0.7, 0.5)  # of a formula's letters, of its indices, and of theirs
BASELINE_TAG = 0xFFFF
RULE = "rule"
"""The shape of a fraction's bar, or a root's roof."""
_NUMBER = re.compile(r"\d*\.\d+|\d+")
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"

_PREAMBLE = f"""\
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(size: {POINTS_PER_EM}pt)
#set math.mat(column-gap: 0.35em)
#let part(i, ..body) = text(fill: rgb(0, calc.quo(i, 256), calc.rem(i, 256)), body.pos().join([,]))
#let baseline = box(width: 0pt, text(fill: rgb(0, 255, 255))[x])
"""


@dataclass(frozen=True)
class Glyph:
    """A filled outline.

    `points` are cubic Bézier points, shape (4n, 3), in em; `tag` says which part of the source it belongs to;
    `shape` is the same for two glyphs exactly when they are the same character of the same font. `x_height`
    is how high a small x is in its font at its size, in em: less in an index.
    """

    points: Points
    tag: int
    shape: str
    x_height: float = MATH_X_HEIGHT


@dataclass(frozen=True)
class Typesetting:
    """The glyphs of one source; the baseline lies at y = 0, the left edge at x = 0."""

    glyphs: tuple[Glyph, ...]


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(ignore_system_fonts=True, font_paths=[str(FONTS)])


@remembered(maxsize=4096)
def typeset(body: str) -> Typesetting:
    """Glyphs of Typst markup; each source is compiled once in a process.

    Compiling takes about half a millisecond, less than reading a checked file would, so nothing is kept on
    disk.
    """
    try:
        pages = _compiler().compile(input=(_PREAMBLE + body).encode(), format="svg")
    except RuntimeError as error:
        raise FormulaError(f"this formula cannot be set: {error}\n  {body}") from error
    if not isinstance(pages, bytes):
        raise FormulaError(f"this formula does not fit one page\n  {body}")
    return Typesetting(on_baseline(tuple(_glyphs(ElementTree.fromstring(pages)))))


def on_baseline(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """Drop the invisible mark that `baseline` leaves and move its foot to y = 0."""
    mark = next(glyph for glyph in glyphs if glyph.tag == BASELINE_TAG)
    ink = [glyph for glyph in glyphs if glyph.tag != BASELINE_TAG]
    left = min((glyph.points[:, 0].min() for glyph in ink), default=0.0)
    shift = np.array([left, mark.points[:, 1].min(), 0.0])
    return tuple(replace(glyph, points=glyph.points - shift) for glyph in ink)


def _glyphs(root: ElementTree.Element) -> Iterator[Glyph]:
    symbols = {
        symbol.attrib["id"]: symbol[0].attrib["d"] for symbol in root.iter(f"{SVG}symbol") if len(symbol) > 0
    }
    yield from _walk(root, np.eye(3), symbols)


def _walk(element: ElementTree.Element, placed: Points, symbols: dict[str, str]) -> Iterator[Glyph]:
    for child in element:
        if child.tag == f"{SVG}defs":
            continue
        here = placed @ _matrix(child)
        if child.tag == f"{SVG}use":
            name = child.attrib[HREF].removeprefix("#")
            if name in symbols:
                points, tag = _em(outline(symbols[name]), here), _tag(child.attrib["fill"])
                yield Glyph(points, tag, name, x_height(symbols[name], POINTS_PER_EM))
        elif child.tag == f"{SVG}path":
            yield _rule(child, here)
        yield from _walk(child, here, symbols)


def _matrix(element: ElementTree.Element) -> Points:
    transform = svgelements.Matrix(element.get("transform", ""))
    moved = np.array(
        [[transform.a, transform.c, transform.e], [transform.b, transform.d, transform.f], [0, 0, 1]]
    )
    x, y = float(element.get("x", 0)), float(element.get("y", 0))
    return np.asarray(moved @ np.array([[1, 0, x], [0, 1, y], [0, 0, 1]]), dtype=float)


def _em(points: Points, placed: Points) -> Points:
    """SVG user units, y down, to em, y up; shape (n, 2) to (n, 3)."""
    page = points @ placed[:2, :2].T + placed[:2, 2]
    return np.column_stack([page[:, 0], -page[:, 1], np.zeros(len(page))]) / POINTS_PER_EM


def _tag(color: str) -> int:
    return int(color[3:7], 16)


def _rule(path: ElementTree.Element, placed: Points) -> Glyph:
    """A fraction bar, a root's roof or a filled shape. Strokes become rectangles, so that all ink is fill."""
    stroke = path.get("stroke")
    if stroke is None or stroke == "none":
        return Glyph(_em(outline(path.attrib["d"]), placed), _tag(path.attrib["fill"]), path.attrib["d"])
    half = float(path.get("stroke-width", 1)) / 2
    pieces = [
        bar(np.array([line.start.x, line.start.y]), np.array([line.end.x, line.end.y]), half)
        for line in svgelements.Path(path.attrib["d"])
        if isinstance(line, svgelements.Line | svgelements.Close)
    ]
    return Glyph(_em(np.concatenate(pieces), placed), _tag(stroke), RULE)


def bar(start: Points, end: Points, half: float) -> Points:
    """Outline a line from one point to another, shape (2,), by half its thickness; shape (16, 2)."""
    along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-12)
    across = half * np.array([-along[1], along[0]])
    corners = [start + across, end + across, end - across, start - across]
    sides = zip(corners, corners[1:] + corners[:1], strict=True)
    return np.concatenate([_straight(first, second) for first, second in sides])


def _straight(start: Points, end: Points) -> Points:
    return np.linspace(start, end, 4)


@remembered(maxsize=2048)
def outline(path: str) -> Points:
    """Cubic Bézier points of an SVG path, shape (4n, 2)."""
    curves: list[Points] = []
    for segment in svgelements.Path(path):
        if isinstance(segment, svgelements.CubicBezier):
            ends = [segment.start, segment.control1, segment.control2, segment.end]
            curves.append(np.array([[point.x, point.y] for point in ends]))
        elif isinstance(segment, svgelements.QuadraticBezier):
            curves.append(
                _raised(*(np.array([p.x, p.y]) for p in (segment.start, segment.control, segment.end)))
            )
        elif isinstance(segment, svgelements.Line | svgelements.Close) and segment.start != segment.end:
            curves.append(_straight(*(np.array([p.x, p.y]) for p in (segment.start, segment.end))))
    return np.concatenate(curves) if curves else np.zeros((0, 2))


@lru_cache(maxsize=2048)
def x_height(path: str, em: float, /) -> float:
    """The height of a small x beside this symbol, in em; `em` is that in the drawing's units.

    Typst scales symbols without saying by how much, as does dvisvgm. But Computer Modern, old and new, is
    drawn on a grid of 1000 lines to the em, so its scale is the largest at which all numbers are whole; in
    Inter's grid of 2048 none is.
    """
    numbers = np.abs([float(number) for number in _NUMBER.findall(path)])
    for base in (1.0, 1 / PROSE_SCALE):
        for size in _MATH_SIZES:
            steps = numbers * 1000 / (em * base * size)
            if np.abs(steps - steps.round()).max(initial=0.0) < 0.01:
                return MATH_X_HEIGHT * base * size
    return PROSE_X_HEIGHT


def _raised(start: Points, control: Points, end: Points) -> Points:
    """A quadratic Bézier curve as a cubic one."""
    return np.array([start, (start + 2 * control) / 3, (end + 2 * control) / 3, end])
