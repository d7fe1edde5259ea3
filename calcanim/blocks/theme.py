"""Colours by role, type sizes and line weights; one dark theme and one light.

The palettes were searched for the largest difference (CIE76) between any two roles under normal vision,
deuteranopia, protanopia and tritanopia (Machado et al. 2009), with a contrast of at least 4.5:1 against the
background. `tests/blocks/test_theme.py` holds both.

A slice of a surface must stand out on faces in the curve's colour, and beside a tangent: on light ones the
curve's colour in full does, on dark ones only the lightest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from calcanim.errors import ParameterError


class Role(StrEnum):
    """What a colour stands for, in graph, read-out and formula alike."""

    BACKGROUND = "background"
    TEXT = "text"
    MUTED = "muted"
    AXIS = "axis"
    CURVE = "curve"
    DERIVATIVE = "derivative"
    SLOPE = "slope"
    RUN = "run"
    RISE = "rise"
    POINT = "point"
    SLICE = "slice"


class Size(StrEnum):
    """The type scale: em in frame units, where the short side of the frame is 8."""

    HEADING = "heading"
    BODY = "body"
    LABEL = "label"


EM: Mapping[Size, float] = MappingProxyType({Size.HEADING: 0.56, Size.BODY: 0.48, Size.LABEL: 0.36})
SMALLEST_X = 0.105  # frame units: how high an x is that can still be read, 14 pixels at 1080p
STROKE, THIN_STROKE, POINT_RADIUS = 5.0, 2.5, 0.09

SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        r"\Delta x": Role.RUN,
        r"\Delta y": Role.RISE,
        "f'": Role.DERIVATIVE,
        "g'": Role.DERIVATIVE,
        "h'": Role.DERIVATIVE,
        "f''": Role.DERIVATIVE,
    }
)


@dataclass(frozen=True)
class Theme:
    """A colour for every role; all but the background and the axis stand at least 4.5:1 against the
    background."""

    name: str
    colors: Mapping[Role, str]

    def color(self, role: Role) -> str:
        """Hexadecimal colour of a role."""
        return self.colors[role]


def _theme(name: str, **colors: str) -> Theme:
    return Theme(name, MappingProxyType({Role(role): color for role, color in colors.items()}))


DARK = _theme(
    "dark",
    background="#11151C",
    text="#F4F1EA",
    muted="#A3ADBB",
    axis="#7D8796",
    curve="#5A7FFF",
    derivative="#C38CE1",
    slope="#FFD133",
    run="#14E07D",
    rise="#F2763F",
    point="#F4F1EA",
    slice="#F4F1EA",
)
LIGHT = _theme(
    "light",
    background="#FCFBF7",
    text="#1B2027",
    muted="#566170",
    axis="#7A8492",
    curve="#323CD8",
    derivative="#9B0D91",
    slope="#614012",
    run="#00824F",
    rise="#9C6000",
    point="#1B2027",
    slice="#323CD8",
)
THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (DARK, LIGHT)})


def theme_named(name: str) -> Theme:
    """The theme of this name; raise `ParameterError` naming those that exist."""
    if name not in THEMES:
        raise ParameterError(f"no theme {name!r}; there are {', '.join(THEMES)}")
    return THEMES[name]
