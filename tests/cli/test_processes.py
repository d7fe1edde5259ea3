"""The command as a process of its own, with Manim: what it loads, and what signals do to it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.scene_texts import MANIM

RENDER = str(Path(__file__).parents[2] / "render.py")
SMALL = ("-r", "160,90", "--fps", "10")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sample.py").write_text(MANIM)
    return tmp_path


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, RENDER, *arguments), cwd=folder, capture_output=True, text=True, check=False
    )


@contextmanager
def begun(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Begin to render a scene that lasts, come back in the middle of it, and leave nothing running."""
    with subprocess.Popen(
        (sys.executable, RENDER, "render", "sample.py", "Lasts", *SMALL),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "begun\n"
            yield process
        finally:
            process.kill()


def files(folder: Path) -> list[str]:
    return sorted(p.name for p in (folder / "media/videos/sample/90p10").iterdir())


def test_help_loads_neither_manim_nor_numpy() -> None:
    asked = (
        "import sys; from calcanim.cli import status; status(['render', '--help'])\n"
        "print(sorted({'manim', 'numpy', 'av', 'sympy', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run((sys.executable, "-c", asked), capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_a_scene_file_is_rendered_by_a_plain_call(folder: Path) -> None:
    done = command(folder, "render", "sample.py", "Goes", "Fails", *SMALL, "--json")
    assert done.returncode == 1
    goes, fails = json.loads(done.stdout.splitlines()[-1])["clips"]
    assert (goes["status"], goes["frames"], goes["duration"]) == ("rendered", 10, 1.0)
    assert fails["reason"].startswith("ValueError: no such figure (sample.py, line ")
    assert done.stderr == ""


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0.0, 0.01, 0.1])
def test_ctrl_c_leaves_the_old_clip_and_nothing_else(folder: Path, moment: float) -> None:
    old = folder / "media/videos/sample/90p10/Lasts.mp4"
    old.parent.mkdir(parents=True)
    old.write_text("an old clip")
    with begun(folder) as process:
        time.sleep(moment)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted" in err
    assert "Traceback" not in err
    assert old.read_text() == "an old clip"
    assert files(folder) == ["Lasts.mp4"]


@pytest.mark.slow
def test_a_killed_render_leaves_the_old_clip_and_the_next_run_cleans_up(folder: Path) -> None:
    old = folder / "media/videos/sample/90p10/Lasts.mp4"
    old.parent.mkdir(parents=True)
    old.write_text("an old clip")
    with begun(folder):
        pass
    assert old.read_text() == "an old clip"
    assert len(files(folder)) == 2
    assert command(folder, "render", "sample.py", "Goes", *SMALL).returncode == 0
    assert files(folder) == ["Goes.mp4", "Goes.png", "Goes.srt", "Lasts.mp4"]


def test_verbose_says_how_frames_were_drawn(folder: Path) -> None:
    ran = command(folder, "render", "sample.py", "Goes", *SMALL, "--verbose")
    assert ran.returncode == 0
    assert "Goes, frames drawn: 10 only what changed" in ran.stderr
