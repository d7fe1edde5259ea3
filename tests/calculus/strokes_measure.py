"""How far strokes are from a curve, in pixels: measured by brute force, apart from how they were made."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Curve = Callable[[Array], Array]

REACH = 0.6


def distance_to_strokes(strokes: Sequence[Array], points: Array, scale: Array) -> Array:
    """For each point the distance to the nearest segment, by comparing with all the segments next to it."""
    start = np.concatenate([stroke[:-1] for stroke in strokes]) * scale
    end = np.concatenate([stroke[1:] for stroke in strokes]) * scale
    places = points * scale
    found = np.full(len(places), np.inf)
    for first in range(0, len(places), 400):
        part = places[first : first + 400, None]
        near = (end[:, 0] >= part[..., 0].min() - 2) & (start[:, 0] <= part[..., 0].max() + 2)
        a, chord = start[near][None], (end - start)[near][None]
        length = np.maximum((chord**2).sum(-1), 1e-300)
        along = np.clip(((part - a) * chord).sum(-1) / length, 0, 1)
        gap = part - a - along[..., None] * chord
        found[first : first + 400] = np.sqrt((gap**2).sum(-1)).min(axis=1, initial=np.inf)
    return found


def curve_off_strokes(f: Curve, strokes: Sequence[Array], view: View) -> float:
    """The largest distance from a point of the curve inside the window to the strokes."""
    x = np.sort(np.random.default_rng(0).uniform(view.left, view.right, 40_000))
    x = np.concatenate([x, np.linspace(view.left, view.right, 60_001)[1:-1]])
    y = f(x)
    seen = np.isfinite(y) & (y >= view.bottom) & (y <= view.top)
    return float(distance_to_strokes(strokes, np.column_stack([x, y])[seen], view.scale).max())


def strokes_off_curve(f: Curve, strokes: Sequence[Array], view: View) -> float:
    """The largest distance from a point of a stroke to the curve, which may pass it steeply."""
    shares = np.array([0.0, 0.17, 0.5, 0.81])
    parts = [
        (s[:-1, None] + (s[1:] - s[:-1])[:, None] * shares[None, :, None]).reshape(-1, 2) for s in strokes
    ]
    points = np.concatenate(parts)
    sides = np.concatenate([np.linspace(0, REACH, 200), 10.0 ** np.linspace(-17, -1, 200)]) / view.scale[0]
    x = np.sort(points[:, :1] + np.concatenate([-sides, sides]), axis=1)
    y = f(x.ravel()).reshape(x.shape) - points[:, 1:]
    gaps = np.hypot((x - points[:, :1]) * view.scale[0], y * view.scale[1])
    nearest = np.nanmin(np.where(np.isfinite(gaps), gaps, np.inf), axis=1)
    for index in np.flatnonzero(nearest > 0.25):
        nearest[index] = min(nearest[index], _passing(f, points[index], x[index], view))
    return float(nearest.max())


def _passing(f: Curve, point: Array, x: Array, view: View) -> float:
    """The distance where a curve without a break passes the height of the point, at x-places next to it."""
    above = f(x) > point[1]
    changes = np.flatnonzero(above[:-1] != above[1:])
    left, right, start = x[changes], x[changes + 1], above[changes]
    for _ in range(200):
        middle = (left + right) / 2
        same = (f(middle) > point[1]) == start
        left, right = np.where(same, middle, left), np.where(same, right, middle)
    both = np.concatenate([left, right])
    gaps = np.hypot((both - point[0]) * view.scale[0], (f(both) - point[1]) * view.scale[1])
    return float(np.min(gaps[np.isfinite(gaps)], initial=np.inf))


class View:
    """An interval and a window, shown on 1920 × 1080 pixels."""

    def __init__(self, left: float, right: float, bottom: float, top: float) -> None:
        self.left, self.right, self.bottom, self.top = left, right, bottom, top
        self.scale = np.array([1920 / (right - left), 1080 / (top - bottom)])
