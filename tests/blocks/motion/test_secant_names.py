"""Names around a secant: each beside its thing, none over another, and gone where there is no room."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks.motion.secant import Secant
from calcanim.blocks.motion.secant_names import SecantNames, plot_with_names
from calcanim.blocks.plots.framing import window_for, x_range_between
from calcanim.blocks.stage import Stage
from calcanim.blocks.theme import DARK
from calcanim.calculus import Function
from calcanim.calculus.derivative_forms import DIFFERENCE, RENAMED, TWO_POINTS


def names_of(f: str, at: float, step: float) -> SecantNames:
    function = Function.parse(f)
    window = window_for(function, x_range_between(at, at + step))
    plot = plot_with_names(Stage(14.2, 8.0).picture, window, theme=DARK)
    return SecantNames(Secant(plot.curve(function), at, step=step), TWO_POINTS)


@pytest.mark.parametrize(("f", "at"), [("x^2", 0.5), ("-x^2", 0.5), ("exp(x)", 0.0), ("3x-2", 1.0)])
def test_all_names_can_be_read_at_the_start(f: str, at: float) -> None:
    assert len(names_of(f, at, 1.5).pieces()) == 3


def test_the_name_of_the_value_at_b_gives_way_where_both_values_are_equal() -> None:
    names = names_of("7", 0.5, 1.5)
    assert [part for _, part in names.pieces()] == ["low", "run"]


def test_close_to_a_only_its_own_names_are_left() -> None:
    names = names_of("x^2", 0.5, 1.5)
    names.secant.step.set_value(0.01)
    names.secant.update()
    for label in names.labels:
        label.update()
    assert [label.is_clear for label in names.labels] == [False, True, True, False, False]


def test_every_name_stands_level_with_its_point() -> None:
    names = names_of("x^2", 0.5, 1.5)
    for label, point in ((names.of_a[0], names.secant.point_a), (names.of_b[0], names.secant.point_b)):
        assert point.at is not None
        assert label.formula.get_center()[0] == pytest.approx(point.at[0])


def test_another_spelling_renames_every_label() -> None:
    names = names_of("x^2", 0.5, 1.5)
    before = names.labels
    assert len(names.turn_to(DIFFERENCE)) == len(before)
    assert names.run.formula.latex == r"\epsilon"
    assert names.run in names.secant.label_a.avoid
    assert not np.intersect1d([id(label) for label in before], [id(label) for label in names.labels]).size


@pytest.mark.parametrize(
    ("f", "at"), [("max(x, x^2)", 0.5), ("(x^2-1)/(x^2+1)", -0.3), ("ln(x)", 0.5), ("x^2", 0.5)]
)
def test_at_a_clear_step_no_name_is_half_faded_and_b_has_not_moved(f: str, at: float) -> None:
    names = names_of(f, at, 1.5)
    names.turn_to(RENAMED)
    step = names.clear_step(0.75)
    assert names.secant.step.get_value() == 1.5
    names.secant.step.set_value(step)
    names.secant.update()
    for label in names.labels:
        label.redraw()
    assert all(label.clarity <= 0 or label.is_clear for label in names.labels)
