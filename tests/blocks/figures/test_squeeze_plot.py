"""The curves around sin(θ)/θ: mirrored by turning over, closing on an open dot."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.figures.squeeze_plot import SqueezePlot, window_of
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus.unit_circle import sine_squeeze

BOX = Box(-6.0, -3.5, 1.0, 2.5)


@pytest.fixture(name="graph")
def graph_fixture() -> SqueezePlot:
    return SqueezePlot(BOX, sine_squeeze(), np.pi / 5, theme=DARK)


def test_the_left_half_lies_on_the_right_one_and_turns_over(graph: SqueezePlot) -> None:
    axis = graph.plot.point(0.0, 0.0)[0]
    for left, right in zip(graph.left, graph.right, strict=True):
        assert left.get_right() == pytest.approx(right.get_right(), abs=1e-6)
        graph.unfold().interpolate(1.0)
        left.update()
        assert axis - left.get_left()[0] == pytest.approx(right.get_right()[0] - axis)
        graph.unfold().interpolate(0.0)


def test_the_points_arrive_at_zero_where_the_quotient_has_no_value(graph: SqueezePlot) -> None:
    graph.close().interpolate(1.0)
    assert graph.theta() == 0
    assert [graph.value(f) for f in (graph.squeeze.low, graph.squeeze.high)] == [1, 1]
    assert np.isnan(graph.value(graph.squeeze.middle))
    assert graph.hole.get_center() == pytest.approx(graph.plot.point(0.0, 1.0))


def test_names_stand_in_the_box_and_do_not_touch(graph: SqueezePlot) -> None:
    low, middle, high = graph.names
    assert max(name.get_right()[0] for name in graph.names) <= BOX.right
    assert low.get_top()[1] < middle.get_bottom()[1]
    assert middle.get_top()[1] < high.get_bottom()[1]


def test_a_bound_that_runs_away_is_cut_off() -> None:
    window = window_of(sine_squeeze(), 1.5)
    assert window.y_max < 3


def test_the_points_are_read_off_their_dots(graph: SqueezePlot) -> None:
    s = graph.squeeze
    read = {name: value() for name, value in graph.drawn_point(s.middle).items()}
    assert read == {"": pytest.approx(s.middle(np.pi / 5)), "theta": pytest.approx(np.pi / 5)}
    (dot,) = graph.dots[0]
    dot.shift((0.1, 0, 0))
    assert graph.drawn_theta() != pytest.approx(np.pi / 5)


def test_where_a_curve_has_no_value_none_is_read(graph: SqueezePlot) -> None:
    graph.close().interpolate(1.0)
    graph.dots.update()
    read = {name: value() for name, value in graph.drawn_point(graph.squeeze.middle).items()}
    assert read[""] == pytest.approx(np.nan, nan_ok=True)
    assert read["theta"] == pytest.approx(0)
