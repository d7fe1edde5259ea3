"""Strokes are within half a pixel of their curve at 1080p, break where it breaks, and come quickly."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest

from calcanim.calculus.curves.sampling import sample
from calcanim.calculus.function import Function
from calcanim.errors import UsageError
from tests.calculus.strokes_measure import View, curve_off_strokes, distance_to_strokes, strokes_off_curve

CURVES = [
    ("cbrt(x)", (-2.1, 2.1, -1.4, 1.4), 1),
    ("cbrt(x-1/3)", (-1, 1, -1, 1), 1),
    ("abs(x)", (-2.1, 2.1, 0, 2.8), 1),
    ("sin(2x^2)+1", (-2.1, 2.1, -0.2, 2.4), 1),
    ("{-1 if x<0; 1 otherwise}", (-2, 2, -1.5, 1.5), 2),
    ("1/x", (-2, 2, -4, 4), 2),
    ("1/x^2", (-2, 2, 0, 5), 2),
    ("1/(x-1/3)", (-2, 2, -5, 5), 2),
    ("sqrt(x)", (-1, 3, -0.2, 2), 1),
    ("sqrt(4-x^2)", (-3, 3, -0.5, 2.5), 1),
    ("x*sin(1/x)", (-0.5, 0.5, -0.5, 0.5), 2),
    ("tan(x)", (-5, 5, -4, 4), 5),
    ("floor(x)", (-3, 2.9, -3.5, 3.5), 6),
    ("(x^2-1)/(x-1)", (-1, 3, -1, 4), 2),
    ("(1-cos(x))/x^2", (-3, 3, 0, 0.6), 2),
    ("x^x", (-0.5, 2, 0, 4), 1),
    ("ln(abs(x))", (-1, 1, -3, 1), 2),
    ("exp(1/x)", (-2, 2, 0, 6), 2),
    ("arctan(1/x)", (-2, 2, -2, 2), 2),
    ("arcsin(x)", (-2, 2, -2, 2), 1),
    ("abs(sin(x))", (-7, 7, -0.2, 1.2), 1),
    ("max(sin(x),cos(x))", (-4, 4, -1, 1.1), 1),
    ("cbrt(x^2)", (-1, 1, -0.1, 1), 1),
    ("sqrt(sin(x))", (-9, 9, -0.1, 1.2), 3),
    ("x^20", (-1.2, 1.2, -0.5, 5), 1),
    ("sin(50*x)", (-3, 3, -1.1, 1.1), 1),
    ("floor(x)*sin(10*x)", (-2.9, 2.9, -4, 4), 5),
    ("sec(x)^2", (-6, 6, 0, 6), 5),
]


@pytest.mark.parametrize(("text", "seen", "count"), CURVES, ids=[text for text, _, _ in CURVES])
def test_strokes_are_within_half_a_pixel(text: str, seen: tuple[float, ...], count: int) -> None:
    f, view = Function.parse(text), View(*seen)
    strokes = sample(f, (view.left, view.right), window=(view.bottom, view.top))
    assert len(strokes) == count
    assert all(stroke.shape[0] >= 2 and stroke.shape[1] == 2 for stroke in strokes)
    assert all((np.diff(stroke[:, 0]) > 0).all() for stroke in strokes)
    assert curve_off_strokes(f, strokes, view) < 0.5
    assert strokes_off_curve(f, strokes, view) < 0.5


@pytest.mark.parametrize(
    ("f", "seen", "count"),
    [
        (lambda x: np.where(x < 0.123, -1.0, 1.0), (-1, 1, -2, 2), 2),
        (lambda x: 1 / (x - 0.123), (-1, 1, -9, 9), 2),
        (lambda x: np.abs(x - 0.123), (-1, 1, 0, 2), 1),
        (lambda x: np.cbrt(x - 0.123), (-1, 1, -2, 2), 1),
        (lambda x: np.sqrt(x - 0.123), (-1, 1, -1, 2), 1),
        (lambda x: np.floor(3 * x + 0.1), (-1, 0.9, -4, 4), 6),
    ],
    ids=["step", "pole", "kink", "vertical tangent", "edge", "floor"],
)
def test_breaks_are_found_in_a_plain_callable(f: object, seen: tuple[float, ...], count: int) -> None:
    def quiet(x: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            return np.asarray(f(x))  # type: ignore[operator]

    view = View(*seen)
    strokes = sample(quiet, (view.left, view.right), window=(view.bottom, view.top))
    assert len(strokes) == count
    assert curve_off_strokes(quiet, strokes, view) < 0.5
    assert strokes_off_curve(quiet, strokes, view) < 0.5


def test_the_measure_finds_a_stroke_that_is_off() -> None:
    view = View(-2.1, 2.1, -1.4, 1.4)
    f = Function.parse("cbrt(x)")
    x = np.linspace(-2.1, 2.1, 200)
    coarse = [np.column_stack([x, f(x)])]
    assert curve_off_strokes(f, coarse, view) > 1
    riser = [np.array([[-2.0, -1.0], [0.0, -1.0], [0.0001, 1.0], [2.0, 1.0]])]
    step = Function.parse("{-1 if x<0; 1 otherwise}")
    assert strokes_off_curve(step, riser, view) > 100
    assert distance_to_strokes(riser, np.array([[1.0, 0.0]]), np.array([1.0, 1.0]))[0] == pytest.approx(
        1, abs=1e-3
    )


@pytest.mark.parametrize(
    ("text", "kinks"),
    [
        ("abs(x)", [0]),
        ("abs(x-1/3)", [1 / 3]),
        ("abs(x^2-2)", [-math.sqrt(2), math.sqrt(2)]),
        ("abs(sin(x))", [-math.pi, 0, math.pi]),
        ("max(x,x^2)", [0, 1]),
        ("{x^2 if x<1; 2-x otherwise}", [1]),
        ("cbrt(x)", [0]),
    ],
)
def test_there_is_a_point_on_every_kink(text: str, kinks: list[float]) -> None:
    f = Function.parse(text)
    points = np.concatenate(sample(f, (-4, 4)))
    for kink in kinks:
        nearest = points[np.abs(points[:, 0] - kink).argmin()]
        assert nearest[0] == pytest.approx(kink, abs=1e-14)
        assert nearest[1] == pytest.approx(f(kink), abs=1e-9)


def test_strokes_end_exactly_where_the_curve_does() -> None:
    (root,) = sample(Function.parse("sqrt(x-1/4)"), (-1, 2))
    assert root[0].tolist() == [0.25, 0.0]
    left, right = sample(Function.parse("{-1 if x<0; 1 otherwise}"), (-1, 1))
    assert left[-1].tolist() == [0, -1]
    assert right[0].tolist() == [0, 1]
    (arc,) = sample(Function.parse("sqrt(1-x^2)"), (-2, 2))
    assert arc[[0, -1]].tolist() == [[-1, 0], [1, 0]]


def test_strokes_leave_the_window_on_its_border() -> None:
    below, above = sample(Function.parse("1/x"), (-2, 2), window=(-4, 4))
    assert below[-1] == pytest.approx([-0.25, -4], abs=1e-12)
    assert above[0] == pytest.approx([0.25, 4], abs=1e-12)


def test_touching_the_border_is_no_break() -> None:
    assert len(sample(Function.parse("sin(2x^2)+1"), (-3, 3), window=(0, 2))) == 1


def test_without_a_window_all_is_kept_but_poles() -> None:
    (peak,) = sample(Function.parse("1/(x^2+1/10000)"), (-1, 1))
    assert peak[:, 1].max() == pytest.approx(10_000, rel=1e-3)
    pole = np.concatenate(sample(Function.parse("1/x"), (-2, 2)))
    assert np.abs(pole[:, 1]).max() < 50


def test_a_straight_line_needs_few_points() -> None:
    (line,) = sample(Function.parse("abs(x)"), (-2, 2))
    assert len(line) == 3


def test_where_nothing_is_defined_there_is_nothing() -> None:
    assert sample(Function.parse("ln(x)"), (-2, -1)) == ()


def test_a_band_of_endless_turns_is_bounded() -> None:
    f, view = Function.parse("sin(1/x)"), View(-1, 1, -1.2, 1.2)
    start = time.process_time()
    strokes = sample(f, (-1, 1), window=(-1.2, 1.2))
    assert time.process_time() - start < 1
    assert sum(map(len, strokes)) < 5_000
    assert curve_off_strokes(f, strokes, view) < 2


def test_sampling_is_quick() -> None:
    texts = [
        "x^2",
        "abs(x)",
        "cbrt(x)",
        "sin(2x^2)+1",
        "1/x",
        "sqrt(x)",
        "{-1 if x<0; 1 otherwise}",
        "x^3+cos(x)",
    ]
    for text in texts:
        f = Function.parse(text)
        taken = []
        for _ in range(3):
            start = time.process_time()
            sample(f, (-2.1, 2.1), window=(-3, 3))
            taken.append(time.process_time() - start)
        assert min(taken) < 0.05, text


@pytest.mark.parametrize("interval", [(1, 1), (2, 1), (0, math.inf), (math.nan, 1)])
def test_a_bad_interval_is_refused(interval: tuple[float, float]) -> None:
    with pytest.raises(UsageError, match="interval"):
        sample(Function.parse("x"), interval)


def test_a_bad_window_is_refused() -> None:
    with pytest.raises(UsageError, match="window"):
        sample(Function.parse("x"), (0, 1), window=(2, 1))
