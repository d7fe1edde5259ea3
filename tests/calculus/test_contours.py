"""Contours lie where the function has their value, all of them, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from calcanim.calculus import Function
from calcanim.calculus.curves.contours import contours
from calcanim.errors import UsageError

WINDOW, PIXELS = ((-2.9, 2.9), (-2.1, 2.1)), (160.0, 160.0)
HALF = 0.5  # pixels


def drawn(text: str, level: float) -> tuple[NDArray[np.float64], ...]:
    return contours(Function.parse(text, variables="x y"), level, window=WINDOW, pixels=PIXELS)


def along(strokes: tuple[NDArray[np.float64], ...]) -> NDArray[np.float64]:
    """Places on the strokes a quarter of a pixel apart, in pixels."""
    ways = [np.linspace(0, 1, 60)[:, None] * (b - a) + a for s in strokes for a, b in pairwise(s)]
    return np.concatenate(ways) * PIXELS[0]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("sin(x*y)", -0.0998),
        ("sin(x*y)", 0.0),
        ("x^2 + y^2", 1.0),
        ("abs(x) + abs(y)", 1.0),
        ("1/(x + y)", 0.5),
        ("sqrt(x*y)", 0.5),
        ("1/4*x^4 - x^2 + y^2", 0.0),
        ("ln(x) + y", -0.25),
        ("1000*x^2", 500.0),
        ("exp(-x^2 - y^2)", 0.5),
    ],
)
def test_each_point_is_within_half_a_pixel_of_a_place_with_the_value(text: str, level: float) -> None:
    f, places = Function.parse(text, variables="x y"), along(drawn(text, level))
    around = np.concatenate([HALF * np.array([[np.cos(a), np.sin(a)]]) for a in np.linspace(0, 6.3, 17)])
    beside = np.asarray(f(*((places[:, None] + around) / PIXELS[0]).transpose(2, 0, 1))) - level
    assert (np.nanmin(beside, axis=1) <= 1e-9).all()
    assert (np.nanmax(beside, axis=1) >= -1e-9).all()


@pytest.mark.parametrize("level", [-0.4, 0.1, 0.4])
def test_rays_that_meet_where_there_is_no_value_reach_that_place_and_take_no_short_cut(level: float) -> None:
    f = Function.parse("x*y/(x^2 + y^2)", variables="x y")
    places = along(contours(f, level, window=((-1.4, 3.4), (-0.1, 4.1)), pixels=PIXELS))
    slopes = np.roots([level, -1.0, level])
    off = [np.abs(places[:, 1] - slope * places[:, 0]) / np.hypot(1, slope) for slope in slopes]
    assert np.min(off, axis=0).max() < HALF / 2
    assert np.hypot(*places.T).min() < HALF


def test_a_circle_is_drawn_all_the_way_round() -> None:
    angles = np.linspace(0, 2 * np.pi, 2000)
    circle = np.column_stack([np.cos(angles), np.sin(angles)]) * PIXELS[0]
    assert cKDTree(along(drawn("x^2 + y^2", 1.0))).query(circle)[0].max() < HALF


def test_both_branches_of_a_saddle_meet_in_it() -> None:
    assert cKDTree(along(drawn("x*y", 0.0))).query([[0.0, 0.0]])[0][0] < HALF


def test_a_contour_that_the_domain_ends_goes_on_to_its_edge() -> None:
    (stroke,) = drawn("sqrt(x) + y", 0.0)
    assert np.abs(stroke[:, 0]).min() * PIXELS[0] < HALF


@pytest.mark.parametrize(
    ("text", "level"), [("floor(x)", 0.5), ("1/(x+y)", 0.0), ("x^2+y^2", -1.0), ("3", 3.0)]
)
def test_nothing_is_drawn_across_a_jump_or_a_pole_or_where_no_value_is(text: str, level: float) -> None:
    assert drawn(text, level) == ()


def test_a_jump_cuts_a_contour() -> None:
    for stroke in drawn("floor(x) + y", 0.5):
        assert np.ptp(stroke[:, 1]) < 1e-9


def test_no_point_leaves_the_window() -> None:
    for stroke in drawn("1/(x + y)", 5.0):
        assert (np.abs(stroke) <= np.array([2.9, 2.1]) + 1e-9).all()


def test_one_variable_is_refused() -> None:
    with pytest.raises(UsageError, match="two variables"):
        contours(Function.parse("x"), 1, window=WINDOW, pixels=PIXELS)
