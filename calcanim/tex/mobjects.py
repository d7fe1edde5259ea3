"""Manim's classes for LaTeX, drawn without it: they keep their names and all that they do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from manim import ManimColor, TexTemplate, VGroup, VMobject, config
from manim.mobject.text import numbers, tex_mobject
from manim.mobject.text.tex_mobject import SingleStringMathTex

from calcanim.tex import remembered
from calcanim.tex.by_latex import EM
from calcanim.tex.copies import flat_copy
from calcanim.tex.setting import Setting, check_preamble, setting

_set: dict[Path, Setting] = {}


def set_tex(expression: str, environment: str | None = None, tex_template: TexTemplate | None = None) -> Path:
    """Set LaTeX, and return a path that stands for it: there is no such file.

    A FormulaError tells of a command or a package that needs LaTeX.
    """
    check_preamble((tex_template or config["tex_template"]).preamble)
    path = Path(f"{environment}: {expression}")
    _set[path] = setting(expression, environment)
    return path


def build(mobject: SingleStringMathTex, use_svg_cache: bool) -> SingleStringMathTex:
    """Make a mobject's parts of the glyphs that were set, which are remembered themselves."""
    assert mobject.file_name is not None
    found = _set.pop(mobject.file_name)
    groups = {name: VGroup() for name in ("root", *found.groups)}
    for drawn in found.glyphs:
        glyph = flat_copy(_prototype(drawn.colour))
        glyph.points = drawn.points * EM
        mobject.submobjects.append(glyph)
        for name in ("root", *drawn.groups):
            groups[name].submobjects.append(glyph)
    mobject.id_to_vgroup_dict = groups
    return mobject


@cache
def _prototype(colour: str) -> VMobject:
    """A glyph, black where it has no colour of its own: Manim gives a formula's colour to what is black."""
    return VMobject(fill_color=ManimColor(colour or None), fill_opacity=1.0, stroke_width=0.0)


_PLACES: tuple[tuple[Any, str, Any], ...] = (
    (tex_mobject, "tex_to_svg_file", set_tex),
    (SingleStringMathTex, "init_svg_mobject", build),
    (SingleStringMathTex, "__init__", remembered.init),
    (SingleStringMathTex, "init_colors", remembered.init_colors),
    (numbers, "string_to_mob_map", {}),  # Manim's own has digits that LaTeX has set, perhaps
)


def use_typst_for_latex() -> None:
    """Set all LaTeX without LaTeX from now on."""
    for owner, name, ours in _PLACES:
        setattr(owner, name, ours)


@contextmanager
def typst_for_latex() -> Iterator[None]:
    """Set all LaTeX without LaTeX meanwhile."""
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in _PLACES]
    use_typst_for_latex()
    try:
        yield
    finally:
        for owner, name, manims in before:
            setattr(owner, name, manims)
