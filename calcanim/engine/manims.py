"""What is used of Manim that it does not promise to keep: all of it in this file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import CairoRenderer, Mobject, VMobject
from manim._config.output import OutputFormat
from manim._config.video_encoder import to_av_frame_rate
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from manim.mobject.three_d import three_d_utils as solid
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.scene import scene as scenes
from manim.scene.scene_file_writer import SceneFileWriter, _SceneFileWriterSettings
from manim.utils.iterables import list_update
from manim.utils.space_ops import get_unit_normal as unit_normal

__all__ = [
    "CAP_STYLE_MAP",
    "LINE_JOIN_MAP",
    "AbstractImageMobject",
    "OutputFormat",
    "SceneFileWriter",
    "WriterSettings",
    "corner_normals",
    "family_of_its_own",
    "is_listed_as_usual",
    "list_update",
    "render_scenes_by",
    "scenes_rendered_by",
    "to_av_frame_rate",
    "unit_normal",
]

WriterSettings = _SceneFileWriterSettings


def corner_normals(mobject: VMobject, /) -> npt.NDArray[np.float64]:
    """Return where a mobject looks to at its first and its last corner, as unit vectors, shape (2, 3)."""
    first = solid.get_3d_vmob_start_corner_unit_normal(mobject)
    return np.array([first, solid.get_3d_vmob_end_corner_unit_normal(mobject)])


@cache
def is_listed_as_usual(kind: Any, /) -> bool:
    """Tell whether mobjects of a class list their parts as Manim's own do."""
    return kind._iter_family is Mobject._iter_family


def family_of_its_own(mobject: Mobject, above: set[Mobject], /) -> Iterator[Mobject]:
    """List a mobject and its parts as its class does; `above` are those of which it is a part."""
    return mobject._iter_family(above)


@contextmanager
def scenes_rendered_by(renderer: type[CairoRenderer], /) -> Iterator[None]:
    """Give every scene that is made meanwhile, and asks for no renderer of its own, this kind of renderer."""
    before = render_scenes_by(renderer)
    try:
        yield
    finally:
        render_scenes_by(before)


def render_scenes_by(renderer: type[CairoRenderer], /) -> type[CairoRenderer]:
    """Give every scene that is made from now on this kind of renderer; return the kind that it was before."""
    module: Any = scenes
    before: type[CairoRenderer] = module.CairoRenderer
    module.CairoRenderer = renderer
    return before
