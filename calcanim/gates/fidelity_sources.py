"""What a mobject says of the curves that it draws: a block by itself, a plain Manim graph through this file.

`traces_of(mobject)` is what a watcher asks in place of `testimony(mobject, "traces")`. It gives nothing while
`is_passing`: what is being carried or grown is not where its function says, and need not be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Places, Trace, flattened, testimony

ANYWHERE = (-np.inf, -np.inf, np.inf, np.inf)
NEAR = 0.02  # frame units between where a curve begins and where its function says
PROBES = 11


def traces_of(mobject: Any, /, *, is_passing: bool = False) -> tuple[Trace, ...]:
    """The curves that a mobject draws, and the truth of each: a block's, or a plain Manim graph's."""
    if is_passing:
        return ()
    if isinstance(mobject, mn.ParametricFunction) and len(mobject.points):
        return _graph(mobject)
    return testimony(mobject, "traces")


def _graph(graph: Any) -> tuple[Trace, ...]:
    """A graph on axes, or a curve given by its places on the frame that still lies where it was put."""
    strokes = flattened(graph.points)
    parameters = (float(graph.t_min), float(graph.t_max))
    truth = _on_axes(graph, parameters) or _in_place(graph, strokes, parameters)
    if truth is None or not parameters[0] < parameters[1]:
        return ()
    return (Trace("the graph", strokes, truth, parameters, ANYWHERE),)


def _on_axes(graph: Any, parameters: tuple[float, float]) -> Callable[[Places], Places] | None:
    """Truth of a graph that axes drew, with the axes as they lie now.

    Even axes put (t, f(t)) at a place that depends on t and f(t) evenly; that is fitted, and tried.
    """
    f = getattr(graph, "underlying_function", None)
    if f is None:
        return None
    t = np.linspace(*parameters, PROBES + 2)[1:-1]
    heights, places = _values(f, t), _values(graph.function, t, size=3)[:, :2]
    known = np.isfinite(heights) & np.isfinite(places).all(axis=1)
    if known.sum() < 4:
        return None
    terms = np.column_stack([np.ones_like(t), t, heights])
    fit = np.linalg.lstsq(terms[known], places[known], rcond=None)[0]
    if not np.allclose(terms[known] @ fit, places[known], atol=1e-6):
        return None
    return lambda t: np.asarray(np.column_stack([np.ones_like(t), t, _values(f, t)]) @ fit)


def _in_place(
    graph: Any, strokes: tuple[Places, ...], parameters: tuple[float, float]
) -> Callable[[Places], Places] | None:
    """Truth of a curve by its own function, if it begins and ends where that says: else it was moved."""
    ends = _values(graph.function, np.array(parameters), size=3)[:, :2]
    drawn = np.array([strokes[0][0], strokes[-1][-1]])
    if not (np.hypot(*(ends - drawn).T) < NEAR).all():
        return None
    return lambda t: _values(graph.function, t, size=3)[:, :2]


def _values(f: Callable[[Any], Any], t: Places, *, size: int = 1) -> Places:
    """Values one for one, shape (n,), or (n, size) if size > 1; NaN where there is none.

    A function of numbers may take arrays as well, and quicker; it is believed if it does so rightly.
    """
    if size == 1 and len(t) > PROBES:
        quick = _at_once(f, t)
        some = np.linspace(0, len(t) - 1, PROBES).astype(int)
        if quick is not None and np.allclose(quick[some], _values(f, t[some]), equal_nan=True):
            return quick
    found = np.array([_value(f, float(each), size) for each in t]).reshape(len(t), size)
    return found[:, 0] if size == 1 else found


def _at_once(f: Callable[[Any], Any], t: Places) -> Places | None:
    try:
        with np.errstate(all="ignore"):
            found = np.asarray(f(t), dtype=float) + np.zeros_like(t)
    except (ArithmeticError, TypeError, ValueError):
        return None
    return found if found.shape == t.shape else None


def _value(f: Callable[[Any], Any], t: float, size: int) -> Places:
    try:
        with np.errstate(all="ignore"):
            return np.asarray(f(t), dtype=float).reshape(size)
    except (ArithmeticError, TypeError, ValueError):
        return np.full(size, np.nan)
