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
