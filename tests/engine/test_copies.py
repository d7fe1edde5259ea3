"""Copies of texts and formulas are as Manim's, and independent of what they were copied from."""

from __future__ import annotations

from typing import Any

import manim as mn
import numpy as np
import pytest

from calcanim.engine.shortcuts import shortcuts


def values(mobject: mn.Mobject) -> list[dict[str, Any]]:
    """Numbers, words and arrays of the parts of a mobject, by their names."""
    kinds = (int, float, str, np.ndarray, mn.ManimColor, type(None))
    return [{k: v for k, v in vars(part).items() if isinstance(v, kinds)} for part in mobject.get_family()]


@pytest.fixture(params=["text", "formula", "group"])
def mobject(request: pytest.FixtureRequest) -> mn.Mobject:
    text, formula = mn.Text("ab", color=mn.RED), mn.MathTypst("x^2 / 2")
    group = mn.VGroup(mn.Square(), formula, *text)
    return {"text": text, "formula": formula, "group": group}[str(request.param)]


def test_a_copy_has_all_that_manims_has(mobject: mn.Mobject) -> None:
    stock = mobject.copy()
    with shortcuts():
        ours = mobject.copy()
    assert all("points" in each for each in values(ours))
    np.testing.assert_equal(values(ours), values(stock))
    for part, copied in zip(mobject.get_family(), ours.get_family(), strict=True):
        assert copied is not part
        assert type(copied) is type(part)


def test_what_is_done_to_a_copy_is_not_done_to_the_other(mobject: mn.Mobject) -> None:
    before = mobject.get_all_points().copy()
    with shortcuts():
        copied = mobject.copy()
    copied.shift(mn.RIGHT)
    for part in copied.family_members_with_points():
        part.set_fill(mn.BLUE, opacity=0.3)
    np.testing.assert_array_equal(mobject.get_all_points(), before)
    assert all(part.get_fill_opacity() != 0.3 for part in mobject.family_members_with_points())


def test_afterwards_copies_are_manims() -> None:
    text = mn.Text("a")
    with shortcuts():
        assert text[0].copy().path_obj is text[0].path_obj
    assert text[0].copy().path_obj is not text[0].path_obj
