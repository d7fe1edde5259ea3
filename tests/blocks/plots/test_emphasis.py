"""One of several groups is bright, the others are dimmed, and all get their colours back."""

from __future__ import annotations

import manim as mn
import numpy as np
import pytest

from calcanim.blocks.plots.check_marks import CheckMark
from calcanim.blocks.plots.emphasis import Dimmable, Relight, turn_to
from calcanim.blocks.plots.open_dot import OpenDot
from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, Role
from calcanim.calculus.demands import Answer


@pytest.fixture(name="plot")
def plot_fixture() -> Plot:
    return Plot(Box(0, 0, 3, 3), Window(-1, 1, -1, 1), theme=DARK, bare=True)


def play(animation: mn.Animation) -> None:
    animation.begin()
    animation.interpolate(1.0)
    animation.finish()


def stroke(mark: CheckMark) -> list[float]:
    return [float(channel) for channel in mark.stroke.stroke_rgbas[0, :3]]


def of(role: Role) -> list[float]:
    return [float(channel) for channel in mn.ManimColor(DARK.color(role)).to_rgb()]


def test_what_is_dimmed_gets_its_own_colour_back() -> None:
    mark = CheckMark(Answer.FAILED, theme=DARK)
    group = Dimmable(mark, theme=DARK)
    bright = stroke(mark)
    play(Relight(group, dim=True))
    assert stroke(mark) == pytest.approx(of(Role.AXIS))
    play(Relight(group, dim=False))
    assert stroke(mark) == pytest.approx(bright)


def test_all_but_the_named_ones_are_dimmed_and_without_a_name_none() -> None:
    groups = [Dimmable(CheckMark(Answer.FAILED, theme=DARK), theme=DARK) for _ in range(3)]
    play(turn_to(groups, groups[1]))
    assert [group.is_dim for group in groups] == [True, False, True]
    play(turn_to(groups, groups[2]))
    assert [group.is_dim for group in groups] == [True, True, False]
    play(turn_to(groups))
    assert [group.is_dim for group in groups] == [False] * 3


def test_an_open_dot_stays_open_and_axes_keep_their_colour(plot: Plot) -> None:
    ring = OpenDot(plot, (0.0, 0.0))
    axis = np.array(plot.axes.lines.stroke_rgbas)
    play(Relight(Dimmable(plot, ring, theme=DARK), dim=True))
    (circle,) = ring.submobjects
    assert circle.fill_rgbas[0, :3] == pytest.approx(of(Role.BACKGROUND))
    assert plot.axes.lines.stroke_rgbas == pytest.approx(axis)
