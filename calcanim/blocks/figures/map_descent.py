"""Descents of a function on its map, and the panel beside it: the rule of a step, and where the ball is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import manim as mn

from calcanim.blocks.figures.gradient_picture import coloured
from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.live import ReadBack, Readout
from calcanim.blocks.motion.map_walk import MapWalk, map_extent
from calcanim.blocks.plots.contour_map import ContourMap, map_plot
from calcanim.blocks.plots.segment import Place
from calcanim.blocks.stage import GAP, Box, Stage
from calcanim.blocks.theme import Role, Theme
from calcanim.blocks.writing.breaking import in_lines
from calcanim.blocks.writing.vector_numbers import VectorNumbers
from calcanim.calculus import Constant, Descent, Function, given
from calcanim.calculus.descent_in_words import Ending
from calcanim.calculus.descent_law import descent_law
from calcanim.calculus.law import Law

PLACES = 3  # decimals of places and values
_SLOWLY = 3  # steps that are taken one by one
_ROOM = 0.7  # frame units for signs that come
_POSITION = r"\mathbf{x}"


class MapDescent:
    """Two descents of f, one after the other: `walk` and `other` on the map, `numbers` beside them.

    `slow` are the places where the first steps begin, each on a contour that is marked.
    """

    def __init__(
        self, stage: Stage, f: Function, runs: tuple[Descent, Descent], rate: Constant, *, theme: Theme
    ) -> None:
        self.f, self.theme = f, theme
        self.plot = map_plot(stage.picture, *map_extent(runs), theme=theme)
        self.walk, self.other = (MapWalk(self.plot, f, run) for run in runs)
        slow = self.walk.places[: min(_SLOWLY, self.walk.last)]
        places = self.walk.places + self.other.places
        self.map = ContourMap(self.plot, f, through=slow, avoid=places, closer_below=True)
        panel, ground = stage.panel, given(f=f)
        latex = in_lines(rf"f(x, y) = {f.latex}", panel, theme=theme)
        self.function = Formula(latex, role=Role.CURVE, theme=theme, on=ground)
        panel.place(self.function, x=-1, y=1)
        rows = panel.below(self.function).rows(0.9, 0.7, 0.7, 0.7, 0.7, 0.7, gap=GAP / 2)
        self.rule = law_in(rows[0], descent_law(f, runs[0]), theme=theme)
        line = Formula(rf"\eta = {rate.latex}", theme=theme, on=given(eta=rate))
        self.rate_line = rows[1].place(line, x=-1)
        self._number_boxes, self._end_box = rows[2:5], rows[5]
        self.numbers = self._numbers_of(self.walk)
        self.end = mn.VGroup()

    @property
    def goes_on(self) -> bool:
        """Whether there are more steps than those that are taken one by one."""
        return self.walk.last > _SLOWLY

    def marks(self) -> Iterator[tuple[int, mn.VGroup]]:
        """The number of each step that is taken alone, with the contour that it leaves and the right angle
        to it, made when the walk is there."""
        for index, contour in enumerate(self.map.marked):
            yield index + 1, mn.VGroup(contour, self.walk.corner())

    def turn_to_other(self) -> mn.VGroup:
        """From now on the numbers are those of the other descent."""
        self.numbers = self._numbers_of(self.other)
        return self.numbers

    def tell(self, ending: Ending) -> mn.Animation:
        """In a few words how a descent ended."""
        self.end = mn.VGroup(Prose(ending.text, theme=self.theme, printed=ending))
        return mn.FadeIn(self._end_box.place(self.end, x=-1))

    def _numbers_of(self, walk: MapWalk) -> mn.VGroup:
        """The step, the point that it leads to, and the value there; all change when the ball arrives."""
        trail, theme = walk.trail, self.theme
        drawn = trail.drawn_x, trail.drawn_y
        count = Readout(
            "t", lambda: walk.index, places=0, role=Role.TEXT, theme=theme, drawn=trail.drawn_steps
        )
        value = Readout(
            "f(x, y)",
            lambda: float(self.f(*walk.point())),
            places=PLACES,
            role=Role.CURVE,
            theme=theme,
            drawn=dict(zip("xy", drawn, strict=True)),
            on=given(f=self.f),
        )
        position = position_of(_POSITION, walk.point, drawn, theme=theme)
        return stacked(self._number_boxes, (count, position, value))


def position_of(label: str, place: Place, drawn: Sequence[ReadBack], *, theme: Theme) -> VectorNumbers:
    """A place of a walk in numbers, which are read back from what is `drawn` there."""
    values = [lambda: place()[0], lambda: place()[1]]
    return VectorNumbers(label, values, drawn=drawn, places=PLACES, role=Role.TEXT, theme=theme)


def law_in(box: Box, law: Law, *, theme: Theme) -> Formula:
    """What the core printed, in a box."""
    return box.place(Formula(coloured(law.latex), theme=theme, printed=law), x=-1)


def stacked(boxes: Sequence[Box], rows: Sequence[mn.VMobject]) -> mn.VGroup:
    """Live numbers, each at the left of its box, with room for signs that come."""
    placed = (box.inset(right=_ROOM).place(row, x=-1) for box, row in zip(boxes, rows, strict=True))
    return mn.VGroup(*placed)
