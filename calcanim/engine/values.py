"""What mobjects look like by their values, of many at once: Manim changes arrays in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import VMobject

_ARRAYS = ("points", "fill_rgbas", "stroke_rgbas", "background_stroke_rgbas")


@dataclass(frozen=True)
class Values:
    """All that decides what mobjects look like, at one moment; the arrays of all, one kind after another."""

    shown: Sequence[VMobject]
    counts: list[list[int]]
    arrays: list[npt.NDArray[np.float64]]
    styles: list[tuple[Any, ...]]

    @classmethod
    def of(cls, shown: Sequence[VMobject], /) -> Values:
        """Take note of mobjects as they are now."""
        arrays = [[getattr(mobject, name) for mobject in shown] for name in _ARRAYS]
        return cls(
            shown,
            [[len(each) for each in kind] for kind in arrays],
            [np.concatenate(kind) if kind else np.zeros((0, 3)) for kind in arrays],
            [
                (m.stroke_width, m.background_stroke_width, m.joint_type, m.cap_style, m.shade_in_3d)
                for m in shown
            ],
        )

    def differing(self, before: Values | None, /) -> npt.NDArray[np.bool_]:
        """Tell which mobjects are not as they were; all, where others are shown."""
        everything = np.ones(len(self.shown), np.bool_)
        if before is None or self.shown != before.shown or self.counts != before.counts:
            return everything
        found = ~everything
        if self.styles != before.styles:
            found |= [one != other for one, other in zip(self.styles, before.styles, strict=True)]
        for now, was, counts in zip(self.arrays, before.arrays, self.counts, strict=True):
            if not np.array_equal(now, was):
                of_whom = np.repeat(np.arange(len(self.shown)), counts)
                found[of_whom[(now != was).any(axis=1)]] = True
        return found
