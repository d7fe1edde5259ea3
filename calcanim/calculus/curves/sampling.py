"""The points of a curve for drawing: strokes that leave the true curve by less than half a pixel."""

from __future__ import annotations

import itertools

import numpy as np

from calcanim.calculus.curves.breakpoints import breakpoints
from calcanim.calculus.curves.strokes import Array, Canvas, Curve, piece
from calcanim.calculus.function import Function
from calcanim.errors import UsageError

FRAME = (1920.0, 1080.0)
GRID = 1281
POLE = 1e4


def sample(
    f: Function | Curve,
    interval: tuple[float, float],
    /,
    *,
    window: tuple[float, float] | None = None,
    pixels: tuple[float, float] | None = None,
    tolerance: float = 0.25,
) -> tuple[Array, ...]:
    """The curve y = f(x) over an interval as strokes, from left to right, each of shape (n, 2) with n ≥ 2.

    A stroke is a piece on which f is continuous and inside the window. Strokes end at a jump, a pole, a hole,
    at the edge of the domain and where the curve leaves the window. On every kink there is a point; an
    isolated point is no stroke. No point of the curve is farther than `tolerance` pixels (and a little for
    rounding) from its stroke, nor the stroke from the curve.

    `window` are the values shown; without it all values are, or, if the curve has a pole, three times the
    height of its middle 90 %. `pixels` are the pixels of one unit in x and in y: without them the plot of
    interval and window fills a frame of 1920 × 1080. Where a curve turns back within less than two pixels, as
    sin(1/x) does next to 0, it may be off by a pixel.
    A plain callable of arrays will do for f: its breaks are then searched numerically, about once a pixel.
    """
    left, right = _checked(interval)
    values = _values(f)
    at = _breakpoints(f, left, right)
    shown, (bottom, top) = _windows(values, left, right, at) if window is None else (window, window)
    if not bottom < top:
        raise UsageError(
            f"the window of values is ({bottom:g}, {top:g}); its first number must be the smaller"
        )
    x_pixels, y_pixels = pixels or (FRAME[0] / (right - left), FRAME[1] / (shown[1] - shown[0]))
    canvas = Canvas(values, bottom, top, x_pixels, y_pixels, tolerance / 2)
    edges = [left, *(x for x in at.tolist() if left < x < right), right]
    strokes = [stroke for a, b in itertools.pairwise(edges) for stroke in piece(canvas, a, b)]
    return tuple(_joined(values, strokes))


def _checked(interval: tuple[float, float]) -> tuple[float, float]:
    left, right = float(interval[0]), float(interval[1])
    if not (np.isfinite([left, right]).all() and left < right):
        raise UsageError(
            f"the interval is ({left:g}, {right:g}); it needs two finite ends, the smaller one first"
        )
    return left, right


def _values(f: Function | Curve) -> Curve:
    def values(x: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.asarray(f(x), dtype=float) + np.zeros_like(x)

    return values


def _breakpoints(f: Function | Curve, left: float, right: float) -> Array:
    if not isinstance(f, Function):
        return np.array([])
    return breakpoints(f.expr, f.variable, (left, right))


def _windows(
    values: Curve, left: float, right: float, at: Array
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The values to be shown where no window is given, and the wider window in which strokes are kept."""
    near = np.concatenate([at - 1e-9 * (right - left), at + 1e-9 * (right - left)])
    places = np.concatenate([np.linspace(left, right, GRID), at, near])
    seen = values(places[(places >= left) & (places <= right)])
    seen = seen[np.isfinite(seen)]
    if not len(seen):
        return (-1.0, 1.0), (-1.0, 1.0)
    low, high = np.quantile(seen, [0.05, 0.95])
    height = high - low
    if seen.max() - seen.min() > POLE * height > 0:
        return ((low - height, high + height),) * 2
    low, height = float(seen.min()), float(np.ptp(seen)) or 1.0
    return (low, low + height), (low - height, low + 2 * height)


def _joined(values: Curve, strokes: list[Array]) -> list[Array]:
    """Strokes that meet in a point of the curve, as on both sides of a kink, become one."""
    joined: list[Array] = []
    for stroke in strokes:
        start = stroke[0]
        if joined and (joined[-1][-1] == start).all() and values(start[:1])[0] == start[1]:
            joined[-1] = np.concatenate([joined[-1], stroke[1:]])
        else:
            joined.append(stroke)
    return joined
