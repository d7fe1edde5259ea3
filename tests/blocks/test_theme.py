"""Roles can be read and told apart, with any common colour vision, in both themes."""

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from calcanim.blocks.theme import THEMES, Role, Theme, theme_named
from calcanim.errors import ParameterError

Array = NDArray[np.float64]

# Severity 1.0 matrices of Machado, Oliveira and Fernandes (2009), on linear RGB.
VISIONS = {
    "normal": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
COLOURED = (Role.CURVE, Role.DERIVATIVE, Role.SLOPE, Role.RUN, Role.RISE, Role.TEXT)


def linear(color: str) -> Array:
    encoded = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def contrast(first: str, second: str) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    dim, bright = sorted(float(linear(color) @ weights) for color in (first, second))
    return (bright + 0.05) / (dim + 0.05)


def lab(rgb: Array) -> Array:
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.119192, 0.9503041],
        ]
    )
    ratio = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_stands_out_4_5_to_1_and_axes_3_to_1(theme: Theme) -> None:
    background = theme.color(Role.BACKGROUND)
    for role in set(Role) - {Role.BACKGROUND, Role.AXIS}:
        assert contrast(theme.color(role), background) >= 4.5, role
    assert contrast(theme.color(Role.AXIS), background) >= 3


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_roles_differ_for_every_common_colour_vision(theme: Theme, vision: str) -> None:
    for first, second in combinations(COLOURED, 2):
        seen = [lab(VISIONS[vision] @ linear(theme.color(role))) for role in (first, second)]
        assert np.linalg.norm(seen[0] - seen[1]) >= 20, (first, second)


def test_every_theme_has_a_colour_for_every_role() -> None:
    assert all(set(theme.colors) == set(Role) for theme in THEMES.values())


def test_an_unknown_theme_is_refused_with_those_that_exist() -> None:
    with pytest.raises(ParameterError, match="dark, light"):
        theme_named("sepia")
