"""Frames of the preview are those of the rendered video, after ten edits in a row.

All lessons are compared by `python -m benchmarks.same_preview`, in a quarter of an hour.
"""

from __future__ import annotations

import pytest

from benchmarks.same_preview import LEAST, compared

pytestmark = pytest.mark.slow

LESSONS = (
    ("slope_of_a_curve.py", "SecantBecomesTangent"),
    ("partial_derivatives.py", "PartialDerivatives"),
    ("chain_rule.py", "ChainRule"),
    ("sine_squeeze.py", "SineSqueeze"),
)


@pytest.mark.parametrize(("file", "lesson"), LESSONS)
def test_frames_are_as_rendered_after_ten_edits(file: str, lesson: str) -> None:
    worst, frames = compared(file, lesson)
    assert worst >= LEAST
    assert frames > 100
