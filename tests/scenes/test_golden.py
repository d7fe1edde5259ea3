"""The last frame of each lesson looks as it did when somebody last looked at it.

`pytest tests/scenes/test_golden.py --renew-golden` draws the pictures anew: look at them before you commit.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from calcanim.lesson import Lesson
from scenes.chain_rule import ChainRule
from scenes.gradient_descent import GradientDescent
from scenes.partial_derivatives import PartialDerivatives
from scenes.rise_over_run import RiseOverRun
from scenes.sine_squeeze import SineSqueeze
from scenes.slope_of_a_curve import AbsoluteValueKink, CubeRootVerticalTangent, SecantBecomesTangent

if TYPE_CHECKING:
    from tests.scenes.conftest import Play

GOLDEN = Path(__file__).parents[1] / "golden"
FAILURES = Path(__file__).parents[2] / "media" / "test-failures"
LESSONS: list[type[Lesson]] = [
    RiseOverRun,
    SecantBecomesTangent,
    AbsoluteValueKink,
    CubeRootVerticalTangent,
    ChainRule,
    GradientDescent,
    PartialDerivatives,
    SineSqueeze,
]
Frame = NDArray[np.uint8]


def difference(drawn: Frame, golden: Frame) -> float:
    """Share of the pixels that differ by more than anti-aliasing does."""
    apart = np.abs(drawn.astype(int) - golden.astype(int)).max(axis=2)
    return float((apart > 40).mean())


def keep_for_a_look(name: str, drawn: Frame, golden: Frame) -> Path:
    """Write drawn, golden and their difference beside each other; return where."""
    FAILURES.mkdir(parents=True, exist_ok=True)
    apart = np.abs(drawn.astype(int) - golden.astype(int)).astype(np.uint8)
    picture = FAILURES / f"{name}.png"
    Image.fromarray(np.concatenate([drawn, golden, apart], axis=1)).save(picture)
    return picture


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.__name__)
def test_the_last_frame_looks_as_it_did(play: Play, lesson: type[Lesson], renew_golden: bool) -> None:
    drawn = play(lesson).last_frame
    file = GOLDEN / f"{lesson.__name__}.png"
    if renew_golden:
        Image.fromarray(drawn).save(file, optimize=True)
    golden = np.asarray(Image.open(file).convert("RGB"))
    if difference(drawn, golden) > 0.002:
        picture = keep_for_a_look(lesson.__name__, drawn, golden)
        pytest.fail(f"it looks different; drawn, golden and their difference are in {picture}")


def test_a_moved_label_or_line_is_a_difference(play: Play) -> None:
    drawn = play(SecantBecomesTangent).last_frame
    assert difference(drawn, drawn) == 0
    assert difference(np.roll(drawn, 2, axis=0), drawn) > 0.002
