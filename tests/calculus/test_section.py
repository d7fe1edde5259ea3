"""A section holds all variables still but one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcanim.calculus import Function
from calcanim.calculus.section import line_section, section
from calcanim.errors import UsageError

places = st.floats(-2, 2).map(lambda value: round(value, 2))


@given(places, places, places)
def test_a_section_has_the_values_of_the_function(x: float, y: float, t: float) -> None:
    f = Function.parse("sin(x*y) + x^2", variables=("x", "y"))
    assert section(f, "x", (x, y))(t) == pytest.approx(f(t, y))
    assert section(f, "y", (x, y))(t) == pytest.approx(f(x, t))


@pytest.mark.parametrize(("along", "at", "slope"), [("x", 0.1, -0.99500), ("y", -1.0, 0.09950)])
def test_its_slope_is_the_partial_derivative(along: str, at: float, slope: float) -> None:
    f = Function.parse("sin(x*y)", variables=("x", "y"))
    found = section(f, along, (0.1, -1)).behaviour(at).slope
    assert found is not None
    assert float(found) == pytest.approx(slope, abs=5e-6)
    assert float(found) == pytest.approx(f.partial(along)(0.1, -1))


def test_a_constant_section_is_a_function_all_the_same() -> None:
    f = Function.parse("x*y", variables=("x", "y"))
    assert section(f, "x", (3, 0))(np.array([1.0, 2.0])).tolist() == [0.0, 0.0]


@pytest.mark.parametrize(("along", "at"), [("z", (1, 2)), ("x", (1,))])
def test_another_variable_or_too_few_coordinates_are_refused(along: str, at: tuple[float, ...]) -> None:
    with pytest.raises(UsageError, match="goes along one of x, y"):
        section(Function.parse("x*y", variables=("x", "y")), along, at)


@pytest.mark.parametrize(("x", "y"), [(0.3, -0.2), (-1.0, 2.0)])
def test_a_section_over_a_line_is_what_f_is_along_it(x: float, y: float) -> None:
    f = Function.parse("sin(x*y) + x", variables=("x", "y"))
    along = line_section(f, (x, y), (1, -2))
    assert [along(t) for t in (-0.5, 0.0, 1.5)] == pytest.approx(
        [f(x + t, y - 2 * t) for t in (-0.5, 0.0, 1.5)]
    )


def test_a_line_has_as_many_coordinates_as_the_function() -> None:
    with pytest.raises(UsageError, match="2 coordinates each"):
        line_section(Function.parse("x*y"), (0, 0), (1,))
