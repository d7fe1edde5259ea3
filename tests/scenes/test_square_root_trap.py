"""The slope of √x grows without end; that of √(x + ε) stops at 1/(2√ε)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.blocks.glyph_reading import read_glyphs
from calcanim.errors import ParameterError
from scenes.square_root_trap import SquareRootTrap

if TYPE_CHECKING:
    from tests.scenes.conftest import Play


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_everything_stays_in_the_frame(play: Play, aspect: str) -> None:
    assert play(SquareRootTrap, aspect=aspect).outside == []


@pytest.mark.slow
def test_the_tangent_of_the_mended_root_arrives_with_slope_fifty(play: Play) -> None:
    safe = play(SquareRootTrap).lesson.picture.safe
    assert safe.has_arrived
    assert safe.line.drawn_slope() == pytest.approx(50)


@pytest.mark.slow
def test_the_tangent_of_the_root_stands_upright(play: Play) -> None:
    tangent = play(SquareRootTrap).lesson.picture.tangent
    assert tangent.has_arrived
    assert tangent.slope() == float("inf")


@pytest.mark.slow
def test_a_slope_that_does_not_exist_is_called_undefined(play: Play) -> None:
    lesson = play(SquareRootTrap).lesson
    slope = lesson.read_outs(lesson.picture.tangent, "f'(x)")[1]
    assert read_glyphs(slope.number.submobjects) == "undefined"


@pytest.mark.slow
def test_the_formulas_say_fifty_and_what_it_costs(play: Play) -> None:
    last = list(play(SquareRootTrap).texts.values())[-1]
    assert any(r"g'(0) = \frac{1}{2\sqrt{\epsilon}} = \part{slope}{50}" in text for text in last)
    assert any(r"g(0) = \sqrt{\epsilon} = \part{text}{0.01}" in text for text in last)


@pytest.mark.slow
def test_it_lasts_from_20_to_75_seconds(play: Play) -> None:
    lesson = play(SquareRootTrap).lesson
    assert 20 <= lesson.time <= 75
    assert 4 <= len(lesson.beats) <= 9
    assert all(len(beat.caption) <= 90 for beat in lesson.beats)


@pytest.mark.slow
@pytest.mark.parametrize(("epsilon", "slope"), [("1e-8", 5000), ("0.01", 5), ("pi/1000", 8.92062)])
def test_any_epsilon_ends_on_its_own_slope(play: Play, epsilon: str, slope: float) -> None:
    played = play(SquareRootTrap, epsilon=epsilon)
    assert played.lesson.picture.safe.line.drawn_slope() == pytest.approx(slope)
    assert played.outside == []


@pytest.mark.parametrize("epsilon", ["0", "-1", "1", "1e-12"])
def test_an_epsilon_that_shows_nothing_is_refused(epsilon: str) -> None:
    with pytest.raises(ParameterError, match="epsilon"):
        SquareRootTrap.configured({"epsilon": epsilon})
