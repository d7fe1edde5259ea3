"""Many simple outlines in the plane, moved and covered by other things."""

from __future__ import annotations

from typing import Any

import manim as mn
import numpy as np


class Tile(mn.VMobject):
    """A square in one colour, with a thin edge."""

    is_simple_outline = True

    def __init__(self, **style: Any) -> None:
        super().__init__(stroke_width=1, fill_opacity=0.8, **style)
        self.set_points_as_corners(0.4 * np.array([mn.UL, mn.UR, mn.DR, mn.DL, mn.UL]))


class Dash(mn.VMobject):
    """A piece of a line, with round ends that meet those of the next one."""

    is_simple_outline = True

    def __init__(self) -> None:
        super().__init__(stroke_width=5, cap_style=mn.CapStyleType.ROUND)
        self.set_points_as_corners([mn.ORIGIN, 0.4 * mn.RIGHT])


class Crowds(mn.Scene):
    """Tiles, of which some move under a line and over a disc, change their colour and their edge, and go."""

    def construct(self) -> None:
        tiles = mn.VGroup(*(Tile(color=mn.BLUE if i % 2 else mn.RED) for i in range(60)))
        tiles.arrange_in_grid(6, 10, buff=0.05)
        dashes = mn.VGroup(*(Dash().shift(0.4 * i * mn.RIGHT) for i in range(-5, 6)))
        line = mn.Line(3 * mn.LEFT, 3 * mn.RIGHT + mn.UP, stroke_width=8, color=mn.YELLOW)
        self.add(mn.Circle(2, fill_opacity=1), tiles[:30], line, tiles[30:], dashes)
        self.play(*(tile.animate.shift(0.3 * mn.UP).rotate(0.3) for tile in tiles[::3]), run_time=0.4)
        self.wait(0.2)
        self.play(tiles[5:9].animate.set_stroke(mn.WHITE, width=12), run_time=0.4)
        self.play(mn.FadeOut(tiles[20:50]), line.animate.shift(mn.DOWN), run_time=0.4)


class Whole(Crowds):
    """The same, all of each frame drawn anew."""

    def construct(self) -> None:
        self.add(
            mn.Rectangle(width=14.2, height=8, stroke_width=0).add_updater(lambda m, dt: m.rotate(mn.PI))
        )
        super().construct()
