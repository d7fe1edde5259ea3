"""A formula that is made once more is as one that is made for the first time, and stands for itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import manim as mn
import numpy as np
import pytest

from calcanim.tex import remembered

MADE: dict[str, Callable[[], Any]] = {
    "formula": lambda: mn.MathTex("a^2", "+", r"\frac{b}{c}", color=mn.YELLOW, font_size=30),
    "colours": lambda: mn.MathTex("a + b", tex_to_color_map={"a": mn.RED}),
    "text": lambda: mn.Tex("one ", "two"),
    "coloured": lambda: mn.MathTex(r"{\color{red} a} + b", fill_opacity=0.5),
    "single": lambda: mn.SingleStringMathTex("x"),
    "title": lambda: mn.Title("A title"),
}


@pytest.fixture(autouse=True)
def nothing_is_remembered(without_latex: None) -> None:
    remembered.forget()


def values(mobject: mn.Mobject) -> list[dict[str, Any]]:
    def plain(value: Any) -> Any:
        return value.to_rgba() if isinstance(value, mn.ManimColor) else value

    kinds = (int, float, str, np.ndarray, mn.ManimColor, type(None))
    return [
        {name: plain(value) for name, value in vars(part).items() if isinstance(value, kinds)}
        for part in mobject.get_family()
    ]


@pytest.mark.parametrize("name", MADE)
def test_it_is_as_it_was_the_first_time(name: str) -> None:
    first, again = MADE[name](), MADE[name]()
    np.testing.assert_equal(values(again), values(first))
    assert not {id(part) for part in first.get_family()} & {id(part) for part in again.get_family()}
    groups = {key: len(group) for key, group in first.id_to_vgroup_dict.items()}
    assert {key: len(group) for key, group in again.id_to_vgroup_dict.items()} == groups


def test_what_is_done_to_one_is_not_done_to_the_next() -> None:
    first = MADE["formula"]()
    first[0].set_color(mn.RED).shift(mn.UP)
    first.set_color_by_tex("+", mn.BLUE)
    again = MADE["formula"]()
    assert [part[0].get_color() for part in again] == [mn.YELLOW] * 3
    assert not np.allclose(again[0].get_center(), first[0].get_center())


def test_its_parts_are_its_own() -> None:
    MADE["formula"]()
    again = MADE["formula"]()
    again.set_color_by_tex("+", mn.RED)
    assert [part[0].get_color() for part in again] == [mn.YELLOW, mn.RED, mn.YELLOW]


@pytest.mark.parametrize(
    "given", [{"color": mn.RED}, {"font_size": 20}, {"fill_opacity": 0.2}, {"stroke_width": 2}]
)
def test_what_is_asked_otherwise_is_made_anew(given: dict[str, Any]) -> None:
    plain = mn.MathTex("x + y")
    other = mn.MathTex("x + y", **given)
    with pytest.raises(AssertionError):
        np.testing.assert_equal(values(other), values(plain))


def test_glyphs_have_the_colours_that_manim_gives_them(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [values(make()) for make in MADE.values()]
    remembered.forget()
    monkeypatch.setattr(mn.SingleStringMathTex, "init_colors", remembered._coloured_by_manim)
    np.testing.assert_equal(made, [values(make()) for make in MADE.values()])


def test_no_more_than_some_are_kept() -> None:
    for number in range(remembered.KEPT + 5):
        mn.SingleStringMathTex(str(number))
    assert len(remembered._made) == remembered.KEPT
