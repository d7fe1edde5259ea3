"""A distance that goes to 0, slower and slower, arrives, and stays."""

from __future__ import annotations

from typing import Any

import manim as mn


def arrive(distance: mn.ValueTracker, **options: Any) -> mn.Animation:
    """Let a distance shrink to exactly 0; what follows it arrives."""
    start = float(distance.get_value())

    def put(tracker: mn.Mobject, share: float) -> None:
        distance.set_value(start * (1 - share) ** 3)

    return mn.UpdateFromAlphaFunc(distance, put, **{"rate_func": mn.linear, **options})
