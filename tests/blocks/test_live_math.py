"""Numbers that are put together of digits stand as they would if they were set."""

from __future__ import annotations

import numpy as np
import pytest

from calcanim.blocks import live_math
from calcanim.blocks.live_math import math_glyphs
from calcanim.tex.typeset import typeset

TEXTS = (
    *(f"{pair:02d}" for pair in range(100)),
    *("0.5", "-1.25", "17.30", "-0.0178", "1111.77", "7", "1", "undefined".join('""'), '"–"', "="),
    *("0.01 dot.c", r"\(-0.4844\)", "1.2 dot 10^(5)", "-1.2 dot.c 10^(-12)", "x_1 = 2.75", "3/4"),
)


@pytest.mark.parametrize("text", TEXTS)
def test_digits_stand_where_typst_sets_them(text: str) -> None:
    """Outlines, places and what is known of each glyph are the same."""
    ours, set_ = math_glyphs(text), typeset(f"$ {text} baseline $").glyphs
    assert [(glyph.shape, glyph.tag, glyph.x_height) for glyph in ours] == [
        (glyph.shape, glyph.tag, glyph.x_height) for glyph in set_
    ]
    for mine, theirs in zip(ours, set_, strict=True):
        np.testing.assert_allclose(mine.points, theirs.points, atol=1e-9)


def test_a_number_like_one_that_was_set_is_not_set_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What differs in digits alone costs no typesetting."""
    math_glyphs("-52.98")  # its pairs of digits are known from now on
    math_glyphs.cache_clear()
    asked: list[str] = []

    def noted(body: str) -> object:
        asked.append(body)
        return typeset(body)

    monkeypatch.setattr(live_math, "typeset", noted)
    math_glyphs("-52.98")
    assert asked == ["$ -00.00 baseline $"]
