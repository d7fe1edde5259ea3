"""The answers in a checklist: a tick, a cross, or a short line where nothing was asked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import manim as mn
import numpy as np

from calcanim.blocks.live import Drawing, corners
from calcanim.blocks.plots.plot import line_drawing
from calcanim.blocks.theme import STROKE, Role, Theme
from calcanim.calculus.demands import Answer

Stroke = tuple[tuple[float, float], ...]

_SIZE = 0.36  # frame units
_STROKES: Mapping[Answer, tuple[Stroke, ...]] = MappingProxyType(
    {
        Answer.FULFILLED: (((-0.45, 0.0), (-0.12, -0.38), (0.5, 0.42)),),
        Answer.FAILED: (((-0.4, -0.4), (0.4, 0.4)), ((-0.4, 0.4), (0.4, -0.4))),
        Answer.NOT_ASKED: (((-0.22, 0.0), (0.22, 0.0)),),
    }
)
_ROLES: Mapping[Answer, Role] = MappingProxyType(
    {Answer.FULFILLED: Role.TEXT, Answer.FAILED: Role.RISE, Answer.NOT_ASKED: Role.MUTED}
)


class CheckMark(Drawing):
    """A tick, a cross or a short line; its shape tells them apart, and its colour as well."""

    def __init__(self, answer: Answer, *, theme: Theme, size: float = _SIZE) -> None:
        super().__init__()
        self.answer, self.bright = answer, theme.color(_ROLES[answer])
        self.stroke: mn.VMobject = line_drawing(theme, _ROLES[answer], width=STROKE)
        strokes = [np.array([(x * size, y * size, 0.0) for x, y in stroke]) for stroke in _STROKES[answer]]
        self.stroke.points = corners(strokes)
        self.add(self.stroke)

    def stress(self) -> mn.Animation:
        """It grows for a moment."""
        return mn.Indicate(self, color=self.bright)
