"""Scenes of plain Manim in space; each is short."""

from __future__ import annotations

from typing import Any

import manim as mn
import numpy as np


class Turns(mn.ThreeDScene):
    """Space, with a label that is fixed in the frame."""

    def construct(self) -> None:
        label = mn.Circle(0.3).to_corner(mn.UL)
        self.add_fixed_in_frame_mobjects(label)
        self.set_camera_orientation(phi=1, theta=0.5)
        self.add(mn.Cube(), mn.ThreeDAxes())
        self.move_camera(theta=1, run_time=0.4)
        self.wait(0.2)


class Bends(mn.ThreeDScene):
    """A surface and a sphere that are lit, axes among them, a move of the camera and of a thing."""

    def construct(self) -> None:
        axes = mn.ThreeDAxes((-3, 3), (-3, 3), (-2, 2))
        surface = mn.Surface(
            lambda u, v: axes.c2p(u, v, np.sin(u) * np.cos(v)), (-3, 3), (-3, 3), resolution=(12, 12)
        )
        self.set_camera_orientation(phi=1.1, theta=0.6)
        self.add(axes, surface, mn.Sphere(radius=0.6, resolution=(8, 8)).shift(2 * mn.OUT))
        self.begin_ambient_camera_rotation(rate=0.5)
        self.wait(0.4)
        stop: Any = self.stop_ambient_camera_rotation
        stop()
        self.play(surface.animate.shift(0.3 * mn.UP).set_fill(opacity=0.5), run_time=0.4)
        self.wait(0.2)


class Labels(mn.ThreeDScene):
    """Things that face the viewer, and a light that is moved."""

    def construct(self) -> None:
        self.set_camera_orientation(phi=1, theta=0.3)
        label = mn.Triangle(fill_opacity=1).shift(2 * mn.RIGHT)
        self.add_fixed_orientation_mobjects(label)
        self.add(mn.Cube(side_length=1.5, fill_opacity=0.7, stroke_width=1), label, mn.Dot3D(2 * mn.UP))
        self.play(
            label.animate.shift(mn.OUT), self.camera.light_source.animate.move_to(5 * mn.OUT), run_time=0.4
        )
        self.move_camera(phi=0.4, run_time=0.4)
