"""An arc reaches from one direction to the other, and is gone where both are the same."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.plots.angle_arc import AngleArc
from calcanim.blocks.plots.true_scale import true_scale_plot
from calcanim.blocks.stage import Stage
from calcanim.blocks.theme import DARK, Role

PLACE = (0.5, -0.5)


def arc(start: float, end: float) -> AngleArc:
    plot = true_scale_plot(Stage(14.2, 8.0).picture, [(-2, -2), (2, 2)], theme=DARK)
    return AngleArc(plot, PLACE, lambda: start, lambda: end, radius=0.5, role=Role.RUN, name="an arc")


@pytest.mark.parametrize(("start", "end"), [(0.0, 90.0), (174.0, 354.0), (174.0, 150.0)])
def test_it_goes_round_its_place_from_one_direction_to_the_other(start: float, end: float) -> None:
    drawn = arc(start, end)
    ways = drawn.stroke.points - drawn.plot.point(*PLACE)
    assert np.linalg.norm(ways, axis=1) == pytest.approx(0.5, abs=2e-3)
    ends = np.degrees(np.arctan2(ways[[0, -1], 1], ways[[0, -1], 0])) % 360
    assert ends == pytest.approx([start, end])


def test_there_is_none_where_both_directions_are_the_same() -> None:
    drawn = arc(30.0, 31.0)
    assert not len(drawn.stroke.points)
    assert drawn.at is None
    assert drawn.touches() == ()
