"""A lesson renders with formulas that Typst sets and with those that LaTeX sets, and passes the gates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from calcanim.blocks.formula import Formula
from calcanim.blocks.theme import DARK
from calcanim.cli.options import read_options
from calcanim.errors import FormulaError, UsageError
from calcanim.gates.batch import examined
from calcanim.gates.examine import examine
from calcanim.rendering.jobs import Picture, Status, Tex
from calcanim.rendering.manim_backend import ManimBackend
from calcanim.rendering.plan import Options, plan
from calcanim.rendering.runner import run
from calcanim.tex.by_latex import formulas_by_latex
from tests.tex.lesson import LESSON, kept_drawings

SMALL = Picture(256, 144, 5)
LATEX = r"\part{run}{\Delta x}\neq 0"


@pytest.fixture
def latex(tmp_path: Path) -> Iterator[None]:
    with kept_drawings(tmp_path):
        yield


@pytest.mark.parametrize("tex", Tex)
def test_it_renders_with_both(tex: Tex, tmp_path: Path, latex: None) -> None:
    jobs = plan([LESSON], Options(tmp_path, SMALL, tex_of_lessons=tex))
    assert [job.tex for job in jobs] == [tex]
    (result,) = run(jobs, ManimBackend())
    assert result.status is Status.RENDERED, result.reason


def test_it_passes_every_gate_with_formulas_by_latex(tmp_path: Path, latex: None) -> None:
    (job,) = plan([LESSON], Options(tmp_path))
    with formulas_by_latex():
        examination = examined(job, examine)
    assert examination.holds, [each.message for each in examination.findings]


def test_a_formula_has_the_same_glyphs_parts_and_colours_with_both(latex: None) -> None:
    typst = Formula(LATEX, theme=DARK)
    with formulas_by_latex():
        latexs = Formula(LATEX, theme=DARK)
    assert latexs.width == pytest.approx(typst.width, rel=0.03)
    assert latexs.baseline == pytest.approx(0.0, abs=0.01)
    colours = [[glyph.fill_color for glyph in each.part("run")] for each in (typst, latexs)]
    assert colours[0] == colours[1]
    sizes = [{round(glyph.x_height, 3) for glyph in each.outlines} for each in (typst, latexs)]
    assert sizes[0] == sizes[1]


def test_lessons_are_set_by_typst_unless_latex_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("latex", "dvisvgm"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    asked = {
        **dict.fromkeys(("resolution", "fps", "format", "theme")),
        **{"media_dir": tmp_path, "quality": "l", "still": False, "transparent": False, "settings": ()},
        **{"beats": False, "engine": "fast", "speed": "standard"},
    }
    for tex, expected in (("auto", Tex.TYPST), ("latex", Tex.LATEX), ("typst", Tex.TYPST)):
        assert read_options({**asked, "tex": tex}).tex_of_lessons is expected
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="--tex latex needs latex and dvisvgm"):
        read_options({**asked, "tex": "latex"})


def test_what_latex_does_not_take_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(latex: str, environment: str) -> str:
        raise ValueError("latex error converting to dvi")

    monkeypatch.setattr("manim.utils.tex_file_writing.tex_to_svg_file", refuse)
    with formulas_by_latex(), pytest.raises(FormulaError, match="LaTeX does not set this formula"):
        Formula("x + 17", theme=DARK)
