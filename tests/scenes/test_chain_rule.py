"""The lesson on the chain rule: its figures, what it refuses, and that all of it is on the frame."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from calcanim.calculus.composition import Composition
from calcanim.errors import ParameterError
from scenes.chain_rule import ChainRule

if TYPE_CHECKING:
    from tests.scenes.conftest import Play

BEATS = [
    "question",
    "turn",
    "factors",
    "limit",
    "product",
    "Leibniz",
    "Lagrange",
    "three",
    "network",
    "Jacobians",
]


@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_everything_stays_in_the_frame(play: Play, aspect: str) -> None:
    assert play(ChainRule, aspect=aspect).outside == []


def test_it_tells_its_beats_in_45_to_90_seconds(play: Play) -> None:
    lesson = play(ChainRule).lesson
    assert [beat.name for beat in lesson.beats] == BEATS
    assert all(0 < len(beat.caption) <= 110 for beat in lesson.beats)
    assert 45 <= float(lesson.time) <= 90


def test_the_product_of_the_rates_is_the_derivative_of_the_composition(play: Play) -> None:
    played = play(ChainRule)
    rate = 4 * 0.5 * math.cos(2 * 0.5**2)
    assert played.lesson.pair.rate(0.5) == pytest.approx(rate)
    assert math.prod(played.lesson.pair.rates(0.5)) == pytest.approx(rate)
    shown = played.texts["product"]
    assert any(text.startswith(r"f'(x) \approx ") and f"{rate:.2f}" in text for text in shown)
    assert any("gives the same" in text and f"{rate:.2f}" in text for text in shown)


def test_the_limit_arrives_at_the_rates(play: Play) -> None:
    chain = play(ChainRule).lesson.pair_chain
    assert chain.step.get_value() == 0
    assert [chain.ratio(k) for k in (0, 1)] == pytest.approx([2, math.cos(0.5)])
    widths = [chain.drawn_change(k) for k in range(3)]
    assert widths[1] / widths[0] == pytest.approx(2)
    assert widths[2] / widths[1] == pytest.approx(math.cos(0.5))


def test_the_network_shows_the_jacobian_of_the_whole(play: Play) -> None:
    played = play(ChainRule)
    network = played.lesson.network
    assert network.inputs == pytest.approx([0.5, -1.0])
    expected = network.network.jacobian(network.inputs)
    last = " ".join(played.texts["Jacobians"])
    assert np.round(expected, 2).tolist() == [[0.21, -0.24]]
    assert r"0.21 & \; -0.24" in last
    assert r"1 \times 2" in last


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"h": "-x^2", "g": "ln(u)", "at": "1"}, "ln(u) has no value at u = -1"),
        ({"h": "ln(x)", "at": "-2"}, "ln(x) has no value at x = -2"),
        ({"h": "abs(x)", "at": "0"}, "abs(x) has no derivative at x = 0 (kink)"),
        ({"g": "abs(u)", "at": "0"}, "abs(u) has no derivative at u = 0 (kink)"),
        ({"h": "cbrt(x)", "at": "0"}, "(vertical tangent)"),
        ({"i": "ln(x)", "at": "-1"}, "ln(x) has no value at x = -1"),
        ({"g": "sin(x)"}, "'x' is not a variable"),
        ({"at": "banana"}, "is not a number"),
        ({"turn": "0"}, "must be above 0"),
    ],
)
def test_what_has_no_rate_is_refused_in_one_line(settings: dict[str, str], said: str) -> None:
    with pytest.raises(ParameterError, match=re.escape(said)):
        ChainRule.configured(settings)


@pytest.mark.parametrize(
    "settings",
    [
        {"at": "0"},
        pytest.param({"h": "3", "g": "u^2"}, marks=pytest.mark.slow),
        pytest.param({"h": "x", "g": "abs(u)", "at": "-1"}, marks=pytest.mark.slow),
        pytest.param({"h": "x", "g": "ln(u)", "at": "0.1"}, marks=pytest.mark.slow),
        pytest.param({"h": "100x", "g": "e^(u/50)", "at": "1"}, marks=pytest.mark.slow),
        pytest.param({"h": "x^3-2x", "g": "1/(1+u^2)", "at": "-pi/5"}, marks=pytest.mark.slow),
    ],
)
def test_other_functions_stay_in_the_frame_and_multiply(play: Play, settings: dict[str, str]) -> None:
    played = play(ChainRule, **settings)
    lesson = played.lesson
    assert played.outside == []
    whole = Composition((lesson.h, lesson.g)).whole
    assert lesson.pair.rate(lesson.at) == pytest.approx(whole.derivative()(lesson.at))


def test_a_third_machine_that_does_not_fit_is_left_out(play: Play) -> None:
    beats = [beat.name for beat in play(ChainRule, h="x", g="ln(u)", at="2").lesson.beats]
    assert beats == [name for name in BEATS if name != "three"]
