"""Grids of n by n squares, each under its count."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import THIN_STROKE, Role, Theme

_SIDE = 0.5


def counted_squares(box: Box, sizes: tuple[int, ...], *, theme: Theme) -> list[mn.VGroup]:
    """A grid of n by n squares with `n² = …` below it, for each n."""
    grids = []
    for size, place in zip(sizes, box.columns(*([1.0] * len(sizes))), strict=True):
        squares = mn.VGroup(*(_square(theme) for _ in range(size * size)))
        squares.arrange_in_grid(size, size, buff=0.06)
        count = Formula(rf"{size}^2 = {size * size}", theme=theme)
        grids.append(place.place(mn.VGroup(squares, count).arrange(mn.DOWN, buff=0.3), y=-1))
    return grids


def millions(theme: Theme, power: int = 6) -> Formula:
    """How many entries a million variables make."""
    return Formula(rf"{10**power}^2 = 10^{{{2 * power}}}", theme=theme)


def _square(theme: Theme) -> mn.Square:
    color = theme.color(Role.CURVE)
    return mn.Square(_SIDE, stroke_color=color, stroke_width=THIN_STROKE, fill_color=color, fill_opacity=0.3)
