"""Shorter ways to what Manim makes of a scene before it is drawn; what comes of them is the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from manim import Mobject, Surface, VMobject
from manim.mobject.svg import svg_mobject
from manim.utils import family as manims_families

from calcanim.engine import copies, families, joints, styles, surfaces, texts
from calcanim.engine.recent import Recent

_SHORTCUTS: tuple[tuple[Any, str, Any], ...] = (
    (Mobject, "get_family", families.family),
    (manims_families, "remove_list_redundancies", families.once),
    (Surface, "__init__", surfaces.build),
    (svg_mobject.VMobjectFromSVGPath, "__deepcopy__", copies.copied),
    (VMobject, "match_style", styles.match),
    (svg_mobject, "SVG_HASH_TO_MOB_MAP", Recent()),
    (svg_mobject.SVGMobject, "generate_mobject", texts.generate),
    (VMobject, "get_subpaths_from_points", joints.subpaths),
    (VMobject, "consider_points_equals", joints.are_equal),
)


def take_shortcuts() -> None:
    """Take them from now on."""
    for owner, name, shorter in _SHORTCUTS:
        setattr(owner, name, shorter)


@contextmanager
def shortcuts() -> Iterator[None]:
    """Take them meanwhile."""
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in _SHORTCUTS]
    take_shortcuts()
    try:
        yield
    finally:
        for owner, name, manims in before:
            setattr(owner, name, manims)
