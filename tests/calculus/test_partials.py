"""Gradients, planes, Jacobians and Hessians: the figures of the syllabus."""

from __future__ import annotations

import math

import numpy as np
import pytest

from calcanim.calculus.function import Function
from calcanim.calculus.partials import (
    directional_derivative,
    gradient,
    gradient_functions,
    hessian,
    hessian_functions,
    jacobian,
    tangent_plane,
)
from calcanim.calculus.slopes import NoSlopeError
from calcanim.errors import UsageError

WAVE = Function.parse("sin(x*y)")
A = (0.1, -1.0)


def test_the_gradient_of_the_wave() -> None:
    np.testing.assert_allclose(gradient(WAVE, A), [-0.99500, 0.09950], atol=5e-6)
    assert [f.text for f in gradient_functions(WAVE)] == ["y*cos(x*y)", "x*cos(x*y)"]


def test_the_tangent_plane_touches_and_stays_close() -> None:
    plane = tangent_plane(WAVE, A)
    assert plane(*A) == pytest.approx(math.sin(-0.1))
    near = [abs(plane(A[0] + h, A[1] + h) - WAVE(A[0] + h, A[1] + h)) / h for h in (1e-1, 1e-2, 1e-3)]
    assert near[0] > 5 * near[1] > 25 * near[2]


def test_a_function_that_leaves_its_plane_on_a_parabola_alone_has_no_tangent_plane() -> None:
    f = Function.parse("{0 if x^2+y^2=0; x^3*y/(x^4+y^2) otherwise}", variables=("x", "y"))
    assert gradient(f, (0, 0)).tolist() == [0.0, 0.0]
    with pytest.raises(NoSlopeError, match="no plane fits"):
        tangent_plane(f, (0, 0))


def test_the_slope_is_largest_along_the_gradient() -> None:
    slopes = gradient(WAVE, A)
    steepest = directional_derivative(WAVE, A, slopes)
    assert steepest == pytest.approx(np.linalg.norm(slopes))
    turns = np.linspace(0, 2 * np.pi, 100)
    every = [directional_derivative(WAVE, A, (math.cos(t), math.sin(t))) for t in turns]
    assert max(every) <= steepest + 1e-12


def test_the_hessian_of_the_wave() -> None:
    x, y = A
    s, c = math.sin(x * y), math.cos(x * y)
    expected = [[-(y**2) * s, c - x * y * s], [c - x * y * s, -(x**2) * s]]
    np.testing.assert_allclose(hessian(WAVE, A), expected)
    rows = hessian_functions(WAVE)
    assert rows[0][1](0.3, 0.7) == pytest.approx(rows[1][0](0.3, 0.7))


def test_the_rows_of_the_jacobian_are_gradients() -> None:
    outputs = [Function.parse("x*y"), Function.parse("x^2-y")]
    np.testing.assert_allclose(jacobian(outputs, (2, 3)), [[3, 2], [4, -1]])


def test_partials_alone_make_no_plane() -> None:
    cross = Function.parse("{0 if x*y = 0; 1 otherwise}")
    assert gradient(cross, (0, 0)).tolist() == [0, 0]
    with pytest.raises(NoSlopeError, match="no plane fits"):
        tangent_plane(cross, (0, 0))
    assert tangent_plane(cross, (1, 1)).slopes == (0.0, 0.0)


def test_where_a_partial_is_missing_the_error_says_so() -> None:
    with pytest.raises(NoSlopeError, match="by x at"):
        gradient(Function.parse("abs(x)+y"), (0, 1))
    with pytest.raises(NoSlopeError):
        hessian(Function.parse("sqrt(x)*y"), (-1, 1))


def test_a_cone_has_no_plane_at_its_tip() -> None:
    with pytest.raises(NoSlopeError):
        tangent_plane(Function.parse("sqrt(x^2+y^2)"), (0, 0))


def test_bad_points_and_directions_are_refused() -> None:
    with pytest.raises(UsageError, match="2 finite coordinates"):
        gradient(WAVE, (1, 2, 3))
    with pytest.raises(UsageError, match="direction"):
        directional_derivative(WAVE, A, (0, 0))
    with pytest.raises(UsageError, match="same variables"):
        jacobian([WAVE, Function.parse("x")], A)
