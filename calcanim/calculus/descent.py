"""Gradient descent in any number of dimensions: the path, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from calcanim.errors import UsageError

if TYPE_CHECKING:
    from calcanim.calculus.function import Function

Array = NDArray[np.float64]
Slope = Callable[[Array], Array]
Height = Callable[[Array], float]

RULE = "x - eta*f'(x)"
"""What a step makes of x in one dimension, in the dialect of derivations: what `x \\leftarrow` must state."""

FLAT = 0.1
NEAR = 0.02
FAR = 1e6
PROBE = 1e-3
REACH = 8.0


class Outcome(StrEnum):
    """How a descent ended."""

    CONVERGED = "near a minimum"
    STILL_MOVING = "still moving"
    PLATEAU = "stuck on a plateau"
    DIVERGED = "diverged"


@dataclass(frozen=True)
class Descent:
    """A descent: `path[0]` is the start, `path[t]` the point after t steps; in one dimension plain numbers.

    `path` has the shape (steps+1,) for a function of one variable and (steps+1, n) for one of n; `values` are
    the heights there, `slopes` the derivatives or gradients (shaped like the path). One that
    runs away stops at the last point within bounds, so its path is shorter.
    """

    path: Array
    values: Array
    slopes: Array
    rate: float
    outcome: Outcome

    @property
    def end(self) -> Array:
        """The last point of the path."""
        return np.asarray(self.path[-1])

    @property
    def sentence(self) -> str:
        """How it ended, for a student."""
        place = ", ".join(f"{x:.6g}" for x in np.atleast_1d(self.end))
        slope = float(np.linalg.norm(np.atleast_1d(self.slopes[-1])))
        so_far = f"After {len(self.path) - 1} steps it is at {place}"
        return {
            Outcome.CONVERGED: f"{so_far}, all but at a minimum: the slope is {slope:.3g}.",
            Outcome.STILL_MOVING: f"{so_far} and still moving: the slope is {slope:.3g}.",
            Outcome.PLATEAU: f"{so_far}: the slope is {slope:.3g}, nearly 0, but there is no minimum here.",
            Outcome.DIVERGED: f"It ran away: a rate of {self.rate:g} is too large, or no minimum lies ahead.",
        }[self.outcome]


def descend(f: Function, start: float | Sequence[float], /, *, rate: float, steps: int) -> Descent:
    """Take `steps` steps x ← x − rate·∇f(x), starting from `start`.

    How it ended is judged by these rules, in this order:

    - *diverged*: a value or slope is not finite, or a coordinate is a million times as large as any at the
      start (counted from 1 up), or f ends higher than it began after steps that grew;
    - *still moving*: the slope at the end is more than a tenth of the steepest one met on the way, and more
      than a thousandth of the slopes one unit around the start (so that a start on a plain is seen as one);
    - *stuck on a plateau*: the slope is small, yet f falls again beyond the flat place ahead, or stays level:
      an inflection, a saddle, a plain;
    - *converged*: the minimum ahead is nearer than 2 % of the way that was covered; else *still moving*.

    >>> from calcanim.calculus.function import Function
    >>> run = descend(Function.parse("x^3"), 0.5, rate=0.01, steps=200)
    >>> round(float(run.path[199]), 5), str(run.outcome)
    (0.12482, 'stuck on a plateau')
    """
    _check(f, start, rate, steps)
    slope_of, height_of = _gradient(f), _height(f)
    first = np.atleast_1d(np.asarray(start, dtype=float))
    if not (np.isfinite(slope_of(first)).all() and np.isfinite(height_of(first))):
        raise UsageError("f has no finite value and slope at the start: start where it has both")
    path, slopes, ran_away = _walk(slope_of, height_of, first, rate, steps)
    values = np.array([height_of(point) for point in path])
    outcome = Outcome.DIVERGED if ran_away else _judge(path, values, slopes, slope_of, height_of)
    if np.ndim(start) == 0:
        path, slopes = path[:, 0], slopes[:, 0]
    return Descent(path=path, values=values, slopes=slopes, rate=rate, outcome=outcome)


def _check(f: Function, start: float | Sequence[float], rate: float, steps: int) -> None:
    count = len(np.atleast_1d(np.asarray(start, dtype=float)))
    if count != len(f.variables):
        raise UsageError(
            f"the start has {count} coordinates, but f has {len(f.variables)} variables: give one for each"
        )
    if not (np.isfinite(rate) and rate > 0):
        raise UsageError(f"the learning rate is {rate:g}; it must be a positive number")
    if steps < 1:
        raise UsageError(f"{steps} steps asked for; it takes at least 1")


def _gradient(f: Function) -> Slope:
    partials = [f.partial(variable) for variable in f.variables]
    return lambda point: np.array([float(partial(*point)) for partial in partials])


def _height(f: Function) -> Height:
    return lambda point: float(f(*point))


def _walk(slope_of: Slope, height_of: Height, x: Array, rate: float, steps: int) -> tuple[Array, Array, bool]:
    path, slopes = [x], [slope_of(x)]
    scale = 1.0 + np.abs(x).max()
    for _ in range(steps):
        x = x - rate * slopes[-1]
        slope = slope_of(x)
        if not (np.isfinite(slope).all() and np.isfinite(height_of(x)) and np.abs(x).max() <= FAR * scale):
            return np.array(path), np.array(slopes), True
        path.append(x)
        slopes.append(slope)
    return np.array(path), np.array(slopes), False


def _judge(path: Array, values: Array, slopes: Array, slope_of: Slope, height_of: Height) -> Outcome:
    strides = np.linalg.norm(np.diff(path, axis=0), axis=1)
    scale = 1.0 + float(np.linalg.norm(path[0]))
    if values[-1] > values[0] and strides[-1] > strides[0]:
        return Outcome.DIVERGED
    if not _is_flat(slopes, path[0], scale, slope_of):
        return Outcome.STILL_MOVING
    step, axes = _newton_step(slope_of, path[-1], scale)
    away = float(np.linalg.norm(step))
    if not _is_minimum(height_of, path[-1] + step, axes, max(REACH * away, PROBE * scale)):
        return Outcome.PLATEAU
    near = away <= max(NEAR * float(strides.sum()), 1e-6 * scale)
    return Outcome.CONVERGED if near else Outcome.STILL_MOVING


def _is_flat(slopes: Array, start: Array, scale: float, slope_of: Slope) -> bool:
    sizes = np.linalg.norm(slopes, axis=1)
    around = [slope_of(start + sign * scale * axis) for axis in np.eye(len(start)) for sign in (-1, 1)]
    sizes_around = [float(np.linalg.norm(slope)) for slope in around if np.isfinite(slope).all()]
    steepest = max(sizes_around, default=0.0)
    return bool(sizes[-1] <= FLAT * sizes.max() or sizes[-1] <= FLAT**3 * steepest)


def _newton_step(slope_of: Slope, x: Array, scale: float) -> tuple[Array, Array]:
    """The step to where the slope, taken as linear, is 0; the axes of curvature, one a row."""
    width = 1e-5 * scale
    rows = [slope_of(x + width * axis) - slope_of(x - width * axis) for axis in np.eye(len(x))]
    hessian = np.nan_to_num(np.array(rows)) / (2 * width)
    curvatures, axes = np.linalg.eigh((hessian + hessian.T) / 2)
    along = axes.T @ slope_of(x)
    bent = np.abs(curvatures) > 1e-9
    steps = np.where(bent, -along / np.where(bent, np.abs(curvatures), 1.0), 0.0)
    return axes @ steps, axes.T


def _is_minimum(height_of: Height, center: Array, axes: Array, reach: float) -> bool:
    """Nothing lower at `reach` along the axes of curvature, and something higher: a valley's floor counts."""
    here = height_of(center)
    heights = [height_of(center + sign * reach * axis) for axis in axes for sign in (-1, 1)]
    slack = 1e-12 * (1.0 + abs(here))
    return all(not height < here - slack for height in heights) and any(height > here for height in heights)
