"""A mobject's cubic curves as a path of cairo's, drawn by the rules that Manim's own camera follows."""

from __future__ import annotations

from typing import Any

import cairo
import numpy as np
import numpy.typing as npt

from calcanim.engine.compiled import compiled

Points = npt.NDArray[np.float64]
"""Points in space, four for each curve: shape (n, 3)."""

RELATIVE = 1e-5  # how far points may be apart to count as one, in parts of where they are; `numpy.isclose`'s


def trace(context: cairo.Context[Any], points: Points, tolerance: float, /) -> None:
    """Make curves the context's path; those that meet within `tolerance` hang together, or are closed."""
    context.new_path()
    numbers = points[:, :2].ravel().tolist()
    curve_to = context.curve_to
    for start, end, is_closed in subpaths(points, tolerance).tolist():
        context.new_sub_path()
        context.move_to(numbers[2 * start], numbers[2 * start + 1])
        for at in range(2 * start + 2, 2 * end - 5, 8):
            curve_to(*numbers[at : at + 6])
        if is_closed:
            context.close_path()


@compiled
def subpaths(points: Points, tolerance: float) -> npt.NDArray[np.int64]:
    """Return a row (start, end, whether it is closed) for each run of curves that hang together.

    There is none where a number is not finite.
    """
    count = len(points) if np.isfinite(points).all() else 0
    found = np.empty((count // 4 + 1, 3), np.int64)
    rows = start = 0
    for at in range(4, count + 4, 4):
        end = min(at, count)
        if end < count and _meet(points[end - 1], points[end], tolerance):
            continue
        if end - start >= 4:
            found[rows, 0], found[rows, 1] = start, end
            found[rows, 2] = _meet(points[start], points[end - 1], tolerance)
            rows += 1
        start = end
    return found[:rows]


@compiled
def _meet(one: Points, other: Points, tolerance: float) -> bool:
    for i in range(2):
        apart = abs(one[i] - other[i])
        if one[i] != other[i] and not (apart <= tolerance + RELATIVE * abs(other[i]) and np.isfinite(apart)):
            return False
    return True
