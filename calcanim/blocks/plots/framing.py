"""Which window of the plane shows what matters of a function."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calcanim.blocks.plots.plot import Window
from calcanim.calculus import Function
from calcanim.calculus.clear_step import swings

_SAMPLES = 801
_SWINGS = 24.0  # from the lowest value to the highest: so many can be told from each other
_LEAST_ROOM = 1.4  # times the reach, on both sides
_BEYOND = 0.2  # of the stretch with values: how much is seen of what lies beyond it
_OUTLIERS = 4.0  # times the middle range, beyond which values are left to run off the picture
_BESIDE = 0.6  # times the extent of a slope's turns, that is seen of it beyond them
_SEEN = 0.7  # of the range: so much of a slope is seen however small its turns are
_NAME_ROOM = 0.22  # of the height, beyond a turn: a name has room there
_NAMED = 8  # turns: where there are more, they are not named
_NEARER = 0.75  # of the height: a window that is hardly less high than the whole is not worth a cut


def window_for(
    f: Function,
    x_range: tuple[float, float],
    *,
    include: Sequence[tuple[float, float]] = (),
    margin: float = 0.08,
) -> Window:
    """A window over this x-range that holds the function's values and the included points.

    Where the values run away, as at a pole, the window keeps to the range where most of them are.
    """
    values = _defined(f, x_range)
    low, high = main_range(values) if len(values) else (-1.0, 1.0)
    wanted = [y for _, y in include if np.isfinite(y)]
    low, high = min([low, *wanted]), max([high, *wanted])
    if high - low < 1e-9 * max(1.0, abs(high)):
        low, high = low - 1.0, high + 1.0
    room = margin * (high - low)
    return Window(*x_range, low - room, high + room)


def slope_window(df: Function, x_range: tuple[float, float]) -> Window:
    """The window of a derivative: zero and its turns are seen in it, and told from each other. Where it is
    far steeper than that near the ends of the range, it is left to run off the picture."""
    whole = window_for(df, x_range, include=[(x_range[0], 0.0)])
    turned = np.concatenate([[0.0], *turns(df, whole)])
    low, high = float(turned.min()), float(turned.max())
    values = _defined(df, x_range)
    if low == high or not len(values):
        return whole
    outside = np.maximum(np.maximum(low - values, values - high), 0.0)
    room = max(_BESIDE * (high - low), float(np.quantile(outside, _SEEN)))
    near = Window(*x_range, max(whole.y_min, low - room), min(whole.y_max, high + room))
    return near if near.height < _NEARER * whole.height else whole


def with_room_for_names(f: Function, window: Window) -> Window:
    """The window, so high that a name has room below each place where f turns upwards, and above the others,
    if there are few of them."""
    lows, highs = turns(f, window)
    if len(lows) + len(highs) > _NAMED:
        return window
    room = _NAME_ROOM * window.height
    low, high = min([window.y_min, *(lows - room)]), max([window.y_max, *(highs + room)])
    return Window(window.x_min, window.x_max, float(low), float(high))


def turns(f: Function, window: Window) -> tuple[np.ndarray, np.ndarray]:
    """The values at which f turns upwards in a window, and those at which it turns downwards."""
    y = np.asarray(f(np.linspace(window.x_min, window.x_max, _SAMPLES)), dtype=float)
    y[(y < window.y_min) | (y > window.y_max)] = np.nan
    before, here, after = y[:-2], y[1:-1], y[2:]
    return here[(here < before) & (here <= after)], here[(here > before) & (here >= after)]


def main_range(values: np.ndarray, *, outliers: float = _OUTLIERS) -> tuple[float, float]:
    """Lowest and highest of the values, but for those that run away: `outliers` times the middle range."""
    low, high = float(values.min()), float(values.max())
    first, last = (float(q) for q in np.quantile(values, (0.1, 0.9)))
    spread = max(last - first, 1e-9)
    return max(low, first - outliers * spread), min(high, last + outliers * spread)


def x_range_around(
    centre: float, reach: float, *, usual: tuple[float, float] = (-2.1, 2.1)
) -> tuple[float, float]:
    """The notebook's range, widened so that everything within `reach` of the centre is seen; elsewhere a
    range of its own."""
    if usual[0] <= centre <= usual[1]:
        return min(usual[0], centre - 1.15 * reach), max(usual[1], centre + 1.15 * reach)
    return centre - _LEAST_ROOM * reach, centre + _LEAST_ROOM * reach


def x_range_near(f: Function, centre: float, reach: float) -> tuple[float, float]:
    """`x_range_around`, but not far beyond where f has values, and made narrower while f swings too often in
    it to be seen, though not than the reach."""
    low, high = _with_values(f, x_range_around(centre, reach))
    least = _LEAST_ROOM * reach
    while swings(_defined(f, (low, high))) > _SWINGS and max(centre - low, high - centre) > least:
        low = max(low, centre - max(least, (centre - low) / 2))
        high = min(high, centre + max(least, (high - centre) / 2))
    return low, high


def x_range_between(first: float, second: float, *, margin: float = 0.35) -> tuple[float, float]:
    """A range that holds two places, with a margin on both sides, in shares of the way between them."""
    low, high = min(first, second), max(first, second)
    return low - margin * (high - low), high + margin * (high - low)


def _with_values(f: Function, x_range: tuple[float, float]) -> tuple[float, float]:
    """The range without those ends on which f has no values, but for a margin."""
    x = np.linspace(*x_range, _SAMPLES)
    x = x[np.isfinite(np.asarray(f(x), dtype=float))]
    if not len(x):
        return x_range
    first, last = float(x[0]), float(x[-1])
    margin = _BEYOND * (last - first)
    return max(x_range[0], first - margin), min(x_range[1], last + margin)


def _defined(f: Function, x_range: tuple[float, float]) -> np.ndarray:
    """The values over a range, without the places that have none."""
    values = np.asarray(f(np.linspace(*x_range, _SAMPLES)), dtype=float)
    return np.asarray(values[np.isfinite(values)])
