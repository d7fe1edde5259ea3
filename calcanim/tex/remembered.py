"""A formula that was made before is copied: Manim takes twenty times as long to colour its glyphs anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

import numpy as np
from manim import ManimColor, TexTemplate, VGroup, config
from manim.mobject.text.tex_mobject import SingleStringMathTex

from calcanim.tex.copies import COLOURS, flat_copy

KEPT = 200
"""How many are kept; the one that was used longest ago goes first."""

_PLAIN = (str, int, float, bool, type(None))
_LINKED = ("submobjects", "id_to_vgroup_dict")
_NOT_COLOURS = ("points", "submobjects", "updaters")
_coloured_by_manim = SingleStringMathTex.init_colors
_init_by_manim = SingleStringMathTex.__init__
_made: OrderedDict[Hashable, dict[str, Any]] = OrderedDict()


def init(mobject: SingleStringMathTex, tex_string: str, *args: Any, **kwargs: Any) -> None:
    """Make a formula as Manim does, or copy what was made of the same before."""
    key = _key((type(mobject).__qualname__, tex_string, *args), kwargs)
    if key in _made:
        _made.move_to_end(key)
        vars(mobject).update(_twin(_made[key]))
        return
    own = dict(vars(mobject))
    _init_by_manim(mobject, tex_string, *args, **kwargs)
    if key is not None and all(not glyph.submobjects for glyph in mobject.submobjects):
        made = {name: value for name, value in vars(mobject).items() if own.get(name, _made) is not value}
        _made[key] = _twin(made)
        if len(_made) > KEPT:
            _made.popitem(last=False)


def forget() -> None:
    """Keep none of them."""
    _made.clear()


def init_colors(mobject: SingleStringMathTex, propagate_colors: bool = True) -> SingleStringMathTex:
    """Give glyphs their colour as Manim does; of those that look alike, to one, which the others follow."""
    glyphs = mobject.submobjects
    if any(glyph.submobjects for glyph in glyphs):
        return _coloured_by_manim(mobject, propagate_colors)
    looks = [tuple(getattr(glyph, name).tobytes() for name in COLOURS) for glyph in glyphs]
    firsts = dict(zip(reversed(looks), reversed(glyphs), strict=True))
    mobject.submobjects = list(firsts.values())
    _coloured_by_manim(mobject, propagate_colors)
    mobject.submobjects = glyphs
    for glyph, look in zip(glyphs, looks, strict=True):
        if glyph is not firsts[look]:
            own = {name: vars(glyph)[name] for name in _NOT_COLOURS}
            vars(glyph).update({**vars(flat_copy(firsts[look])), **own})
    return mobject


def _twin(made: dict[str, Any]) -> dict[str, Any]:
    twins = {id(glyph): flat_copy(glyph) for glyph in made["submobjects"]}
    groups = {}
    for name, group in made["id_to_vgroup_dict"].items():
        groups[name] = VGroup()
        groups[name].submobjects = [twins[id(glyph)] for glyph in group.submobjects]
    rest = {name: _own(value) for name, value in made.items() if name not in _LINKED}
    return {**rest, "submobjects": list(twins.values()), "id_to_vgroup_dict": groups}


def _own(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray | list | dict) else value


def _key(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Hashable:
    """What tells formulas apart; None where something is given that may be anything."""
    given = {"tex_template": config["tex_template"], **kwargs}
    try:
        return tuple(map(_said, args)), tuple((name, _said(given[name])) for name in sorted(given))
    except TypeError:
        return None


def _said(value: Any) -> Hashable:
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, ManimColor):
        return value.to_rgba().tobytes()
    if isinstance(value, TexTemplate):
        return value.body
    if isinstance(value, tuple | list):
        return tuple(map(_said, value))
    raise TypeError(value)
