"""A scene of ten minutes: how much memory its worker has in every minute of it.

    python -m benchmarks.growth                    ten minutes at 1080p60
    python -m benchmarks.growth -q l --minutes 3

`Peak` is the most that the worker ever had; `own` is what it shares with no file, where growth would show.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import av
import click
import psutil
from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.bench import OURS

ROUND = 10  # seconds of the scene that one round takes
MEGABYTE = 1e6
SCENE = """
import numpy as np
from manim import *


class Long(Scene):
    def construct(self):
        axes = Axes(x_range=(-3, 3), y_range=(-2, 2), x_length=8, y_length=4).shift(DOWN)
        self.add(axes, axes.plot(np.sin, color=BLUE))
        for number in range({rounds}):
            x = ValueTracker(-3)
            dot = always_redraw(lambda: Dot(axes.c2p(x.get_value(), np.sin(x.get_value())), color=YELLOW))
            formula = MathTypst(f"sin(x + {{number}}) = sum_(k=0)^oo a_k x^k").to_edge(UP)
            self.play(Write(formula), run_time=2)
            self.add(dot)
            self.play(x.animate.set_value(3), run_time=4)
            self.play(FadeOut(formula), FadeOut(dot), run_time=1)
            self.wait(3)
"""


@click.command()
@click.option("-q", "quality", default="h", show_default=True, type=click.Choice(list("lmhpk")))
@click.option("--minutes", default=10, show_default=True, type=click.IntRange(min=1))
def growth(quality: str, minutes: int) -> None:
    """Watch the memory of a long scene."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long_scene.py"
        file.write_text(SCENE.format(rounds=minutes * 60 // ROUND), "utf-8")
        began = time.perf_counter()
        command = (*OURS, "-j", "1", "-q", quality, "--media_dir", folder, str(file), "Long")
        # Not a pipe: nobody reads it while the scene is rendered, and a full one would hold the command up.
        with tempfile.TemporaryFile() as said, subprocess.Popen(command, stdout=said, stderr=said) as process:
            seen = list(_memory(psutil.Process(process.pid), process))
            process.wait()
            said.seek(0)
            last = said.read().decode(errors="replace")[-2000:]
        seconds = time.perf_counter() - began
        if process.returncode:
            raise click.ClickException(last)
        with av.open(next(Path(folder).glob("videos/*/*/*.mp4"))) as container:
            frames = sum(1 for packet in container.demux(video=0) if packet.size)
    title = f"{frames} frames at -q {quality} in {seconds:.0f} s; MB at each tenth of the way"
    shown = Table(title=title, box=box.SIMPLE_HEAD)
    for heading in ("Of the time", "Peak", "Now", "Own"):
        shown.add_column(heading, justify="right")
    for tenth in range(1, 11):
        shown.add_row(f"{tenth * 10} %", *(f"{each:.0f}" for each in seen[len(seen) * tenth // 10 - 1]))
    Console(width=None if sys.stdout.isatty() else 80).print(shown)


def _memory(command: psutil.Process, process: subprocess.Popen[bytes]) -> Iterator[tuple[float, ...]]:
    """Peak, present and own memory of the process that encodes, in MB, twice a second while it runs."""
    while process.poll() is None:
        time.sleep(0.5)
        for worker in _workers(command):
            try:
                now = worker.memory_info()
                peak = _status(worker, "VmHWM")
            except (psutil.Error, OSError):
                continue
            yield peak, now.rss / MEGABYTE, (now.rss - now.shared) / MEGABYTE


def _workers(command: psutil.Process) -> list[psutil.Process]:
    """The processes that have a video open."""
    found = []
    try:
        for each in command.children(recursive=True):
            if any(file.path.endswith(".mp4") for file in each.open_files()):
                found.append(each)
    except psutil.Error:
        pass
    return found


def _status(process: psutil.Process, name: str) -> float:
    """A figure that Linux tells of a process, in MB."""
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024 / MEGABYTE
    return 0.0


if __name__ == "__main__":
    growth()
