"""Kinds of changes to how curves and axes are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import numpy as np

from benchmarks.false_numbers import owner_of
from benchmarks.kinds import PIXEL, Site, lasting, patch, plant
from calcanim.blocks.live import corners
from calcanim.blocks.plots.ticks import TickLabel

Strokes = list[Any]


@plant
def redraw(
    site: Site,
    *,
    pixels: float = 0.0,
    across: float = 0.0,
    bend: float = 0.0,
    waves: float = 3.0,
    stretch: float = 1.0,
) -> None:
    """Draw a curve so many pixels higher, farther right, in waves of so many pixels, or stretched upwards."""

    def change(strokes: Strokes) -> Strokes:
        low = min(stroke[:, 1].min() for stroke in strokes)
        return [_moved(stroke, low) for stroke in strokes]

    def _moved(stroke: Any, low: float) -> Any:
        wave = bend * np.sin(2 * np.pi * waves * np.linspace(0, 1, len(stroke)))
        y = low + stretch * (stroke[:, 1] - low) + PIXEL * (pixels + wave)
        return np.column_stack([stroke[:, 0] + PIXEL * across, y, stroke[:, 2]])

    _restroke(site, change)


@plant
def join(site: Site) -> None:
    """Draw the pieces of a curve as one, over its gaps."""
    _restroke(site, lambda strokes: [np.concatenate(strokes)])


@plant
def thin_out(site: Site, *, every: int = 0, corners_left: int = 0) -> None:
    """Keep only some corners of a curve."""

    def change(strokes: Strokes) -> Strokes:
        return [_thinned(stroke) for stroke in strokes]

    def _thinned(stroke: Any) -> Any:
        count = corners_left or max(2, len(stroke) // every)
        return stroke[np.unique(np.linspace(0, len(stroke) - 1, count).astype(int))]

    _restroke(site, change)


@plant
def go_on(site: Site, *, by: float, end: int = 0) -> None:
    """Draw a curve on in its direction, at its first or last end, by so many frame units."""

    def change(strokes: Strokes) -> Strokes:
        ordered = list(strokes)
        stroke = ordered[end]
        inner, outer = (stroke[1], stroke[0]) if end == 0 else (stroke[-2], stroke[-1])
        beyond = outer + by * (outer - inner) / np.linalg.norm(outer - inner)
        ordered[end] = np.vstack([beyond, stroke] if end == 0 else [stroke, beyond])
        return ordered

    _restroke(site, change)


@plant
def leave_out(site: Site, *, start: float, end: float) -> None:
    """Leave out what lies between two shares of a curve's width."""

    def change(strokes: Strokes) -> Strokes:
        every = np.concatenate([stroke[:, 0] for stroke in strokes])
        low, high = every.min(), every.max()
        first, last = low + start * (high - low), low + end * (high - low)
        kept = [_piece(stroke, low, first) for stroke in strokes]
        return [
            piece for piece in (*kept, *(_piece(stroke, last, high) for stroke in strokes)) if len(piece) > 1
        ]

    _restroke(site, change)


def _piece(stroke: Any, low: float, high: float) -> Any:
    return stroke[(stroke[:, 0] >= low) & (stroke[:, 0] <= high)]


def _restroke(site: Site, change: Callable[[Strokes], Strokes]) -> None:
    """Change the polylines of the one stroke of a thing."""

    def put(thing: Any) -> None:
        (drawn,) = thing.family_members_with_points()
        quads = drawn.points.reshape(-1, 4, 3)
        breaks = np.flatnonzero(np.linalg.norm(quads[1:, 0] - quads[:-1, 3], axis=1) > 1e-6) + 1
        strokes = [np.vstack([run[:1, 0], run[:, 3]]) for run in np.split(quads, breaks)]
        drawn.points = corners(change(strokes))

    lasting(site.thing, put)


@patch
@contextmanager
def sample_coarsely(*, points: int, where: str = "calcanim.blocks.plots.plot:sample") -> Iterator[None]:
    """Curves are drawn through points at equal distances, whatever is between them."""
    owner, name = owner_of(where)

    def sample(f: Any, interval: tuple[float, float], /, *, window: tuple[float, float], **_: Any) -> Strokes:
        x = np.linspace(*interval, points)
        places = np.column_stack([x, f(x)])
        seen = np.isfinite(places[:, 1]) & (places[:, 1] >= window[0]) & (places[:, 1] <= window[1])
        return [places[seen]]

    with mock.patch.object(owner, name, sample):
        yield


@patch
@contextmanager
def sample_finely(*, times: float, where: str = "calcanim.blocks.plots.plot:sample") -> Iterator[None]:
    """Curves are drawn as for a picture so many times as large."""
    owner, name = owner_of(where)
    own = getattr(owner, name)

    def sample(*given: Any, pixels: tuple[float, float], **options: Any) -> Any:
        return own(*given, pixels=(times * pixels[0], times * pixels[1]), **options)

    with mock.patch.object(owner, name, sample):
        yield


@patch
@contextmanager
def misnumber(*, by: int = 1, where: str = "calcanim.blocks.plots.plot:tick_labels") -> Iterator[None]:
    """The numbers of the axes stand at the wrong ticks."""
    owner, name = owner_of(where)
    own = getattr(owner, name)

    def tick_labels(*given: Any, **options: Any) -> tuple[TickLabel, ...]:
        labels = own(*given, **options)
        numbers = [*labels[by:], *labels[:by]]
        pairs = zip(labels, numbers, strict=True)
        return tuple(TickLabel(label.value, number.glyphs) for label, number in pairs)

    with mock.patch.object(owner, name, tick_labels):
        yield
