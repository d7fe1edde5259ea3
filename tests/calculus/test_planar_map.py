"""Maps of the plane: the Jacobian is what finite differences say, and its columns are images of steps."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.calculus import Function
from calcanim.calculus.planar_map import PlanarMap, exact_entries, matrix_latex
from calcanim.calculus.slopes import NoSlopeError


def planar(f1: str, f2: str, at: tuple[float, float]) -> PlanarMap:
    return PlanarMap((Function.parse(f1, variables="x, y"), Function.parse(f2, variables="x, y")), at)


BENT = planar("x-y^2/4", "y+x^2/4", (2.0, 1.0))


def test_the_jacobian_is_what_finite_differences_say() -> None:
    step = 1e-6
    steps = step * np.eye(2)
    differences = (BENT(BENT.at + steps) - BENT(BENT.at - steps)) / (2 * step)
    assert BENT.jacobian == pytest.approx(differences.T, abs=1e-8)


def test_its_columns_are_images_of_the_unit_steps() -> None:
    assert BENT.linear(BENT.at + np.eye(2)) - BENT.image == pytest.approx(BENT.jacobian.T)


def test_the_gap_shrinks_with_the_square_of_the_side() -> None:
    assert BENT.gap(0.01) == pytest.approx(BENT.gap(1.0) / 10_000, rel=1e-6)


def test_a_torn_square_cannot_be_drawn() -> None:
    assert planar("1/x", "y", (0.2, 1.0)).points_needed(1.0) is None
    assert BENT.points_needed(1.0) is not None


def test_a_kink_has_no_jacobian() -> None:
    with pytest.raises(NoSlopeError):
        _ = planar("abs(x)", "y", (0.0, 1.0)).jacobian


def test_long_entries_are_rounded_all_together() -> None:
    entry, one = Function.parse("sin(x)/y", variables="x, y"), Function.parse("1", variables="x, y")
    assert exact_entries(((entry, one),), (1.0, 3.0), (1, 3)) == (r"\approx", (("0.280", "1.000"),))


def test_a_matrix_is_set_row_by_row() -> None:
    assert matrix_latex((("1", "2"), ("3", "4"))) == r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"
