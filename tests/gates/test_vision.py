"""Colours are measured as their sources say."""

import numpy as np
import pytest

from calcanim.blocks.theme import THEMES, Role, Theme
from calcanim.gates.vision import (
    VISIONS,
    color_contrast,
    difference,
    linear,
    luminance,
    pixel_luminance,
    rgb,
)

RED, GREEN = "#fc6255", "#83c167"  # Manim's own


def test_black_on_white_has_the_highest_contrast() -> None:
    assert color_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert color_contrast("#ffffff", "#000000") == pytest.approx(21)
    assert color_contrast("#5a7fff", "#5a7fff") == 1


def test_contrast_is_that_of_known_pairs() -> None:
    assert color_contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert color_contrast("#949494", "#ffffff") == pytest.approx(3.03, abs=0.005)


def test_pixels_are_as_bright_as_their_colours() -> None:
    pixels = np.array([[0, 0, 0, 255], [255, 255, 255, 255], [90, 127, 255, 255]], dtype=np.uint8)
    assert pixel_luminance(pixels) == pytest.approx(luminance(pixels[:, :3] / 255), abs=1e-6)


def test_a_difference_is_that_of_known_pairs() -> None:
    assert difference("#000000", "#ffffff") == pytest.approx(100, abs=0.1)
    assert difference("#ff0000", "#00ff00") == pytest.approx(170.6, abs=0.1)
    assert difference(RED, RED, "protanopia") == 0


@pytest.mark.parametrize("vision", VISIONS)
def test_grey_looks_grey_with_any_vision(vision: str) -> None:
    grey = linear(rgb("#7d8796")[[0, 0, 0]])
    assert VISIONS[vision] @ grey == pytest.approx(grey, abs=1e-5)


def test_red_and_green_come_close_without_the_green_cones() -> None:
    assert difference(RED, GREEN) > 90
    assert difference(RED, GREEN, "deuteranopia") < 10


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_any_two_colours_of_a_theme_that_look_apart_do_so_for_everybody(theme: Theme, vision: str) -> None:
    colors = {theme.color(role) for role in set(Role) - {Role.BACKGROUND}}
    pairs = [(first, second) for first in colors for second in colors if difference(first, second) >= 20]
    assert pairs and all(difference(*pair, vision) >= 20 for pair in pairs)
