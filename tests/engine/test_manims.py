"""What the engine stands on in Manim is what it was written for; another Manim's is told at once."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from typing import Any

import manim as mn
import pytest
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath
from manim.scene.scene_file_writer import SceneFileWriter
from manim.utils.family import extract_mobject_family_members
from manim.utils.iterables import remove_list_redundancies

STANDS_ON: dict[str, tuple[Callable[..., Any], str]] = {
    # The engine takes the place of these, and must do all that they do.
    "render": (mn.CairoRenderer.render, "924e3bd668b2"),
    "update_frame": (mn.CairoRenderer.update_frame, "8f79c10a4826"),
    "freeze_current_frame": (mn.CairoRenderer.freeze_current_frame, "a95825fff9f7"),
    "save_static_frame_data": (mn.CairoRenderer.save_static_frame_data, "bd2d2188c208"),
    "capture_mobjects": (mn.Camera.capture_mobjects, "958b8f23af48"),
    "get_mobjects_to_display": (mn.Camera.get_mobjects_to_display, "ef93088d70b3"),
    "family": (extract_mobject_family_members, "90b769a1324e"),
    "get_family": (mn.Mobject.get_family, "d0b2953532b4"),
    "_iter_family": (mn.Mobject._iter_family, "50a525fb52d5"),
    "once": (remove_list_redundancies, "4fd66b34afb4"),
    "display_vectorized": (mn.Camera.display_vectorized, "4d9d158f2a42"),
    "set_cairo_context_path": (mn.Camera.set_cairo_context_path, "0e53e5837e78"),
    "set_cairo_context_color": (mn.Camera.set_cairo_context_color, "2c53d3a7c71e"),
    "apply_fill": (mn.Camera.apply_fill, "021a92466cd3"),
    "apply_stroke": (mn.Camera.apply_stroke, "81447e68863e"),
    "subpaths": (mn.VMobject.get_subpath_split_indices_from_points, "f6390df4e190"),
    "closed": (mn.VMobject.consider_points_equals_2d, "921342a98a9f"),
    "write_frame": (SceneFileWriter.write_frame, "e1234e03b0a8"),
    "match_style": (mn.VMobject.match_style, "0942f747a12a"),
    "set_style": (mn.VMobject.set_style, "8c5fd954a668"),
    "get_style": (mn.VMobject.get_style, "077727354e4d"),
    "generate_rgbas_array": (mn.VMobject.generate_rgbas_array, "1d83acf3c389"),
    "update_rgbas_array": (mn.VMobject.update_rgbas_array, "7ae1e3f90549"),
    "set_fill": (mn.VMobject.set_fill, "e325766f129f"),
    "set_stroke": (mn.VMobject.set_stroke, "1ee05806ebe6"),
    "generate_mobject": (mn.SVGMobject.generate_mobject, "9b758944c36b"),
    "get_mobjects_from": (mn.SVGMobject.get_mobjects_from, "df7165de96d1"),
    "get_mob_from_shape_element": (mn.SVGMobject.get_mob_from_shape_element, "26f7073f67ed"),
    "modify_xml_tree": (mn.SVGMobject.modify_xml_tree, "71737eaad47e"),
    "handle_commands": (VMobjectFromSVGPath.handle_commands, "75c586b92ff3"),
    "consider_points_equals": (mn.VMobject.consider_points_equals, "8bc045c557a7"),
    "get_subpaths_from_points": (mn.VMobject.get_subpaths_from_points, "b92d6ab26905"),
    "_gen_subpaths_from_points": (mn.VMobject._gen_subpaths_from_points, "821b9ba01350"),
    # These call it.
    "play": (mn.CairoRenderer.play, "5affbe0f311d"),
    "scene_finished": (mn.CairoRenderer.scene_finished, "75b619f2f4b5"),
    "play_internal": (mn.Scene.play_internal, "c83eff575fd7"),
    "Surface": (mn.Surface.__init__, "0dec826329a4"),
    "Scene": (mn.Scene.__init__, "72a693dc563b"),
}


def digest(function: Callable[..., Any]) -> str:
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:12]


@pytest.mark.parametrize("name", STANDS_ON)
def test_manim_is_as_the_engine_knows_it(name: str) -> None:
    function, known = STANDS_ON[name]
    assert digest(function) == known, (
        f"{function.__qualname__} of Manim {mn.__version__} is not what the engine was written for: "
        "see what changed, adapt calcanim/engine, and enter the new digest here"
    )
