"""The `manim` command with the engine: the same files in the same places as without it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from pydub import AudioSegment

DRAWN = Path(__file__).with_name("drawn.py")
COMMAND = "import sys\n{}from manim.__main__ import main\nmain(sys.argv[1:])"


def manim(folder: Path, *flags: str, fast: bool, scene: str = "Sections", file: Path = DRAWN) -> Path:
    """Run the command in a folder, and return its media folder."""
    media = folder / ("fast" if fast else "stock")
    code = COMMAND.format("import calcanim.engine.everywhere\n" if fast else "")
    given = ["render", str(file), scene, "-r", "160,90", "--fps", "15", "--media_dir", str(media), *flags]
    done = subprocess.run(
        [sys.executable, "-c", code, *given], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return media


def files(media: Path) -> set[str]:
    """List what came of it, but for files of single animations, which only stock Manim has."""
    found = (file.relative_to(media) for file in media.rglob("*") if file.is_file())
    return {str(file) for file in found if not {"partial_movie_files", "Tex", "texts"} & set(file.parts)}


def frames(file: Path) -> list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    with av.open(file) as opened:
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in opened.decode(video=0)]


@pytest.mark.parametrize(
    ("flags", "name"),
    [
        ((), "Sections.mp4"),
        (("--format", "webm"), "Sections.webm"),
        (("--format", "gif"), "Sections*.gif"),
        (("-t",), "Sections.mov"),
        (("-n", "1,2"), "Sections.mp4"),
        (("--save_sections",), "Sections.mp4"),
    ],
)
def test_a_film_is_where_and_as_manim_makes_it(tmp_path: Path, flags: tuple[str, ...], name: str) -> None:
    stock, fast = (manim(tmp_path, *flags, fast=is_fast) for is_fast in (False, True))
    assert files(fast) == files(stock)
    (one,), (other,) = (list(media.rglob(name)) for media in (stock, fast))
    shown, drawn = frames(one), frames(other)
    if "gif" not in flags:  # Manim's GIFs have a frame more or less
        assert len(drawn) == len(shown)
    assert np.abs(drawn[-1].astype(int) - shown[-1]).mean() < 3


@pytest.mark.parametrize("flags", [(), ("--format", "gif")], ids=["", "gif"])
def test_sections_are_listed_as_manim_lists_them(tmp_path: Path, flags: tuple[str, ...]) -> None:
    listed = []
    for is_fast in (False, True):
        media = manim(tmp_path, "--save_sections", *flags, fast=is_fast)
        assert not list(media.rglob(".*"))
        (index,) = media.rglob("Sections.json")
        entries = json.loads(index.read_text("utf-8"))
        listed.append([{k: v for k, v in entry.items() if k not in ("size",)} for entry in entries])
        for entry in entries:
            assert len(frames(index.with_name(entry["video"]))) == int(entry["nb_frames"])
    names = [[(e["name"], e["type"], e["video"], e["nb_frames"]) for e in each] for each in listed]
    assert names[0] == names[1]


@pytest.mark.parametrize("flag", ["-s", "--format=png"])
def test_pictures_are_pixel_for_pixel_those_of_manim(tmp_path: Path, flag: str) -> None:
    stock, fast = (manim(tmp_path, flag, fast=is_fast) for is_fast in (False, True))
    assert files(fast) == files(stock)
    for name in files(stock):
        one, other = (np.asarray(Image.open(media / name).convert("RGB")) for media in (stock, fast))
        assert np.array_equal(one, other), name


def test_what_is_heard_and_said_is_in_its_place(tmp_path: Path) -> None:
    AudioSegment.silent(300).export(tmp_path / "tone.wav", format="wav")
    file = tmp_path / "heard.py"
    file.write_text(
        "import manim as mn\nclass Heard(mn.Scene):\n    def construct(self):\n"
        "        self.add_sound('tone.wav')\n        self.add_subcaption('A dot.', duration=0.4)\n"
        "        self.play(mn.FadeIn(mn.Dot()), run_time=0.6)\n",
        "utf-8",
    )
    stock, fast = (manim(tmp_path, fast=is_fast, scene="Heard", file=file) for is_fast in (False, True))
    assert files(fast) == files(stock) - {"videos/heard/90p15/Heard.wav"}  # Manim leaves its recording behind
    with av.open(next(fast.rglob("Heard.mp4"))) as opened:
        (sound,) = opened.streams.audio
        assert sound.frames
        assert opened.streams.video[0].frames == 9
    assert next(fast.rglob("*.srt")).read_text() == next(stock.rglob("*.srt")).read_text()


def test_a_scene_that_breaks_off_leaves_no_file(tmp_path: Path) -> None:
    file = tmp_path / "broken.py"
    file.write_text(
        "import manim as mn\nimport calcanim.engine.everywhere\n"
        "class Breaks(mn.Scene):\n    def construct(self):\n"
        "        self.play(mn.FadeIn(mn.Dot()))\n        raise ValueError('here')\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "manim", "render", str(file), "Breaks", "-ql", "--media_dir", "media"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=os.environ, check=False)
    assert done.returncode != 0
    assert "here" in done.stdout + done.stderr
    assert not list((tmp_path / "media").rglob("*.mp4"))
