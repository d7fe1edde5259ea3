"""A small square around a point: what f changes along its sides, taken in both orders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.figures.planes import CLOSEST, Shrinking, look_closer
from calcanim.blocks.formula import Formula
from calcanim.blocks.live import ITSELF, Readout
from calcanim.blocks.plots.marks import Point, PointLabel
from calcanim.blocks.plots.plot import Plot
from calcanim.blocks.plots.segment import Segment
from calcanim.blocks.plots.true_scale import Room, true_scale_plot
from calcanim.blocks.stage import Box, Stage
from calcanim.blocks.theme import STROKE, Role, Theme
from calcanim.blocks.writing.equation import decimals
from calcanim.calculus import Constant, Function
from calcanim.calculus.second_partials import SquareDifference
from calcanim.errors import ParameterError

LARGEST = 1.0  # side of the square
_NAMES = ("P", "Q", "R", "S")
_ROOM = Room(left=0.6, right=0.6, bottom=0.8, top=0.6)
_DIGITS, _FEWEST = 2, 3
_DIGIT_ROOM = 0.1  # frame units that a digit may be wider than another
_NUMBER_ROOM = 0.2  # frame units that long numbers may reach out of the plot's own strip
_ACROSS, _UP = ((0, 1), (2, 3)), ((0, 2), (1, 3))  # corners that a side joins


class MixedSquare:
    """A square of side h around A with its corners named, as wide on the frame however small it is."""

    def __init__(self, box: Box, around: SquareDifference, side: float, *, theme: Theme) -> None:
        self.around, self.first_side, self.side, self.theme = around, side, side, theme
        self.input = self._plot(box)
        self.a = Point(self.input, lambda: around.at, true=lambda: around.at, name="A")
        self.across = mn.VGroup(*(self._line(ends, Role.RUN) for ends in _ACROSS))
        self.up = mn.VGroup(*(self._line(ends, Role.RISE) for ends in _UP))
        self.corners = [
            Point(self.input, self._corner(k), true=self._corner(k), name=name)
            for k, name in enumerate(_NAMES)
        ]
        lines = (*self.across, *self.up, self.input.axes, *self.input.ticks, self.a)
        self.names = mn.VGroup(
            *(
                PointLabel(point, name, avoid=lines)
                for point, name in zip((self.a, *self.corners), ("A", *_NAMES), strict=True)
            )
        )
        for mark in (self.a, *self.corners, self.names):
            mark.set_z_index(1)

    @property
    def parts(self) -> list[mn.Mobject]:
        """All that is drawn."""
        return [self.input, self.across, self.up, self.a, *self.corners, self.names]

    def two_orders(self) -> Formula:
        """The change along y of the changes along x is the change along x of the changes along y."""
        p, q, r, s = (f"z_{name}" for name in _NAMES)
        above, below, right, left = (
            rf"\left(\part{{{role}}}{{{end} - {start}}}\right)"
            for role, end, start in (
                (Role.RUN, s, r),
                (Role.RUN, q, p),
                (Role.RISE, s, q),
                (Role.RISE, r, p),
            )
        )
        latex = rf"\begin{{aligned}}& {above} - {below} \\ & = {right} - {left}\end{{aligned}}"
        return Formula(latex, theme=self.theme)

    def numbers(self) -> list[Readout]:
        """The side, and what both orders make of the square of it."""
        p, q, r, s = (f"z_{name}" for name in _NAMES)
        label = rf"\frac{{{s} - {r} - {q} + {p}}}{{h^2}}"
        places = decimals(self.first_side / CLOSEST, digits=_DIGITS)
        finest = max(_FEWEST, decimals(self.around.mixed, digits=_DIGITS))
        side, quotient = {"": self.drawn_side}, {ITSELF: self.drawn_quotient}
        return [
            Readout("h", lambda: self.side, drawn=side, role=Role.TEXT, theme=self.theme, places=places),
            Readout(label, self.quotient, drawn=quotient, theme=self.theme, places=finest),
        ]

    def quotient(self) -> float:
        """The changes in both orders, divided by the square of the side as it now is."""
        return self.around.quotient(self.side)

    def drawn_side(self) -> float | None:
        """The side, read off the lower line."""
        return self.across[0].drawn_run()  # type: ignore[no-any-return]  # a group gives any mobject

    def drawn_quotient(self) -> float | None:
        """The same, of f at the corners that are drawn."""
        places = [corner.drawn_at() for corner in self.corners]
        side = self.drawn_side()
        if side is None or any(place is None for place in places):
            return None
        p, q, r, s = (float(self.around.f(*place)) for place in places if place is not None)
        return (s - r - (q - p)) / side**2

    def look(self, side: float) -> None:
        """Show a square of this side as large as the first one."""
        self.side = side
        look_closer(self.input, np.array(self.around.at), self.first_side / side)

    def shrink(self, **options: Any) -> mn.Animation:
        """Make the square smaller and look closer by as much."""
        return Shrinking(self, self.first_side / CLOSEST, **options)

    def _corner(self, k: int) -> Callable[[], tuple[float, float]]:
        def place() -> tuple[float, float]:
            x, y = self.around.corners(self.side)[k]
            return float(x), float(y)

        return place

    def _line(self, ends: tuple[int, int], role: Role) -> Segment:
        start, end = map(self._corner, ends)
        name = f"the side from {_NAMES[ends[0]]} to {_NAMES[ends[1]]}"
        return Segment(
            self.input, start, end, role=role, width=STROKE, true=lambda: (start(), end()), name=name
        )

    def _plot(self, box: Box) -> Plot:
        room = box.inset(left=_NUMBER_ROOM)
        places = [(float(x), float(y)) for x, y in self.around.corners(self.side)]
        return true_scale_plot(
            room, places, theme=self.theme, room=_ROOM, largest_zoom=CLOSEST, least_ticks=2, y_name="y"
        )


def require_square(f: Function, at: Sequence[Constant]) -> None:
    """Raise `ParameterError` where f has no values all around A."""
    place = (float(at[0]), float(at[1]))
    if SquareDifference(f, place).side_that_holds(LARGEST) is None:
        raise ParameterError(
            f"at={place[0]:g}, {place[1]:g}: f has no value at some places close to A; choose another point"
        )


def mixed_square(box: Box, f: Function, at: Sequence[Constant], *, theme: Theme) -> MixedSquare:
    """The square around A, as large as f allows."""
    around = SquareDifference(f, (float(at[0]), float(at[1])))
    return MixedSquare(box, around, around.side_that_holds(LARGEST) or LARGEST, theme=theme)


def square_boxes(stage: Stage) -> tuple[Box, Box]:
    """Where the square is, and where its numbers are: they need nearly half of a wide frame."""
    if not stage.is_wide:
        return stage.picture, stage.panel
    picture, panel = stage.body.columns(0.53, 0.47)
    return picture, panel.inset(right=_DIGIT_ROOM)
