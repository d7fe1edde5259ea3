"""A style that is taken over is as Manim takes it over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import manim as mn
import numpy as np
import pytest

from calcanim.engine.shortcuts import shortcuts


class Shouting(mn.Square):
    """A mobject with a way of its own to be filled."""

    def set_fill(self, color: Any = None, opacity: Any = None, family: bool = True) -> Any:
        """Fill it with red."""
        return super().set_fill(mn.RED, 1, family)


MODELS: dict[str, Callable[[], Any]] = {
    "line": lambda: mn.Circle(stroke_width=3, color=mn.BLUE),
    "filled": lambda: mn.Square(fill_opacity=0.3, fill_color=mn.GREEN, stroke_opacity=0.5),
    "unseen": lambda: mn.VMobject().set_stroke(opacity=0).set_fill(opacity=0),
    "behind": lambda: mn.Square().set_stroke(mn.RED, 4, 0.7, background=True),
    "gradient": lambda: mn.Square(fill_opacity=1).set_color(cast("Any", [mn.RED, mn.BLUE])),
    "sheen": lambda: mn.Circle(fill_opacity=1).set_sheen(0.4, mn.UP),
    "own way": Shouting,
    "group": lambda: mn.VGroup(mn.Square(color=mn.RED), mn.Circle(fill_opacity=0.5)),
    "text": lambda: mn.Text("ab", color=mn.YELLOW),
    "number": lambda: mn.DecimalNumber(1.5, mob_class=cast("Any", mn.Text)),
}


def style(mobject: mn.VMobject) -> list[dict[str, Any]]:
    """All that a mobject's style is made of, for each of its parts."""

    def plain(value: Any) -> Any:
        if isinstance(value, mn.ManimColor):
            return value.to_rgba()
        return [plain(each) for each in value] if isinstance(value, list) else value

    words = ("rgbas", "opacity", "width", "color", "sheen", "image")
    return [
        {name: plain(value) for name, value in vars(part).items() if any(word in name for word in words)}
        for part in mobject.get_family()
    ]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("name", MODELS)
def test_a_style_is_taken_over_as_manim_does(name: str, model: str) -> None:
    stock = MODELS[name]().match_style(MODELS[model]())
    ours = MODELS[name]()
    with shortcuts():
        assert ours.match_style(MODELS[model]()) is ours
    np.testing.assert_equal(style(ours), style(stock))


def test_the_model_stays_as_it_was() -> None:
    model, copied = (cast("Any", each) for each in (mn.Square(fill_opacity=0.3), mn.Circle()))
    with shortcuts():
        copied.match_style(model)
    copied.set_fill(mn.RED, opacity=1).set_stroke(mn.RED)
    np.testing.assert_equal(style(model), style(mn.Square(fill_opacity=0.3)))
