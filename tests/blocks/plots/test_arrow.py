"""An arrow on a plot says what vector is drawn."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.plots.arrow import Arrow
from calcanim.blocks.plots.contour_map import map_plot
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, Role
from calcanim.blocks.writing.vector_numbers import Degrees, VectorNumbers
from calcanim.gates.agreement import agrees, distance_to
from calcanim.gates.recording import PIXEL

PLOT = map_plot(Box(-6.0, -3.5, 1.0, 2.5), (0.0, 0.0), 2.1, theme=DARK)


def arrow(u: float, v: float, *, scale: float = 1.0, true: tuple[float, float] | None = None) -> Arrow:
    return Arrow(
        PLOT, lambda: (0.1, -1.0), lambda: (u, v), role=Role.RUN, scale=scale, true=lambda: true or (u, v)
    )


@pytest.mark.parametrize(
    ("u", "v", "scale"), [(1, 0, 1), (-0.995, 0.0995, 1), (0, -0.3, 1), (2000, 500, 1 / 2000)]
)
def test_components_length_and_direction_are_read_from_the_drawing(u: float, v: float, scale: float) -> None:
    drawn = arrow(u, v, scale=scale)
    assert drawn.drawn_vector() == pytest.approx((u, v), abs=1e-9 / scale)
    assert drawn.drawn_length() == pytest.approx(np.hypot(u, v))
    assert drawn.drawn_angle() == pytest.approx(np.degrees(np.arctan2(v, u)) % 360)


def test_a_vector_without_length_draws_nothing() -> None:
    drawn = arrow(0, 0)
    assert (drawn.drawn_vector(), drawn.at, drawn.touches()) == ((0.0, 0.0), None, ())
    assert np.isnan(drawn.drawn_angle() or 0)


def test_a_tip_that_is_not_where_the_core_puts_it_is_seen() -> None:
    for true, is_near in (((0.5, 0.5), True), ((0.5, 0.51), False)):
        (touch,) = arrow(0.5, 0.5, true=true).touches()
        assert (distance_to(touch.place, touch.strokes) <= PIXEL / 2) is is_near


def test_while_it_grows_nothing_is_read() -> None:
    drawn = arrow(1, 1)
    drawn.grow()
    assert drawn.drawn_vector() is None


def test_the_numbers_of_a_vector_are_those_of_the_arrow() -> None:
    drawn = arrow(-0.99500417, 0.09950042)
    read = [lambda: drawn.drawn_part(0), lambda: drawn.drawn_part(1)]
    numbers = VectorNumbers(
        r"\nabla f(A)",
        [lambda: -0.99500417, lambda: 0.2],
        drawn=read,
        theme=DARK,
        role=Role.DERIVATIVE,
        places=5,
    )
    first, second = numbers.readings()
    assert (first.shown, second.shown) == ("-0.99500", "0.20000")
    assert (agrees(first.shown, first.drawn), agrees(second.shown, second.drawn)) == (True, False)


def test_degrees_are_shown_with_their_sign_after_the_number() -> None:
    angle = Degrees(r"\theta", lambda: 174.29, places=1, theme=DARK, drawn=lambda: 174.29)
    (reading,) = angle.readings()
    assert reading.shown == "174.3"
    assert angle.unit.get_left()[0] > angle.number.get_right()[0]
