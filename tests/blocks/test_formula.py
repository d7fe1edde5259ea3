"""Formulas keep their parts, colours and baselines, wherever they are moved, and carry glyphs over."""

import copy

import manim as mn
import numpy as np
import pytest
import sympy

from calcanim.blocks.formula import Carry, Formula, Prose
from calcanim.blocks.theme import DARK, LIGHT, Role, Size
from calcanim.errors import FormulaError
from calcanim.tex.typeset import typeset


def formula(latex: str) -> Formula:
    return Formula(latex, theme=DARK)


def colors(glyphs: mn.VGroup) -> set[str]:
    return {glyph.get_fill_color().to_hex() for glyph in glyphs}


def test_a_part_is_found_by_its_name_wherever_it_stands() -> None:
    slope = formula(r"\frac{\part{top}{y_B - y_A}}{\part{below}{6}}")
    assert len(slope.part("top")) == 5
    assert len(slope.part("below")) == 1
    assert slope.part("top").get_bottom()[1] > slope.part("below").get_top()[1]


def test_a_part_around_others_holds_their_glyphs() -> None:
    assert len(formula(r"\part{all}{\frac{\part{rise}{a}}{\part{run}{b}}}").part("all")) == 3


def test_an_unknown_part_is_refused_with_those_that_exist() -> None:
    with pytest.raises(FormulaError, match="rise, run"):
        formula(r"\frac{\part{rise}{a}}{\part{run}{b}}").part("slope")


def test_parts_named_by_a_role_and_known_symbols_have_the_roles_colour() -> None:
    mixed = formula(r"\part{slope}{m} = \frac{\Delta y}{\Delta x}")
    assert colors(mixed.part("slope")) == {DARK.color(Role.SLOPE)}
    assert colors(mixed.part("rise")) == {DARK.color(Role.RISE)}
    assert colors(mixed.part("run")) == {DARK.color(Role.RUN)}


def test_the_theme_decides_the_colour() -> None:
    assert colors(Formula("x", theme=LIGHT)) == {LIGHT.color(Role.TEXT)}


def test_the_baseline_moves_with_the_formula() -> None:
    tall = formula(r"\frac{a}{b}")
    assert tall.baseline == pytest.approx(0)
    tall.scale(2).shift(3 * mn.UP + mn.RIGHT)
    moved = formula(r"\frac{a}{b}").scale(2, about_point=mn.ORIGIN).align_to(tall, mn.UP)
    assert tall.baseline == pytest.approx(moved.baseline)


def test_a_sympy_object_prints_itself() -> None:
    x = sympy.Symbol("x")
    assert Formula.of(x**2 / 3, theme=DARK).latex == sympy.latex(x**2 / 3)


def test_a_copy_is_free_of_its_original() -> None:
    first = formula("x+1")
    second = copy.deepcopy(first)
    second.shift(mn.UP).set_color("#123456")
    assert first.get_center()[1] == pytest.approx(second.get_center()[1] - 1)
    assert "#123456" not in colors(first)


def test_the_same_formula_is_compiled_once() -> None:
    before = typeset.cache_info().misses
    formula(r"\sqrt{x+17}")
    compiled = typeset.cache_info().misses
    formula(r"\sqrt{x+17}")
    assert compiled == before + 1
    assert typeset.cache_info().misses == compiled


def test_carrying_pairs_equal_glyphs_and_moves_named_parts_anywhere() -> None:
    before = formula(r"\part{u}{a} + \part{v}{b}")
    after = formula(r"\part{v}{b} + \part{u}{a}")
    move = next(move for move in Carry(before, after).animations if isinstance(move, mn.Transform))
    kept, goal = move.mobject, move.target_mobject
    moved = {
        tuple(np.round(start.get_center(), 3)): tuple(np.round(end.get_center(), 3))
        for start, end in zip(kept, goal, strict=True)
    }
    assert moved[tuple(np.round(before[0].get_center(), 3))] == tuple(np.round(after[2].get_center(), 3))


def test_prose_is_set_as_it_is_with_math_among_it() -> None:
    words = Prose("50 % of #signs [like] *these* _are_ plain; $x_A$ is math.", theme=DARK, width=20)
    assert len(words) == len("50%of#signs[like]*these*_are_plain;xAismath.")


def test_prose_breaks_at_its_width() -> None:
    text = "A sentence that is too long for one line"
    assert Prose(text, theme=DARK, width=3).width <= 3
    assert Prose(text, theme=DARK, width=3).height > 2 * Prose(text, theme=DARK).height


@pytest.mark.parametrize("size", Size)
def test_lower_case_letters_are_at_least_14_pixels_high_at_1080p(size: Size) -> None:
    pixels_per_unit = 1080 / 8
    assert Formula("x", theme=DARK, size=size).height * pixels_per_unit >= 14
    assert Prose("x", theme=DARK, size=size).height * pixels_per_unit >= 14
