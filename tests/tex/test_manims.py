"""What stands in for LaTeX knows these of Manim's; another Manim's are told at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from manim import MathTex, SingleStringMathTex
from manim.utils.tex_file_writing import tex_to_svg_file

from tests.engine.test_manims import digest

STANDS_ON: dict[str, tuple[Callable[..., Any], str]] = {
    "SingleStringMathTex": (SingleStringMathTex.__init__, "0bfb020f3aef"),
    "init_colors": (SingleStringMathTex.init_colors, "e8ba1a7a5f17"),
    "join": (MathTex._join_tex_strings_with_unique_deliminters, "a935915ba2bb"),
    "break_up": (MathTex._break_up_by_substrings, "bd8305dd9ad1"),
    "tex_to_svg_file": (tex_to_svg_file, "b9bf5e69f268"),
}


@pytest.mark.parametrize("name", STANDS_ON)
def test_manim_is_as_it_is_known(name: str) -> None:
    function, known = STANDS_ON[name]
    assert digest(function) == known, "see what changed, adapt calcanim/tex, and enter the new digest here"
