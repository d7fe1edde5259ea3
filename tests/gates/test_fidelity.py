"""Curve fidelity: what is off, across a jump, outside the domain or missing is found; blocks are true."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import manim as mn
import numpy as np
import pytest

from calcanim.blocks.evidence import Places, Trace
from calcanim.blocks.plots.plot import Plot, Window, Zoom
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function, sample
from calcanim.gates.fidelity import MISSING, OFF, OUTSIDE, RISER, SPILT, fidelity, flaws
from calcanim.gates.fidelity_sources import traces_of
from calcanim.gates.recording import PIXEL, Moment
from calcanim.gates.result import Status
from tests.gates.recordings import moment, recording

BOX = Box(-6.0, -3.5, 4.0, 3.5)
WINDOW = Window(-3, 3, -2, 2)
CURVES = [
    *("x^2", "abs(x)", "cbrt(x)", "1/x", "tan(x)", "floor(x)", "sqrt(x)", "{-1 if x<0; 1 otherwise}"),
    *("{x^2 if x<1; 2-x otherwise}", "sin(1/x)", "x*sin(1/x)", "(1-cos(x))/x^2", "sqrt(4-x^2)", "x^x"),
    *("1/ln(x)", "ln(abs(x))", "exp(1/x)", "1", "sin(40*x)", "abs(x)/x", "(x^2-1)/(x-1)"),
]


def on_frame(plane: Places) -> Places:
    """The plane of WINDOW in BOX."""
    scale = np.array([BOX.width / WINDOW.width, BOX.height / WINDOW.height])
    return np.asarray([BOX.left, BOX.bottom] + (plane - [WINDOW.x_min, WINDOW.y_min]) * scale)


def trace(text: str, strokes: Sequence[Places], *, is_whole: bool = True) -> Trace:
    """Strokes in the plane, drawn for the graph of a function."""
    f = Function.parse(text)

    def truth(x: Places) -> Places:
        return on_frame(np.column_stack([x, np.asarray(f(x)) + 0 * x]))

    window = (BOX.left, BOX.bottom, BOX.right, BOX.top)
    drawn = tuple(on_frame(np.asarray(stroke, dtype=float)) for stroke in strokes)
    return Trace(f"the graph of {text}", drawn, truth, (WINDOW.x_min, WINDOW.x_max), window, is_whole)


def sampled(text: str) -> list[Places]:
    scale = 135 * np.array([BOX.width / WINDOW.width, BOX.height / WINDOW.height])
    return list(
        sample(Function.parse(text), (-3, 3), window=(-2, 2), pixels=(float(scale[0]), float(scale[1])))
    )


def through(f: Callable[[Places], Places], *, count: int = 801, first: float = -3.0) -> Places:
    """One polyline through equally spaced points of a graph, whatever is between them."""
    x = np.linspace(first, 3, count)
    with np.errstate(all="ignore"):
        return np.column_stack([x, np.clip(f(x), -2, 2)])


def reasons(found: Trace) -> set[str]:
    return {flaw.reason for flaw in flaws(found)}


@pytest.mark.parametrize("text", CURVES)
def test_what_a_curve_block_draws_is_true(text: str) -> None:
    plot = Plot(BOX, WINDOW, theme=DARK)
    (found,) = traces_of(plot.curve(Function.parse(text)))
    assert [flaw.said(found.what) for flaw in flaws(found)] == []


@pytest.mark.parametrize("at", [0.0, 1 / 3, 0.317, 0.5])
def test_a_cusp_between_two_looks_is_no_false_alarm(at: float) -> None:
    f = Function.parse(f"sqrt(abs(x-{at}))")
    for shift in (0.0, 0.3125, 0.7):
        plot = Plot(BOX, Window(-2.1 + shift, 2.1 + 2 * shift, -0.1, 1.8), theme=DARK)
        (drawn,) = plot.curve(f).traces()
        assert flaws(drawn) == ()


@pytest.mark.parametrize("left", [-0.4137, -3.0, 0.0])
def test_a_curve_that_ends_at_0_without_coming_there_is_no_false_alarm(left: float) -> None:
    plot = Plot(BOX, Window(left, 2.1, -2, 2), theme=DARK)
    (drawn,) = plot.curve(Function.parse("1/ln(x)")).traces()
    assert flaws(drawn) == ()


def test_it_is_true_in_a_zoom_as_well() -> None:
    plot = Plot(BOX, WINDOW, theme=DARK, largest_zoom=1000)
    curve = plot.curve(Function.parse("cbrt(x)"))
    zoom = Zoom(plot, WINDOW.zoomed(1000))
    for share in (0.3, 0.7, 1.0):
        zoom.interpolate(share)
        curve.update()
        assert not flaws(traces_of(curve)[0])


def test_a_trace_keeps_its_moment_when_the_window_moves_on() -> None:
    plot = Plot(BOX, WINDOW, theme=DARK, largest_zoom=10)
    (before,) = traces_of(plot.curve(Function.parse("sin(x)")))
    plot.window = WINDOW.zoomed(10)
    assert not flaws(before)


def test_a_riser_at_a_jump_is_found() -> None:
    assert RISER in reasons(trace("floor(x)", [through(np.floor)]))
    assert RISER in reasons(trace("1/x", [through(lambda x: 1 / x, count=800)]))
    assert RISER in reasons(
        trace("{-1 if x<0; 1 otherwise}", [np.array([[-3, -1], [0, -1], [0, 1], [3, 1]])])
    )


def test_a_curve_that_is_a_pixel_off_is_found_and_one_that_is_a_third_off_is_not() -> None:
    up = PIXEL * WINDOW.height / BOX.height
    strokes = sampled("sin(x)")
    assert OFF in reasons(trace("sin(x)", [stroke + np.array([0, up]) for stroke in strokes]))
    assert not reasons(trace("sin(x)", [stroke + np.array([0, 0.2 * up]) for stroke in strokes]))


def test_a_coarse_polyline_is_found() -> None:
    assert {OFF, MISSING} == reasons(trace("sin(x)", [through(np.sin, count=25)]))
    assert not reasons(trace("sin(x)", [through(np.sin, count=400)]))


def test_a_stroke_outside_the_domain_is_found() -> None:
    floor = np.array([[-1.0, 0.0], [0.0, 0.0]])
    (found,) = flaws(trace("sqrt(x)", [floor, *sampled("sqrt(x)")]))
    assert found.reason == OUTSIDE
    assert found.parameter == pytest.approx(-1, abs=0.01)


def test_a_stroke_outside_the_window_is_found() -> None:
    x = np.linspace(-3, 3, 801)
    assert SPILT in reasons(trace("x^2", [np.column_stack([x, x**2])]))


def test_a_missing_piece_is_found_unless_the_curve_is_being_drawn() -> None:
    x = np.linspace(-3, 1, 400)
    part = [np.column_stack([x, np.sin(x)])]
    (found,) = flaws(trace("sin(x)", part))
    assert found.reason == MISSING
    assert found.box.left == pytest.approx(float(on_frame(np.array([[1.0, 0.0]]))[0, 0]), abs=0.02)
    assert not flaws(trace("sin(x)", part, is_whole=False))
    assert reasons(trace("sin(x)", [])) == {MISSING}


def test_a_graph_of_plain_manim_is_judged_by_its_axes() -> None:
    axes = mn.Axes(x_range=[-3, 3], y_range=[-2, 2]).scale(0.8).shift(mn.LEFT)
    fine = axes.plot(math.sin, x_range=[-3, 3, 0.02], use_smoothing=False)
    steps = axes.plot(math.floor, x_range=[-2.5, 1.5, 0.01], use_smoothing=False)
    assert not [flaw for found in traces_of(fine) for flaw in flaws(found)]
    assert RISER in {flaw.reason for found in traces_of(steps) for flaw in flaws(found)}
    moved = axes.plot(math.sin, x_range=[-3, 3, 0.02], use_smoothing=False).shift(0.05 * mn.UP)
    assert OFF in {flaw.reason for found in traces_of(moved) for flaw in flaws(found)}
    assert traces_of(moved, is_passing=True) == ()


def test_a_curve_of_plain_manim_is_judged_while_it_lies_where_it_was_put() -> None:
    circle = mn.ParametricFunction(
        lambda t: np.array([math.cos(t), math.sin(t), 0.0]), t_range=(0, math.tau, 0.05)
    )
    (found,) = traces_of(circle)
    assert not flaws(found)
    assert traces_of(circle.shift(mn.UP)) == ()


def test_a_finding_says_how_far_where_and_when() -> None:
    wrong = trace("floor(x)", [through(np.floor)])
    result = fidelity(recording([replace(moment(), time=2.0, traces=(wrong,))]))
    assert result.status is Status.FAILED
    riser = next(each for each in result.findings if RISER in each.message)
    assert "the graph of floor(x)" in riser.message
    assert "x = " in riser.message
    assert "px off" in riser.message
    assert riser.time == 2.0
    assert riser.box is not None
    assert riser.box.height > 1


def test_the_same_picture_is_judged_once() -> None:
    plot = Plot(BOX, WINDOW, theme=DARK)
    curve = plot.curve(Function.parse("sin(x)"))
    looks: list[Moment] = [replace(moment(), time=i / 5, traces=traces_of(curve)) for i in range(50)]
    assert fidelity(recording(looks)).looked_at == 1
    assert fidelity(recording([moment()])).status is Status.NOTHING


def test_judging_is_quick() -> None:
    found = trace("x^3-x", sampled("x^3-x"))
    start = time.process_time()
    for _ in range(5):
        flaws(found)
    assert (time.process_time() - start) / 5 < 0.06
