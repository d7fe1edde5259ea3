"""Outlines are parted where Manim parts them."""

from __future__ import annotations

import numpy as np
import pytest
from manim import VMobject
from numpy.random import Generator, default_rng

from calcanim.engine.joints import are_equal, subpaths
from calcanim.engine.shortcuts import shortcuts

MANIMS_EQUAL, MANIMS_SUBPATHS = VMobject.consider_points_equals, VMobject.get_subpaths_from_points


@pytest.fixture
def random() -> Generator:
    return default_rng(0)


@pytest.mark.filterwarnings("ignore:invalid value")
def test_points_are_one_where_manim_says_so(random: Generator) -> None:
    mobject = VMobject()
    for number in range(2000):
        one = random.normal(size=3) * 10.0 ** random.integers(-8, 4)
        other = one + random.normal(size=3) * 10.0 ** random.integers(-12, 1) * (number % 3 > 0)
        if number % 50 == 0:
            other[0] = np.inf
        if number % 77 == 0:
            one[1] = other[1] = np.inf
        if number % 91 == 0:
            one[2] = np.nan
        assert are_equal(mobject, one, other) == MANIMS_EQUAL(mobject, one, other)
        four = np.stack([one, one, other, one])
        assert are_equal(mobject, four, other) == MANIMS_EQUAL(mobject, four, other)


@pytest.mark.parametrize("spare", range(4))
def test_curves_hang_together_where_manim_says_so(spare: int, random: Generator) -> None:
    mobject = VMobject()
    for count in range(60):
        points = random.normal(size=(4 * (count % 12) + spare, 3))
        for at in range(4, len(points), 4):
            if random.random() < 0.7:
                points[at] = points[at - 1] + random.normal(size=3) * 10.0 ** random.integers(-9, -4)
        manims = MANIMS_SUBPATHS(mobject, points)
        with shortcuts():
            ours = subpaths(mobject, points)
        assert len(ours) == len(manims)
        assert all(np.array_equal(one, other) for one, other in zip(ours, manims, strict=True))


def test_a_class_that_compares_points_its_own_way_keeps_it() -> None:
    class Coarse(VMobject):
        def consider_points_equals(self, p0: object, p1: object) -> bool:
            return True

    points = np.arange(24.0).reshape(8, 3)
    with shortcuts():
        assert len(subpaths(Coarse(), points)) == 1
        assert len(subpaths(VMobject(), points)) == 2
