"""Faces of a scene in space as numbers, and how they are seen and lit from where one looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from calcanim.engine.bodies import Body
from calcanim.engine.compiled import compiled
from calcanim.engine.raster import Lines, Numbers, Seen

_BEHIND = 1e6  # by how much Manim enlarges what lies behind the eye


class Faces(NamedTuple):
    """Faces: their points, (n, 3); where those of each start and the last ones end, (faces + 1,); where their
    colours begin and end, and where they look to there, (faces, 2, 3); the colours of their filling and their
    line, (faces, 2, 2, 4); and how wide the lines are, (faces,)."""

    points: Numbers
    starts: npt.NDArray[np.int64]
    ends: Numbers
    normals: Numbers
    colours: Numbers
    widths: Numbers


NO_FACES = Faces(
    np.zeros((0, 3)),
    np.zeros(1, np.int64),
    np.zeros((0, 2, 3)),
    np.zeros((0, 2, 3)),
    np.zeros((0, 2, 2, 4)),
    np.zeros(0),
)


class View(NamedTuple):
    """From where one looks, and where the light is: as Manim's camera has them. From units to pixels, `scale`
    and `shift` are of x and y, and `unit` is of the width of lines."""

    turn: Numbers
    centre: Numbers
    focal: float
    zoom: float
    is_exponential: bool
    light: Numbers
    scale: Numbers
    shift: Numbers
    unit: float


def faces_of(bodies: Sequence[Body], /) -> Faces:
    """Put the numbers of faces together."""
    return Faces(
        np.concatenate([body.points for body in bodies]),
        np.cumsum([0, *(len(body.points) for body in bodies)]),
        np.array([body.ends for body in bodies]),
        np.array([body.normals for body in bodies]),
        np.array([body.colours for body in bodies]),
        np.array([body.width for body in bodies], np.float64),
    )


@compiled
def seen_from(faces: Faces, order: npt.NDArray[np.int64], view: View) -> Seen:
    """See faces in an order."""
    count = 0
    for face in order:
        count += faces.starts[face + 1] - faces.starts[face]
    points, nears, paints = np.empty((count, 2)), np.empty(count), np.empty((len(order), 2, 2, 4))
    starts, ends = np.zeros(len(order) + 1, np.int64), np.empty((len(order), 2, 2))
    widths = np.empty(len(order))
    at = 0
    for row in range(len(order)):
        face = order[row]
        for i in range(faces.starts[face], faces.starts[face + 1]):
            nears[at] = _project(faces.points[i], view, points[at])
            at += 1
        starts[row + 1] = at
        for end in range(2):
            _project(faces.ends[face, end], view, ends[row, end])
            more = light_at(faces.ends[face, end], faces.normals[face, end], view.light)
            for kind in range(2):
                colour = faces.colours[face, kind, end]
                for i in range(3):
                    paints[row, kind, end, i] = min(max(colour[i] + more, 0.0), 1.0) * colour[3]
                paints[row, kind, end, 3] = colour[3]
        widths[row] = faces.widths[face] * view.unit
    return Seen(points, nears, paints, Lines(starts, ends, widths))


@compiled
def points_seen_from(points: Numbers, view: View) -> tuple[Numbers, Numbers]:
    """Return points in pixels, shape (n, 2), and how near each of them is, (n,)."""
    pixels, nears = np.empty((len(points), 2)), np.empty(len(points))
    for i in range(len(points)):
        nears[i] = _project(points[i], view, pixels[i])
    return pixels, nears


@compiled
def _project(point: Numbers, view: View, pixel: Numbers) -> Any:
    """Put a point on the picture, and return how near it is: the factor by which it is enlarged."""
    x, y, z = point[0] - view.centre[0], point[1] - view.centre[1], point[2] - view.centre[2]
    turn = view.turn
    deep = turn[2, 0] * x + turn[2, 1] * y + turn[2, 2] * z
    before = view.focal - deep
    if view.is_exponential and deep >= 0:
        factor = np.exp(deep / view.focal)
    elif before < 0:
        factor = _BEHIND
    else:
        factor = view.focal / before
    for i in range(2):
        across = turn[i, 0] * x + turn[i, 1] * y + turn[i, 2] * z
        pixel[i] = across * factor * view.zoom * view.scale[i] + view.shift[i]
    return factor


@compiled
def light_at(place: Numbers, normal: Numbers, light: Numbers) -> Any:
    """Tell how much lighter it is at a place that looks to where its normal says."""
    x, y, z = light[0] - place[0], light[1] - place[1], light[2] - place[2]
    far = max(np.sqrt(x * x + y * y + z * z), 1e-12)
    towards = (normal[0] * x + normal[1] * y + normal[2] * z) / far
    more = 0.5 * towards**3
    return more if more >= 0 else 0.5 * more
