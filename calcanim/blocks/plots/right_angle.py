"""The mark of a right angle on a plot."""

from __future__ import annotations

import manim as mn
import numpy as np

from calcanim.blocks.live import corners
from calcanim.blocks.plots.plot import Plot, line_drawing
from calcanim.blocks.theme import THIN_STROKE, Role
from calcanim.calculus.steepest import direction

_SIDE = 0.2  # frame units


def right_angle(plot: Plot, place: tuple[float, float], angle: float, *, way: float = 1.0) -> mn.VMobject:
    """A small square at a place, between the direction of an angle in degrees and a quarter turn on.

    It is the other way round where `way` is −1. The plot has one scale for both axes.
    """
    mark = line_drawing(plot.theme, Role.TEXT, width=THIN_STROKE)
    ahead, aside = (np.array([*direction(each), 0.0]) for each in (angle, angle + 90 * way))
    mark.points = corners([plot.point(*place) + _SIDE * np.array([ahead, ahead + aside, aside])])
    return mark
