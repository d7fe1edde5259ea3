"""Things of plain Manim that cross in space."""

from __future__ import annotations

import manim as mn


class Planes(mn.ThreeDScene):
    """A red square and a blue one that cross in the plane x = 0: left of it the red one is nearer, right of
    it the blue one. A green line goes through both, and a white triangle lies behind them."""

    true_depth = True

    def construct(self) -> None:
        self.set_camera_orientation(phi=0, theta=-mn.PI / 2)
        red, blue = (
            mn.Square(4, fill_opacity=1, stroke_width=0, color=colour).rotate(turn, mn.UP)
            for colour, turn in ((mn.PURE_RED, 0.5), (mn.PURE_BLUE, -0.5))
        )
        line = mn.Line(
            2 * mn.IN + 0.5 * mn.RIGHT, 2 * mn.OUT + 1.5 * mn.RIGHT, color=mn.PURE_GREEN, stroke_width=20
        )
        behind = mn.Triangle(fill_opacity=1, color=mn.WHITE).scale(0.3).shift(3 * mn.IN + mn.DOWN)
        self.add(mn.VGroup(blue, red, line, behind).set_shade_in_3d(True))
        self.camera.light_source.move_to(1e6 * mn.RIGHT)
        self.wait(0.2)


class AsManim(Planes):
    """The same as Manim draws it: one after the other."""

    true_depth = False


class Apart(mn.ThreeDScene):
    """A cube and a disc, which do not meet."""

    true_depth = True

    def construct(self) -> None:
        self.set_camera_orientation(phi=1, theta=0.5)
        self.add(mn.Cube(fill_opacity=0.7, stroke_width=1))
        self.add(mn.Circle(fill_opacity=0.5, stroke_width=0).set_shade_in_3d(True).shift(3 * mn.UP))
        self.wait(0.2)


class ApartAsManim(Apart):
    """The same, in Manim's order."""

    true_depth = False


class Passes(mn.ThreeDScene):
    """A small green square passes behind a large red one that stands still."""

    true_depth = True

    def construct(self) -> None:
        self.set_camera_orientation(phi=0, theta=-mn.PI / 2)
        large, small = (
            mn.Square(side, fill_opacity=1, stroke_width=0, color=colour).set_shade_in_3d(True)
            for side, colour in ((3, mn.PURE_RED), (1, mn.PURE_GREEN))
        )
        self.add(large.shift(mn.OUT), small.shift(3 * mn.LEFT))
        self.play(small.animate.shift(3 * mn.RIGHT), run_time=0.4)
