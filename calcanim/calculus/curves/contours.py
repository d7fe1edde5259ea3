"""Contours of a function of two variables: strokes on which it has one value, within half a pixel.

contourpy finds them on a grid. Here each of their points is put where the function has that value, points are
added where they bend, ends are followed as far as they go, and what only crosses a jump or a pole is left
out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import contourpy
import numpy as np
from numpy.typing import NDArray

from calcanim.calculus.function import Function
from calcanim.errors import UsageError

Array = NDArray[np.float64]
Range = tuple[float, float]

CELL = 2.0  # pixels between two looks at the function
FEWEST_CELLS, MOST_CELLS = 16, 1200
OFF = 0.1  # pixels by which a chord may leave the contour
FARTHEST_OFF = 0.15  # cells from the contour where a chord is none of its own
ROUNDS, STEPS = 6, 16
WIDTH = 0.01  # pixels over which a slope is taken
FARTHEST = 1.5  # cells that a point found on the grid may be moved
SHORTEST = 0.05  # pixels: where a contour ends is known as well as that
LONGEST_END = 500  # steps on which a contour is followed beyond the grid
LONGEST_LOOSE_END = 12  # where it was cut from another: beyond that place it may run on as a third one
SAME = 1e-5  # of the values seen: what counts as the level


def contours(
    f: Function, level: float, /, *, window: tuple[Range, Range], pixels: Range, cell: float = CELL
) -> tuple[Array, ...]:
    """Where f(x, y) has this value, as strokes of shape (n, 2) with n ≥ 2, in no order.

    `window` are the ranges of x and of y that are shown, `pixels` the pixels of one unit of each, `cell` the
    pixels between two looks at f. A closed contour ends where it began. No stroke is drawn across a jump or a
    pole, or where f is not defined.

    >>> circle, = contours(Function.parse("x^2 + y^2"), 1, window=((-2, 2), (-2, 2)), pixels=(100, 100))
    >>> bool(np.abs(np.hypot(*circle.T) - 1).max() < 1e-3), bool((circle[0] == circle[-1]).all())
    (True, True)
    """
    if len(f.variables) != 2 or not np.isfinite(level) or not all(low < high for low, high in window):
        raise UsageError("a contour needs a function of two variables, a window, and a finite level")
    grid = [_looks(*span, px, cell) for span, px in zip(window, pixels, strict=True)]
    seen = _values(f, *np.meshgrid(*grid))
    spread = _spread(seen[np.isfinite(seen)])
    if spread is None:
        return ()
    scale = np.array(pixels, dtype=float)
    shown = np.array(window, dtype=float).T * scale
    path = _Path(f, level, scale, shown, cell, SAME * spread)
    found = contourpy.contour_generator(grid[0], grid[1], np.ma.masked_invalid(seen)).lines(level)
    strokes = (stroke for line in found for stroke in path.strokes(np.asarray(line) * scale))
    return tuple(stroke / scale for stroke in strokes)


def _looks(low: float, high: float, pixels: float, cell: float) -> Array:
    count = int(np.clip(round((high - low) * pixels / cell), FEWEST_CELLS, MOST_CELLS))
    return np.linspace(low, high, count + 1)


def _values(f: Function, x: Array, y: Array) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray(f(x, y), dtype=float) + np.zeros_like(x)


def _spread(known: Array) -> float | None:
    """How far most values lie apart; None where f is not known or has one value."""
    if not len(known) or np.ptp(known) == 0:
        return None
    return float(np.subtract(*np.quantile(known, (0.9, 0.1)))) or float(np.ptp(known))


@dataclass(frozen=True)
class _Path:
    """A level of f, all in pixels: `shown` are the lower left and upper right corners of the window, `same`
    is how near to the level a value is the level."""

    f: Function
    level: float
    scale: Array
    shown: Array
    cell: float
    same: float

    def strokes(self, line: Array) -> Iterator[Array]:
        """What is true of a line that was found on the grid."""
        places, is_true = self.put(line)
        is_closed = bool((line[0] == line[-1]).all() and is_true.all())
        for run in _runs(is_true):
            bent = self.bent(places[run])
            pieces = self.unbroken(bent)
            most = LONGEST_END if len(pieces) == 1 else LONGEST_LOOSE_END
            for piece in pieces:
                if is_closed and len(piece) == len(bent):
                    piece[-1] = piece[0]
                    stroke = piece
                else:
                    stroke = self.to_its_end(self.to_its_end(piece, most)[::-1], most)
                shown = self.cut(self.cut(stroke)[::-1])
                if len(shown) > 1 and float(np.ptp(shown, axis=0).max()) > SHORTEST:
                    yield shown

    def above(self, places: Array) -> Array:
        """How far f is above the level at places, shape (n, 2)."""
        return _values(self.f, *(places / self.scale).T) - self.level

    def put(self, places: Array) -> tuple[Array, Any]:
        """Places moved up or down the slope to the level, and which of them have reached it."""
        put, above = places.copy(), self.above(places)
        for _ in range(STEPS):
            is_near = np.hypot(*(put - places).T) <= FARTHEST * self.cell
            moving = is_near & (np.abs(above) > 1e-3 * self.same)
            if not moving.any():
                break
            step = self._step(put[moving], above[moving])
            put[moving] += step
            above[moving] = self.above(put[moving])
        is_near = np.hypot(*(put - places).T) <= FARTHEST * self.cell
        return put, (np.abs(above) <= self.same) & is_near

    def _step(self, places: Array, above: Array) -> Array:
        """Newton's step, no longer than a quarter of a cell."""
        moves = WIDTH * np.eye(2)
        slope = np.stack([self.above(places + move) - self.above(places - move) for move in moves], axis=1)
        slope /= 2 * WIDTH
        steepness = (slope**2).sum(axis=1)
        with np.errstate(all="ignore"):
            step = -above[:, None] * slope / steepness[:, None]
            long = np.hypot(*step.T) / (self.cell / 4)
            step /= np.maximum(long, 1.0)[:, None]
        return np.asarray(np.nan_to_num(step))

    def bent(self, stroke: Array) -> Array:
        """The stroke with more points where its chords leave the contour."""
        for _ in range(ROUNDS):
            middles = (stroke[:-1] + stroke[1:]) / 2
            better, is_true = self.put(middles)
            chords = np.hypot(*(stroke[1:] - stroke[:-1]).T)
            away = np.hypot(*(better - middles).T)
            bends = np.flatnonzero(is_true & (away > OFF) & (away < chords))
            if not len(bends):
                break
            stroke = np.insert(stroke, bends + 1, better[bends], axis=0)
        return stroke

    def unbroken(self, stroke: Array) -> list[Array]:
        """The stroke without chords that lead from one contour to another, as where many meet."""
        middles = (stroke[:-1] + stroke[1:]) / 2
        better, is_true = self.put(middles)
        leads_off = ~is_true | (np.hypot(*(better - middles).T) > FARTHEST_OFF * self.cell)
        pieces = np.split(stroke, np.flatnonzero(leads_off) + 1)
        return [piece for piece in pieces if len(piece) > 1]

    def to_its_end(self, stroke: Array, most: int) -> Array:
        """The stroke followed on beyond its last point, as far as the contour goes, `most` steps."""
        added, length = list(stroke[-2:]), self.cell
        for _ in range(most):
            way = added[-1] - added[-2] if len(added) > 1 else np.zeros(2)
            size = float(np.hypot(*way))
            if length < SHORTEST or size == 0 or self._is_outside(added[-1]):
                break
            goal = added[-1] + length / size * way
            put, is_true = self.put(goal[None])
            if is_true[0] and np.hypot(*(put[0] - goal)) < length / 2:
                added.append(put[0])
            else:
                length /= 2
        return np.concatenate([stroke[:-2], added])

    def cut(self, stroke: Array) -> Array:
        """The stroke without what its end has outside the window."""
        low, high = self.shown
        inside = np.flatnonzero(((stroke >= low) & (stroke <= high)).all(axis=1))
        if not len(inside) or inside[-1] == len(stroke) - 1:
            return stroke[: len(inside) and len(stroke)]
        start, way = stroke[inside[-1]], stroke[inside[-1] + 1] - stroke[inside[-1]]
        with np.errstate(all="ignore"):
            shares = np.where(way > 0, (high - start) / way, np.where(way < 0, (low - start) / way, np.inf))
        return np.vstack([stroke[: inside[-1] + 1], start + min(1.0, float(shares.min())) * way])

    def _is_outside(self, place: Array) -> bool:
        low, high = self.shown
        return bool(((place <= low + SHORTEST) | (place >= high - SHORTEST)).any())


def _runs(is_true: Any) -> Iterator[slice]:
    """Stretches of points that are true, two points or more."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], is_true.astype(int), [0]])))
    yield from (slice(start, stop) for start, stop in edges.reshape(-1, 2).tolist() if stop - start > 1)
