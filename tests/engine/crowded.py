"""Many simple outlines in the plane, moved and covered by other things."""

from __future__ import annotations

from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.space.painter import Outlines, Slot, gathered


class Tile(Slot):
    """A square in one colour, with a thin edge."""

    def __init__(self, **style: Any) -> None:
        super().__init__(stroke_width=1, fill_opacity=0.8, joint_type=mn.LineJointType.ROUND, **style)
        self.set_points_as_corners(0.4 * np.array([mn.UL, mn.UR, mn.DR, mn.DL, mn.UL]))


class Dash(Slot):
    """A piece of a line, with round ends that meet those of the next one."""

    def __init__(self) -> None:
        style: Any = {"cap_style": mn.CapStyleType.ROUND, "joint_type": mn.LineJointType.ROUND}
        super().__init__(stroke_width=5, **style)
        self.set_points_as_corners([mn.ORIGIN, 0.4 * mn.RIGHT])


class Crowd(mn.VGroup):
    """Tiles and dashes; stock Manim, which does not ask for outlines, draws its parts."""

    def __init__(self, *parts: Slot) -> None:
        super().__init__(*parts)
        for part in parts:
            part.crowd = self

    def simple_outlines(self) -> Outlines:
        return gathered(self.submobjects)


class Crowds(mn.Scene):
    """Tiles, of which some move under a line and over a disc, change their colour and their edge, and go."""

    def construct(self) -> None:
        tiles = mn.VGroup(*(Tile(color=mn.BLUE if i % 2 else mn.RED) for i in range(60)))
        tiles.arrange_in_grid(6, 10, buff=0.05)
        dashes = mn.VGroup(*(Dash().shift(0.4 * i * mn.RIGHT) for i in range(-5, 6)))
        line = mn.Line(3 * mn.LEFT, 3 * mn.RIGHT + mn.UP, stroke_width=8, color=mn.YELLOW)
        below, above = Crowd(*tiles[:30]), Crowd(*tiles[30:], *dashes)
        self.add(mn.Circle(2, fill_opacity=1), below, line, above)
        self.play(*(tile.animate.shift(0.3 * mn.UP).rotate(0.3) for tile in tiles[:30:3]), run_time=0.4)
        self.wait(0.2)
        self.play(
            below[5:9].animate.set_stroke(mn.WHITE, width=12), above[2].animate.shift(mn.UP), run_time=0.4
        )
        self.play(mn.FadeOut(above), line.animate.shift(mn.DOWN), run_time=0.4)
        self.bring_to_front(line)
        self.play(below.animate.shift(mn.RIGHT), run_time=0.4)


class Whole(Crowds):
    """The same, all of each frame drawn anew."""

    def construct(self) -> None:
        self.add(
            mn.Rectangle(width=14.2, height=8, stroke_width=0).add_updater(lambda m, dt: m.rotate(mn.PI))
        )
        super().construct()
