"""A square around a point: its corners, and the number that both orders make."""

from __future__ import annotations

import pytest

from calcanim.blocks.figures.mixed_square import MixedSquare, mixed_square
from calcanim.blocks.provenance import may_be_believed
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus import Constant, Function


def square() -> MixedSquare:
    f = Function.parse("sin(x*y)")
    return mixed_square(
        Box(-4.0, -3.0, 3.0, 3.0), f, (Constant.parse("1/2"), Constant.parse("1")), theme=DARK
    )


def test_both_orders_are_proved_to_be_one_sum() -> None:
    assert may_be_believed(square().two_orders().source())


def test_what_is_drawn_says_the_same_as_the_core_however_small_it_is() -> None:
    picture = square()
    for side in (1.0, 0.1, 0.01):
        picture.look(side)
        for part in (*picture.across, *picture.up, *picture.corners):
            part.redraw()
        assert picture.drawn_side() == pytest.approx(side)
        assert picture.drawn_quotient() == pytest.approx(picture.quotient(), abs=1e-6)


def test_it_stays_as_large_on_the_frame() -> None:
    picture = square()
    before = picture.across[0].width
    picture.look(0.01)
    picture.across[0].redraw()
    assert picture.across[0].width == pytest.approx(before)
