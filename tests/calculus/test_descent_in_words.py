"""A descent in words: the start, and every kind of end."""

from __future__ import annotations

import pytest

from calcanim.calculus.constant import Constant
from calcanim.calculus.descent import descend
from calcanim.calculus.descent_in_words import Downhill, Ending
from calcanim.calculus.function import Function

WELL = "1/4*x^4 - x^2 + 1/2"


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("1/4", "At x = 1/4 it is −0.4844: downhill is to the right."),
        ("-1/4", "At x = −1/4 it is 0.4844: downhill is to the left."),
        ("0", "At x = 0 it is 0: level, no way is down."),
    ],
)
def test_which_way_is_down(at: str, sentence: str) -> None:
    assert Downhill(Function.parse(WELL), Constant.parse(at)).sentence == sentence


@pytest.mark.parametrize(
    ("f", "settings", "text", "sentence"),
    [
        (WELL, (0.25, 0.01, 199), "near a minimum", "Point 200 is x = 1.40704: all but at a minimum."),
        (
            "x^3",
            (0.5, 0.01, 199),
            "stuck on a plateau",
            "Point 200 is x = 0.12482: nearly level, but no minimum.",
        ),
        ("exp(x)", (0, 0.01, 9), "still moving", "Point 10 is x = −0.08658: it is still on its way."),
        (
            "x^2",
            (1, 1.0, 9),
            "jumps to and fro",
            "Point 10 is x = −1.00000: it jumps to and fro.",
        ),
        ("x^2", (1, 1.5, 3), "diverged", "Point 4 is x = −8.00000: higher than where it began."),
        (WELL, (0.25, 2, 9), "ran away", "Point 5 is x = 1.14e+04: it runs away, no minimum holds it."),
        ("ln(x)", (1, 0.5, 9), "stopped: no slope ahead", "it stops, for ahead f has no slope."),
    ],
)
def test_how_it_ended(f: str, settings: tuple[float, float, int], text: str, sentence: str) -> None:
    function, (start, rate, steps) = Function.parse(f), settings
    end = Ending(function, descend(function, start, rate=rate, steps=steps))
    assert end.text == text
    assert end.sentence.endswith(sentence)
