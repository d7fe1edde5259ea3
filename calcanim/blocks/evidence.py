"""What a block can say of itself so that it can be checked: what it wrote, read, touches and traces.

A gate asks a block for these while the scene stands still. Each answer is read back from what is drawn, from
points and glyphs, never from the value that they were drawn from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from calcanim.calculus.verification.verdicts import Verdict
from calcanim.tex.typeset import Points

Places = npt.NDArray[np.float64]


LIVE = "a live number: drawn = computed"
"""The origin of the label of a number that is read at every moment."""


class Content(StrEnum):
    """What a piece of writing is. Prose and names state nothing, so they are not verified."""

    FORMULA = "formula"
    NUMBER = "number"
    NAME = "name"
    PROSE = "prose"


@dataclass(frozen=True)
class Source:
    """Where a piece of writing comes from, and how sure it is.

    `text` is LaTeX, or words. `origin` says in words what printed it: "line 3 of 'The derivative of f at A'",
    "Function", "stated on f(x) = x^2", "typed by hand". `verdict` is None for prose and names, and for a live
    number, which the gate "drawn = computed" checks at every moment.
    """

    content: Content
    text: str
    origin: str = ""
    verdict: Verdict | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Reading:
    """A number on the screen, beside the drawing that it speaks of.

    `shown` is read off the glyphs: `-1.50`, `1.2e6`, `–` or `undefined` where it says that there is none.
    `drawn` is the core's value for the state that is drawn, which is read off the strokes and dots; NaN where
    there is none. `is_vouched` is False where nothing says what the number is read from. `is_whole` is False
    while that thing is being brought in, taken out or carried elsewhere: then only a still can be judged.
    """

    what: str
    shown: str
    drawn: float
    is_vouched: bool = True
    is_whole: bool = True


@dataclass(frozen=True)
class Touch:
    """A place on the frame, shape (2,), where the core says that a line meets its curve; and that line.

    A dot is the stroke of its centre alone. `is_whole` is False while the line is being brought in, taken out
    or carried elsewhere.
    """

    what: str
    place: Places
    strokes: tuple[Places, ...]
    is_whole: bool = True


@dataclass(frozen=True)
class Trace:
    """A curve as it is drawn, and the truth.

    `strokes` are polylines on the frame, shape (n, 2). `truth` takes parameters, shape (n,), to places on the
    frame, shape (n, 2), NaN where there is no value. `parameters` is the interval that is shown; what the
    truth puts outside `window` (left, bottom, right, top on the frame) is not drawn. `is_whole` is False
    while the curve is being brought in or taken out: then only what is drawn can be judged.
    """

    what: str
    strokes: tuple[Places, ...]
    truth: Callable[[Places], Places]
    parameters: tuple[float, float]
    window: tuple[float, float, float, float]
    is_whole: bool = True


def flattened(points: Points, *, pieces: int = 8) -> tuple[Places, ...]:
    """The connected polylines that cubic Bézier points, shape (4n, 3), draw; each of shape (m, 2).

    A straight piece stays one segment; a bent one is cut into `pieces`.
    """
    quads = np.asarray(points, dtype=float)[: len(points) // 4 * 4].reshape(-1, 4, 3)[:, :, :2]
    if not len(quads):
        return ()
    breaks = np.flatnonzero(np.linalg.norm(quads[1:, 0] - quads[:-1, 3], axis=1) > 1e-6) + 1
    return tuple(_polyline(run, pieces) for run in np.split(quads, breaks))


def _polyline(quads: Places, pieces: int) -> Places:
    start, first, second, end = quads[:, 0], quads[:, 1], quads[:, 2], quads[:, 3]
    bend = np.maximum(np.abs(2 * start + end - 3 * first), np.abs(start + 2 * end - 3 * second)).max(axis=1)
    if float(bend.max()) < 1e-9:
        return np.vstack([start[:1], end])
    t = (np.arange(1, pieces + 1) / pieces)[None, :, None]
    curve = (
        (1 - t) ** 3 * start[:, None]
        + 3 * (1 - t) ** 2 * t * first[:, None]
        + 3 * (1 - t) * t**2 * second[:, None]
        + t**3 * end[:, None]
    )
    return np.vstack([start[:1], curve.reshape(-1, 2)])


def testimony(mobject: Any, kind: str) -> tuple[Any, ...]:
    """What a block says: `kind` is "readings", "touches" or "traces"; nothing if it has no such method."""
    method = getattr(type(mobject), kind, None)
    return tuple(method(mobject)) if callable(method) else ()
