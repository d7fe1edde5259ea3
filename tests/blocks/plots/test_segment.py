"""A segment ends where its plot ends, and then nobody reads off it how long it truly is."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.plots.segment import Segment
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, Role

WINDOW = Window(-1, 3, -2, 2)


def segment(start: tuple[float, float], end: tuple[float, float], *, dashed: bool = False) -> Segment:
    plot = Plot(Box(-5, -3, 5, 3), WINDOW, theme=DARK)
    return Segment(plot, lambda: start, lambda: end, role=Role.RISE, dashed=dashed, true=lambda: (start, end))


def test_one_inside_is_drawn_whole_and_can_be_read() -> None:
    drawn = segment((0, 0), (2, 1))
    assert drawn.drawn_run() == pytest.approx(2)
    assert drawn.drawn_rise() == pytest.approx(1)
    assert len(drawn.touches()) == 2


@pytest.mark.parametrize(
    ("start", "end", "seen"),
    [
        ((0, 0), (0, 9), ((0, 0), (0, 2))),
        ((0, -9), (0, 9), ((0, -2), (0, 2))),
        ((-5, 1), (1, 1), ((-1, 1), (1, 1))),
        ((1, 0), (5, 4), ((1, 0), (3, 2))),
    ],
)
def test_one_that_leaves_the_window_ends_there(
    start: tuple[float, float], end: tuple[float, float], seen: tuple[tuple[float, float], ...]
) -> None:
    drawn = segment(start, end)
    assert np.allclose(drawn.plot.plane(drawn.stroke.points[[0, -1]]), seen)
    assert drawn.drawn_rise() is None
    assert drawn.touches() == ()


@pytest.mark.parametrize(
    ("start", "end"), [((5, 0), (9, 0)), ((0, 3), (1, 5)), ((-2, 0), (0, 9)), ((np.nan, 0), (1, 1))]
)
def test_one_that_is_not_in_the_window_is_hidden(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    assert not len(segment(start, end).stroke.points)


def test_dashes_end_at_the_window_too() -> None:
    drawn = segment((0, 0), (0, 9), dashed=True)
    assert drawn.stroke.points[:, 1].max() <= drawn.plot.box.top + 1e-9
