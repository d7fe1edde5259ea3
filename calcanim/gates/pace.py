"""Pace: captions that can be read, no long standstill, and nothing gone before it could be seen.

- A caption has at most 17 characters for each second that it stands; a beat of a lesson has a caption.
- Nothing moving lasts 4 s at most. A beat may ask for a pause: what it asked for, as far as the standstill
  lies in that beat, is free if it is longer.
- What has come to rest for the first time stands before it passes again (fades, or is carried elsewhere) or
  is cut: a line or an area for 0.3 s, a writing for 0.5 s, prose for as long as it takes to read, but at most
  3 s. What moves because the picture is live does not pass. A writing that comes in and goes out again
  without having rested was never there to be seen.

Between two looks nobody knows what happened: a standstill is as short, and the time to see something as long,
as the looks allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from calcanim.blocks.evidence import Content
from calcanim.gates.recording import BeatSpan, Moment, Recording, Writing
from calcanim.gates.result import Finding, GateResult
from calcanim.gates.stays import Stay, stays

GATE = "pace"
READING = 17.0  # characters a second
READING_TOLERANCE = 0.05  # characters a second
STANDSTILL = 4.0  # seconds
STANDSTILL_TOLERANCE = 0.25  # seconds
LINE_SEEN, WRITING_SEEN, PROSE_SEEN = 0.3, 0.5, 3.0  # seconds; for prose the most that is asked for
ROUNDING = 1e-6  # seconds


@dataclass(frozen=True)
class Standstill:
    """A time in which nothing moved, from its first look to its last."""

    start: float
    end: float
    beat: int


def pace(recording: Recording, /) -> GateResult:
    """Whether there is time to read, to see, and no time to fall asleep."""
    if recording.blind_spots:
        return GateResult(GATE, 0, error=f"could not look: {'; '.join(recording.blind_spots)}")
    if not recording.moments:
        return GateResult(GATE, 0, error="the scene was not looked at")
    if recording.is_lesson and not recording.beats:
        return GateResult(GATE, 0, error="the lesson has no beats")
    still = standstills(recording.moments)
    found = [
        *captions(recording.beats, is_needed=recording.is_lesson),
        *too_still(still, recording),
        *too_soon(stays(recording.moments), recording),
    ]
    found.sort(key=lambda finding: finding.time)
    return GateResult(GATE, len(recording.beats) + len(still), tuple(found))


def captions(beats: Iterable[BeatSpan], /, *, is_needed: bool) -> Iterator[Finding]:
    """Captions that can't be read in the time they stand, and where they are needed, those that lack."""
    for beat in beats:
        count, time = len(beat.caption.strip()), beat.end - beat.start
        if not count and is_needed:
            yield Finding(
                GATE, f"beat '{beat.name}' has no caption; say what it shows", beat.start, beat.name
            )
        elif count > time * (READING + READING_TOLERANCE):
            message = (
                f"the caption of beat '{beat.name}' has {count} characters and stands {time:.1f} s; "
                f"{READING:g} a second is the most: give it {count / READING:.1f} s, or fewer words"
            )
            yield Finding(GATE, message, beat.start, beat.name)


def standstills(moments: Iterable[Moment], /) -> tuple[Standstill, ...]:
    """The times in which nothing moved, as short as the looks allow."""
    runs = (tuple(run) for _, run in groupby(moments, key=lambda moment: moment.state))
    return tuple(Standstill(run[0].time, run[-1].time, run[0].beat) for run in runs)


def too_still(still: Iterable[Standstill], recording: Recording, /) -> Iterator[Finding]:
    """Standstills longer than the beats they lie in asked for."""
    for each in still:
        lasting, asked = each.end - each.start, _asked(each, recording.beats)
        if lasting > max(STANDSTILL, asked) + STANDSTILL_TOLERANCE:
            most = f"{max(STANDSTILL, asked):g} s is the most"
            advice = "shorten it, move something, or let the beat ask for a pause"
            message = f"nothing moves for {lasting:.1f} s, {most}; {advice}"
            yield Finding(GATE, message, each.start, recording.beat_name(each.beat))


def too_soon(seen: Iterable[Stay], recording: Recording, /) -> Iterator[Finding]:
    """What moved on before there was time to see it; what moved on together is told once."""
    hasty = [stay for stay in seen if stay.lasting < _needed(stay) - ROUNDING]
    for _, group in groupby(sorted(hasty, key=lambda stay: stay.left), key=lambda stay: stay.left):
        missed = sorted(group, key=lambda stay: stay.lasting - _needed(stay))
        stay, more = missed[0], f" (and {len(missed) - 1} more)" if len(missed) > 1 else ""
        message = (
            f"{stay.thing.what}{more} moves on within {stay.lasting:.1f} s, before there was time to see it; "
            f"let it stand {_needed(stay):.1f} s"
        )
        beat = recording.beat_name(stay.beat)
        yield Finding(GATE, message, stay.came, beat, stay.thing.box)


def _asked(still: Standstill, beats: Iterable[BeatSpan]) -> float:
    """How much of a standstill was asked for."""
    shares = ((min(still.end, beat.end) - max(still.start, beat.start), beat.pause) for beat in beats)
    return sum(min(share, pause) for share, pause in shares if share > 0)


def _needed(stay: Stay) -> float:
    thing = stay.thing
    if not isinstance(thing, Writing):
        return LINE_SEEN
    if thing.source.content is not Content.PROSE:
        return WRITING_SEEN
    return min(max(WRITING_SEEN, len(thing.source.text) / READING), PROSE_SEEN)
