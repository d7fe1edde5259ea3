"""What fades in shows the number of that moment, not the one that it was made with."""

from __future__ import annotations

import copy

from calcanim.blocks.glyph_reading import read_glyphs
from calcanim.blocks.live import Readout
from calcanim.blocks.theme import DARK


def test_a_copy_of_a_number_is_of_the_moment() -> None:
    values = [0.5]
    shown = Readout("x", lambda: values[0], theme=DARK, drawn=lambda: values[0])
    values[0] = 2.25
    copied = copy.deepcopy(shown)
    assert read_glyphs(copied.submobjects[-1].submobjects) == "2.25"
