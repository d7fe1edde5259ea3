"""The gradient stands square to the contour, points to the steepest ascent, and is as long as that slope."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.blocks.live import decimal
from calcanim.errors import ParameterError
from scenes.gradient import GradientVector
from tests.scenes.conftest import ASPECTS

if TYPE_CHECKING:
    from tests.scenes.conftest import Play


@pytest.mark.parametrize("aspect", ASPECTS)
def test_nothing_leaves_the_frame(play: Play, aspect: str) -> None:
    assert play(GradientVector, aspect=aspect).outside == []


def test_it_takes_20_to_75_seconds_in_named_beats(play: Play) -> None:
    beats = play(GradientVector).lesson.beats
    assert [beat.name for beat in beats] == [
        *("question", "along the axes", "all directions", "gradient", "product", "ascent"),
        *("along the contour", "descent", "keep"),
    ]
    assert 20 <= beats[-1].end <= 75
    assert all(len(beat.caption) <= 90 for beat in beats)


def test_the_arrow_has_the_components_of_the_syllabus(play: Play) -> None:
    picture = play(GradientVector).lesson.picture
    u, v = picture.gradient.drawn_vector()
    assert (decimal(u, 5), decimal(v, 5)) == ("-0.99500", "0.09950")
    assert picture.gradient.drawn_length() == pytest.approx(0.99996, abs=1e-5)


def test_at_the_end_u_lies_along_the_gradient_and_the_slope_is_its_length(play: Play) -> None:
    picture = play(GradientVector).lesson.picture
    assert picture.u.drawn_angle() == pytest.approx(picture.gradient.drawn_angle())
    assert picture.drawn_slope() == pytest.approx(picture.gradient.drawn_length())


def test_the_captions_tell_the_largest_and_the_smallest_slope(play: Play) -> None:
    told = {beat.name: beat.caption for beat in play(GradientVector).lesson.beats}
    assert "0.99997" in told["ascent"]
    assert "−0.99997" in told["descent"]


def test_the_formulas_are_on_the_screen(play: Play) -> None:
    texts = play(GradientVector).texts
    assert any(r"\frac{\partial f}{\partial x}\cos\theta" in text for text in texts["all directions"])
    assert any(r"\left( \frac{\partial f}{\partial x}" in text for text in texts["gradient"])
    assert any(r"(\cos\theta, \sin\theta)" in text for text in texts["product"])
    assert any(r"\cos\varphi" in text for text in texts["keep"])


@pytest.mark.parametrize(
    ("f", "at"),
    [
        ("1000*x^2", "1, 0"),
        pytest.param("x^2/2+y^2/2+100", "1, 1", marks=pytest.mark.slow),
        pytest.param("floor(x)+y", "1/2, 1", marks=pytest.mark.slow),
        pytest.param("ln(x)+ln(y)", "1/10, 1/10", marks=pytest.mark.slow),
        pytest.param("x", "100, 3", marks=pytest.mark.slow),
    ],
)
def test_other_hills_have_their_own_arrow(play: Play, f: str, at: str) -> None:
    playing = play(GradientVector, f=f, at=at)
    assert playing.outside == []
    drawn = playing.lesson.picture.gradient.drawn_vector()
    assert drawn == pytest.approx(playing.lesson.hill.gradient)


def test_an_arrow_that_is_not_drawn_in_its_length_says_so(play: Play) -> None:
    texts = play(GradientVector, f="1000*x^2", at="1, 0").texts
    assert "the arrow is drawn at 1/2000 of its length" in texts["gradient"]
    assert not any("its length" in text for text in play(GradientVector).texts["gradient"])


@pytest.mark.parametrize(
    ("f", "at", "message"),
    [
        ("x^2+y^2", "0, 0", "the gradient of f = x\\^2\\+y\\^2 is 0 there"),
        ("3", "1, 1", "no direction is steepest"),
        ("abs(x)+abs(y)", "0, 1", "choose a point where a plane touches f"),
        ("sqrt(x^2+y^2)", "0, 0", "choose a point where a plane touches f"),
        ("1/(x+y)", "1, -1", "choose a point where a plane touches f"),
        ("ln(x)+y", "-1, 1", "choose a point where a plane touches f"),
    ],
)
def test_where_no_gradient_points_anywhere_the_point_is_refused_in_one_line(
    f: str, at: str, message: str
) -> None:
    with pytest.raises(ParameterError, match=f"^at=.*{message}") as refusal:
        GradientVector.configured({"f": f, "at": at})
    assert "\n" not in str(refusal.value)
