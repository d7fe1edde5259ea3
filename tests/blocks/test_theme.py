"""Roles can be read and told apart, with any common colour vision, in both themes."""

from itertools import combinations

import pytest

from calcanim.blocks.theme import THEMES, Role, Theme, theme_named
from calcanim.errors import ParameterError
from calcanim.gates.vision import NORMAL, VISIONS, color_contrast, difference

COLOURED = (Role.CURVE, Role.DERIVATIVE, Role.SLOPE, Role.RUN, Role.RISE, Role.TEXT)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_stands_out_4_5_to_1_and_axes_3_to_1(theme: Theme) -> None:
    background = theme.color(Role.BACKGROUND)
    for role in set(Role) - {Role.BACKGROUND, Role.AXIS}:
        assert color_contrast(theme.color(role), background) >= 4.5, role
    assert color_contrast(theme.color(Role.AXIS), background) >= 3


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_roles_differ_for_every_common_colour_vision(theme: Theme, vision: str) -> None:
    for first, second in combinations(COLOURED, 2):
        assert difference(theme.color(first), theme.color(second), vision) >= 20, (first, second)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_slice_differs_from_the_tangent_that_lies_on_it(theme: Theme, vision: str) -> None:
    least = 60 if vision == NORMAL else 20
    assert difference(theme.color(Role.SLICE), theme.color(Role.SLOPE), vision) >= least


def test_every_theme_has_a_colour_for_every_role() -> None:
    assert all(set(theme.colors) == set(Role) for theme in THEMES.values())


def test_an_unknown_theme_is_refused_with_those_that_exist() -> None:
    with pytest.raises(ParameterError, match="dark, light"):
        theme_named("sepia")
