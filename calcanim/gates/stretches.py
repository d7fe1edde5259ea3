"""From what is wrong at single moments to findings: what is wrong in a row is one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from calcanim.blocks.stage import Box
from calcanim.gates.recording import Moment

CROSSING = 0.6  # seconds in a row that what passes, or glides, may lie over something else
LULL = 1.0  # seconds after which the same thing wrong again is a new finding
_ROUNDING = 1e-6


@dataclass(frozen=True)
class Sighting:
    """Something wrong at a moment: by how much, as a number to compare and in words; and where.

    `advice` has places for `{what}`, `{other}`, `{amount}` and how long, `{lasting}`. One that `is_crossing`
    is wrong only if it lasts.
    """

    advice: str
    key: int
    what: str
    badness: float
    amount: str
    box: Box
    other_key: int = 0
    other: str = ""
    is_crossing: bool = False

    @property
    def matter(self) -> tuple[str, int, int]:
        """What stays the same while the same thing is wrong."""
        return self.advice, self.key, self.other_key


@dataclass(frozen=True)
class Stretch:
    """Something wrong for a while: when it is first wrong, when it ends, and its worst sighting."""

    worst: Sighting
    first: float
    start: float
    end: float
    beat: int
    others: frozenset[int] = frozenset()

    @property
    def message(self) -> str:
        """One line: what, by how much, how long, and what to do."""
        lasting = f" for {self.end - self.start:.1f} s" if self.end - self.start >= 0.05 else ""
        if self.worst.is_crossing:
            lasting += f" in passing, and {CROSSING:g} s is the most"
        more = f" (and {len(self.others) - 1} more)" if len(self.others) > 1 else ""
        worst = self.worst
        return worst.advice.format(
            what=worst.what, other=worst.other + more, amount=worst.amount, lasting=lasting
        )


def stretches(sightings: Sequence[tuple[Moment, Iterable[Sighting]]], /) -> tuple[Stretch, ...]:
    """What is wrong, moment after moment, as few stretches as will tell it; sorted by time."""
    wrong = [stretch for row in _rows(sightings) if (stretch := _stretch(row))]
    return tuple(sorted(_merged(wrong), key=lambda stretch: stretch.first))


Row = list[tuple[Moment, Sighting]]


def _rows(sightings: Sequence[tuple[Moment, Iterable[Sighting]]]) -> Iterator[Row]:
    """The same matter at consecutive moments."""
    running: dict[tuple[str, int, int], Row] = {}
    for moment, found in sightings:
        present = {sighting.matter: sighting for sighting in found}
        for matter in [matter for matter in running if matter not in present]:
            yield running.pop(matter)
        for matter, sighting in present.items():
            running.setdefault(matter, []).append((moment, sighting))
    yield from running.values()


def _stretch(row: Row) -> Stretch | None:
    """None for a crossing that is soon over."""
    start, end = row[0][0].time, row[-1][0].time
    resting = [(moment, sighting) for moment, sighting in row if not sighting.is_crossing]
    if not resting and end - start <= CROSSING + _ROUNDING:
        return None
    told = resting or row
    moment, _ = told[0]
    worst = max((sighting for _, sighting in told), key=lambda sighting: sighting.badness)
    return Stretch(worst, moment.time, start, end, moment.beat, frozenset({worst.other_key}))


def _merged(wrong: Iterable[Stretch]) -> list[Stretch]:
    """One thing that is wrong in the same way again soon, or with many others, is told once."""
    told: dict[tuple[str, int], list[Stretch]] = {}
    for stretch in sorted(wrong, key=lambda stretch: stretch.start):
        group = told.setdefault((stretch.worst.advice, stretch.worst.key), [])
        if group and stretch.start <= group[-1].end + LULL:
            group[-1] = _both(group[-1], stretch)
        else:
            group.append(stretch)
    return [stretch for group in told.values() for stretch in group]


def _both(first: Stretch, second: Stretch) -> Stretch:
    worst = max(first.worst, second.worst, key=lambda sighting: sighting.badness)
    earlier = min(first, second, key=lambda stretch: stretch.first)
    return replace(
        earlier,
        worst=worst,
        start=min(first.start, second.start),
        end=max(first.end, second.end),
        others=first.others | second.others,
    )
