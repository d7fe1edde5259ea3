"""What fades in is as it is at that moment, not as it was when it was made."""

from __future__ import annotations

import copy

import manim as mn
import numpy as np
import pytest

from calcanim.blocks.glyph_reading import read_glyphs
from calcanim.blocks.live import Readout
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, Role


def test_a_copy_of_a_number_is_of_the_moment() -> None:
    values = [0.5]
    shown = Readout("x", lambda: values[0], theme=DARK, drawn=lambda: values[0])
    values[0] = 2.25
    copied = copy.deepcopy(shown)
    assert read_glyphs(copied.submobjects[-1].submobjects) == "2.25"


def test_a_copy_of_a_drawing_is_of_the_moment() -> None:
    plot = Plot(Box(-4, -3, 4, 3), Window(-2, 2, -2, 2), theme=DARK)
    where = mn.ValueTracker(0.0)
    point = Point(plot, lambda: (float(where.get_value()), 1.0), true=lambda: (0.0, 1.0))
    where.set_value(1.5)
    copied = copy.deepcopy(point)
    assert copied.get_center()[:2] == pytest.approx(plot.point(1.5, 1.0)[:2])


@pytest.mark.parametrize("quantity", ["f'(x)", "g'(0)", "f''(x)"])
def test_a_derivative_has_one_colour_in_a_read_out_and_its_number_another(quantity: str) -> None:
    readout = Readout(quantity, lambda: 2.0, theme=DARK, role=Role.SLOPE)
    *name, sign = (str(glyph.get_fill_color().to_hex()).upper() for glyph in readout.label.submobjects)
    assert set(name) == {DARK.color(Role.DERIVATIVE).upper()}
    assert sign == DARK.color(Role.SLOPE).upper()


def test_a_read_out_has_room_with_the_widest_of_its_numbers() -> None:
    value = mn.ValueTracker(1.0)
    readout = Readout("m", value.get_value, theme=DARK)
    alone = float(readout.width)
    readout.fit_in(alone + 0.2, (2.0, -1234.5, np.nan))
    for number in (-1234.5, np.nan):
        value.set_value(number)
        readout.update()
        assert readout.width <= alone + 0.2 + 1e-6
    assert readout.width < alone + 0.2 < Readout("m", lambda: -1234.5, theme=DARK).width
