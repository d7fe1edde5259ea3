"""How long each thing on the frame stood before it moved on for the first time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calcanim.blocks.stage import Box
from calcanim.gates.recording import Moment, Thing, Writing

SEEN = 0.15  # opacity from which something can be seen
CLEAR, DIM = 0.85, 0.5  # opacities from which it is there, and below which it comes or goes

FADED = 0.5  # of the opacity at rest: what loses more has gone
TRAVEL = 0.1  # frame units


@dataclass(frozen=True)
class Stay:
    """A thing that came to rest at one time and moved on at another; `lasting` is the longest time that the
    looks leave for it to have stood."""

    thing: Thing
    came: float
    left: float
    lasting: float
    beat: int


Track = list[Thing | None]


def stays(moments: Sequence[Moment], /) -> Iterator[Stay]:
    """The first stay of everything that came to rest and moved on, or came and went without a rest."""
    for track in _tracks(moments).values():
        stay = _first_stay(track, moments) or _appearance(track, moments)
        if stay:
            yield stay


def _tracks(moments: Sequence[Moment]) -> dict[int, Track]:
    """For each key what is there of it at each moment."""
    tracks: dict[int, Track] = {}
    for index, moment in enumerate(moments):
        for thing in moment.things:
            tracks.setdefault(thing.key, [None] * len(moments))[index] = thing
    return tracks


def _first_stay(track: Track, moments: Sequence[Moment]) -> Stay | None:
    """None if it never rested, or never left."""
    came = next((index for index, thing in enumerate(track) if _rests(thing)), len(track))
    moves = (index for index in range(came + 1, len(track)) if _departs(track, index))
    left = next(moves, len(track))
    if left == len(track) or _is_redrawn(track, left, moments):
        return None
    return _stay(track, came, left, moments)


def _departs(track: Track, left: int) -> bool:
    """Whether it rested until now, and then goes, fades or travels; what only swells or changes its colour
    does not."""
    rested = track[left - 1]
    if rested is None or not _rests(rested) or _rests(track[left]):
        return False
    for thing in track[left:]:
        if thing is None or thing.opacity < FADED * rested.opacity or _way(thing.box, rested.box) > TRAVEL:
            return True
        if _rests(thing):
            return False
    return False


def _appearance(track: Track, moments: Sequence[Moment]) -> Stay | None:
    """A writing that never rested, but came in from nothing, was clear, and went out again."""
    there = [(index, thing) for index, thing in enumerate(track) if isinstance(thing, Writing)]
    clear = [index for index, thing in there if thing.opacity >= CLEAR]
    if not clear or any(_rests(thing) for _, thing in there):
        return None
    comes = any(thing.opacity < DIM for index, thing in there if index < clear[0])
    goes = any(thing.opacity < DIM for index, thing in there if index > clear[-1])
    return _stay(track, clear[0], clear[-1] + 1, moments) if comes and goes else None


def _stay(track: Track, came: int, left: int, moments: Sequence[Moment]) -> Stay | None:
    thing, before, first = track[came], moments[max(came - 1, 0)], moments[came]
    if thing is None:
        return None
    return Stay(thing, first.time, moments[left].time, moments[left].time - before.time, first.beat)


def _rests(thing: Thing | None) -> bool:
    return thing is not None and thing.opacity >= SEEN and not thing.is_passing


def _is_redrawn(track: Track, left: int, moments: Sequence[Moment]) -> bool:
    """Whether something new of its kind stands in its place: a live picture may be made of new parts."""
    old, before = track[left - 1], {thing.key for thing in moments[left - 1].things}
    if old is None or track[left] is not None:
        return False
    fresh = (each for each in moments[left].things if each.key not in before and type(each) is type(old))
    return any(_meet(each.box, old.box) for each in fresh)


def _way(first: Box, second: Box) -> float:
    across = first.left + first.right - second.left - second.right
    up = first.bottom + first.top - second.bottom - second.top
    return max(abs(across), abs(up)) / 2


def _meet(first: Box, second: Box) -> bool:
    across = first.left <= second.right and second.left <= first.right
    return across and first.bottom <= second.top and second.bottom <= first.top
