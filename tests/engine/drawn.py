"""Scenes of plain Manim that use what a camera can be asked to draw; each is short."""

from __future__ import annotations

from typing import Any

import manim as mn
import numpy as np


class Moves(mn.Scene):
    """A still ground, things that move over it, a wait that stands still."""

    def construct(self) -> None:
        ground = mn.VGroup(*(mn.Line(3 * mn.LEFT + y * mn.UP, 3 * mn.RIGHT + y * mn.UP) for y in (-1, 0, 1)))
        square = mn.Square(fill_opacity=0.5, color=mn.BLUE)
        self.add(ground)
        self.play(mn.Create(square), run_time=0.5)
        self.play(square.animate.shift(mn.RIGHT).rotate(0.5), run_time=0.5)
        self.wait(0.3)
        self.play(mn.FadeOut(square), mn.FadeIn(mn.Dot(mn.UP)), run_time=0.4)


class Follows(mn.Scene):
    """Updaters, a tracker that is animated, waits in which nothing changes and in which something does."""

    def construct(self) -> None:
        value = mn.ValueTracker(0)
        dot = mn.Dot(color=mn.YELLOW).add_updater(lambda m: m.move_to(value.get_value() * mn.RIGHT))
        self.add(mn.NumberLine((-3, 3)), dot, mn.TracedPath(dot.get_center, stroke_color=mn.RED))
        self.play(value.animate.set_value(2), run_time=0.6)
        self.wait(0.3)
        dot.add_updater(lambda m, dt: m.shift(dt * mn.UP))
        self.wait(0.4)
        self.remove(dot)
        self.wait(0.2)


class Lies(mn.Scene):
    """What lies above what: z_index, foreground, an order that changes."""

    def construct(self) -> None:
        red, blue, green = (mn.Circle(1, color=c, fill_opacity=1) for c in (mn.RED, mn.BLUE, mn.GREEN))
        blue.shift(0.5 * mn.RIGHT).set_z_index(1)
        self.add(red, blue, green.shift(0.5 * mn.UP))
        self.play(red.animate.shift(0.3 * mn.RIGHT), run_time=0.3)
        self.bring_to_front(red)
        red.set_z_index(2)
        self.play(green.animate.shift(mn.DOWN), run_time=0.3)
        self.add_foreground_mobject(green)
        self.play(blue.animate.scale(1.5), run_time=0.3)


class Styles(mn.Scene):
    """Gradients, strokes behind, joins and caps, opacity that changes, and nothing at all."""

    def construct(self) -> None:
        line = mn.VMobject(
            joint_type=mn.LineJointType.MITER, cap_style=mn.CapStyleType.SQUARE, stroke_width=12
        )
        line.set_points_as_corners([3 * mn.LEFT, mn.UP, 2 * mn.LEFT, 2 * mn.DOWN])
        shaded = (
            mn.Square(fill_opacity=1).set_color_by_gradient(mn.RED, mn.BLUE, mn.YELLOW).shift(2 * mn.RIGHT)
        )
        behind = mn.Circle(color=mn.WHITE, fill_opacity=1).set_stroke(mn.RED, 20, background=True)
        self.add(line, shaded, behind, mn.VMobject(), mn.Square(stroke_width=0))
        self.play(line.animate.set_stroke(mn.GREEN, 3), shaded.animate.rotate(1), run_time=0.4)
        self.play(behind.animate.set_opacity(0.2).shift(3 * mn.LEFT), run_time=0.4)
        self.play(mn.Transform(line, mn.Star(color=mn.PINK, fill_opacity=0.3)), run_time=0.4)


class Pictures(mn.Scene):
    """Pixels among curves: these are drawn by Manim's own way."""

    def construct(self) -> None:
        image = mn.ImageMobject(np.arange(256, dtype=np.uint8).reshape(16, 16)).scale(8)
        cloud = mn.PMobject().add_points(np.random.default_rng(0).normal(size=(50, 3)))
        square = mn.Square()
        self.add(image, square, cloud)
        self.play(square.animate.shift(mn.RIGHT), run_time=0.3)
        self.play(image.animate.shift(mn.LEFT), run_time=0.3)
        self.remove(image, cloud)
        self.play(square.animate.shift(mn.LEFT), run_time=0.3)


class Wanders(mn.MovingCameraScene):
    """A camera that is Manim's subclass."""

    def construct(self) -> None:
        self.add(mn.NumberPlane())
        camera: Any = self.camera
        self.play(camera.frame.animate.scale(0.5).shift(mn.RIGHT), run_time=0.4)
        self.wait(0.2)


class Looks(mn.Scene):
    """Looks at its own frame in between, and draws over it."""

    def construct(self) -> None:
        square = mn.Square(fill_opacity=1)
        self.play(mn.FadeIn(square), run_time=0.3)
        first = self.renderer.get_frame()
        camera: Any = self.camera
        camera.capture_mobject(mn.Circle(color=mn.RED, fill_opacity=1))
        assert not np.array_equal(first, camera.pixel_array)
        self.play(square.animate.shift(mn.RIGHT), run_time=0.3)


class Sections(mn.Scene):
    """Sections, one of which is skipped."""

    def construct(self) -> None:
        dot = mn.Dot()
        self.next_section("one")
        self.play(mn.FadeIn(dot), run_time=0.3)
        self.next_section("two", skip_animations=True)
        self.play(dot.animate.shift(mn.RIGHT), run_time=0.3)
        self.next_section("three")
        self.play(dot.animate.shift(mn.UP), run_time=0.3)
        self.wait(0.3)


class Lasts(mn.Scene):
    """Animations that begin at 0 s, 6 s, 10 s and 12 s, and a section at 12.4 s."""

    def construct(self) -> None:
        dot = mn.Dot()
        self.add(dot)
        for seconds in (6, 4, 2, 0.4):
            self.play(mn.Rotate(dot, about_point=mn.LEFT), run_time=seconds)
        self.next_section("on")
        self.play(mn.Rotate(dot, about_point=mn.LEFT), run_time=0.4)
