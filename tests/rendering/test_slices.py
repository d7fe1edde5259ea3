"""What of a scene file one of its scenes is made of."""

from __future__ import annotations

import pytest

from calcanim.rendering.slices import Import, Reading, whole

FILE = '''
"""Two scenes and what they share."""

import math
import setup_of_the_house

import numpy as np
from blocks import dot, line

RADIUS = 2
COLOURS = {"dot": "red"}
print("read")


def helper(x):
    return line(x)


class Dots(Scene):
    def construct(self):
        self.add(dot(RADIUS, COLOURS["dot"]))


class Lines(Scene):
    """Lines."""

    def construct(self):
        self.add(helper(np.pi))


class More(Dots):
    x = 3
'''


def meaning(text: str, scene: str) -> str:
    return Reading(text).slice_for(scene).meaning


def changed(old: str, new: str) -> set[str]:
    """The scenes whose slice a change of the text changes."""
    assert old in FILE
    text = FILE.replace(old, new)
    return {name for name in ("Dots", "Lines", "More") if meaning(text, name) != meaning(FILE, name)}


@pytest.mark.parametrize(
    ("old", "new", "scenes"),
    [
        ("RADIUS = 2", "RADIUS = 3", {"Dots", "More"}),
        ("np.pi", "np.e", {"Lines"}),
        ("line(x)", "line(2 * x)", {"Lines"}),
        ("x = 3", "x = 4", {"More"}),
        ('print("read")', 'print("seen")', {"Dots", "Lines", "More"}),
        ('"""Lines."""', '"""Straight lines."""', {"Lines"}),
        ("import numpy as np", "import numpy as np  # numbers", set()),
        ("RADIUS = 2", "RADIUS    =    2", set()),
        ("import math\n", "import math\n\n\n", set()),
        ("import setup_of_the_house", "import setup_of_another", {"Dots", "Lines", "More"}),
        ("class More(Dots):", "class More(Lines):", {"More"}),
    ],
)
def test_a_change_counts_for_the_scenes_that_it_touches(old: str, new: str, scenes: set[str]) -> None:
    assert changed(old, new) == scenes


def test_imports_are_those_that_the_scene_uses_and_those_that_nobody_uses() -> None:
    always = {Import("math"), Import("setup_of_the_house")}
    assert set(Reading(FILE).slice_for("Dots").imports) == always | {Import("blocks", "dot")}
    assert set(Reading(FILE).slice_for("Lines").imports) == always | {
        Import("numpy"),
        Import("blocks", "line"),
    }
    assert set(whole(FILE).imports) == always | {
        Import("numpy"),
        Import("blocks", "dot"),
        Import("blocks", "line"),
    }


@pytest.mark.parametrize(
    "trick",
    [
        "globals()['More']",
        "eval('RADIUS')",
        "Scene.__subclasses__()",
        "importlib.import_module('x')",
        "vars(self)",
    ],
)
def test_where_names_may_be_come_to_in_other_ways_the_whole_file_counts(trick: str) -> None:
    text = FILE.replace("np.pi", trick)
    assert meaning(text.replace("RADIUS = 2", "RADIUS = 3"), "Lines") != meaning(text, "Lines")


@pytest.mark.parametrize(
    "definition",
    [
        "@register\nclass Other(Scene):\n    def construct(self): ...\n",
        "class Style(Registry):\n    name = 1\n",
    ],
)
def test_a_definition_that_may_do_more_than_bind_a_name_counts_for_every_scene(definition: str) -> None:
    assert meaning(FILE + definition, "Lines") != meaning(FILE, "Lines")


def test_a_function_and_a_value_that_are_come_to_by_a_text_count() -> None:
    text = FILE.replace("np.pi", "getattr(self, 'helper'), 'RADIUS'")
    assert meaning(text.replace("RADIUS = 2", "RADIUS = 3"), "Lines") != meaning(text, "Lines")


def test_imports_inside_functions_count_and_those_for_type_checkers_do_not() -> None:
    text = "if TYPE_CHECKING:\n    import a\nelse:\n    import b\ndef f():\n    from .c import d\n"
    assert whole(text).imports == (Import("b"), Import("c", "d", 1))


def test_a_file_that_is_no_python_is_a_syntax_error() -> None:
    with pytest.raises(SyntaxError):
        Reading("class A(:")
