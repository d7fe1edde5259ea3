"""Drawn = computed: live numbers say what is drawn, and lines meet their curves where the core says so.

A number agrees if it is what the drawing says, rounded to the digits shown; a dash or a word agrees with a
quantity that has no finite value. While something is brought in, taken out or carried elsewhere, nothing can
be read off it; at every still moment everything must be. A number on the screen that no block reads back
from the drawing has nothing that vouches for it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from calcanim.blocks.evidence import Content, Reading, Touch
from calcanim.blocks.glyph_reading import NOTHING_SHOWN, half_unit, number_in
from calcanim.blocks.stage import Box
from calcanim.gates.recording import PIXEL, Array, Moment, Recording, Thing, Writing
from calcanim.gates.result import Finding, GateResult

GATE = "drawn = computed"
SEEN = 0.15  # opacity from which a number can be read
FARTHEST = 0.5  # pixels between a line and the place where it meets its curve
_FLOAT, _STEEP = 1e-9, 1e-15  # of a value, and of its square: a steep slope is the quotient of few digits
_NUMERALS = re.compile(r"–|undefined|none|\?|-?\d[\d.]*(?:e-?\d+)?")
_SHOWN = 4  # significant digits of a value in a message


@dataclass(frozen=True)
class _Doubt:
    """Something wrong at one moment; doubts with the same key are one finding, told by the gravest."""

    key: str
    message: str
    gravity: float
    moment: Moment
    box: Box | None = None


def agreement(recording: Recording, /) -> GateResult:
    """Whether every live number is what is drawn, and every line where it belongs."""
    if not any(moment.things for moment in recording.moments):
        return GateResult(GATE, 0, error="the scene showed nothing")
    moments = tuple(_looks(recording.moments))
    judged = sum(_is_due(reading, moment) for moment in moments for reading in moment.readings)
    judged += sum(_is_due(touch, moment) for moment in moments for touch in moment.touches)
    doubts = [doubt for moment in moments for doubt in _doubts(moment)]
    return GateResult(GATE, judged, tuple(_merged(doubts, recording)))


def _looks(moments: Sequence[Moment]) -> Iterator[Moment]:
    """The moments without those that only say that a look still holds: nobody was asked again."""
    last: tuple[Thing, ...] | None = None
    for moment in moments:
        if moment.readings or moment.touches or moment.things is not last:
            yield moment
        last = moment.things


def _is_due(said: Reading | Touch, moment: Moment) -> bool:
    return said.is_whole or moment.is_still


def _doubts(moment: Moment) -> Iterator[_Doubt]:
    for reading in moment.readings:
        if _is_due(reading, moment):
            yield from _misread(reading, moment)
    for touch in moment.touches:
        if _is_due(touch, moment):
            yield from _astray(touch, moment)
    if moment.is_still:
        yield from _unvouched(moment)


def _misread(reading: Reading, moment: Moment) -> Iterator[_Doubt]:
    message, gravity = "", math.inf
    if not reading.is_vouched:
        message = f"nothing says what {reading.what} is read from; tell it what is `drawn`"
    elif not _is_legible(reading.shown):
        message = f"{reading.what} shows '{reading.shown}', which cannot be read as a number"
    elif not agrees(reading.shown, reading.drawn):
        message = f"{reading.what} shows {reading.shown}, {_told(reading)}"
        gravity = abs(number_in(reading.shown) - reading.drawn) / _unit(reading.shown)
    if message:
        yield _Doubt(f"number {reading.what}", message, gravity, moment, _place(reading.shown, moment))


def agrees(shown: str, drawn: float, /) -> bool:
    """Whether a number as it is shown is the value drawn, to the digits shown.

    >>> agrees("1.50", 1.5049), agrees("1.50", 1.51), agrees("–", float("nan"))
    (True, False, True)
    """
    if shown in NOTHING_SHOWN:
        return not math.isfinite(drawn)
    slack = half_unit(shown) + _FLOAT * abs(drawn) + _STEEP * drawn**2 + 1e-12
    return math.isfinite(drawn) and abs(number_in(shown) - drawn) <= slack


def _is_legible(shown: str) -> bool:
    return shown in NOTHING_SHOWN or math.isfinite(number_in(shown))


def _unit(shown: str) -> float:
    return 1.0 if shown in NOTHING_SHOWN else 2 * half_unit(shown)


def _told(reading: Reading) -> str:
    if not reading.is_whole:
        return "and nothing can be read off what it speaks of: its updating is suspended"
    if not math.isfinite(reading.drawn):
        return "what is drawn has none"
    digits = f"{reading.drawn:.{_SHOWN}g}"
    if number_in(reading.shown) == float(digits):
        digits = f"{reading.drawn:.10g}"
    return f"what is drawn has {digits}"


def _astray(touch: Touch, moment: Moment) -> Iterator[_Doubt]:
    distance = distance_to(touch.place, touch.strokes) / PIXEL
    if distance <= FARTHEST:
        return
    far = f"{distance:.1f} px from" if math.isfinite(distance) else "not drawn at"
    message = f"{touch.what} is {far} the place where the core puts it"
    x, y = (float(each) for each in touch.place)
    box = Box(x - 0.1, y - 0.1, x + 0.1, y + 0.1) if math.isfinite(x + y) else None
    yield _Doubt(f"line {touch.what}", message, distance, moment, box)


def distance_to(place: Array, strokes: Iterable[Array], /) -> float:
    """How far a place of the frame is from polylines; a polyline of one point is that point.

    >>> distance_to(np.array([1.0, 1.0]), [np.array([[0.0, 0.0], [2.0, 0.0]])])
    1.0
    """
    drawn = [stroke for stroke in strokes if len(stroke)]
    if not drawn:
        return math.inf
    start = np.concatenate([stroke[:-1] if len(stroke) > 1 else stroke for stroke in drawn])
    way = np.concatenate([stroke[1:] if len(stroke) > 1 else stroke for stroke in drawn]) - start
    length = np.maximum((way**2).sum(axis=1), 1e-18)
    share = np.clip(((place - start) * way).sum(axis=1) / length, 0, 1)
    gaps = np.linalg.norm(start + share[:, None] * way - place, axis=1)
    return float(gaps.min(where=np.isfinite(gaps), initial=math.inf))


def _unvouched(moment: Moment) -> Iterator[_Doubt]:
    """Numbers that are seen more often than they are read back; a label that was worked out is."""
    vouched = Counter(reading.shown for reading in moment.readings)
    worked_out = {reading.what for reading in moment.readings if reading.is_vouched}
    for number in _numbers(moment):
        if number.source.text in worked_out:
            continue
        missing = Counter(_NUMERALS.findall(number.source.text)) - vouched
        if vouched[number.source.text]:
            vouched[number.source.text] -= 1
        elif missing:
            text = next(iter(missing))
            message = (
                f"a number that nothing vouches for: {text}; let its block read it back from the drawing"
            )
            yield _Doubt(f"unvouched {number.key}", message, 0.0, moment, number.box)
        else:
            vouched -= Counter(_NUMERALS.findall(number.source.text))


def _numbers(moment: Moment) -> Iterator[Writing]:
    for thing in moment.things:
        if isinstance(thing, Writing) and thing.source.content is Content.NUMBER and thing.opacity >= SEEN:
            yield thing


def _place(shown: str, moment: Moment) -> Box | None:
    return next((number.box for number in _numbers(moment) if number.source.text == shown), None)


def _merged(doubts: Iterable[_Doubt], recording: Recording) -> Iterator[Finding]:
    found: dict[str, list[_Doubt]] = {}
    for doubt in doubts:
        found.setdefault(doubt.key, []).append(doubt)
    for same in found.values():
        worst = max(same, key=lambda doubt: 0.0 if math.isnan(doubt.gravity) else doubt.gravity)
        first = same[0].moment
        message = f"{worst.message} (at {worst.moment.time:.1f} s)"
        yield Finding(GATE, message, first.time, recording.beat_name(first.beat), worst.box)
