"""A number that goes to another one; and a distance that goes to 0, slower and slower, and arrives."""

from __future__ import annotations

from typing import Any

import manim as mn


def go(number: mn.ValueTracker, goal: float, **options: Any) -> mn.Animation:
    """Let a number go from where it is to exactly another one; what follows it moves."""
    start = float(number.get_value())

    def put(_: mn.Mobject, share: float) -> None:
        number.set_value((1 - share) * start + share * goal)

    return mn.UpdateFromAlphaFunc(number, put, **options)


def arrive(distance: mn.ValueTracker, **options: Any) -> mn.Animation:
    """Let a distance shrink to exactly 0; what follows it arrives."""
    start = float(distance.get_value())

    def put(tracker: mn.Mobject, share: float) -> None:
        distance.set_value(start * (1 - share) ** 3)

    return mn.UpdateFromAlphaFunc(distance, put, **{"rate_func": mn.linear, **options})
