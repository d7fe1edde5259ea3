"""The four properties of limits: x comes to k, arrives and stays, and the numbers are the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from calcanim.blocks.formula import Formula
from calcanim.blocks.theme import DARK, EM, SMALLEST_X, Size
from calcanim.errors import ParameterError
from scenes.limits import LimitProperties

if TYPE_CHECKING:
    from tests.scenes.conftest import Play


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["16:9", "4:3", "9:16"])
def test_everything_stays_in_the_frame(play: Play, aspect: str) -> None:
    assert play(LimitProperties, aspect=aspect).outside == []


@pytest.mark.slow
def test_x_arrives_at_k_in_every_picture_and_the_points_at_the_limits(play: Play) -> None:
    cells = play(LimitProperties).lesson.cells
    assert all(cell.picture.has_arrived for cell in cells)
    heights = [[dot.drawn_y() for dot in cell.picture.dots] for cell in cells]
    assert [pytest.approx(each) for each in ([1.5], [2], [2, 3, 5], [2, 3, 6])] == heights


@pytest.mark.slow
def test_the_formulas_say_what_the_laws_come_to(play: Play) -> None:
    last = list(play(LimitProperties).texts.values())[-1]
    assert {"= 1.5", "= 2", "= 2+3 = 5", r"= 2 \cdot 3 = 6"} <= set(last)


@pytest.mark.slow
def test_it_lasts_from_20_to_75_seconds_in_six_beats(play: Play) -> None:
    lesson = play(LimitProperties).lesson
    assert 20 <= lesson.time <= 75
    names = [beat.name for beat in lesson.beats]
    assert names == ["question", "constant", "identity", "sum", "product", "keep"]
    assert all(len(beat.caption) <= 90 for beat in lesson.beats)


@pytest.mark.slow
def test_a_hole_has_a_limit_and_is_drawn_as_a_ring(play: Play) -> None:
    cells = play(LimitProperties, f="(x^2-4)/(x-2)").lesson.cells
    assert [len(cell.picture.rings) for cell in cells] == [0, 0, 2, 2]
    assert [dot.drawn_y() for dot in cells[2].picture.dots] == pytest.approx([4, 3, 7])


@pytest.mark.slow
def test_where_a_function_begins_x_comes_from_one_side(play: Play) -> None:
    played = play(LimitProperties, f="sqrt(x-1)", k="1")
    assert [cell.picture.sides for cell in played.lesson.cells] == [("left", "right")] * 2 + [("right",)] * 2
    last = list(played.texts.values())[-1]
    assert any(r"x \to k^+" in text for text in last)


@pytest.mark.slow
@pytest.mark.parametrize(("f", "k"), [("1000x^2", "0.5"), ("sin(5x)", "0.1"), ("7", "1"), ("x+1/x", "-0.5")])
def test_other_functions_stay_in_the_frame_and_arrive(play: Play, f: str, k: str) -> None:
    played = play(LimitProperties, f=f, k=k)
    picture = played.lesson.cells[2].picture
    assert played.outside == []
    assert picture.dots[0].drawn_y() == pytest.approx(picture.shown[0].limited.f(played.lesson.k))


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
def test_long_numbers_go_on_below_instead_of_shrinking(play: Play, aspect: str) -> None:
    played = play(LimitProperties, f="x^3-3x", k="0.5", aspect=aspect)
    cells = [cell for cell in played.lesson.cells if cell.law.parts]
    assert all(cell.numbers.latex.count("=") == 2 and r"\\" in cell.numbers.latex for cell in cells)
    written = [each for cell in cells for each in (cell.formula, cell.numbers)]
    for each in written:
        shrunk = each.width / Formula(each.latex, theme=DARK).width
        assert min(glyph.x_height for glyph in each.outlines) * EM[Size.BODY] * shrunk >= SMALLEST_X - 1e-9
    assert played.outside == []


@pytest.mark.slow
def test_on_a_wide_frame_the_cells_fill_its_height(play: Play) -> None:
    lesson = play(LimitProperties).lesson
    low, high = (min(c.picture.get_bottom()[1] for c in lesson.cells), lesson.stage.body.bottom)
    assert low == pytest.approx(high, abs=0.3)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"f": "floor(x)", "k": "1"}, "f = floor\\(x\\) has no limit as x comes to 1; choose another"),
        ({"g": "1/x^2", "k": "0"}, "g = 1/x\\^2 has no finite limit as x comes to 0; choose another"),
        ({"f": "sqrt(x)", "g": "sqrt(-x)", "k": "0"}, "has no limit as x comes to 0"),
    ],
)
def test_what_has_no_limit_is_refused(settings: dict[str, str], said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        LimitProperties.configured(settings)
