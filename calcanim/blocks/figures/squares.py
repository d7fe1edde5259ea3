"""Grids of n by n squares, each under its count."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import THIN_STROKE, Role, Theme
from calcanim.calculus.second_partials import EntryCount

_SHARE = 0.75  # of its column, that the largest grid takes


def counted_squares(box: Box, sizes: tuple[int, ...], *, theme: Theme) -> list[mn.VGroup]:
    """A grid of n by n squares with `n² = …` below it, for each n, on one line in the middle of a box."""
    grids = []
    side = _SHARE * min(box.width / len(sizes), box.height) / max(sizes)
    for size, place in zip(sizes, box.columns(*([1.0] * len(sizes))), strict=True):
        squares = mn.VGroup(*(_square(side, theme) for _ in range(EntryCount(size).entries)))
        squares.arrange_in_grid(size, size, buff=0.06)
        pair = mn.VGroup(squares, count(size, theme=theme)).arrange(mn.DOWN, buff=0.3)
        grids.append(place.place(pair, y=-1))
    mn.VGroup(*grids).set_y(float(box.centre[1]))
    return grids


def count(variables: int, *, theme: Theme) -> Formula:
    """How many entries this many variables make."""
    return Formula(EntryCount(variables).latex, theme=theme)


def _square(side: float, theme: Theme) -> mn.Square:
    color = theme.color(Role.CURVE)
    return mn.Square(side, stroke_color=color, stroke_width=THIN_STROKE, fill_color=color, fill_opacity=0.3)
