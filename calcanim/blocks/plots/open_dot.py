"""A ring where a curve arrives without having that value."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.live import Drawing
from calcanim.blocks.plots.plot import Plot
from calcanim.blocks.theme import POINT_RADIUS, THIN_STROKE, Role


class OpenDot(Drawing):
    """An open dot at a place of a plot that stands still."""

    def __init__(
        self, plot: Plot, at: tuple[float, float], *, role: Role = Role.POINT, radius: float = POINT_RADIUS
    ) -> None:
        super().__init__()
        ring = mn.Circle(radius=radius, color=plot.theme.color(role), stroke_width=1.2 * THIN_STROKE)
        ring.set_fill(plot.theme.color(Role.BACKGROUND), opacity=1.0)
        self.add(ring.move_to(plot.point(*at)))
        self.set_z_index(2)
