"""Where an outline's curves hang together, in a tenth of the time: Manim looks at one point at a time."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from manim import VMobject

from calcanim.engine.paths import RELATIVE, Points

_subpaths_by_manim = VMobject.get_subpaths_from_points
_equal_by_manim = VMobject.consider_points_equals


def subpaths(mobject: VMobject, points: Points) -> list[Points]:
    """Part points, shape (n, 3), where a curve does not begin at the end of the one before."""
    kind: Any = type(mobject)
    if kind.consider_points_equals is not are_equal or not isinstance(points, np.ndarray):
        return list(_subpaths_by_manim(mobject, points))
    each = mobject.n_points_per_cubic_curve
    begins = np.arange(each, len(points), each)
    meets = np.isclose(points[begins - 1], points[begins], atol=mobject.tolerance_for_point_equality)
    cuts = [0, *begins[~meets.all(axis=1)].tolist(), len(points)]
    return [points[i:j] for i, j in pairwise(cuts) if j - i >= each]


def are_equal(mobject: VMobject, one: Any, other: Any) -> bool:
    """Tell whether two points are one, as `numpy.allclose` does."""
    if np.shape(one)[-1:] != (3,) or np.shape(other) != (3,):
        return bool(_equal_by_manim(mobject, one, other))
    tolerance = mobject.tolerance_for_point_equality
    corner = [float(number) for number in other]
    for at, here in enumerate(np.asarray(one, dtype=float).ravel().tolist()):
        there = corner[at % 3]
        if here != there and not abs(here - there) <= tolerance + RELATIVE * abs(there) < np.inf:
            return False
    return True
