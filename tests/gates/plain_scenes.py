"""Plain Manim scenes, to be watched: nothing in them knows of the gates."""

from __future__ import annotations

from itertools import count
from typing import Any

import manim as mn
import numpy as np


class Sections(mn.Scene):
    """A formula and a word, then a dot that moves on a line, then two seconds without a change."""

    def construct(self) -> None:
        self.next_section("first")
        formula = mn.MathTypst("x^2 + 1 = 2").to_edge(mn.UP)
        word = mn.Text("A parabola", font_size=36)
        self.play(mn.FadeIn(formula), run_time=1)
        self.add(word)
        self.wait(1)
        self.next_section("second")
        line = mn.Line(mn.LEFT * 3, mn.RIGHT * 3, color=mn.BLUE).shift(mn.DOWN)
        dot = mn.Dot(line.get_start())
        self.play(mn.Create(line), run_time=0.4)
        self.play(dot.animate.move_to(line.get_end()), run_time=1)
        self.wait(2)


class Captions(mn.Scene):
    """Two captions, no section."""

    def construct(self) -> None:
        self.add(mn.Square())
        self.add_subcaption("Here is a square.", duration=1)
        self.wait(1.5)
        self.add_subcaption("It turns.", duration=1)
        self.play(mn.Rotate(mn.Square(), mn.PI / 4), run_time=1)


class Nothing(mn.Scene):
    """Plays nothing, and shows a circle with a border."""

    def construct(self) -> None:
        self.add(mn.Circle(fill_opacity=0.5, fill_color=mn.RED, stroke_color=mn.WHITE))


class Staggered(mn.Scene):
    """Three dots fade in, one after the other, two seconds each."""

    def construct(self) -> None:
        self.dots = [mn.Dot(mn.RIGHT * place) for place in range(3)]
        self.play(mn.Succession(*(mn.FadeIn(dot) for dot in self.dots), run_time=6))


class Live(mn.Scene):
    """A number and a dot that follow a tracker."""

    def construct(self) -> None:
        tracker = mn.ValueTracker(0.0)
        set_by: Any = mn.MathTypst
        number = mn.DecimalNumber(0.0, mob_class=set_by).to_edge(mn.UP)
        number.add_updater(lambda each: each.set_value(tracker.get_value()))
        dot = mn.Dot().add_updater(lambda each: each.move_to(mn.RIGHT * tracker.get_value()))
        self.add(number, dot)
        self.play(tracker.animate.set_value(2.0), run_time=1)


class Zoomed(mn.MovingCameraScene):
    """A square, and a camera that comes twice as near to its right half."""

    def construct(self) -> None:
        self.add(mn.Square(side_length=2, stroke_width=4))
        self.wait(0.2)
        camera: Any = self.camera
        self.play(camera.frame.animate.scale(0.5).move_to(mn.RIGHT), run_time=0.4)


class Solid(mn.ThreeDScene):
    """A sphere and an upright line, seen from the side."""

    def construct(self) -> None:
        self.set_camera_orientation(phi=75 * mn.DEGREES, theta=-90 * mn.DEGREES)
        self.add(mn.Sphere(resolution=(8, 8)), mn.Line(mn.ORIGIN, mn.OUT * 2))
        self.wait(0.2)


class Picture(mn.Scene):
    """An image and a cloud of points."""

    def construct(self) -> None:
        self.add(
            mn.ImageMobject(np.array([[0, 255], [255, 0]], dtype=np.uint8)),
            mn.PointCloudDot(),
            mn.Dot(mn.LEFT * 3),
        )
        self.wait(0.2)


class Flashing(mn.Scene):
    """A large square that is there on every third frame."""

    def construct(self) -> None:
        square = mn.Square(6, fill_color=mn.WHITE, fill_opacity=1, stroke_width=0)
        frames = count()

        def blink(each: mn.Mobject, dt: float) -> None:
            square.set_fill(opacity=float(next(frames) % 3 == 0))

        square.add_updater(blink)
        self.add(square)
        self.wait(1)


class Dashes(mn.Scene):
    """A dashed line, and sixty small squares."""

    def construct(self) -> None:
        squares = mn.VGroup(*(mn.Square(0.2, fill_opacity=1, stroke_color=mn.RED) for _ in range(60)))
        self.add(mn.DashedLine(mn.LEFT * 3, mn.RIGHT * 3).shift(mn.UP * 3), squares.arrange_in_grid(6))
        self.wait(0.2)


class Broken(mn.Scene):
    """Divides by zero."""

    def construct(self) -> None:
        self.wait(1 / 0)
