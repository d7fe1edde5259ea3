"""Manim scenes as authors write them, without anything of ours: timed beside the lessons."""

from __future__ import annotations

import manim as mn
import numpy as np


class Secant(mn.Scene):
    """A secant whose second point comes nearer, redrawn for every frame, with a live number."""

    def construct(self) -> None:
        axes = mn.Axes(x_range=(-1, 5), y_range=(-1, 6), x_length=9, y_length=6, tips=False)
        curve = axes.plot(lambda x: 0.3 * x**2 + 0.5, color=mn.BLUE)
        away = mn.ValueTracker(2.5)

        def height(x: float) -> float:
            return 0.3 * x**2 + 0.5

        def secant() -> mn.Line:
            x = 1 + away.get_value()
            ends = axes.c2p(1, height(1)), axes.c2p(x, height(x))
            return mn.Line(*ends, color=mn.YELLOW).scale(2.0)

        line = mn.always_redraw(secant)
        dot = mn.always_redraw(lambda: mn.Dot(axes.c2p(1 + away.get_value(), height(1 + away.get_value()))))

        def slope() -> mn.Text:
            rise = height(1 + away.get_value()) - height(1)
            return mn.Text(f"{rise / away.get_value():.3f}", font_size=36).to_corner(mn.UR)

        number = mn.always_redraw(slope)
        self.play(mn.Create(axes), mn.Create(curve), run_time=2)
        self.add(mn.Dot(axes.c2p(1, height(1))), line, dot, number)
        self.play(away.animate.set_value(0.01), run_time=6)
        self.play(away.animate.set_value(1.5), run_time=2)
        self.wait(1)


class TwoPanels(mn.Scene):
    """Two graphs side by side; a point runs along both."""

    def construct(self) -> None:
        left, right = (
            mn.Axes(x_range=(-3, 3), y_range=(-2, 2), x_length=5.5, y_length=4).shift(side * 3.3)
            for side in (mn.LEFT, mn.RIGHT)
        )
        curves = left.plot(np.sin, color=mn.BLUE), right.plot(np.cos, color=mn.GREEN)
        x = mn.ValueTracker(-3)
        dots = mn.VGroup(
            mn.Dot().add_updater(lambda m: m.move_to(left.c2p(x.get_value(), np.sin(x.get_value())))),
            mn.Dot().add_updater(lambda m: m.move_to(right.c2p(x.get_value(), np.cos(x.get_value())))),
        )
        self.add(left, right, *curves, dots)
        self.play(x.animate.set_value(3), run_time=6, rate_func=mn.linear)
        self.play(mn.FadeOut(dots), run_time=1)
        self.wait(1)


class Derivation(mn.Scene):
    """Formulas written line by line, each read for a while: what most of a lecture is."""

    def construct(self) -> None:
        lines = mn.VGroup(
            mn.MathTypst("f'(x) = lim_(h -> 0) (f(x + h) - f(x)) / h"),
            mn.MathTypst("= lim_(h -> 0) ((x + h)^2 - x^2) / h"),
            mn.MathTypst("= lim_(h -> 0) (2 x h + h^2) / h"),
            mn.MathTypst("= lim_(h -> 0) (2 x + h)"),
            mn.MathTypst("= 2 x"),
        ).arrange(mn.DOWN, buff=0.5)
        self.play(mn.Write(mn.Text("The derivative of a square", font_size=36).to_edge(mn.UP)))
        for line in lines:
            self.play(mn.Write(line), run_time=1.5)
            self.wait(2)
        self.play(mn.Indicate(lines[-1]), run_time=1)
        self.wait(1.5)


class Descent(mn.Scene):
    """Steps down a curve, each with its tangent."""

    def construct(self) -> None:
        axes = mn.Axes(x_range=(-3, 3), y_range=(0, 9), x_length=10, y_length=6)
        self.add(axes, axes.plot(lambda x: x**2, color=mn.BLUE))
        x = 2.8
        dot = mn.Dot(axes.c2p(x, x**2), color=mn.RED)
        self.play(mn.FadeIn(dot), run_time=0.5)
        for _ in range(8):
            tangent = mn.Line(axes.c2p(x - 0.6, x**2 - 1.2 * x), axes.c2p(x + 0.6, x**2 + 1.2 * x))
            x -= 0.3 * 2 * x
            self.play(mn.Create(tangent), run_time=0.4)
            self.play(dot.animate.move_to(axes.c2p(x, x**2)), mn.FadeOut(tangent), run_time=0.5)
        self.wait(0.4)


class Saddle(mn.ThreeDScene):
    """A surface of 48 × 48 faces, seen from a camera that goes around it."""

    def construct(self) -> None:
        axes = mn.ThreeDAxes()
        surface = mn.Surface(
            lambda u, v: axes.c2p(u, v, np.sin(u) * np.cos(v)),
            u_range=(-3, 3),
            v_range=(-3, 3),
            resolution=(48, 48),
        )
        self.set_camera_orientation(phi=65 * mn.DEGREES, theta=-45 * mn.DEGREES)
        self.add(axes, surface)
        self.begin_ambient_camera_rotation(rate=0.3)
        self.wait(4)


class Hills(mn.ThreeDScene):
    """A surface that is put up, with a dot that rolls over it."""

    def construct(self) -> None:
        axes = mn.ThreeDAxes()

        def place(u: float, v: float) -> np.ndarray:
            return axes.c2p(u, v, np.exp(-(u**2 + v**2) / 2))

        surface = mn.Surface(place, u_range=(-2, 2), v_range=(-2, 2), resolution=(32, 32))
        surface.set_fill_by_checkerboard(mn.BLUE_D, mn.BLUE_E)
        self.set_camera_orientation(phi=60 * mn.DEGREES, theta=-60 * mn.DEGREES)
        dot = mn.Dot3D(place(-2, 0), radius=0.12, color=mn.YELLOW)
        self.play(mn.FadeIn(axes), mn.FadeIn(surface), run_time=1)
        self.add(dot)
        self.play(mn.UpdateFromAlphaFunc(dot, lambda m, a: m.move_to(place(4 * a - 2, 0))), run_time=2)
        self.move_camera(theta=0, run_time=1)
