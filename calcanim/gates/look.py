"""A look at one moment: which writings, lines and areas can be seen, and which lie over which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np

from calcanim.gates.overlaps import Conflict, Segments, bounds, covered, crossing, meets, overlap
from calcanim.gates.recording import Area, Array, Line, Moment, Thing, Writing

SEEN = 0.15  # opacity from which something can be seen
OPAQUE = 0.85  # opacity from which an area hides what is behind it
HIDES = 0.1  # of a glyph's box: covered, it is hidden
S = TypeVar("S", bound=Thing)
T = TypeVar("T", bound=Thing)


@dataclass(frozen=True)
class Layer(Generic[T]):
    """Things of one kind that can be seen, their places in the order of painting, and their boxes."""

    things: tuple[T, ...]
    orders: tuple[int, ...]
    boxes: Array

    def meeting(self, other: Layer[S], /) -> Iterator[tuple[int, int]]:
        """The pairs whose boxes have something in common."""
        mine, yours = np.nonzero(meets(self.boxes, other.boxes))
        yield from zip(mine.tolist(), yours.tolist(), strict=True)


@dataclass(frozen=True)
class Geometry:
    """What lies over what, measured once for what has the same shape; a shape is known by its numbers."""

    known: dict[tuple[int, ...], Conflict | None] = field(default_factory=dict)
    prints: dict[int, int] = field(default_factory=dict)
    cut: dict[int, Segments] = field(default_factory=dict)

    def overlap(self, first: Writing, second: Writing, /) -> Conflict | None:
        """How far two writings lie over each other."""
        key = (self._print(first.glyphs), self._print(second.glyphs))
        return self._recalled(key, lambda: overlap(first.glyphs, second.glyphs))

    def crossing(self, writing: Writing, line: Line, /) -> Conflict | None:
        """How far a line goes into a writing."""
        shape = self._shape(line.strokes)
        key = (self._print(writing.glyphs), shape, hash(line.width))
        return self._recalled(key, lambda: self._crossing(writing, line, shape))

    def hiding(self, writing: Writing, area: Area, /) -> Conflict | None:
        """What share of a glyph of this writing is behind an area."""
        key = (self._print(writing.glyphs), self._shape(area.outlines))
        return self._recalled(key, lambda: _hiding(writing.glyphs, area.outlines))

    def _crossing(self, writing: Writing, line: Line, shape: int) -> Conflict | None:
        if shape not in self.cut:
            self.cut[shape] = Segments.of(line.strokes)
        return crossing(writing.glyphs, self.cut[shape], box=writing.box, width=line.width)

    def _recalled(self, key: tuple[int, ...], measure: Callable[[], Conflict | None]) -> Conflict | None:
        if key not in self.known:
            self.known[key] = measure()
        return self.known[key]

    def _shape(self, pieces: Sequence[Array]) -> int:
        mark = self.prints.get(id(pieces))
        if mark is None:
            one = len(pieces) == 1
            mark = self._print(pieces[0]) if one else hash(tuple(map(self._print, pieces)))
            self.prints[id(pieces)] = mark
        return mark

    def _print(self, numbers: Array) -> int:
        """The same for the same numbers; the recording keeps the arrays, so each is hashed once."""
        mark = self.prints.get(id(numbers))
        if mark is None:
            mark = self.prints[id(numbers)] = hash(numbers.tobytes())
        return mark


@dataclass(frozen=True)
class Look:
    """A moment, sorted."""

    moment: Moment
    geometry: Geometry

    @cached_property
    def writings(self) -> Layer[Writing]:
        """Writings that can be seen."""
        return _layer(self._seen(Writing), 0.0)

    @cached_property
    def lines(self) -> Layer[Line]:
        """Lines that can be seen, but the borders of a mesh's faces; their boxes hold their width."""
        faces = {each.key for each in self.moment.things if isinstance(each, Area) and each.is_face}
        things = [(order, line) for order, line in self._seen(Line) if line.borders not in faces]
        return _layer(things, np.array([line.width / 2 for _, line in things]).reshape(-1, 1))

    @cached_property
    def covers(self) -> Layer[Area]:
        """Areas that hide what is behind them."""
        return _layer([(order, area) for order, area in self._seen(Area) if area.opacity >= OPAQUE], 0.0)

    def _seen(self, kind: type[T]) -> list[tuple[int, T]]:
        things = enumerate(self.moment.things)
        return [(order, each) for order, each in things if isinstance(each, kind) and each.opacity >= SEEN]

    def is_at_rest(self, *things: Thing) -> bool:
        """Whether nothing excuses what these things do: none passes, or the picture stands."""
        if self.moment.is_still or self.moment.is_end_of_beat:
            return True
        return not any(thing.is_passing for thing in things)

    def is_brief(self, *things: Thing) -> bool:
        """Whether what these things do is excused if it is soon over: one of them passes, or glides."""
        glides = not self.moment.is_end_of_beat and any(thing.key in self.moment.gliding for thing in things)
        return glides or not self.is_at_rest(*things)


def _layer(things: Sequence[tuple[int, T]], margin: float | Array) -> Layer[T]:
    sides = [(thing.box.left, thing.box.bottom, thing.box.right, thing.box.top) for _, thing in things]
    boxes = np.array(sides, dtype=float).reshape(-1, 4)
    boxes = np.hstack([boxes[:, :2] - margin, boxes[:, 2:] + margin])
    return Layer(tuple(thing for _, thing in things), tuple(order for order, _ in things), boxes)


def _hiding(glyphs: Array, outlines: Sequence[Array]) -> Conflict | None:
    shares = covered(glyphs, outlines)
    hidden = shares >= HIDES
    return Conflict(float(shares.max()), bounds(glyphs[hidden])) if hidden.any() else None
