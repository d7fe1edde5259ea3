"""Live numbers agree with what is drawn, lines with their curves; what does not is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import SimpleNamespace
from typing import Any

import manim as mn
import numpy as np
import pytest

from calcanim.blocks.evidence import Content, Reading, Touch
from calcanim.blocks.live import GlyphSlots, Readout, number_glyphs
from calcanim.blocks.motion.secant import Secant
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plot import Plot, StraightLine, Vertical, Window, Zoom
from calcanim.blocks.plots.segment import Segment
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, Role
from calcanim.calculus import Function, Line, secant_limit
from calcanim.gates.agreement import agreement, agrees, distance_to
from calcanim.gates.recording import PIXEL
from calcanim.gates.result import GateResult, Status
from calcanim.gates.watch import watch
from tests.gates.recordings import moment, recording, writing

Spoil = Callable[[Any], object]


def nothing(_: Any) -> None:
    """Leave the scene as it is."""


def lesson(spoil: Spoil = nothing, *, f: str = "x^2/2", a: float = 0.5) -> type[mn.Scene]:
    """A secant that is brought in, moves, becomes the tangent and is left alone with its slope."""

    class Lesson(mn.Scene):
        def construct(self) -> None:
            plot = Plot(Box(-7, -4, 2, 4), Window(-1, 3, -1, 4), theme=DARK)
            function = Function.parse(f)
            curve = plot.curve(function)
            s = Secant(curve, a, step=1.5)
            rows = readouts(s)
            parts = SimpleNamespace(scene=self, plot=plot, curve=curve, secant=s, rows=rows)
            self.add(plot)
            self.play(mn.Create(curve), mn.FadeIn(s.point_a, s.label_a, scale=1.5), run_time=0.6)
            self.play(mn.Create(s.run), mn.Create(s.rise), mn.FadeIn(rows, s.point_b), run_time=0.6)
            self.play(mn.Create(s.line), run_time=0.6)
            spoil(parts)
            self.play(s.move_to_step(-0.8), run_time=0.6)
            self.play(s.approach(function.behaviour(a).slope, run_time=1))
            self.wait(0.4)
            self.play(mn.FadeOut(rows[:2]), rows[2].animate.shift(mn.UP), run_time=0.6)

    return Lesson


def readouts(s: Secant) -> mn.VGroup:
    quotient = {"Delta_y": s.drawn_rise, "Delta_x": s.drawn_run}
    rows = mn.VGroup(
        Readout(r"\Delta x", s.delta_x, drawn=s.drawn_run, role=Role.RUN, theme=DARK),
        Readout(r"\Delta x - 2\Delta y", lambda: s.delta_x() - 2 * s.delta_y(), drawn=quotient, theme=DARK),
        Readout(r"\frac{\Delta y}{\Delta x}", s.slope, drawn=s.drawn_slope, theme=DARK),
    )
    return rows.arrange(mn.DOWN).move_to((4.5, 0, 0))


def judged(scene: type[mn.Scene]) -> GateResult:
    return agreement(watch(scene, size=(320, 180)))


def messages(spoil: Spoil) -> str:
    return "\n".join(finding.message for finding in judged(lesson(spoil)).findings)


def test_a_sound_picture_passes_through_whole_animations() -> None:
    result = judged(lesson())
    assert result.findings == ()
    assert result.status is Status.PASSED
    assert result.looked_at > 200


@pytest.mark.parametrize(("f", "a"), [("cbrt(x)", 0.0), ("abs(x)", 0.0), ("exp(x)", 0.3)])
def test_upright_lines_and_corners_pass(f: str, a: float) -> None:
    class Approach(mn.Scene):
        def construct(self) -> None:
            plot = window_on_plane()
            function = Function.parse(f)
            s, found = Secant(plot.curve(function), a, step=1.5), function.behaviour(a)
            self.add(plot, s, readouts(s))
            self.play(s.approach(secant_limit(found, found.right), run_time=1))
            self.add(s.trace())
            self.wait(0.4)

    assert judged(Approach).status is Status.PASSED


def falsify(value: Callable[[], float]) -> Callable[[], float]:
    return lambda: value() + 0.02


def test_a_number_that_is_not_what_is_drawn_is_found() -> None:
    def spoil(parts: Any) -> None:
        parts.rows[2].value = falsify(parts.rows[2].value)

    assert r"\frac{\Delta y}{\Delta x} shows" in messages(spoil)


def test_a_number_that_no_longer_follows_is_found() -> None:
    assert r"\Delta x shows 1.50" in messages(lambda parts: parts.rows[0].clear_updaters())


def test_a_wrong_digit_on_the_screen_is_found() -> None:
    def spoil(parts: Any) -> None:
        four = number_glyphs("4")[0]
        row = parts.rows[0]
        row.add_updater(lambda _: setattr(row.number[0], "points", four.points + row.get_right()))

    assert "shows" in messages(spoil)


def test_a_line_with_another_slope_is_found_by_the_number_and_by_the_curve() -> None:
    def spoil(parts: Any) -> None:
        line, own = parts.secant.line, parts.secant.line.line
        line.line = lambda: Line.passing(own().through, slope=own().slope + 0.1)

    found = messages(spoil)
    assert r"\frac{\Delta y}{\Delta x} shows" in found
    assert "the secant is" in found


def test_a_line_of_the_right_slope_half_a_unit_off_is_found() -> None:
    def spoil(parts: Any) -> None:
        line, own = parts.secant.line, parts.secant.line.line
        line.line = lambda: Line.passing((own().through[0], own().through[1] + 0.5), slope=own().slope)

    found = messages(spoil)
    assert "the secant is" in found
    assert "shows" not in found


def test_a_tangent_that_agrees_with_its_number_and_not_with_the_curve_is_found() -> None:
    def spoil(parts: Any) -> None:
        s, own = parts.secant, parts.secant.approach
        s.approach = lambda limit, **options: own(limit + 0.3, **options)

    found = messages(spoil)
    assert "the secant is" in found
    assert "shows" not in found


@pytest.mark.parametrize("point", ["point_a", "point_b"])
def test_a_point_beside_its_place_is_found(point: str) -> None:
    def spoil(parts: Any) -> None:
        dot = getattr(parts.secant, point)
        own = dot.place
        dot.place = lambda: (own()[0], own()[1] + 0.05)

    assert f"{point[-1].upper()} is" in messages(spoil)


def test_dashes_that_stop_short_are_found() -> None:
    def spoil(parts: Any) -> None:
        run = parts.secant.run
        own = run.end
        run.end = lambda: (own()[0] - 0.1, own()[1])

    assert r"\Delta x shows" in messages(spoil)


@pytest.mark.parametrize(("axis", "by"), [(0, mn.RIGHT * 0.3), (1, mn.UP * 0.3)])
def test_a_tick_number_beside_its_place_is_found(axis: int, by: Any) -> None:
    def spoil(parts: Any) -> None:
        parts.plot.ticks[axis].numbers[3].shift(by)

    assert f"on the {'xy'[axis]}-axis" in messages(spoil)


def test_ticks_beside_their_places_are_found() -> None:
    assert "on the x-axis" in messages(lambda parts: parts.plot.ticks[0].shift(mn.RIGHT * 0.02))


def test_a_number_that_nothing_is_told_of_is_found() -> None:
    def spoil(parts: Any) -> None:
        parts.scene.add(Readout("z", lambda: 7.0, theme=DARK))

    assert "nothing says what z is read from" in messages(spoil)


def test_a_number_that_nobody_vouches_for_is_found() -> None:
    def spoil(parts: Any) -> None:
        number = GlyphSlots(8, theme=DARK, role=Role.TEXT)
        number.put([(glyph, np.zeros(3)) for glyph in number_glyphs("7.25")], 0.48)
        parts.scene.add(number)

    assert "nothing vouches for: 7.25" in messages(spoil)


def test_a_number_that_cannot_be_read_is_found() -> None:
    def spoil(parts: Any) -> None:
        parts.rows[0].number[0].add_updater(lambda glyph: glyph.rotate(0.4))

    assert "cannot be read as a number" in messages(spoil)


def test_each_thing_is_one_finding_from_when_it_began() -> None:
    def spoil(parts: Any) -> None:
        parts.rows[2].value = falsify(parts.rows[2].value)

    (finding,) = judged(lesson(spoil)).findings
    assert finding.time == pytest.approx(1.8, abs=0.41)
    assert finding.box is not None


def test_a_zoom_is_read_off_the_numbers_beside_the_axis() -> None:
    def scene(zoom: Callable[[Plot], float]) -> type[mn.Scene]:
        class Closer(mn.Scene):
            def construct(self) -> None:
                plot = window_on_plane(largest_zoom=100)
                number = partial(zoom, plot)
                shown = Readout("zoom", number, drawn=plot.drawn_zoom, places=1, theme=DARK)
                self.add(plot, shown.move_to((4, 0, 0)))
                self.play(Zoom(plot, plot.window.around(0, 0, zoom=100), run_time=1))
                self.wait(0.2)

        return Closer

    assert judged(scene(Plot.zoom)).status is Status.PASSED
    assert judged(scene(lambda plot: 1.1 * plot.zoom())).status is Status.FAILED


def window_on_plane(*, largest_zoom: float = 1.0) -> Plot:
    return Plot(Box(-7, -4, 2, 4), Window(-2, 2, -2, 3), theme=DARK, largest_zoom=largest_zoom)


def test_blocks_tell_what_is_drawn() -> None:
    plot = window_on_plane()
    point = Point(plot, lambda: (1.25, -0.5))
    assert (point.drawn_x(), point.drawn_y()) == pytest.approx((1.25, -0.5))
    hidden = Point(plot, lambda: (9.0, 0.0)).drawn_at()
    assert hidden is not None
    assert np.isnan(hidden).all()
    line = StraightLine(plot, lambda: Line.passing((0, 1), slope=-0.75))
    assert line.drawn_slope() == pytest.approx(-0.75)
    assert StraightLine(plot, lambda: Vertical(1)).drawn_slope() == np.inf
    assert np.isnan(StraightLine(plot, lambda: None).drawn_slope() or 0)
    for dashed in (True, False):
        for end in (1.0, 0.8, 0.71, -1.3, 0.0):
            ends = partial(tuple[float, float], (0.0, 0.5)), partial(tuple[float, float], (end, 0.5))
            segment = Segment(plot, *ends, role=Role.RUN, dashed=dashed)
            assert (segment.drawn_run(), segment.drawn_rise()) == pytest.approx((end, 0.0))


def test_what_an_animation_holds_cannot_be_read() -> None:
    line = StraightLine(window_on_plane(), lambda: Line.passing((0, 1), slope=2))
    line.suspend_updating()
    assert line.drawn_slope() is None
    assert line.drawn_line() is not None


def test_digits_shown_decide() -> None:
    assert agrees("2", 2.4)
    assert not agrees("2.0", 2.4)
    assert agrees("1.2e6", 1.24e6)
    assert not agrees("1.2e6", 1.26e6)
    assert agrees("undefined", np.nan)
    assert agrees("–", np.inf)
    assert not agrees("–", 1.0)
    assert not agrees("1.00", np.nan)
    assert not agrees("?", 1.0)


def test_what_is_passing_is_judged_once_it_is_still() -> None:
    reading = Reading("m", "1.00", float("nan"), is_whole=False)
    touch = Touch("line", np.zeros(2), (np.array([[5.0, 5.0]]),), is_whole=False)
    number = writing("1.00", content=Content.NUMBER)
    for is_still, status in ((False, Status.NOTHING), (True, Status.FAILED)):
        at = moment(number, is_still=is_still)
        said = replace(at, readings=(reading,), touches=(touch,))
        assert agreement(recording([said])).status is status


def test_half_a_pixel_is_the_end() -> None:
    def status(pixels: float) -> Status:
        stroke = np.array([[-1.0, pixels * PIXEL], [1.0, pixels * PIXEL]])
        at = moment(writing("x"))
        touch = Touch("line", np.zeros(2), (stroke,))
        return agreement(recording([replace(at, touches=(touch,))])).status

    assert status(0.45) is Status.PASSED
    assert status(0.55) is Status.FAILED
    assert distance_to(np.zeros(2), []) == np.inf


def test_an_empty_scene_could_not_be_looked_at() -> None:
    assert agreement(recording([])).status is Status.COULD_NOT_LOOK
