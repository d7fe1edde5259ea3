"""A scene with formulas of LaTeX renders where there is none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from calcanim.cli.options import latex_or_typst
from calcanim.gates.watch import watch
from calcanim.rendering.discover import discover, scene_class
from calcanim.rendering.fingerprint import environment, fingerprint
from calcanim.rendering.jobs import QUALITIES, Format, Tex
from calcanim.rendering.match import select
from calcanim.rendering.plan import Options, plan
from calcanim.rendering.sources import Sources
from tests.engine.frames import clip, pictures

SCENE = r"""
import manim as mn


class Numbers(mn.Scene):
    def construct(self):
        line = mn.NumberLine((-2, 2), length=8, include_numbers=True)
        matrix = mn.Matrix([[1, r"\sqrt{2}"], [0, 1]]).to_edge(mn.UP)
        label = mn.Brace(line, mn.DOWN).get_tex(r"x \in \mathbb{R}")
        number = mn.DecimalNumber(1.5).to_corner(mn.UL)
        self.add(line, matrix, label, number, mn.Tex("A text with $x^2$").to_edge(mn.DOWN))
        self.play(number.animate.set_value(2.5), run_time=0.2)
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "written.py").write_text(SCENE, "utf-8")
    return tmp_path / "written.py"


def test_it_renders_where_there_is_no_latex(file: Path) -> None:
    (last,) = pictures(clip(file, "Numbers", file.parent / "media", format=Format.STILL))
    assert (last.max(axis=2) > 128).mean() > 0.002


def test_so_does_manims_own_command_with_one_more_line(file: Path) -> None:
    file.write_text(f"import calcanim.tex.everywhere\n{SCENE}", "utf-8")
    command = [
        sys.executable,
        "-m",
        "manim",
        "render",
        "-ql",
        "-s",
        "--media_dir",
        "media",
        file.name,
        "Numbers",
    ]
    done = subprocess.run(command, cwd=file.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    assert list((file.parent / "media").rglob("*.png"))


def test_what_sets_it_is_chosen_and_part_of_a_clips_key(file: Path) -> None:
    sources = Sources()
    keys = set()
    for tex in Tex:
        options = Options(file.parent / "media", QUALITIES["l"], tex=tex)
        (job,) = plan(select(discover([file]), ["Numbers"]), options)
        keys.add(fingerprint(job, sources.closure(file), environment(sources)))
    assert len(keys) == 2


def test_latex_sets_it_where_it_is_installed(file: Path) -> None:
    assert latex_or_typst("auto") is Tex.TYPST
    for name in ("latex", "dvisvgm"):
        (file.parent / name).touch(mode=0o755)
    assert latex_or_typst("auto") is Tex.LATEX
    assert latex_or_typst("typst") is Tex.TYPST


def test_it_is_checked_where_there_is_no_latex(file: Path) -> None:
    recording = watch(scene_class(file, "Numbers"), stills_only=True)
    assert recording.stills
