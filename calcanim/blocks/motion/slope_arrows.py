"""Arrows beside a curve that run as it runs: down where it falls, up where it rises; bars at level places."""

from __future__ import annotations

import manim as mn
import numpy as np

from calcanim.blocks.live import Drawing, corners
from calcanim.blocks.plots.plot import Curve, line_drawing
from calcanim.blocks.theme import STROKE, Role
from calcanim.calculus.analysis.signs import Sign, SignChart, Stretch
from calcanim.tex.typeset import Points

_LENGTH, _BARB, _ANGLE = 0.9, 0.2, 0.5  # frame units; radians between a barb and the shaft
_BESIDE = (0.4, 0.55, 0.28)  # frame units between an arrow and the curve
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)  # of a stretch: where its arrow may stand
_CLEAR = 0.25  # frame units from the curve that are enough
_BAR = 0.45  # frame units: half of a bar
_BEND = 0.01  # of the window: a step to see to which side the curve bends
_LEAST = 0.35  # frame units: the shortest stretch that has an arrow


class SlopeArrows(Drawing):
    """An arrow for each stretch of the chart of the curve's derivative that has room for one, a bar for each
    level place. The window must stand still; `marks` are the drawings of the chart's pieces, in order."""

    def __init__(self, curve: Curve, chart: SignChart) -> None:
        super().__init__()
        self.curve, self.plot, self.chart = curve, curve.plot, chart
        self.marks = tuple(self._mark(piece) for piece in chart.pieces)
        self.add(*self.marks)

    def of(self, sign: Sign) -> mn.VGroup:
        """What is drawn where the slope has this sign."""
        pairs = zip(self.chart.pieces, self.marks, strict=True)
        return mn.VGroup(*(mark for piece, mark in pairs if piece.sign is sign))

    def _mark(self, piece: Stretch) -> mn.VMobject:
        mark = line_drawing(self.plot.theme, Role.SLOPE, width=STROKE)
        if piece.is_place:
            mark.points = corners(self._bar(piece))
        elif piece.sign is not Sign.NONE:
            mark.points = corners(self._arrow(piece))
        return mark

    def _bar(self, piece: Stretch) -> list[Points]:
        x, y = piece.middle, float(self.curve.f(piece.middle))
        if piece.sign is not Sign.ZERO or not self.plot.holds(x, y):
            return []
        return [self.plot.point(x, y) + np.array([[-_BAR, 0, 0], [_BAR, 0, 0]])]

    def _arrow(self, piece: Stretch) -> list[Points]:
        """The one that keeps farthest off the curve, of those that are inside the plot."""
        length = min(_LENGTH, 0.8 * piece.width * self.plot.box.width / self.plot.window.width)
        if length < _LEAST:
            return []
        ways = [
            (self._room(shaft), shaft)
            for share in _SHARES
            for shaft in self._beside(float(piece.left) + share * piece.width, length)
            if self._is_inside(shaft)
        ]
        best = max(ways, key=lambda way: way[0], default=None)
        return [] if best is None else [best[1], *_barbs(best[1])]

    def _beside(self, x: float, length: float) -> list[Points]:
        """Shafts along the tangent at x, on both sides of the curve, first where the tangent is not."""
        y, slope = float(self.curve.f(x)), float(self.curve.f.derivative()(x))
        if not (np.isfinite([y, slope]).all() and self.plot.holds(x, y)):
            return []
        box, window = self.plot.box, self.plot.window
        way = np.array([box.width / window.width, slope * box.height / window.height, 0.0])
        way /= np.linalg.norm(way)
        normal, middle = np.array([-way[1], way[0], 0.0]), self.plot.point(x, y)
        ends = np.array([-way, way]) * length / 2
        step = _BEND * window.width
        bend = float(self.curve.f(x - step) + self.curve.f(x + step)) - 2 * y
        sides = (-1, 1) if bend < 0 else (1, -1)
        return [middle + side * gap * normal + ends for gap in _BESIDE for side in sides]

    def _room(self, shaft: Points) -> float:
        """The distance to the curve, as far as it matters; nearer is better where that is enough."""
        points = self.curve.stroke.points
        along = shaft[0] + np.linspace(0, 1, 9)[:, None] * (shaft[1] - shaft[0])
        gap = np.linalg.norm(points[:, None] - along[None], axis=2).min() if len(points) else 1.0
        return float(min(gap, _CLEAR))

    def _is_inside(self, shaft: Points) -> bool:
        return all(self.plot.holds(x, y, margin=_BARB / 2) for x, y in self.plot.plane(shaft))


def _barbs(shaft: Points) -> list[Points]:
    """The two strokes of an arrow's tip."""
    back = (shaft[0] - shaft[1]) / np.linalg.norm(shaft[0] - shaft[1])
    sides = []
    for angle in (_ANGLE, -_ANGLE):
        turned = np.array(
            [
                back[0] * np.cos(angle) - back[1] * np.sin(angle),
                back[0] * np.sin(angle) + back[1] * np.cos(angle),
                0.0,
            ]
        )
        sides.append(np.array([shaft[1] + _BARB * turned, shaft[1]]))
    return sides
