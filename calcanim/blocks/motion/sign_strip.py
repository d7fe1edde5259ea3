"""The sign of a function in a strip below its plot: −, 0 and + over the stretches of x where they hold."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Touch, flattened
from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Drawing, corners
from calcanim.blocks.plots.plot import Plot, line_drawing
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import THIN_STROKE, Role, Size
from calcanim.calculus.analysis.signs import Sign, SignChart, Stretch

HEIGHT = 0.75  # frame units
_LINE, _TICK = 0.12, 0.12  # frame units: from the foot of the strip up to its line; half of a tick
_OVER = 0.13  # frame units between the line and a sign
_APART = 0.1  # frame units between two signs


class SignStrip(Drawing):
    """A line along x with a tick at each place, and the signs over it, as far as they have room.

    It stands still: the plot's window must not move. `marks` are the drawings of the chart's pieces.
    """

    def __init__(
        self, plot: Plot, chart: SignChart, box: Box, *, name: str = "f'(x)", role: Role = Role.DERIVATIVE
    ) -> None:
        super().__init__()
        self.plot, self.chart = plot, chart
        self.y = box.bottom + _LINE + _TICK
        signs = self._signs()
        self.marks = tuple(
            mn.VGroup(self._line(piece), *signs.get(index, ())) for index, piece in enumerate(chart.pieces)
        )
        self.label = Formula(name, theme=plot.theme, size=Size.LABEL, role=role)
        room = Box(box.left, self.y, plot.box.left - _APART, box.top)
        room.place(self.label, x=1, y=-1)
        self.add(self.label, *self.marks)
        self.brought: list[mn.Mobject] = []

    def of(self, sign: Sign) -> mn.VGroup:
        """What is drawn where the function has this sign."""
        pairs = zip(self.chart.pieces, self.marks, strict=True)
        return mn.VGroup(*(mark for piece, mark in pairs if piece.sign is sign))

    @property
    def whole(self) -> mn.VGroup:
        """All marks."""
        return mn.VGroup(*self.marks)

    @property
    def signs(self) -> mn.VGroup:
        """The signs alone."""
        return mn.VGroup(*(sign for mark in self.marks for sign in mark[1:]))

    def mark(self, piece: Stretch) -> mn.VGroup:
        """What is drawn for one piece of the chart."""
        return self.marks[self.chart.pieces.index(piece)]

    def beside(self, x: float) -> mn.VGroup:
        """What is drawn at the place x and on both sides of it."""
        return mn.VGroup(*map(self.mark, self.chart.around(x)))

    def appear(self, *groups: mn.VGroup) -> list[mn.Animation]:
        """The animation that brings in what of these is not there yet, if there is any."""
        new = [mark for group in groups for mark in group if mark not in self.brought]
        self.brought += new
        return [mn.FadeIn(*new)] if new else []

    def with_places(self, sign: Sign) -> mn.VGroup:
        """What is drawn where the function has this sign, and the places that then have both sides there."""
        new = self.of(sign)
        there = [*self.brought, *new, *self.of(Sign.NONE)]
        sides = [None, *self.marks[:-1]], [*self.marks[1:], None]
        bounds = (
            mark
            for piece, mark, *beside in zip(self.chart.pieces, self.marks, *sides, strict=True)
            if piece.is_place and all(side is None or side in there for side in beside)
        )
        return mn.VGroup(*new, *bounds)

    def touches(self) -> tuple[Touch, ...]:
        """Where the places are, and their ticks."""
        pairs = zip(self.chart.pieces, self.marks, strict=True)
        return tuple(
            Touch("a place of the sign strip", self._at(piece)[:2], flattened(mark[0].points))
            for piece, mark in pairs
            if piece.is_place
        )

    def _at(self, piece: Stretch) -> mn.typing.Point3D:
        return np.array([self.plot.point(piece.middle, 0.0)[0], self.y, 0.0])

    def _line(self, piece: Stretch) -> mn.VMobject:
        """A tick at a place; a line along a stretch, none where there is no value."""
        line = line_drawing(self.plot.theme, Role.SLOPE, width=THIN_STROKE)
        if piece.is_place:
            line.points = corners([self._at(piece) + np.array([[0, -_TICK, 0.0], [0, _TICK, 0.0]])])
        elif piece.sign is not Sign.NONE:
            ends = self.plot.on_frame(np.array([[float(piece.left), 0], [float(piece.right), 0]]))
            ends[:, 1] = self.y
            line.points = corners([ends])
        return line

    def _signs(self) -> dict[int, tuple[Formula, ...]]:
        """The signs that have room, by the number of their piece: places first, then the widest stretches."""
        pieces = self.chart.pieces
        order = sorted(
            range(len(pieces)), key=lambda index: (not pieces[index].is_place, -pieces[index].width)
        )
        taken: list[tuple[float, float]] = []
        found: dict[int, tuple[Formula, ...]] = {}
        for index in order:
            sign = self._sign(pieces[index])
            extent = sign and (float(sign.get_left()[0]) - _APART, float(sign.get_right()[0]) + _APART)
            if sign is not None and extent and _is_free(extent, taken):
                taken.append(extent)
                found[index] = (sign,)
        return found

    def _sign(self, piece: Stretch) -> Formula | None:
        if piece.sign is Sign.NONE:
            return None
        sign = Formula(piece.latex, theme=self.plot.theme, size=Size.LABEL, role=Role.SLOPE, printed=piece)
        foot = self._at(piece) + (_TICK + _OVER) * mn.UP
        return sign.move_to(foot + max(float(sign.height), _OVER) / 2 * mn.UP)


def _is_free(extent: tuple[float, float], taken: Sequence[tuple[float, float]]) -> bool:
    return all(extent[1] <= low or high <= extent[0] for low, high in taken)


def with_strip(box: Box) -> tuple[Box, Box]:
    """A box cut in two: what is left for the plots, and the strip at its foot."""
    return box.inset(bottom=HEIGHT), Box(box.left, box.bottom, box.right, box.bottom + HEIGHT)
