"""A name goes to another side of its point in the scene's time, around the point, and rests in one place."""

import manim as mn
import numpy as np
import pytest

from calcanim.blocks.motion.secant import Secant
from calcanim.blocks.plots.glide import SECONDS
from calcanim.blocks.plots.marks import Point, PointLabel
from calcanim.blocks.plots.plot import Plot, StraightLine, Window
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, POINT_RADIUS
from calcanim.calculus import Function, Line


class Turning:
    """A point with its name, and a line through the point that turns as told."""

    def __init__(self) -> None:
        self.slope, self.is_there = mn.ValueTracker(-0.2), True
        plot = Plot(Box(-3, -3, 3, 3), Window(-1, 1, -1, 1), theme=DARK)
        line = StraightLine(plot, lambda: Line.passing((0, 0), slope=self.slope.get_value()))
        point = Point(plot, lambda: (0, 0) if self.is_there else (np.nan, np.nan))
        self.name = PointLabel(point, "A", avoid=(line, plot.axes))

    def pass_time(self, seconds: float, *, rate: int, redraws: int = 0) -> list[np.ndarray]:
        """Where the name is at each frame."""
        places = []
        for _ in range(round(seconds * rate)):
            for _ in range(redraws):
                self.name.redraw()
            self.name.update(1 / rate)
            places.append(self.name.formula.get_center())
        return places

    def turn(self) -> None:
        """The line turns into the name."""
        x, y, _ = self.name.formula.get_center()
        self.slope.set_value(y / x)


def shown(*, rate: int = 15) -> Turning:
    picture = Turning()
    picture.pass_time(0.2, rate=rate)
    return picture


@pytest.mark.parametrize("rate", [15, 60])
def test_a_name_is_nowhere_faster_than_an_eye_can_follow(rate: int) -> None:
    picture = shown(rate=rate)
    start = picture.name.formula.get_center()
    picture.turn()
    places = picture.pass_time(1.0, rate=rate)
    steps = np.linalg.norm(np.diff([start, *places], axis=0), axis=1)
    assert np.linalg.norm(places[-1] - start) > 0.2
    assert steps.max() < 2.5 * steps.sum() / (SECONDS * rate)
    assert np.allclose(places[round(2 * SECONDS * rate) :], places[-1])


def test_a_name_on_its_way_keeps_off_its_point() -> None:
    picture = shown()
    picture.turn()
    half = np.array([picture.name.formula.width, picture.name.formula.height]) / 2
    places = np.array(picture.pass_time(1.0, rate=60))[:, :2]
    gaps = np.maximum(np.abs(places) - half, 0)
    assert np.hypot(*gaps.T).min() > POINT_RADIUS


def test_it_is_on_its_way_for_as_long_however_often_it_is_looked_at() -> None:
    rests = []
    for rate, redraws in ((10, 0), (15, 0), (15, 7), (60, 2)):
        picture = shown(rate=rate)
        picture.turn()
        assert not picture.name.has_time_based_updater()
        picture.pass_time(SECONDS / 2, rate=rate, redraws=redraws)
        assert picture.name.has_time_based_updater()
        rests.append(picture.pass_time(0.4, rate=rate, redraws=redraws)[-1])
        assert not picture.name.is_gliding
        assert np.allclose(picture.pass_time(1.0, rate=rate)[-1], rests[-1])
    assert np.allclose(rests, rests[0])


def test_redrawing_alone_moves_no_name() -> None:
    picture = shown()
    start = picture.name.formula.get_center()
    picture.turn()
    for _ in range(100):
        picture.name.redraw()
    assert np.allclose(picture.name.formula.get_center(), start)


def test_what_nobody_has_seen_elsewhere_is_at_once_where_it_belongs() -> None:
    new, hidden, held = Turning(), shown(), shown()
    hidden.is_there = False
    hidden.pass_time(0.2, rate=15)
    hidden.is_there = True
    held.name.suspend_updating()
    for picture in (new, hidden, held):
        picture.turn() if picture is not hidden else picture.slope.set_value(1.0)
        picture.name.resume_updating()
        picture.name.redraw()
        place = picture.name.formula.get_center()
        assert np.allclose(picture.pass_time(1.0, rate=15)[-1], place)
        assert not picture.name.is_gliding


def test_it_looks_around_as_often_at_any_frame_rate_and_whenever_no_time_passes() -> None:
    picture = shown(rate=60)
    picture.pass_time(1 / 15, rate=60)
    picture.turn()
    picture.name.update(1 / 60)
    assert not picture.name.is_gliding
    picture.name.update(0)  # as Manim does where an animation ends
    assert picture.name.is_gliding


def test_at_the_rate_of_the_gates_it_looks_around_for_every_frame() -> None:
    picture = shown(rate=15)
    picture.turn()
    picture.name.update(2.5 / 38)  # a frame of an animation of 2.5 s
    assert picture.name.is_gliding


def test_a_name_fades_where_its_point_comes_to_lie_on_another_one() -> None:
    curve = Plot(Box(-3, -3, 3, 3), Window(-1, 1, -1, 1), theme=DARK).curve(Function.parse("x^2"))
    secant, seen = Secant(curve, 0.0, step=0.8), []
    for step in (0.8, 0.08, 0.03, 0.001):
        secant.step.set_value(step)
        secant.label_b.redraw()
        seen.append(float(secant.label_b.formula.submobjects[0].get_fill_opacity()))
    assert seen[0] == 1.0
    assert 0 < seen[1] < 1
    assert seen[2:] == [0.0, 0.0]
