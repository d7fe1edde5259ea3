"""Numbers in sentences are written as people write them."""

from __future__ import annotations

import pytest
import sympy as sp

from calcanim.calculus.analysis.wording import number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (sp.Rational(-21, 10), "−2.1"),
        (sp.Rational(3, 4), "3/4"),
        (sp.Rational(1, 3), "1/3"),
        (-sp.sqrt(2), "−√2"),
        (2 * sp.sqrt(3), "2√3"),
        (sp.sqrt(6) / 3, "√6/3"),
        (-sp.pi / 2, "−π/2"),
        (3 * sp.pi, "3π"),
        (sp.Integer(7), "7"),
    ],
)
def test_a_number_is_written_as_it_is_read(value: sp.Expr, text: str) -> None:
    assert number(value) == text
