"""The fonts: found by name and weight where a machine has none, small, their licence beside them."""

from __future__ import annotations

from pathlib import Path

import typst

import calcanim.tex

FOLDER = Path(calcanim.tex.__file__).parent / "fonts"


def faces(folder: Path) -> set[tuple[str, int, str]]:
    found = typst.Fonts(include_system_fonts=False, font_paths=[str(folder)]).fonts()
    return {(face.family, face.weight, face.style) for face in found}


def test_prose_has_its_own_font_in_two_weights(tmp_path: Path) -> None:
    bundled = faces(FOLDER) - faces(tmp_path)
    assert bundled == {("Inter", 400, "normal"), ("Inter", 600, "normal")}


def test_formulas_have_the_font_that_typst_carries(tmp_path: Path) -> None:
    assert ("New Computer Modern Math", 400, "normal") in faces(tmp_path)


def test_the_fonts_are_small_and_come_with_their_licence() -> None:
    fonts = list(FOLDER.glob("*.otf"))
    assert sum(font.stat().st_size for font in fonts) < 1_200_000
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "OFL.txt").read_text("utf-8")
    notices = (FOLDER.parents[2] / "LICENSE").read_text("utf-8")
    assert all(font.name in notices for font in fonts)
