"""The notebook's secant animation by others: matplotlib, manimgl on software GL, stock Manim, and us.

    python -m benchmarks.peers --python .peers/bin/python --runs 3

600 frames of 1920 × 1080, 60 a second, each a whole process from its start to its end, in turn in one run.
The others are not what we depend on, and are installed apart:

    python -m venv .peers
    .peers/bin/pip install matplotlib imageio-ffmpeg manimgl
    apt-get install xvfb libgl1-mesa-dri        # manimgl draws on a screen, be it one that nobody sees

Who is not installed is left out, and said so.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import av
import click
from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.bench import OURS, STOCK

SCENES = Path(__file__).with_name("peer_scenes")
SCENE = "Secant"
MANIMGL_AT_60 = "camera:\n  fps: 60\n"

Peer = Callable[[Path], tuple[list[str], Mapping[str, str]]]
"""A command that leaves a video somewhere in a folder, and what is added to its environment."""


@click.command()
@click.option("--python", type=click.Path(path_type=Path), help="The Python that has the others.")
@click.option("--runs", default=1, show_default=True, type=click.IntRange(min=1))
def peers(python: Path | None, runs: int) -> None:
    """Time the same animation by others and by us."""
    taking = _peers(python)
    seconds: dict[str, list[float]] = {name: [] for name in taking}
    frames = dict.fromkeys(taking, 0)
    for _ in range(runs):
        for name, peer in taking.items():
            took, frames[name] = _run(peer)
            seconds[name].append(took)
            click.echo(f"{name}: {took:.1f} s, {frames[name]} frames", err=True)
    shown = Table(title=f"Medians of {runs}", box=box.SIMPLE_HEAD)
    for heading in ("", "Frames", "Seconds", "Frames a second", "We are faster"):
        shown.add_column(heading, justify="left" if not heading else "right")
    for name in taking:
        took, count = statistics.median(seconds[name]), frames[name]
        ratio = statistics.median(a / b for a, b in zip(seconds[name], seconds["calcanim"], strict=True))
        shown.add_row(name, str(count), f"{took:.1f}", f"{count / took:.1f}", f"{ratio:.1f} times")
    Console(width=None if sys.stdout.isatty() else 100).print(shown)


def _peers(python: Path | None) -> dict[str, Peer]:
    scene = str(SCENES / "secant_manim.py")
    found: dict[str, Peer] = {
        "calcanim": lambda folder: ([*OURS, "-q", "h", "--media_dir", str(folder), scene, SCENE], {}),
        "manim": lambda folder: ([*STOCK, "-q", "h", "--media_dir", str(folder), scene, SCENE], {}),
    }
    if python is None:
        click.echo("without --python, only Manim and we are timed", err=True)
        return found
    python = python.absolute()
    if _has(python, "matplotlib", "imageio_ffmpeg"):
        drawing = str(SCENES / "secant_matplotlib.py")
        found["matplotlib"] = lambda folder: ([str(python), drawing, str(folder / "secant.mp4")], {})
    if _has(python, "manimlib", "imageio_ffmpeg") and shutil.which("xvfb-run"):
        found["manimgl"] = lambda folder: _manimgl(python, folder)
    return found


def _has(python: Path, *modules: str) -> bool:
    looked = f"import importlib.util as u; raise SystemExit(not all(map(u.find_spec, {modules!r})))"
    is_there = subprocess.run((str(python), "-c", looked), check=False).returncode == 0
    if not is_there:
        click.echo(f"left out: {' or '.join(modules)} is not installed for {python}", err=True)
    return is_there


def _manimgl(python: Path, folder: Path) -> tuple[list[str], Mapping[str, str]]:
    """manimgl on a screen that nobody sees, with an `ffmpeg` that it finds by name."""
    settings = folder / "settings.yml"
    settings.write_text(MANIMGL_AT_60)
    asked = (str(python), "-c", "import imageio_ffmpeg as i; print(i.get_ffmpeg_exe())")
    ffmpeg = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    (folder / "ffmpeg").symlink_to(ffmpeg)
    scene = (str(SCENES / "secant_manimgl.py"), SCENE)
    how = ("-w", "--hd", "--config_file", str(settings), "--video_dir", str(folder))
    command = ["xvfb-run", "-a", str(python), "-m", "manimlib", *scene, *how]
    return command, {"LIBGL_ALWAYS_SOFTWARE": "1", "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def _run(peer: Peer) -> tuple[float, int]:
    """Seconds of the whole process, and how many frames are in what it made."""
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile() as said:
        folder = Path(name)
        command, environment = peer(folder)
        began = time.perf_counter()
        done = subprocess.run(
            command, check=False, stdout=said, stderr=said, env=os.environ | environment, cwd=folder
        )
        seconds = time.perf_counter() - began
        videos = [video for video in folder.rglob("*.mp4") if "partial_movie_files" not in video.parts]
        if done.returncode or len(videos) != 1:
            said.seek(0)
            raise click.ClickException(f"{command[0]} failed: {said.read().decode(errors='replace')[-2000:]}")
        with av.open(videos[0]) as container:
            return seconds, sum(1 for packet in container.demux(video=0) if packet.size)


if __name__ == "__main__":
    peers()
