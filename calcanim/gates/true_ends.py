"""Where a curve jumps, and where its domain ends: located to the last digits of a float."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = Callable[[Array], Array]

HALVINGS = 60
AT_ZERO = [1e-100, 1e-200]  # of what is then left: only next to 0 are there floats so close
NEARER = 8.0  # how many times nearer an edge each look is than the one before
STEP = 1.0  # pixels: what a curve without a break passes in one float is less
SETTLED, NEAR = 0.05, 4.0  # pixels
MOST_STEEP = 4000


@dataclass(frozen=True)
class Ends:
    """Parameters and the places there, in pixels."""

    t: Array
    places: Array


def jumps(look: Places, t: Array, places: Array, chosen: Flags, /) -> Ends:
    """The two sides of every jump between neighbours: `t` of shape (n, 2), `places` of shape (n, 2, 2).

    Each stretch is halved again and again towards its wider half, until it is shorter than a pixel: there is
    no jump; or until no float is left between its ends: there is.
    """
    wide = np.hypot(*np.diff(places, axis=0).T) > STEP
    at = np.flatnonzero(chosen & wide)[:MOST_STEEP]
    ends = np.stack([t[at], t[at + 1]], axis=1)
    sides = np.stack([places[at], places[at + 1]], axis=1)
    torn = np.zeros(len(at), dtype=bool)
    for _ in range(HALVINGS):
        if not len(ends) or torn.all():
            break
        middle = ends.mean(axis=1)
        there = look(middle)
        torn |= np.isnan(there[:, 0]) | (middle <= ends[:, 0]) | (middle >= ends[:, 1])
        gaps = np.hypot(*np.moveaxis(sides - there[:, None], -1, 0))
        inner = np.where(gaps[:, 0] >= gaps[:, 1], 1, 0)
        moved = np.flatnonzero(~torn)
        ends[moved, inner[moved]], sides[moved, inner[moved]] = middle[moved], there[moved]
        kept = np.hypot(*(sides[:, 1] - sides[:, 0]).T) > STEP
        ends, sides, torn = ends[kept], sides[kept], torn[kept]
    return Ends(ends, sides)


def domain_edges(look: Places, t: Array, places: Array, seen: Array, /) -> Ends:
    """The curve from its last look up to each edge of its domain, as far as it settles or stays in sight.

    Next to 0 floats go on, and so may the curve, as 1/ln(x) does: there it is looked at much closer.
    Closer than where it settles it is not looked at: there a quotient such as (1 − cos x)/x² has lost its
    digits.
    """
    blind = np.isnan(places[:, 0])
    at = np.flatnonzero(blind[:-1] != blind[1:])
    inside, outside = t[np.where(blind[at], at + 1, at)], t[np.where(blind[at], at, at + 1)]
    edge = _edges(look, inside, outside)
    shares = np.append(NEARER ** -np.arange(HALVINGS), 0.0)
    ways = edge[:, None] + (inside - edge)[:, None] * shares
    found = look(ways.ravel()).reshape(*ways.shape, 2)
    kept = np.array([_approach(way, seen) for way in found], dtype=bool).reshape(ways.shape)
    return Ends(ways[kept], found[kept])


def _edges(look: Places, edge: Array, nothing: Array) -> Array:
    """Bring places where there is a curve as close as can be to others where there is none."""

    def closer(middle: Array) -> tuple[Array, Array]:
        there = ~np.isnan(look(middle)[:, 0])
        return np.where(there, middle, edge), np.where(there, nothing, middle)

    for _ in range(HALVINGS if len(edge) else 0):
        edge, nothing = closer(nothing + 0.5 * (edge - nothing))
    edge, nothing = closer(np.where(np.sign(edge) != np.sign(nothing), 0.0, nothing))
    for share in AT_ZERO:
        edge, nothing = closer(nothing + share * (edge - nothing))
    return edge


def _approach(way: Array, seen: Array) -> Flags:
    """Which of ever closer looks are kept: until two agree, or one is out of sight; and the last one if it is
    near, for there are curves that settle very slowly."""
    calm = np.flatnonzero(np.hypot(*np.diff(way, axis=0).T) < SETTLED)
    gone = np.flatnonzero(~((way >= seen[:2] - 2) & (way <= seen[2:] + 2)).all(axis=1))
    last = min([len(way) - 1, *(calm[:1] + 1).tolist(), *gone[:1].tolist()])
    kept = np.arange(len(way)) <= last
    kept[-1] |= bool(np.hypot(*(way[-1] - way[last])) < NEAR)
    return np.asarray(kept)
