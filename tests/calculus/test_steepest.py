"""The gradient gives the slope in every direction, and is steepest along itself."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.calculus import Constant, Function, NoSlopeError, directional_derivative, stated
from calcanim.calculus.steepest import ArrowScale, Steepness, direction


def hill(text: str, x: str, y: str) -> Steepness:
    return Steepness(Function.parse(text, variables="x y"), (Constant.parse(x), Constant.parse(y)))


def test_the_figures_are_those_of_the_syllabus() -> None:
    home = hill("sin(x*y)", "0.1", "-1")
    assert home.gradient == pytest.approx((-0.99500, 0.09950), abs=5e-6)
    assert home.slope == pytest.approx(0.99996, abs=1e-5)


@pytest.mark.parametrize(
    ("text", "x", "y"), [("sin(x*y)", "0.1", "-1"), ("x^2+3*y^2", "1", "-2"), ("1000*x^2", "1", "0")]
)
def test_the_slope_is_largest_along_the_gradient_and_0_along_the_contour(text: str, x: str, y: str) -> None:
    home = hill(text, x, y)
    slopes = [directional_derivative(home.f, home.place, direction(angle)) for angle in range(360)]
    assert max(slopes) <= home.slope_along(home.angle) + 1e-9 == pytest.approx(home.slope)
    assert abs(int(np.argmax(slopes)) - home.angle) <= 1
    assert home.slope_along(home.angle + 90) == pytest.approx(0, abs=1e-9 * home.slope)
    assert home.slope_along(home.angle + 180) == pytest.approx(-home.slope)
    assert [float(home.over_angle(a)) for a in range(360)] == pytest.approx(slopes)


def test_the_partial_derivatives_make_every_slope_and_no_other_sum_does() -> None:
    home = hill("sin(x*y)", "0.1", "-1")
    assert stated(home.sum_of_partials, on=home.ground).finding.holds
    for wrong in (home.sum_of_partials.replace("+", "-"), home.sum_of_partials.replace(r"\sin", r"\cos")):
        assert not stated(wrong, on=home.ground).finding.holds


def test_without_a_plane_there_is_no_gradient() -> None:
    with pytest.raises(NoSlopeError):
        _ = hill("abs(x)+abs(y)", "0", "1").slope


def test_a_level_place_has_no_direction() -> None:
    assert hill("x^2+y^2", "0", "0").is_level
    assert not hill("x^2+y^2", "0", "1/100").is_level


@pytest.mark.parametrize("length", [1e-6, 0.01, 0.44, 1.31, 7, 2000, 3e7])
def test_an_arrow_is_scaled_to_a_length_that_is_seen(length: float) -> None:
    assert 0.45 < ArrowScale.fitting(length, 0.45, 1.3).factor * length <= 1.3
