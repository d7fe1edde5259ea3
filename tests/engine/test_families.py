"""A family is listed as Manim lists it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from manim import Group, Mobject, VGroup, VMobject
from manim.utils.iterables import remove_list_redundancies
from numpy.random import default_rng

from calcanim.engine.families import family, once

MANIMS = Mobject.get_family


def test_mobjects_of_any_shape_are_listed_as_manim_lists_them() -> None:
    random = default_rng(0)
    for _ in range(200):
        mobjects = [Mobject() for _ in range(int(random.integers(1, 12)))]
        for mobject in mobjects:  # some are parts of several, and of themselves
            count = int(random.integers(0, 4))
            mobject.submobjects = [mobjects[i] for i in random.integers(0, len(mobjects), count)]
        for mobject in mobjects:
            assert family(mobject) == MANIMS(mobject)
        assert once(mobjects + mobjects[:5]) == remove_list_redundancies(mobjects + mobjects[:5])


def test_a_class_that_lists_its_parts_its_own_way_keeps_it() -> None:
    class Shy(VGroup):
        def _iter_family(self, active_path: Any) -> Iterator[Mobject]:
            yield self

    shy = Shy(VMobject(), VMobject())
    group = Group(VMobject(), shy)
    assert family(shy) == [shy]
    assert family(group) == MANIMS(group) == [group, group[0], shy]
