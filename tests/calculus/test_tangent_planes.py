"""The equation of a tangent plane, the gap to it, and diagonals on which no plane fits."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from calcanim.calculus import Constant, Function, NoSlopeError, TangentPlane, tangent_plane
from calcanim.calculus.tangent_planes import (
    largest_gap,
    leaving_diagonal,
    plane_equation,
    plane_expr,
    slices_at,
    spanned_plane,
)

CROSS = "{0 if x*y=0; 1 otherwise}"
ORIGIN = (0.0, 0.0)


def surface(text: str) -> Function:
    return Function.parse(text, variables=("x", "y"))


def test_the_cross_has_both_partials_at_the_origin_and_no_tangent_plane() -> None:
    assert spanned_plane(surface(CROSS), ORIGIN).slopes == (0.0, 0.0)
    with pytest.raises(NoSlopeError, match="not totally differentiable"):
        tangent_plane(surface(CROSS), ORIGIN)


def test_off_the_axes_the_cross_has_a_level_tangent_plane() -> None:
    plane = tangent_plane(surface(CROSS), (0.5, -1.0))
    assert (plane.height, plane.slopes) == (1.0, (0.0, 0.0))


def test_the_exact_plane_is_the_plane_in_numbers() -> None:
    f, at = surface("sin(x*y)"), (Constant.parse("0.1"), Constant.parse("-1"))
    expr = plane_expr(f, spanned_plane(f, at), at)
    x, y = sp.symbols("x y", real=True)
    assert not expr.has(sp.Float)
    assert float(expr.subs({x: 1, y: 2})) == pytest.approx(tangent_plane(f, at)(1, 2))


@pytest.mark.parametrize(
    ("plane", "latex"),
    [
        (TangentPlane(ORIGIN, 0.0, (0.0, 0.0)), "z = 0"),
        (TangentPlane(ORIGIN, 0.0, (1.0, -1.0)), "z = x - y"),
        (TangentPlane((1.0, -2.0), -5.0, (2.0, 0.0)), "z = -5 + 2(x-1)"),
        (
            TangentPlane((0.1, -1.0), -0.09983, (-0.995, 0.0995)),
            r"z \approx -0.100 - 0.995(x-0.1) + 0.100(y+1)",
        ),
        (TangentPlane((1 / 3, 0.0), 0.0, (-2.0, 0.0)), r"z \approx -2(x-0.333)"),
    ],
)
def test_the_equation_in_numbers_leaves_out_what_is_0_and_says_if_it_is_rounded(
    plane: TangentPlane, latex: str
) -> None:
    assert plane_equation(plane).latex == latex


def test_in_lines_each_term_has_its_own() -> None:
    written = plane_equation(TangentPlane((1.0, 2.0), 5.0, (2.0, -4.5)), in_lines=True).latex
    assert written == r"\begin{aligned}& z = 5 \\ & \quad + 2(x-1) \\ & \quad - 4.5(y-2)\end{aligned}"


@pytest.mark.parametrize("text", ["sin(x*y)", "x^2 - y^2", "exp(x)*y", "cos(3*x)+y^3"])
def test_no_random_place_has_a_larger_gap(text: str) -> None:
    f, at, reach = surface(text), (0.1, -1.0), 0.8
    plane = tangent_plane(f, at)
    gap = largest_gap(f, plane, reach)
    x, y = np.random.default_rng(3).uniform(-reach, reach, (2, 5000)) + np.array([at]).T
    assert np.abs(f(x, y) - plane(x, y)).max() <= gap.size + 1e-9
    assert gap.size == pytest.approx(abs(f(*gap.place) - plane(*gap.place)))
    assert np.abs(np.array(gap.place) - at).max() <= reach + 1e-12


def test_where_a_plane_fits_the_gap_shrinks_faster_than_the_window() -> None:
    f = surface("sin(x*y)")
    plane = tangent_plane(f, (0.1, -1.0))
    shares = [largest_gap(f, plane, reach).size / (2 * reach) for reach in (1, 0.5, 0.2, 0.1, 0.001)]
    assert shares[:4] == pytest.approx([0.498, 0.252, 0.103, 0.052], abs=5e-4)
    assert shares[-1] < 1e-3


def test_where_no_plane_fits_it_does_not() -> None:
    f = surface("sqrt(abs(x*y))")
    plane = spanned_plane(f, ORIGIN)
    shares = [largest_gap(f, plane, reach).size / (2 * reach) for reach in (1, 0.1, 1e-4)]
    assert shares == pytest.approx([0.5, 0.5, 0.5])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CROSS, "Along the diagonal $f$ comes to 1, but at $A$ it is 0: a jump."),
        ("cbrt(x^2*y)", "Along the diagonal $f$ has slope 0.707; the plane has slope 0."),
        (
            "sqrt(abs(x*y))",
            "Along the diagonal $f$ has slope 0.707 on one side, −0.707 on the other; the plane has slope 0.",
        ),
        ("cbrt(x*y)", "Along the diagonal $f$ is steeper than every number; the plane has slope 0."),
    ],
)
def test_a_diagonal_says_how_f_leaves_the_plane(text: str, told: str) -> None:
    found = leaving_diagonal(surface(text), ORIGIN)
    assert found is not None
    assert found.sentence == told


@pytest.mark.parametrize(
    ("text", "side", "told"),
    [
        ("{1 if min(x,y)>0; 0 otherwise}", "right", "comes to 1, but at $A$ it is 0"),
        ("{1 if max(x,y)<0; 0 otherwise}", "left", "comes to 1, but at $A$ it is 0"),
        ("{x if max(x,y)<0; 0 otherwise}", "left", "slope 0 on one side, 0.707 on the other"),
        ("{0 if x*y=0; x*sin(1/x) otherwise}", "right", "settles on no slope"),
    ],
)
def test_b_comes_from_the_side_on_which_f_leaves_the_plane(text: str, side: str, told: str) -> None:
    found = leaving_diagonal(surface(text), ORIGIN)
    assert found is not None
    assert found.side.name == side
    assert told in found.sentence


def test_the_other_diagonal_is_taken_where_the_first_does_not_leave_the_plane() -> None:
    found = leaving_diagonal(surface("{0 if x*y>=0; 1 otherwise}"), ORIGIN)
    assert found is not None
    assert found.step[0] * found.step[1] < 0


def test_a_differentiable_function_leaves_its_plane_on_no_diagonal() -> None:
    assert leaving_diagonal(surface("sin(x*y) + x"), (0.1, -1.0)) is None


def test_the_slices_at_a_point_know_which_partials_exist() -> None:
    verdicts = [str(found.verdict) for found in slices_at(surface("abs(x)+y^2"), ORIGIN)]
    assert verdicts == ["kink", "differentiable"]
