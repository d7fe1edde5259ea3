"""Numbers are read back off the outlines that are drawn, wherever they stand and however large they are."""

from collections.abc import Sequence

import numpy as np
import pytest

from calcanim.blocks.formula import inked
from calcanim.blocks.glyph_reading import half_unit, number_in, read_glyphs
from calcanim.blocks.live import GlyphSlots, decimal, number_glyphs
from calcanim.blocks.plots.ticks import tick_labels
from calcanim.blocks.theme import DARK, Role
from calcanim.blocks.writing.live_step import numeral
from calcanim.tex.typeset import Glyph, typeset

INTER = '#text(font: "Inter")[{}#baseline]'


def on_frame(glyphs: Sequence[Glyph], *, em: float = 0.37, x: float = 3.1, y: float = -2.2) -> GlyphSlots:
    slots = GlyphSlots(40, theme=DARK, role=Role.SLOPE)
    slots.put([(glyph, np.array([x, y, 0.0])) for glyph in glyphs], em)
    return slots


def read(typst: str, *, em: float = 0.37, x: float = 3.1) -> str:
    return read_glyphs(on_frame(typeset(typst).glyphs, em=em, x=x).submobjects)


@pytest.mark.parametrize("value", [0.0, -1.5, 3.14159, 1234567.891, -0.004, 26.0, np.nan, np.inf])
@pytest.mark.parametrize("places", [0, 2, 4])
def test_what_a_readout_writes_is_read_back(value: float, places: int) -> None:
    shown = read_glyphs(on_frame(number_glyphs(decimal(value, places))).submobjects)
    assert shown == ("–" if not np.isfinite(value) else decimal(value, places))


@pytest.mark.parametrize("value", [1.2e6, -3.25e-7, 9.81e15])
def test_a_power_of_ten_is_read_as_it_is_typed(value: float) -> None:
    for sign in ("dot", "dot.c"):
        mantissa, exponent = f"{value:.2e}".split("e")
        assert number_in(read(f"$ {mantissa} {sign} 10^({int(exponent)}) baseline $")) == value
    assert read("$ 10^(-6) baseline $") == "1e-6"


def test_the_large_numbers_of_a_step_are_read_back() -> None:
    assert number_in(read(f"$ {numeral(123456.0, 2)} baseline $")) == pytest.approx(123456.0, rel=0.05)


@pytest.mark.parametrize(("low", "high"), [(-2.1, 2.1), (0, 1e-3), (-1e6, 3e6), (0.97, 1.03), (-1e-9, 1e-9)])
def test_every_number_beside_an_axis_is_read_back(low: float, high: float) -> None:
    for label in tick_labels(low, high):
        assert number_in(read_glyphs(on_frame(label.glyphs).submobjects)) == pytest.approx(label.value)


@pytest.mark.parametrize("em", [0.05, 0.36, 2.0])
@pytest.mark.parametrize("x", [-7.0, 0.0, 6.5])
def test_place_and_size_make_no_difference(em: float, x: float) -> None:
    assert read("$ -120.5 baseline $", em=em, x=x) == "-120.5"


def test_words_brackets_and_signs_are_told_apart() -> None:
    assert read('$ "undefined" baseline $') == "undefined"
    assert read("$ (-0.48) baseline $") == "(-0.48)"
    assert read("$ 0.01 dot.c baseline $") == "0.01·"
    assert [read(f"$ {sign} baseline $") for sign in ('"–"', "-", "=", "+")] == ["–", "-", "=", "+"]


def test_the_prose_font_is_read_too() -> None:
    assert read(INTER.format('#"−12.50"')) == "-12.50"
    assert read(INTER.format("0123456789")) == "0123456789"


def test_numbers_far_apart_are_kept_apart() -> None:
    first, second = number_glyphs("1.5"), number_glyphs("-20")
    slots = GlyphSlots(20, theme=DARK, role=Role.TEXT)
    places = [(glyph, np.array([0.0, 0.0, 0.0])) for glyph in first]
    beside = [*places, *((glyph, np.array([1.5, 0.0, 0.0])) for glyph in second)]
    above = [*places, *((glyph, np.array([0.0, 1.0, 0.0])) for glyph in second)]
    for glyphs in (beside, above):
        slots.put(glyphs, 0.4)
        assert read_glyphs(slots.submobjects) == "1.5 -20"


def test_an_unknown_or_a_bent_glyph_is_not_guessed() -> None:
    assert read("$ integral baseline $") == "?"
    bent = [inked(glyph, DARK.color(Role.TEXT)) for glyph in typeset("$ 15 baseline $").glyphs]
    bent[0].points[:, 0] += 0.2 * bent[0].points[:, 1]
    assert read_glyphs(bent) == "?5"


def test_half_a_unit_is_that_of_the_last_digit_shown() -> None:
    assert half_unit("3") == 0.5
    assert half_unit("-1.50") == 0.005
    assert half_unit("1.2e6") == 5e4
    assert half_unit("7e-3") == 5e-4
