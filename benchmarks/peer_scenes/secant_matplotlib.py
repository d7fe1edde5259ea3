"""The notebook's secant animation with matplotlib, 1920 × 1080, 60 frames a second, to the file named.

python secant_matplotlib.py OUT.mp4
"""

from __future__ import annotations

import sys
from typing import Any

import imageio_ffmpeg
import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib import animation

mpl.use("Agg")
mpl.rcParams["animation.ffmpeg_path"] = imageio_ffmpeg.get_ffmpeg_exe()

ROUNDS, FRAMES = 3, 200


def main(file: str) -> None:
    """Draw a line through A and B, and their names; the tangent at A below it."""
    figure, axes = plt.subplots(figsize=(19.2, 10.8), dpi=100)
    xs = np.linspace(-2.1, 2.1, 500)
    axes.plot(xs, xs**2)
    axes.plot([-1000, 1000], [-2 * (x + 1) + 1 for x in (-1000, 1000)])
    (line,) = axes.plot([], [], "-")
    (chord,) = axes.plot([], [], "bo-")
    axes.text(-1.2, 1, "A", fontsize=14)
    name = axes.text(0, 0, "B", fontsize=14)
    axes.set(xlim=(-2.1, 2.1), ylim=(0, 2.8), title="Slope of the curve $y = x^2$ at $x_A = -1$")
    axes.grid(visible=True)

    def update(frame: int) -> Any:
        x = -1 + (1.5 * np.cos(frame * 2 * np.pi / FRAMES) ** 3 or 1e-4)
        line.set_data([-1000, 1000], [(x - 1) * (end + 1) + 1 for end in (-1000, 1000)])
        chord.set_data([-1, x], [1, x**2])
        name.set_position((x + 0.1, x**2))
        return line, chord, name

    moving = animation.FuncAnimation(figure, update, frames=ROUNDS * FRAMES, blit=True)
    moving.save(file, writer=animation.FFMpegWriter(fps=60))


if __name__ == "__main__":
    main(sys.argv[1])
