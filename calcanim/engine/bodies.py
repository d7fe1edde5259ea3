"""What of a mobject in space does not depend on where one looks from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt
from manim import UP, CapStyleType, VMobject

from calcanim.engine.manims import corner_normals, unit_normal
from calcanim.engine.paths import subpaths
from calcanim.engine.raster import MOST_CURVES

Numbers = npt.NDArray[np.float64]

_PARALLEL = 1e-6  # sides of a corner that Manim takes for parallel
_CROOKED = 1e-6  # units by which a straight line may be bent
_CUT = (CapStyleType.AUTO, CapStyleType.BUTT)


@dataclass(frozen=True, eq=False)
class Body:
    """A mobject; `middle` is what it is sorted by, None where it must be asked each time.

    Several colours go from the first to the second of its `ends`, shape (2, 3); `normals` is where it looks
    to at its first and last corner, None where it is not lit. A face, which is one small closed outline, or
    one straight line, that is lit and nothing else, has the `colours` with alpha of its filling and its line
    there, shape (2, 2, 4).
    """

    points: Numbers
    middle: Numbers | None
    width: float
    ends: Numbers
    normals: Numbers | None
    colours: Numbers | None = None


def bodies_of(mobjects: Sequence[VMobject], /) -> list[Body]:
    """Look at mobjects; at faces that are alike all at once."""
    found: dict[int, Body] = {}
    sides_of = [_sides(mobject) for mobject in mobjects]
    numbers = sorted(range(len(mobjects)), key=sides_of.__getitem__)
    for sides, group in groupby(numbers, key=sides_of.__getitem__):
        alike = list(group)
        if sides:
            faces = _faces([mobjects[i] for i in alike])
            found.update(zip(alike, faces, strict=True))
        else:
            found.update((i, _body(mobjects[i])) for i in alike)
    return [found[i] for i in range(len(mobjects))]


def _body(mobject: VMobject) -> Body:
    middle = mobject.get_z_index_reference_point() if _is_its_own(mobject) else None
    ends = np.array(mobject.get_gradient_start_and_end_points())
    normals = corner_normals(mobject) if getattr(mobject, "shade_in_3d", False) else None
    return Body(np.array(mobject.points), middle, mobject.get_stroke_width(), ends, normals)


def _is_its_own(mobject: VMobject) -> bool:
    """Whether it is sorted by its own points alone."""
    return not mobject.submobjects and getattr(mobject, "z_index_group", mobject) is mobject


def _sides(mobject: VMobject) -> int:
    """How many curves a face has, a straight line one; none of what is no face."""
    count = len(mobject.points)
    if not getattr(mobject, "shade_in_3d", False) or mobject.get_stroke_width(background=True):
        return 0
    if not _is_its_own(mobject) or count % 4 or count > 4 * MOST_CURVES:
        return 0
    if count == 4:
        return int(mobject.cap_style in _CUT and _is_straight(mobject.points))
    found = subpaths(mobject.points, mobject.tolerance_for_point_equality)
    return count // 4 if len(found) == 1 and found[0, 2] else 0


def _is_straight(points: Numbers) -> bool:
    """Whether one curve is a straight line, however it is run through."""
    along, *handles = points[3] - points[0], points[1] - points[0], points[2] - points[0]
    size = float(along @ along)
    aside = [float(np.abs(size * each - (each @ along) * along).max()) for each in handles]
    return max(aside) <= _CROOKED * size


def _faces(mobjects: Sequence[VMobject]) -> list[Body]:
    points = np.array([mobject.points for mobject in mobjects])
    count = points.shape[1]
    places = _corners(count)
    anchors = np.concatenate([points[:, ::4], points[:, 3::4]], axis=1)
    middles = (anchors.min(axis=1) + anchors.max(axis=1)) / 2
    corners = points[:, places]
    normals = np.stack([_normals(points, place) for place in places], axis=1)
    return [
        Body(points[i], middles[i], mobject.get_stroke_width(), corners[i], normals[i], _colours(mobject))
        for i, mobject in enumerate(mobjects)
    ]


def corners_of(points: Numbers, /) -> Numbers:
    """Return the points of a mobject where Manim lights it, shape (2, 3)."""
    return np.asarray(points[list(_corners(len(points)))])


def _corners(count: int) -> tuple[int, int]:
    return 0, (count - 1) // 6 * 3


def _normals(points: Numbers, place: int) -> Numbers:
    """Return where faces look to at one of their points, by the rule that Manim has; shape (faces, 3)."""
    count = points.shape[1]
    if count == 4:
        return np.tile(UP, (len(points), 1))
    after = place + 3 if place < count - 3 else 3
    before = place - 3 if place > 2 else count - 4
    one, other = (points[:, near] - points[:, place] for near in (after, before))
    with np.errstate(divide="ignore", invalid="ignore"):
        crossed = np.cross(
            one / np.abs(one).max(axis=1, keepdims=True), other / np.abs(other).max(axis=1, keepdims=True)
        )
        lengths = np.linalg.norm(crossed, axis=1)
        found = crossed / lengths[:, None]
    for i in np.flatnonzero(~(lengths > _PARALLEL)):
        found[i] = unit_normal(one[i], other[i])
    return np.asarray(found)


def _colours(mobject: VMobject) -> Numbers:
    return np.stack([_pair(mobject.get_fill_rgbas()), _pair(mobject.get_stroke_rgbas())])


def _pair(rgbas: Numbers) -> Numbers:
    """Manim shades two colours, the first two if there are more."""
    return rgbas[:2] if len(rgbas) > 1 else np.repeat(rgbas, 2, axis=0)
