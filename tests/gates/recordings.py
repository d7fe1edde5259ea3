"""Small recordings made by hand, for tests of the gates: `recording([moment(writing("A"), line(…))])`.

Lengths are in frame units, times in seconds. A thing is known by its name: the same name at two moments is
the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np

from calcanim.blocks.evidence import Content, Source
from calcanim.blocks.stage import Box
from calcanim.gates.recording import (
    SNAPSHOTS,
    Area,
    Array,
    BeatSpan,
    Flicker,
    Line,
    Moment,
    Recording,
    Still,
    Thing,
    Writing,
)

Place = tuple[float, float]

X_HEIGHT, CAP_HEIGHT, ADVANCE = 0.431, 0.7, 0.5  # of an em
INK = "#f0f0f0"


def key_of(name: str) -> int:
    """The key of the thing with this name."""
    return crc32(name.encode())


def writing(
    text: str,
    *,
    at: Place = (0.0, 0.0),
    em: float = 0.48,
    name: str = "",
    content: Content = Content.FORMULA,
    opacity: float = 1.0,
    is_passing: bool = False,
    labels: Iterable[str] = (),
    color: str = INK,
) -> Writing:
    """Writing around a place: each character but a space is a glyph half an em wide and 0.7 em high."""
    left, bottom = at[0] - len(text) * ADVANCE * em / 2, at[1] - CAP_HEIGHT * em / 2
    starts = [left + index * ADVANCE * em for index, character in enumerate(text) if character != " "]
    glyphs = np.array([(x, bottom, x + ADVANCE * em, bottom + CAP_HEIGHT * em) for x in starts]).reshape(
        -1, 4
    )
    return Writing(
        key_of(name or text),
        f"{content} '{name or text}'",
        Box(*glyphs[:, :2].min(axis=0), *glyphs[:, 2:].max(axis=0)),
        color,
        opacity,
        is_passing,
        Source(content, text),
        glyphs,
        np.full(len(glyphs), X_HEIGHT * em),
        frozenset(key_of(each) for each in labels),
    )


def line(
    *places: Place,
    name: str = "curve",
    width: float = 0.04,
    opacity: float = 1.0,
    is_passing: bool = False,
    borders: str | None = None,
    color: str = INK,
) -> Line:
    """A polyline through these places."""
    stroke = np.array(places, dtype=float)
    box = _around(stroke, width / 2)
    edge_of = key_of(borders) if borders else None
    return Line(key_of(name), f"line '{name}'", box, color, opacity, is_passing, (stroke,), width, edge_of)


def area(
    *places: Place,
    name: str = "area",
    opacity: float = 1.0,
    is_passing: bool = False,
    is_face: bool = False,
    color: str = INK,
) -> Area:
    """A filled polygon."""
    outline = np.array([*places, places[0]], dtype=float)
    box = _around(outline, 0.0)
    return Area(key_of(name), f"area '{name}'", box, color, opacity, is_passing, (outline,), is_face)


def rectangle(left: float, bottom: float, right: float, top: float) -> tuple[Place, ...]:
    """The four corners, for `area` or `line`."""
    return ((left, bottom), (right, bottom), (right, top), (left, top))


def moment(
    *things: Thing,
    time: float = 0.0,
    beat: int = 0,
    state: int | None = None,
    is_still: bool = True,
    is_end_of_beat: bool = False,
) -> Moment:
    """A moment; unless it is given, its state follows from where things are and how they look."""
    look = repr([(thing.key, thing.box, thing.color, thing.opacity) for thing in things])
    return Moment(
        time, beat, things, crc32(look.encode()) if state is None else state, is_still, is_end_of_beat
    )


def standing(
    *things: Thing, start: float = 0.0, end: float = 1.0, beat: int = 0, is_still: bool = True
) -> list[Moment]:
    """Moments with these things from one time to another, both included, five a second."""
    count = round((end - start) * SNAPSHOTS)
    return [
        moment(*things, time=start + index / SNAPSHOTS, beat=beat, is_still=is_still)
        for index in range(count + 1)
    ]


def span(name: str, start: float, end: float, *, caption: str = "See.", pause: float = 0.0) -> BeatSpan:
    """A beat."""
    return BeatSpan(name, caption, start, end, pause)


def recording(
    moments: Sequence[Moment] = (),
    *,
    beats: Sequence[BeatSpan] = (),
    stills: Sequence[Still] = (),
    flicker: Flicker | None = None,
    theme: str = "dark",
    width: float = 128 / 9,
    height: float = 8.0,
    is_lesson: bool = True,
    blind_spots: Sequence[str] = (),
) -> Recording:
    """A recording of a scene called `Slope`."""
    return Recording(
        "Slope",
        "The slope",
        theme,
        width,
        height,
        is_lesson,
        tuple(beats),
        tuple(moments),
        tuple(stills),
        flicker or Flicker(np.zeros(0), np.zeros((0, 1, 1))),
        tuple(blind_spots),
    )


def _around(points: Array, margin: float) -> Box:
    low, high = points.min(axis=0) - margin, points.max(axis=0) + margin
    return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))
