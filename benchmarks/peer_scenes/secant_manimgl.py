"""The notebook's secant of y = x² at x = −1, as a scene of manimgl: three rounds of 200 frames."""

from __future__ import annotations

from typing import Any

import manimlib as mn
import numpy as np

ROUNDS, FRAMES = 3, 200


class Secant(mn.Scene):  # type: ignore[misc]  # manimgl has no types
    """A line through A and B, and their names; the tangent at A below it."""

    def construct(self) -> None:
        axes = mn.Axes(x_range=(-2.1, 2.1), y_range=(0, 2.8), width=11, height=6)
        turn = mn.ValueTracker(0)

        def place(x: float) -> Any:
            return axes.c2p(x, x**2)

        def line(slope: float, color: str) -> mn.Line:
            ends = axes.c2p(-2.1, 1 - 1.1 * slope), axes.c2p(2.1, 1 + 3.1 * slope)
            return mn.Line(*ends, stroke_color=color)

        def moving() -> mn.VGroup:
            x = -1 + (1.5 * np.cos(2 * np.pi * turn.get_value()) ** 3 or 1e-4)
            chord = mn.Line(place(-1), place(x), stroke_color=mn.BLUE)
            dots = mn.Dot(place(-1), fill_color=mn.BLUE), mn.Dot(place(x), fill_color=mn.BLUE)
            name = mn.Text("B", font_size=28).move_to(place(x) + 0.3 * mn.RIGHT)
            return mn.VGroup(line(x - 1, mn.ORANGE), chord, *dots, name)

        name = mn.Text("A", font_size=28).move_to(place(-1) + 0.4 * mn.LEFT)
        title = mn.Text("Slope of the curve y = x² at x = −1", font_size=32).to_edge(mn.UP, buff=0.2)
        curve = axes.get_graph(lambda x: x**2, x_range=(-1.67, 1.67))
        self.add(axes, curve, line(-2, mn.GREEN), name, title, mn.always_redraw(moving))
        self.play(turn.animate.set_value(ROUNDS), run_time=ROUNDS * FRAMES / 60, rate_func=mn.linear)
