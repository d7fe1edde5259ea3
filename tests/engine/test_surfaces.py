"""Surfaces have the points that Manim gives them, though each place is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import manim as mn
import numpy as np

from calcanim.engine.shortcuts import shortcuts


def points(made: mn.Mobject) -> Any:
    return made.get_all_points()


def bowl(u: float, v: float) -> Any:
    return np.array([u, v, u * u + np.sin(v)])


def test_points_are_those_that_manim_gives() -> None:
    builds: tuple[Callable[[], mn.Mobject], ...] = (
        lambda: mn.Surface(bowl, (-1, 1), (-2, 2), resolution=(5, 7)),
        lambda: mn.Sphere(radius=0.7, resolution=(6, 4)),
        lambda: mn.Surface(bowl, resolution=3, should_make_jagged=True),
        lambda: mn.Torus(resolution=(5, 6)),
    )
    for build in builds:
        stock = build()
        with shortcuts():
            ours = build()
        np.testing.assert_array_equal(points(ours), points(stock))


def test_a_place_is_asked_for_once_and_later_calls_go_to_the_function_itself() -> None:
    asked: list[tuple[float, float]] = []

    def place(u: float, v: float) -> Any:
        asked.append((u, v))
        return bowl(u, v)

    with shortcuts():
        surface = mn.Surface(place, resolution=4)
    assert len(asked) == len(set(asked))
    surface.func(*asked[0])
    assert asked[-1] == asked[0]


def test_what_is_left_to_chance_is_as_with_manim() -> None:
    def rough(u: float, v: float) -> Any:
        return np.array([u, v, np.random.rand()])

    np.random.seed(3)
    stock = mn.Surface(rough, resolution=3)
    after = np.random.rand()
    np.random.seed(3)
    with shortcuts():
        ours = mn.Surface(rough, resolution=3)
    np.testing.assert_array_equal(points(ours), points(stock))
    assert np.random.rand() == after


def test_manim_builds_as_before_afterwards() -> None:
    before = mn.Surface.__init__
    with shortcuts():
        assert mn.Surface.__init__ is not before
    assert mn.Surface.__init__ is before
