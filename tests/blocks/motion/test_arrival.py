"""A distance arrives at exactly 0, slower and slower."""

from __future__ import annotations

from itertools import pairwise

import manim as mn
import pytest

from calcanim.blocks.motion.arrival import arrive


@pytest.mark.parametrize("start", [1.5, -0.3])
def test_it_shrinks_slower_and_slower_and_arrives(start: float) -> None:
    distance = mn.ValueTracker(start)
    way = arrive(distance, run_time=2)
    way.begin()
    seen = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        way.interpolate(share)
        seen.append(distance.get_value() / start)
    steps = [before - after for before, after in pairwise(seen)]
    assert seen[0] == pytest.approx(1)
    assert distance.get_value() == 0
    assert steps == sorted(steps, reverse=True)
