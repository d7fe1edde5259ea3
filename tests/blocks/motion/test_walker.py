"""A descent on its plots: what its numbers say is read off the tangent, the slope and the trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import manim as mn
import pytest

from calcanim.blocks.evidence import Reading
from calcanim.blocks.figures.step_numbers import StepNumbers
from calcanim.blocks.formula import Formula
from calcanim.blocks.motion.slope_plots import SlopePlots, close_view
from calcanim.blocks.motion.walker import Walker
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus import Constant, Function, descend, given
from calcanim.gates.agreement import agrees, distance_to
from calcanim.gates.recording import PIXEL

WELL = "1/4*x^4 - x^2 + 1/2"
PICTURE, PANEL = Box(-6.0, -3.5, 1.0, 2.5), Box(1.5, -3.0, 6.0, 0.0)


@dataclass(frozen=True)
class Shown:
    """A walker on its plots, and its numbers."""

    plots: SlopePlots
    walker: Walker
    numbers: StepNumbers

    def at(self, turn: float) -> Shown:
        self.walker.turn.set_value(turn)
        for part in (self.plots, self.walker, self.numbers):
            part.update()
        return self

    def readings(self) -> dict[str, Reading]:
        parts: Iterator[Any] = iter((self.numbers.step, self.numbers.count, self.numbers.place))
        return {said.what: said for part in parts for said in part.readings()}

    def wrong(self) -> set[str]:
        """The numbers that are not what is drawn, and what does not touch where it should."""
        numbers = {
            what
            for what, said in self.readings().items()
            if not (said.is_whole and agrees(said.shown, said.drawn))
        }
        w = self.walker
        touches = [
            touch for part in (w.tangent, w.trail, w.bar, w.ball, w.shadow) for touch in part.touches()
        ]
        assert touches
        return numbers | {t.what for t in touches if distance_to(t.place, t.strokes) > PIXEL / 2}


def shown(*, rate: float, f: str = WELL, steps: int = 15, every: int = 1, hops: bool = True) -> Shown:
    function = Function.parse(f)
    run = descend(function, 0.25, rate=rate, steps=steps)
    plots = SlopePlots(PICTURE, function, close_view(run, points=steps + 1), theme=DARK)
    walker = Walker(plots, run, every=every, hops=hops)
    line = Formula(rf"\eta = {Constant.parse(str(rate)).latex}", theme=DARK, on=given(eta=rate))
    numbers = StepNumbers(PANEL.rows(1, 1, 1), walker, line, theme=DARK)
    return Shown(plots, walker, numbers).at(0)


def test_in_the_air_the_ball_is_ahead_and_all_else_stays_where_it_left() -> None:
    drawn = shown(rate=0.6).at(2.5)
    path = drawn.walker.run.path
    read = {what: said.drawn for what, said in drawn.readings().items()}
    assert drawn.walker.ball.drawn_x() == pytest.approx((path[2] + path[3]) / 2)
    assert read["x"] == pytest.approx(path[2])
    assert read["x in the step"] == pytest.approx(path[2])
    assert read["the slope"] == pytest.approx(path[2] ** 3 - 2 * path[2])
    assert (read["the point"], read["the rate"]) == (3, 0.6)
    assert drawn.walker.tangent.touches()[0].place == pytest.approx(drawn.walker.trail.touches()[0].place)


@pytest.mark.parametrize("turn", [0, 0.3, 1, 7.9, 15])
@pytest.mark.parametrize(
    "settings",
    [
        {"rate": 0.6},
        {"rate": 0.01, "every": 10, "hops": False},
        {"rate": 0.1, "f": "floor(x)", "every": 4, "hops": False},
        {"rate": 3.0, "f": "x^2", "steps": 15},
        {"rate": 1e-7, "f": "exp(x)"},
    ],
)
def test_all_its_numbers_are_what_is_drawn(settings: dict[str, Any], turn: float) -> None:
    assert shown(**settings).at(turn).wrong() == set()


SPOILED: dict[str, tuple[Callable[[Shown], object], set[str]]] = {
    "tangent turned": (lambda s: s.walker.tangent.stroke.rotate(0.05), {"the slope", "the tangent"}),
    "tangent shifted": (lambda s: s.walker.tangent.stroke.shift(0.01 * mn.UP), {"the tangent"}),
    "ball shifted": (lambda s: s.walker.ball.dot.shift(0.01 * mn.RIGHT), {"the ball"}),
    "slope shifted": (
        lambda s: s.walker.shadow.dot.shift(0.01 * mn.RIGHT),
        {"x", "x in the step", "the slope"},
    ),
    "trail shifted": (lambda s: s.walker.trail.dots.shift(0.01 * mn.UP), {"the trail"}),
    "trail cut": (lambda s: s.walker.trail.dots.clear_points(), {"the point"}),
    "another rate": (
        lambda s: setattr(s.numbers, "rate_line", Formula(r"\eta = 0.7", theme=DARK)),
        {"the rate"},
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_what_is_drawn_elsewhere_is_found(name: str) -> None:
    drawn = shown(rate=0.6).at(3.4)
    spoil, expected = SPOILED[name]
    spoil(drawn)
    assert drawn.wrong() >= expected


def test_while_it_is_brought_in_nothing_is_read() -> None:
    drawn = shown(rate=0.6)
    drawn.walker.suspend_updating()
    assert not any(said.is_whole for said in drawn.readings().values())


def test_few_steps_take_little_time() -> None:
    walker = shown(rate=0.6, steps=3).walker
    assert walker.go(200, run_time=7).run_time == 6
    assert walker.go(0, run_time=7).run_time < 1
    assert walker.go(2, run_time=3).run_time == 3


def test_a_step_that_is_too_long_is_set_in_two_lines() -> None:
    wide, narrow = shown(rate=0.6).numbers.step, shown(rate=0.6).numbers.step
    wide.fit(9.0)
    narrow.fit(3.4)
    assert not wide.is_broken
    assert narrow.is_broken
    assert narrow.width <= 3.4 + 1e-6
    assert narrow.height > 1.5 * wide.height * narrow.label.height / wide.label.height


def test_axes_and_curves_move_together_to_another_view() -> None:
    drawn = shown(rate=0.6)
    zoom = drawn.plots.go_to(close_view(drawn.walker.run, points=3))
    zoom.begin()
    zoom.interpolate(0.5)
    drawn.at(0)
    for plot in (drawn.plots.upper, drawn.plots.lower):
        assert plot.window != plot.first_window
    for axis in (drawn.plots.upper.ticks[1], *drawn.plots.lower.ticks):
        ticks = tuple(axis.readings())
        assert ticks
        assert all(said.is_whole and agrees(said.shown, said.drawn) for said in ticks)
    assert drawn.wrong() == set()
