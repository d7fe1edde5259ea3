"""A curve as it truly is: polylines found from its truth alone, apart from how its strokes were made.

Lengths are in pixels at 1080p. Where a curve turns back three times within four pixels, as sin(1/x) does next
to 0, strokes run into one another and a picture shows a band: such a place is wild, and is not judged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from calcanim.blocks.evidence import Trace
from calcanim.gates.rasters import BEYOND
from calcanim.gates.recording import PIXEL
from calcanim.gates.true_ends import domain_edges, jumps

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

GRID = 3001  # first looks along a curve: at most 0.7 px of a 1080p frame apart
FLAT = 0.05  # how far a chord may leave the curve
ROUNDS = 14
THIRDS = 90  # of a stretch, to find where it turns
CROWDED = 64  # looks in one cell of the grid without end to its turns
FRAME = 1000.0  # from the middle of a frame to its edges, wide or tall, and a little more
MARGIN = 2.0  # around the window, within which the curve is followed
POINT = 1e-7  # of the parameters: a shorter piece cannot be seen
TIGHT = 4.0  # three turns within this are wild
LEG = 1.0  # a way between two turns that counts
INNER = np.array([0.31, 0.67])


@dataclass(frozen=True)
class Looks:
    """The truth of a trace in pixels; `seen` is what a frame shows of its window."""

    trace: Trace
    seen: Array

    @classmethod
    def at(cls, trace: Trace, /) -> Looks:
        """Look at a trace."""
        return cls(trace, np.clip(np.asarray(trace.window) / PIXEL, -FRAME, FRAME))

    def places(self, t: Array, /) -> Array:
        """Where the curve is, shape (n, 2), held near the window; NaN where it is nowhere."""
        found = self.free(t)
        return np.clip(found, self.seen[:2] - BEYOND, self.seen[2:] + BEYOND)

    def free(self, t: Array, /) -> Array:
        """The same, as far out as it may be."""
        with np.errstate(all="ignore"):
            found = np.asarray(self.trace.truth(t), dtype=float) / PIXEL
        found[~np.isfinite(found).all(axis=1)] = np.nan
        return found

    def may_show(self, *ends: Array) -> Flags:
        """Whether the box around some places, each of shape (n, 2), meets the window."""
        low, high = np.fmin.reduce(ends), np.fmax.reduce(ends)
        inside = (high >= self.seen[:2] - MARGIN) & (low <= self.seen[2:] + MARGIN)
        return np.asarray(inside.all(axis=1))


@dataclass(frozen=True)
class TrueCurve:
    """Its pieces, polylines of shape (n, 2); the gaps between two sides of a jump, shape (n, 2, 2); boxes,
    shape (n, 4), in which it is wild."""

    pieces: tuple[Array, ...]
    gaps: Array
    wild: Array

    def is_wild(self, places: Array, /) -> Flags:
        """Which places lie where the curve is wild."""
        found = np.zeros(len(places), dtype=bool)
        for left, bottom, right, top in self.wild:
            x, y = places.T
            found |= (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
        return found


def true_curve(looks: Looks, /) -> TrueCurve:
    """Follow a curve wherever its window shows it."""
    t, places, crowded = _with_tips(looks, *_refined(looks))
    broken = jumps(looks.places, t, places, looks.may_show(places[:-1], places[1:]) & ~crowded)
    edges = domain_edges(looks.places, t, places, looks.seen)
    cuts = np.full((len(broken.t), 2), np.nan)
    all_t = np.concatenate([t, edges.t, broken.t[:, 0], broken.t[:, 0], broken.t[:, 1]])
    all_places = np.concatenate([places, edges.places, broken.places[:, 0], cuts, broken.places[:, 1]])
    is_cut = np.zeros(len(all_t), dtype=int)
    is_cut[len(all_t) - 2 * len(cuts) : len(all_t) - len(cuts)] = 1
    order = np.lexsort((is_cut, all_t))
    pieces, ends = _pieces(all_t[order], all_places[order])
    cell = (t[-1] - t[0]) / (GRID - 1)
    wild = [_box(places[[i, i + 1]]) for i in np.flatnonzero(crowded)]
    wild = _merged(wild) + [box for piece in pieces for box in _tight(piece)]
    return TrueCurve(tuple(pieces), _gaps(pieces, ends, 2.5 * cell), np.array(wild).reshape(-1, 4))


def _refined(looks: Looks) -> tuple[Array, Array, Flags]:
    """Parameters, places, and for each segment between two of them whether its cell is crowded."""
    low, high = looks.trace.parameters
    t = np.linspace(low, high, GRID)
    places = looks.places(t)
    cell, is_open = np.arange(GRID - 1), np.ones(GRID - 1, dtype=bool)
    crowded = np.zeros(GRID - 1, dtype=bool)
    for depth in range(ROUNDS):
        chosen = np.flatnonzero(is_open)
        if not len(chosen):
            break
        inner_t = t[chosen, None] + (t[chosen + 1] - t[chosen])[:, None] * INNER
        inner = looks.places(inner_t.ravel()).reshape(-1, 2, 2)
        split = _is_bent(looks, places[chosen], places[chosen + 1], inner, depth)
        at, new_t, new = chosen[split], inner_t[split], inner[split]
        is_open[:] = False
        is_open[at] = True
        where = np.repeat(at + 1, 2)
        t, places = np.insert(t, where, new_t.ravel()), np.insert(places, where, new.reshape(-1, 2), axis=0)
        repeats = 1 + 2 * is_open
        cell, is_open = np.repeat(cell, repeats), np.repeat(is_open, repeats)
        crowded = np.bincount(cell, minlength=GRID - 1) > CROWDED
        is_open &= ~crowded[cell]
    return t, places, crowded[cell]


def _with_tips(looks: Looks, t: Array, places: Array, crowded: Flags) -> tuple[Array, Array, Flags]:
    """With the lowest and the highest points: a cusp is so narrow that chords pass over it."""
    legs = np.diff(places[:, 1])
    turns = 1 + np.flatnonzero((legs[:-1] * legs[1:] < 0) & (np.abs(legs[:-1]) > FLAT) & ~crowded[:-1])
    left, right, way = t[turns - 1], t[turns + 1], np.sign(legs[turns - 1])
    for _ in range(THIRDS if len(turns) else 0):
        first, second = left + (right - left) / 3, right - (right - left) / 3
        is_first = way * looks.places(first)[:, 1] > way * looks.places(second)[:, 1]
        left, right = np.where(is_first, left, first), np.where(is_first, second, right)
    tips = (left + right) / 2
    found = looks.places(tips)
    higher = np.abs(found[:, 1] - places[turns, 1]) > FLAT
    tips, found = tips[higher], found[higher]
    where = np.searchsorted(t, tips)
    return (
        np.insert(t, where, tips),
        np.insert(places, where, found, axis=0),
        np.insert(crowded, where, crowded[where - 1]),
    )


def _is_bent(looks: Looks, start: Array, end: Array, inner: Array, depth: int) -> Flags:
    """Which chords leave the curve within the window, or hide an edge of its domain."""
    first, second = inner[:, 0], inner[:, 1]
    blind = np.isnan(np.stack([start[:, 0], first[:, 0], second[:, 0], end[:, 0]]))
    mixed = blind.any(axis=0) & ~blind.all(axis=0)
    chord = end - start
    length = np.maximum((chord**2).sum(axis=1), 1e-300)
    off = np.zeros(len(start))
    for place in (first, second):
        reach = place - start
        share = np.clip((reach * chord).sum(axis=1) / length, 0, 1)
        off = np.fmax(off, np.hypot(*(reach - share[:, None] * chord).T))
    return np.asarray((off > FLAT) & looks.may_show(start, end, first, second) | (mixed & (depth < 1)))


def _pieces(t: Array, places: Array) -> tuple[list[Array], Array]:
    """The stretches without a break, not single points, and the parameters of their ends, shape (n, 2)."""
    blind = np.isnan(places[:, 0])
    starts = np.flatnonzero(~blind & np.concatenate([[True], blind[:-1]]))
    stops = np.flatnonzero(~blind & np.concatenate([blind[1:], [True]]))
    long = t[stops] - t[starts] > POINT * (t[-1] - t[0])
    runs = list(zip(starts[long].tolist(), stops[long].tolist(), strict=True))
    ends = np.array([[t[i], t[j]] for i, j in runs]).reshape(-1, 2)
    return [places[i : j + 1] for i, j in runs], ends


def _gaps(pieces: list[Array], ends: Array, nearby: float) -> Array:
    """From the end of each piece to the start of the next, where both are over the same place."""
    gaps = [
        (one[-1], other[0])
        for one, other, stop, start in zip(pieces[:-1], pieces[1:], ends[:-1, 1], ends[1:, 0], strict=True)
        if start - stop < nearby and np.hypot(*(other[0] - one[-1])) > 1
    ]
    return np.array(gaps).reshape(-1, 2, 2)


def _tight(piece: Array) -> list[Array]:
    """Boxes in which a piece turns back three times within four pixels, up and down or left and right."""
    runs = []
    for along, across in ((1, 0), (0, 1)):
        values, aside = piece[:, along], piece[:, across]
        turns = _turns(values)
        if len(turns) < 3:
            continue
        legs = np.abs(np.diff(values[turns])) > LEG
        near = np.abs(aside[turns[2:]] - aside[turns[:-2]]) < TIGHT
        runs += [(turns[i], turns[i + 2]) for i in np.flatnonzero(legs[:-1] & legs[1:] & near)]
    return _merged([_box(piece[i : j + 1]) for i, j in runs])


def _turns(values: Array) -> npt.NDArray[np.intp]:
    moves = np.flatnonzero(np.diff(values))
    signs = np.sign(np.diff(values)[moves])
    return np.asarray(moves[1:][signs[1:] != signs[:-1]])


def _box(places: Array) -> Array:
    return np.concatenate([np.nanmin(places, axis=0) - MARGIN, np.nanmax(places, axis=0) + MARGIN])


def _merged(boxes: list[Array]) -> list[Array]:
    """The same boxes, each that meets the one before it made one with it."""
    merged: list[Array] = []
    for box in boxes:
        last = merged[-1] if merged else None
        if last is not None and (box[:2] <= last[2:]).all() and (last[:2] <= box[2:]).all():
            merged[-1] = np.concatenate([np.minimum(last[:2], box[:2]), np.maximum(last[2:], box[2:])])
        else:
            merged.append(box)
    return merged
