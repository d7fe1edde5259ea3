"""Layout: nothing outside the safe frame, over another thing, hidden, too small, or too much at once.

What can be seen is looked at five times a second. What an animation brings in, takes out, or carries
elsewhere *passes*; for that the rules bend:

- it may leave the safe frame, run over lines, and be small, and its words do not count yet;
- a writing that passes, or is passed, may lie over another writing, or behind an area, for 0.6 s in a row.

A name that *glides* to another side of its point is no smaller for it; but it may leave the safe frame, run
over lines, lie over another writing or behind an area, each of these for 0.6 s in a row.

What does neither keeps every rule at every moment, also while it moves because the picture is live. While
the picture stands, and at the end of a beat, nothing bends.

An x of 14 pixels belongs to a line 32 pixels high, so no line of writing is lower than 24 either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from calcanim.blocks.evidence import Content
from calcanim.blocks.stage import SAFE_MARGIN, Box
from calcanim.gates.look import SEEN, Geometry, Look
from calcanim.gates.overlaps import Conflict, bounds, covered
from calcanim.gates.recording import PIXEL, Area, Line, Recording, Thing, Writing
from calcanim.gates.result import Finding, GateResult
from calcanim.gates.stretches import Sighting, stretches

GATE = "layout"
EDGE = 1.0  # pixels by which something may reach over the safe frame
BACKDROP = 0.99  # of the frame: an area that covers it is meant to reach the edges
X_HEIGHT = 14.0  # pixels: how high a small x is at least
SIZE_TOLERANCE = 0.02
WORDS = 40  # of prose, at once
FAINT = 0.3  # opacity below which a line does not disturb what is written on it
READABLE = 0.5  # opacity from which a writing is to be read

OUTSIDE = "{what} reaches out of the safe frame by {amount}{lasting}; move it in, or make it smaller"
OVER_WRITING = "{what} lies over {other} by {amount}{lasting}; move one of them away"
OVER_LINE = "{what} lies over {other} by {amount}{lasting}; move it to a free side"
HIDDEN = "{what} is hidden by {other}, {amount} of a glyph{lasting}; paint it on top, or move it"
SMALL = "{what} is too small: an x in it is {amount} high{lasting}, 14 px is the least; set it larger"
WORDY = "{amount} stand at once{lasting}, 40 is the most; say less, or clear some away"


def layout(recording: Recording, /) -> GateResult:
    """Whether everything is inside the frame, apart, in front, large enough, and not too much."""
    moments = recording.moments
    if recording.blind_spots:
        return GateResult(GATE, 0, error=f"could not look: {'; '.join(recording.blind_spots)}")
    if not any(moment.things for moment in moments):
        return GateResult(GATE, 0, error="the scene showed nothing")
    geometry, frame = Geometry(), recording.frame
    sightings = [(moment, _wrong(Look(moment, geometry), frame)) for moment in moments]
    findings = tuple(
        Finding(GATE, each.message, each.first, recording.beat_name(each.beat), each.worst.box)
        for each in stretches(sightings)
    )
    return GateResult(GATE, len(moments), findings)


def _wrong(look: Look, frame: Box) -> list[Sighting]:
    sightings = [sighting for rule in RULES for sighting in rule(look)]
    return [*outside(look, frame), *sightings]


def outside(look: Look, frame: Box, /) -> Iterator[Sighting]:
    """What reaches out of the safe frame, but for what fills the whole frame."""
    across, up = frame.width * SAFE_MARGIN, frame.height * SAFE_MARGIN
    safe = frame.inset(left=across, bottom=up, right=across, top=up)
    backdrops = {each.key for each in look.moment.things if _fills(each, frame)}
    for thing in look.moment.things:
        if thing.opacity < SEEN or not look.is_at_rest(thing) or thing.key in backdrops:
            continue
        if isinstance(thing, Line) and thing.borders in backdrops:
            continue
        margin = thing.width if isinstance(thing, Line) else 0.0
        if (
            _reach(thing.box, safe) + margin > EDGE * PIXEL
            and (out := _reach(_ink(thing), safe)) > EDGE * PIXEL
        ):
            found = Sighting(OUTSIDE, thing.key, thing.what, out, _pixels(out), _ink(thing))
            yield replace(found, is_crossing=look.is_brief(thing))


def over_writing(look: Look, /) -> Iterator[Sighting]:
    """Two writings whose glyphs lie over each other."""
    layer = look.writings
    for low, high in layer.meeting(layer):
        below, above = layer.things[low], layer.things[high]
        if low >= high or below.key == above.key:
            continue
        conflict = look.geometry.overlap(above, below)
        if conflict:
            yield _between(look, OVER_WRITING, above, below, conflict)


def over_line(look: Look, /) -> Iterator[Sighting]:
    """A writing over a line that it does not label; painted over, a line is out of its way."""
    writings, lines = look.writings, look.lines
    for index, other in writings.meeting(lines):
        writing, line = writings.things[index], lines.things[other]
        if line.key in writing.labels or line.opacity < FAINT or not look.is_at_rest(writing, line):
            continue
        conflict = look.geometry.crossing(writing, line)
        if conflict and not _is_painted_over(look, writings.orders[index], lines.orders[other], conflict.box):
            yield _between(look, OVER_LINE, writing, line, conflict)


def hidden(look: Look, /) -> Iterator[Sighting]:
    """A writing behind an opaque area."""
    writings, covers = look.writings, look.covers
    for index, other in writings.meeting(covers):
        writing, area = writings.things[index], covers.things[other]
        if covers.orders[other] < writings.orders[index]:
            continue
        conflict = look.geometry.hiding(writing, area)
        if conflict:
            yield _between(look, HIDDEN, writing, area, conflict)


def too_small(look: Look, /) -> Iterator[Sighting]:
    """A writing in which the smallest known x is too low to be read."""
    for writing in _standing(look):
        known = writing.x_heights[np.isfinite(writing.x_heights)] / PIXEL
        if known.size and known.min() < X_HEIGHT * (1 - SIZE_TOLERANCE):
            small = float(known.min())
            yield Sighting(SMALL, writing.key, writing.what, -small, f"{small:.1f} px", writing.box)


def wordy(look: Look, /) -> Iterator[Sighting]:
    """More words of prose at once than can be read; formulas, names and numbers are not words."""
    prose = [writing for writing in _standing(look) if writing.source.content is Content.PROSE]
    count = sum(_words(writing.source.text) for writing in prose)
    if count > WORDS:
        box = bounds(np.concatenate([writing.glyphs for writing in prose]))
        yield Sighting(WORDY, 0, "prose", count, f"{count} words", box)


RULES: tuple[Callable[[Look], Iterator[Sighting]], ...] = (
    over_writing,
    over_line,
    hidden,
    too_small,
    wordy,
)


def _standing(look: Look) -> Iterator[Writing]:
    for writing in look.writings.things:
        if writing.opacity > READABLE and look.is_at_rest(writing):
            yield writing


def _words(text: str) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def _between(look: Look, advice: str, thing: Thing, other: Thing, conflict: Conflict) -> Sighting:
    depth = conflict.depth
    amount = f"{depth:.0%}" if advice is HIDDEN else _pixels(depth)
    return Sighting(
        *(advice, thing.key, thing.what, depth, amount, conflict.box, other.key, other.what),
        is_crossing=look.is_brief(thing, other),
    )


def _is_painted_over(look: Look, writing: int, line: int, box: Box) -> bool:
    """Whether an area painted between the two hides the line from the writing, in this box."""
    spot = np.array([[box.left, box.bottom, box.right, box.top]])
    return any(
        line < order < writing and covered(spot, area.outlines).min() == 1.0
        for order, area in zip(look.covers.orders, look.covers.things, strict=True)
    )


def _fills(thing: Thing, frame: Box) -> bool:
    if not isinstance(thing, Area):
        return False
    width = min(thing.box.right, frame.right) - max(thing.box.left, frame.left)
    height = min(thing.box.top, frame.top) - max(thing.box.bottom, frame.bottom)
    return min(width, height) > 0 and width * height >= BACKDROP * frame.width * frame.height


def _reach(box: Box, safe: Box) -> float:
    return max(safe.left - box.left, safe.bottom - box.bottom, box.right - safe.right, box.top - safe.top)


def _ink(thing: Thing) -> Box:
    """The box of a thing, and for a line that of its width as well."""
    if not isinstance(thing, Line) or not thing.strokes:
        return thing.box
    half = thing.width / 2
    return bounds(
        np.array([[*(each.min(axis=0) - half), *(each.max(axis=0) + half)] for each in thing.strokes])
    )


def _pixels(length: float) -> str:
    return f"{length / PIXEL:.0f} px"
