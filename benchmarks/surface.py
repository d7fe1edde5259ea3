"""Time for one frame of a turning surface: this house's `Space` beside Manim's `Surface`, at 1280 × 720.

Run it with `python -m benchmarks.surface [cells]`.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import manim as mn
import numpy as np
from manim.camera.camera import Camera
from manim.camera.three_d_camera import ThreeDCamera

from calcanim.blocks.space.partial_picture import PartialPicture
from calcanim.blocks.stage import Stage
from calcanim.blocks.theme import DARK
from calcanim.calculus import Constant, Function

FRAMES = 15
WIDTH, HEIGHT = 1280, 720


def our_frame(cells: int) -> tuple[Callable[[int], None], int]:
    """Draws the lesson's surface, slices and tangents, from a view that depends on the frame."""
    at = Constant.parse("0.1"), Constant.parse("-1")
    f = Function.parse("sin(x*y)", variables=("x", "y"))
    picture = PartialPicture(Stage(128 / 9, 8).picture, f, at, theme=DARK, cells=cells)
    for way in picture.directions:
        way.curve.grown.value = way.secant.line.grown.value = 1.0
    space, camera = picture.space, Camera()

    def draw(frame: int) -> None:
        space.azimuth.value = -70.0 + frame
        space.redraw()
        camera.reset()
        camera.capture_mobjects([space])

    return draw, picture.surface.most


def stock_frame(cells: int) -> tuple[Callable[[int], None], int]:
    """Draws Manim's own surface, of the same resolution and with nothing on it."""
    surface = mn.Surface(
        lambda u, v: np.array([u, v, np.sin(u * v)]),
        u_range=(-2.1, 2.1),
        v_range=(-2.1, 2.1),
        resolution=(cells, cells),
    )
    camera = ThreeDCamera(phi=np.radians(60))

    def draw(frame: int) -> None:
        camera.set_theta(np.radians(-70 + frame))
        camera.reset()
        camera.capture_mobjects([surface])

    return draw, len(surface)


def milliseconds(draw: Callable[[int], None]) -> float:
    """The median of a frame's time on the processor, which other programs do not change much."""
    times = []
    for frame in range(FRAMES):
        start = time.process_time()
        draw(frame)
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


def main() -> None:
    """Print one line for each."""
    cells = int(sys.argv[1]) if len(sys.argv) > 1 else 24
    with mn.tempconfig(
        {"pixel_width": WIDTH, "pixel_height": HEIGHT, "frame_width": 128 / 9, "frame_height": 8}
    ):
        for name, (draw, faces) in {"Space": our_frame(cells), "manim.Surface": stock_frame(cells)}.items():
            taken = milliseconds(draw)
            print(f"{name:14} {faces} faces  {taken:6.1f} ms a frame  {1000 / taken:5.1f} frames/s")


if __name__ == "__main__":
    main()
