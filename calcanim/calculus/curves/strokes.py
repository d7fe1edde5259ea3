"""Strokes on a canvas: refine one smooth piece of a curve, find its breaks, clip it, thin it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcanim.calculus.curves.breakpoints import BISECTIONS, bisected

Array = NDArray[np.float64]
Curve = Callable[[Array], Array]

PLACES = np.array([0.13, 0.31, 0.52, 0.71, 0.88])
COLUMN = 0.02
SPACING = 6.0
FEWEST = 9
MOST = 60_000
BEYOND = 2.0
STEEP = 8.0
NEARNESS = (1e-4, 1e-6, 1e-8, 1e-10, 1e-12, 1e-14)
AT_ZERO = (1e-100, 1e-300)


@dataclass(frozen=True)
class Canvas:
    """What is drawn on: the curve, its window of values, the pixels of a unit, the pixels it may be off."""

    f: Curve
    bottom: float
    top: float
    x_pixels: float
    y_pixels: float
    tolerance: float

    def heights(self, x: Array, /) -> Array:
        """Values, held two window heights beyond the window, so that a pole stays finite."""
        margin = BEYOND * (self.top - self.bottom)
        return np.clip(self.f(x), self.bottom - margin, self.top + margin)

    def off_chord(self, start: Array, end: Array, points: Array, /) -> Array:
        """Distances in pixels of points from the segments start–end; all of shape (…, 2)."""
        scale = np.array([self.x_pixels, self.y_pixels])
        chord, reach = (end - start) * scale, (points - start) * scale
        length = np.maximum((chord**2).sum(-1), 1e-300)
        along = np.clip((reach * chord).sum(-1) / length, 0, 1)
        return np.asarray(np.hypot(*np.moveaxis(reach - along[..., None] * chord, -1, 0)))


def piece(canvas: Canvas, left: float, right: float, /) -> list[Array]:
    """The strokes of a piece that has no known breakpoint inside, each of shape (n, 2)."""
    points = _refined(canvas, _first_points(canvas, left, right))
    strokes = [run for part in _unbroken(canvas, points) for run in _clipped(canvas, part)]
    return [_thinned(canvas, stroke) for stroke in strokes]


def _first_points(canvas: Canvas, left: float, right: float) -> Array:
    count = max(FEWEST, int((right - left) * canvas.x_pixels / SPACING) + 2)
    x = np.linspace(left, right, count)
    y = canvas.heights(x)
    y[0], y[-1] = _end_value(canvas, left, right), _end_value(canvas, right, left)
    return np.column_stack([x, y])


def _end_value(canvas: Canvas, end: float, other: float) -> float:
    """The height at the end of a piece; the limit from inside, where f jumps there or has no value.

    The limit is read where two looks ever closer first agree: closer still, a quotient such as (1 − cos x)/x²
    has lost its digits. Only next to 0 can floats come closer than 1e-14 of the piece.
    """
    nearness = np.array(NEARNESS if end else NEARNESS + AT_ZERO)
    looks = canvas.heights(end + (other - end) * nearness)
    at = float(canvas.heights(np.array([end]))[0])
    settled = np.flatnonzero(np.abs(np.diff(looks)) * canvas.y_pixels < canvas.tolerance)
    limit = float(looks[settled[0] + 1] if len(settled) else looks[-1])
    closing = abs(looks[-1] - at) < 0.7 * abs(looks[-2] - at) and not len(settled)
    return at if closing or abs(limit - at) * canvas.y_pixels < canvas.tolerance else limit


def _refined(canvas: Canvas, points: Array) -> Array:
    """More points wherever a chord leaves the curve, and wherever f stops being defined."""
    is_open = np.ones(len(points) - 1, dtype=bool)
    while is_open.any() and len(points) < MOST:
        chosen = np.flatnonzero(is_open)
        start, end = points[chosen], points[chosen + 1]
        x = start[:, :1] + (end - start)[:, :1] * PLACES
        inner = np.stack([x, canvas.heights(x)], axis=-1)
        split = _needs_points(canvas, start, end, inner)
        fresh = inner[split].reshape(-1, 2)
        opened = np.repeat(False, len(points))
        opened[chosen[split]] = True
        points = np.concatenate([points, fresh])
        order = np.argsort(points[:, 0], kind="stable")
        points = points[order]
        is_open = np.concatenate([opened, np.repeat(True, len(fresh))])[order][:-1]
    return points


def _needs_points(canvas: Canvas, start: Array, end: Array, inner: Array) -> NDArray[np.bool_]:
    y = np.concatenate([start[:, None, 1], inner[..., 1], end[:, None, 1]], axis=1)
    holes = np.isnan(y)
    off = canvas.off_chord(start[:, None], end[:, None], inner).max(axis=1)
    seen = ~((y > canvas.top).all(axis=1) | (y < canvas.bottom).all(axis=1))
    bent = seen & (off > canvas.tolerance)
    wide = (end - start)[:, 0] * canvas.x_pixels > COLUMN
    return np.asarray(wide & (bent | (holes.any(axis=1) & ~holes.all(axis=1))))


def _unbroken(canvas: Canvas, points: Array) -> list[Array]:
    """The stretches on which f is defined and does not jump, each up to its very end."""
    defined = ~np.isnan(points[:, 1])
    edges = np.flatnonzero(defined[:-1] != defined[1:])
    jumps, landings = _jumps(canvas, points)
    ends = {int(i): _landing(canvas, points[i, 0], points[i + 1, 0]) for i in edges}
    ends |= {int(i): (sides[0], sides[1]) for i, sides in zip(jumps, landings, strict=True)}
    cuts = sorted(ends)
    parts = []
    for before, part, after in zip(
        [None, *cuts], np.split(points, np.array(cuts, int) + 1), [*cuts, None], strict=True
    ):
        if np.isnan(part[0, 1]):
            continue
        start = [] if before is None else [ends[before][1]]
        stop = [] if after is None else [ends[after][0]]
        parts.append(np.array([*start, *part, *stop]))
    return parts


def _landing(canvas: Canvas, left: float, right: float) -> tuple[Array, Array]:
    """Where f stops being defined between two places, twice: for the stretch on the left, on the right."""
    pair = np.array([left]), np.array([right])
    if np.isnan(canvas.f(pair[0]))[0]:
        pair = pair[::-1]
    edge = bisected(lambda x: ~np.isnan(canvas.f(x)), *pair)
    point = np.array([edge[0], canvas.heights(edge)[0]])
    return point, point


def _jumps(canvas: Canvas, points: Array) -> tuple[NDArray[np.intp], Array]:
    """The segments in which f jumps, and the points on both sides of the jump, of shape (jumps, 2, 2).

    The first and the last segment are left out: what happens at the ends of a piece is known already.
    """
    run, rise = np.abs(np.diff(points, axis=0) * (canvas.x_pixels, canvas.y_pixels)).T
    steep = 1 + np.flatnonzero(((rise > 1) & (rise > STEEP * run))[1:-1])
    left, right = points[steep], points[steep + 1]
    for _ in range(BISECTIONS if len(steep) else 0):
        x = (left[:, 0] + right[:, 0]) / 2
        middle = np.column_stack([x, canvas.heights(x)])
        first = (np.abs(middle - left) >= np.abs(right - middle))[:, 1:]
        left, right = np.where(first, left, middle), np.where(first, middle, right)
    torn = np.abs(right - left)[:, 1] * canvas.y_pixels > 1
    return steep[torn], np.stack([left[torn], right[torn]], axis=1)


def _clipped(canvas: Canvas, points: Array) -> list[Array]:
    """The runs of a stretch that are inside the window, ending on its border."""
    grazing = 1e-9 * (canvas.top - canvas.bottom)
    for border in (canvas.bottom, canvas.top):
        points[np.abs(points[:, 1] - border) <= grazing, 1] = border
        above = points[:, 1] > border
        below = points[:, 1] < border
        crossing = np.flatnonzero((above[:-1] & below[1:]) | (below[:-1] & above[1:]))
        x = bisected(lambda p, y=border: canvas.f(p) > y, points[crossing, 0], points[crossing + 1, 0])  # type: ignore[misc]
        points = np.insert(points, crossing + 1, np.column_stack([x, np.full_like(x, border)]), axis=0)
    seen = (points[:, 1] >= canvas.bottom) & (points[:, 1] <= canvas.top)
    runs = np.split(points, np.flatnonzero(np.diff(seen)) + 1)
    return [run for run in runs if run[0, 0] < run[-1, 0] and canvas.bottom <= run[0, 1] <= canvas.top]


def _thinned(canvas: Canvas, stroke: Array) -> Array:
    """The stroke without the points that its shape does not need (Douglas and Peucker)."""
    kept = {0, len(stroke) - 1}
    waiting = [(0, len(stroke) - 1)]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        off = canvas.off_chord(stroke[start], stroke[end], stroke[start + 1 : end])
        worst = int(off.argmax())
        if off[worst] > canvas.tolerance:
            middle = start + 1 + worst
            kept.add(middle)
            waiting += [(start, middle), (middle, end)]
    return stroke[sorted(kept)]
