"""A text whose letters were read before is the same as one that Manim reads anew, bit for bit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import manim as mn
import numpy as np
import pytest
from manim.mobject.svg import svg_mobject

from calcanim.engine import texts
from calcanim.engine.shortcuts import shortcuts

TEXTS: dict[str, Callable[[], mn.SVGMobject]] = {
    "a number": lambda: mn.Text("-0.512", font_size=36),
    "two lines": lambda: mn.Text("Line one\nline 2"),
    "words": lambda: mn.Text("a b  c, fi ffl"),
    "other letters": lambda: mn.Text("Größe: 5 €"),
    "in a colour": lambda: mn.Text("hello 12", color=mn.RED),
    "a word in another": lambda: mn.Text("hello world", t2c={"world": "#0000FF"}),
    "slanted and bold": lambda: mn.Text("slant", slant=mn.ITALIC, weight=mn.BOLD),
    "with a stroke": lambda: mn.Text("1.5", fill_opacity=0.5, stroke_width=2),
    "in a gradient": lambda: mn.Text("grad", gradient=(mn.RED, mn.BLUE)),
    "marked up": lambda: mn.MarkupText("a <b>bold</b> 1"),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[None]:
    with mn.tempconfig({"media_dir": str(tmp_path)}):
        yield


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_as_manims(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    manims = _made(name)
    with shortcuts():
        _made(name)
        monkeypatch.setattr(texts, "_by_manim", _refuse)
        again = _made(name)
    for one, other in zip(manims.get_family(), again.get_family(), strict=True):
        assert type(one) is type(other)
        assert vars(one).keys() == vars(other).keys()
        for key, value in vars(one).items():
            _expect_alike(value, vars(other)[key])
    assert _named(manims) == _named(again)


def test_what_pango_did_not_draw_is_left_to_manim(tmp_path: Path) -> None:
    file = tmp_path / "own.svg"
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M 0 0 L 1 0 L 1 1 Z"/></svg>', "utf-8")
    manims = mn.SVGMobject(file, use_svg_cache=False)
    with shortcuts():
        again = mn.SVGMobject(file, use_svg_cache=False)
    assert np.array_equal(manims.submobjects[0].points, again.submobjects[0].points)


def test_letters_are_not_kept_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "KEPT", 3)
    with shortcuts():
        mn.Text("abcdefgh", color="#123456")
    assert len(texts._letters) == 3


def _made(name: str) -> mn.SVGMobject:
    svg_mobject.SVG_HASH_TO_MOB_MAP.clear()  # of Manim's own, in which markup is kept
    return TEXTS[name]()


def _refuse(mobject: mn.SVGMobject) -> None:
    raise AssertionError(f"{mobject} was read anew")


def _named(mobject: mn.SVGMobject) -> dict[str, list[int]]:
    place = {id(letter): i for i, letter in enumerate(mobject.submobjects)}
    return {
        name: [place.get(id(each), -1) for each in group] for name, group in mobject.id_to_vgroup_dict.items()
    }


def _expect_alike(one: Any, other: Any) -> None:
    if isinstance(one, np.ndarray):
        assert np.array_equal(one, other)
    elif isinstance(one, int | float | str | mn.ManimColor | None):
        assert one == other
